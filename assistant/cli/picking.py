"""The doors that the code for the shells calls: the picker, and a word on a docker command that failed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from assistant.cli.options import Request
from assistant.errors import ANSWERED, UsageError

if TYPE_CHECKING:
    from assistant.ask import Corridor

_LONGEST = 9  # digits


def pick(request: Request) -> int:
    """The picker for a line at the prompt: its exit code is 0 where the shell is to take what is written, 130 where not."""
    from assistant import settings as settings_module
    from assistant.chat.picker import pick as picked
    from assistant.cli.journal import open_journal

    shell, buffer = request.shell(), request.given.get("buffer", "")
    cursor = _number(request, "cursor", len(buffer))
    try:
        with open("/dev/tty", "w") as terminal:  # what is drawn goes there; standard output is the shell's
            settings = settings_module.read(os.environ, terminal)
    except OSError:
        settings = settings_module.read(os.environ, sys.stdout)
    journal = open_journal(settings)

    def corridor() -> Corridor:
        from assistant.cli.doors import open_corridor  # behind the first frame

        return open_corridor(settings, journal.uses() if settings.config.history_rank else {})

    return picked(
        settings,
        corridor,
        journal,
        os.environ,
        buffer,
        cursor,
        shell,
        "answer" in request.given,
        settings.config.chat_editing,
    )


def explain_failure(request: Request) -> int:
    """What is known for certain of a docker command that failed: a line, and below it what to ask; nothing where nothing is."""
    from assistant.cli.failure import explained

    said = explained(" ".join(request.words), _number(request, "status", 1))
    if said:
        from assistant.cli.doors import write
        from assistant.paint import clean

        write("".join(f"{clean(' '.join(line.split()))}\n" for line in said))
    return ANSWERED


def _number(request: Request, name: str, default: int) -> int:
    text = request.given.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST:
        raise UsageError(f"--{name} wants a whole number, not '{text}'")
    return int(text)
