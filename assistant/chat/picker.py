"""The picker at the shell prompt: what is typed on the line is the question, the answer is put in its place. Nothing is run.

The shell reads standard output: `insert CURSOR`, a line break, the new line as it is. All else is drawn on /dev/tty.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.errors import ANSWERED, INTERRUPTED, UsageError
from assistant.history import Journal

if TYPE_CHECKING:
    from assistant.ask import Corridor
    from assistant.chat.picker_line import Asked
    from assistant.chat.picker_offers import Offer
    from assistant.chat.picker_put import Picked, Typed
    from assistant.chat.picker_terminal import Terminal
    from assistant.settings import Settings

_DUMB = ("", "dumb", "unknown")
_NOBODY = "the picker needs a terminal that it can draw on, and there is none here; ask without it: dockerhelp QUESTION"


def pick(
    settings: Settings,
    corridor_maker: Callable[[], Corridor],
    journal: Journal,
    environment: Mapping[str, str],
    buffer: str,
    cursor: int,
    shell: str = "sh",
    answer: bool = False,
    editing_mode: str = "emacs",
) -> int:
    """Lets the person pick an answer to the line; 0 where the new line is on standard output, 130 where the line stays.

    With `answer`, one that is sure is written at once. UsageError (2) where there is no terminal; raises what `corridor_maker`
    raises.
    """
    if answer:
        corridor = corridor_maker()
        if _answered(corridor, buffer, cursor, shell, journal):
            return ANSWERED
        return pick(settings, lambda: corridor, journal, environment, buffer, cursor, shell, editing_mode=editing_mode)
    from assistant.chat.session import ascii_only

    terminal = _terminal(environment)
    if ascii_only(environment):
        settings = settings._replace(unicode=False)
    try:
        with terminal.taken(_first(buffer, settings)):
            from assistant.chat.picker_line import asked  # now: something stands on the screen already
            from assistant.chat.picker_put import Typed
            from assistant.chat.picker_sitting import Sitting

            typed, asks = Typed(buffer, cursor, shell), asked(buffer, cursor)
            sitting = Sitting(settings, corridor_maker, journal, environment, editing_mode, terminal, terminal.devices())
            picked = sitting.pick(typed, asks)
    except (EOFError, OSError):  # the terminal is gone; there is nobody left to tell
        return INTERRUPTED
    return _inserted(typed, asks, picked, journal)


def _first(buffer: str, settings: Settings) -> str:
    """The first frame: the query as it most likely is, for whoever waits."""
    told = "" if "docker" in buffer else buffer.strip(" #?")[: max(0, settings.width - 4)]
    return ("❯ " if settings.unicode else "> ") + (told if told.isprintable() else "")


def _answered(corridor: Corridor, buffer: str, cursor: int, shell: str, journal: Journal) -> bool:
    """Writes the answer to the line, if one is sure. Whether it is."""
    from assistant.chat.picker_line import asked
    from assistant.chat.picker_put import Picked, Typed

    asks = asked(buffer, cursor)
    offer = _sure(corridor, asks)
    if offer is not None:
        _inserted(Typed(buffer, cursor, shell), asks, Picked("insert", offer, asks.query), journal)
    return offer is not None


def _inserted(typed: Typed, asks: Asked, picked: Picked, journal: Journal) -> int:
    """Writes the new line; the exit code for a shell that takes it, or leaves its line as it is."""
    from assistant.chat.picker_put import line_with, remember
    from assistant.chat.picker_terminal import encoded

    if picked.offer is None:
        return INTERRUPTED
    line, cursor = line_with(typed, asks, picked.act, picked.offer)
    encoded(f"insert {cursor}\n{line}", sys.stdout.buffer)
    remember(journal, picked.offer, picked.query, picked.offer.command, "prompt line")
    return ANSWERED


def _sure(corridor: Corridor, asks: Asked) -> Offer | None:
    from assistant.chat.picker_about import About
    from assistant.chat.picker_offers import sure

    return About(corridor, asks.about).sure(asks.query) if asks.about else sure(corridor, asks.query)


def _terminal(environment: Mapping[str, str]) -> Terminal:
    if os.name != "posix" or environment.get("TERM", "") in _DUMB:
        raise UsageError(_NOBODY)
    from assistant.chat.picker_terminal import Terminal

    try:
        return Terminal()
    except OSError:
        raise UsageError(_NOBODY) from None
