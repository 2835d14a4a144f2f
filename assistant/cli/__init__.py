"""Options and doors; the one place that prints an error and picks an exit code."""

from __future__ import annotations

import gc
import os
import sys

from assistant import settings as settings_module
from assistant.cli import lean
from assistant.cli.options import Request, help_text, parse
from assistant.errors import ANSWERED, COMMAND_FAILED, INTERRUPTED, DockerhelpError

VERSION = "0.1.0"


def run() -> int:
    """The process: `main` without the garbage collector, which would cost a one-shot question a quarter of its time."""
    gc.disable()
    lean.put_off()
    code = main()
    gc.freeze()  # nothing is left to look through when the interpreter ends
    return code


def main(arguments: list[str] | None = None) -> int:
    """Runs dockerhelp with these arguments (those of the process, if none are given); returns the exit code."""
    try:
        return _door(parse(sys.argv[1:] if arguments is None else arguments))
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
        print(help_text(), end="")
        return ANSWERED
    if "version" in request.given:
        print(f"dockerhelp {VERSION}")
        return ANSWERED
    settings = settings_module.read(os.environ, sys.stdout)
    if "check" in request.given:
        from assistant.cli.check import check

        code, lines = check(request.words, settings.cards)
        print("\n".join(lines))
        return code
    from assistant.cli import doors

    for name, door in (("batch", doors.batch), ("card", doors.card), ("topics", doors.topics)):
        if name in request.given:
            return door(request, settings)
    return doors.ask(request, settings)


def _tell(sentence: str) -> None:
    from assistant.paint import clean

    print(f"dockerhelp: {clean(sentence)}", file=sys.stderr)
