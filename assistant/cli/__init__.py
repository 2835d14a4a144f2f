"""Options and doors; the one place that prints an error and picks an exit code."""

from __future__ import annotations

import gc
import os
import sys

from assistant.cli import quick
from assistant.errors import ANSWERED, COMMAND_FAILED, INTERRUPTED, DockerhelpError

TYPE_CHECKING = False  # typing itself is not imported for this: a new shell may be waiting for --init
if TYPE_CHECKING:
    from assistant.cli.options import Request
    from assistant.settings import Settings

VERSION = "0.1.0"
_AT_THE_PROMPT = (
    *("init", "completion", "install-shell", "uninstall-shell", "install-plugin", "uninstall-plugin"),
    *("pick", "explain-failure"),
)


def run() -> int:
    """The process: `main` without the garbage collector, which would cost a one-shot question a quarter of its time."""
    gc.disable()
    if not quick.meant(sys.argv[1:]):
        from assistant.cli import lean

        lean.put_off()
    code = main()
    gc.freeze()  # nothing is left to look through when the interpreter ends
    return code


def main(arguments: list[str] | None = None) -> int:
    """Runs dockerhelp with these arguments (those of the process, if none are given); returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if quick.meant(given):
            return quick.init(given)
        from assistant.cli.options import parse

        return _door(parse(given))
    except DockerhelpError as error:
        _tell(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        from assistant.cli.doors import quiet_pipe

        quiet_pipe()
        return ANSWERED
    except OSError as error:
        _tell(f"{error.filename or 'the system'}: {error.strerror or error}; free what is missing and ask again")
        return COMMAND_FAILED
    except Exception as error:  # a fault of our own: still one sentence, with the place for whoever mends it
        _tell(_fault(error))
        return COMMAND_FAILED


def _fault(error: Exception) -> str:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else "an unknown place"
    return f"a fault of dockerhelp itself at {where} ({type(error).__name__}: {error}); please report it with what you asked"


def _door(request: Request) -> int:
    if "help" in request.given:
        from assistant.cli.options import help_text

        print(help_text(), end="")
        return ANSWERED
    if "version" in request.given:
        print(f"dockerhelp {VERSION}")
        return ANSWERED
    prompt_door = next((name for name in request.given if name in _AT_THE_PROMPT), "")
    if prompt_door:
        from assistant.cli import shell_doors

        return shell_doors.enter(prompt_door, request)
    from assistant import settings as settings_module

    settings = settings_module.read(os.environ, sys.stdout)
    if settings.findings or "config" in request.given:
        from assistant.cli import settings_doors

        settings_doors.tell(settings.findings)
        if "config" in request.given:
            return settings_doors.config(request, settings)
    if "check" in request.given:
        return _check(request, settings)
    from assistant.cli import asking, doors

    for name, door in (("batch", doors.batch), ("card", doors.card), ("topics", doors.topics)):
        if name in request.given:
            return door(request, settings)
    if "history" in request.given or "doctor" in request.given:
        return _looking_back(request, settings)
    if not request.words and not request.given and asking.a_person_types():
        from assistant.chat.session import chat
        from assistant.cli.journal import open_journal

        editing, mouse = settings.config.chat_editing, settings.config.chat_mouse
        journal = open_journal(settings)
        return chat(settings, lambda: doors.open_corridor(settings), journal, os.environ, VERSION, editing, mouse)
    return asking.ask(request, settings)


def _check(request: Request, settings: Settings) -> int:
    from assistant.cli.check import check

    code, lines = check(request.words, settings.cards)
    print("\n".join(lines))
    return code


def _looking_back(request: Request, settings: Settings) -> int:
    from assistant.cli import doors, telling
    from assistant.cli.journal import open_journal

    journal = open_journal(settings)
    if "history" in request.given:
        return telling.history(request, settings, journal)
    return telling.doctor(request, settings, doors.open_corridor(settings), journal)


def _tell(sentence: str) -> None:
    from assistant.paint import clean

    print(f"dockerhelp: {clean(sentence)}", file=sys.stderr)
