"""The one-shot door: a question, its answer, and what is to be done with it."""

from __future__ import annotations

import os
import sys

from assistant.cli.doors import JSON_ANSWERS, decoded, json_line, open_corridor, write
from assistant.cli.journal import open_journal
from assistant.cli.options import Request
from assistant.errors import ANSWERED, NOTHING_KNOWN, UsageError
from assistant.history import entry
from assistant.model import Answer
from assistant.settings import Settings

MAX_INPUT = 4_000_000  # bytes of standard input that are read
_CHOICES = 5


def ask(request: Request, settings: Settings) -> int:
    """Answers the question of the command line, or of standard input; copies or runs the answer where that is asked for."""
    yes, running = request.yes(), "run" in request.given
    if yes and not running:
        raise UsageError("--yes agrees to running a command; it goes with -r")
    if running and ("json" in request.given or "print" in request.given):
        raise UsageError("-r runs the command; leave --json and --print out")
    question, piped = _question(request)
    journal = open_journal(settings)
    corridor = open_corridor(settings, journal.uses() if settings.config.history_rank else {})
    if "why" in request.given:
        from assistant.cli.telling import why

        return why(request, settings, corridor, question)
    wants_json = "json" in request.given
    count = request.number(JSON_ANSWERS if wants_json else 1)
    shell = "sh" if running else request.shell(settings.config.shell)  # what we run, sh reads
    live = request.live(settings.terminal and not wants_json, settings.config.live)
    answer = corridor.ask(question, count, shell, 0 if wants_json else _CHOICES)
    code = ANSWERED if running else _told(request, settings, answer, count, live)
    journal.add(entry.asked(question, answer.hits[0] if answer.hits else None, answer.confidence))
    if running or "copy" in request.given:
        from assistant.cli.acting import act

        return act(request, corridor, journal, answer, piped)
    return code


def a_person_types() -> bool:
    """Whether standard input is a terminal."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


def _question(request: Request) -> tuple[str, bool]:
    """The question, and whether it came through standard input."""
    if request.words and request.words != ["-"]:
        return " ".join(request.words), False
    if sys.stdin is None or (a_person_types() and not request.words):
        raise UsageError("ask something, such as: dockerhelp remove dangling images (dockerhelp --help shows more)")
    return decoded(sys.stdin.buffer.read(MAX_INPUT)), True


def _told(request: Request, settings: Settings, answer: Answer, count: int, live: bool) -> int:
    """Writes the answer as it is wanted."""
    if "json" in request.given:
        write(json_line(answer, live))
    elif "print" in request.given:
        return _print_command(answer)
    else:
        _draw(answer, settings, count, live)
    return NOTHING_KNOWN if answer.confidence == "none" else ANSWERED


def _draw(answer: Answer, settings: Settings, count: int, live: bool) -> None:
    from assistant.paint.screen import answer_pieces, here_pieces
    from assistant.paint.terminal import render

    write(render(answer_pieces(answer, settings.width, count), settings.color, settings.unicode))
    if live:  # what the local engine adds to an answer that stands on the screen already
        from assistant.cli import here

        if lines := here.lines(answer, os.environ):
            write(render(here_pieces(lines, settings.width), settings.color, settings.unicode))


def _print_command(answer: Answer) -> int:
    commands = [command for hit in answer.hits if (command := hit.command())]
    if not commands:
        print("dockerhelp: I don't know a command for that", file=sys.stderr)
        return NOTHING_KNOWN
    if answer.confidence != "sure":
        print("dockerhelp: not sure; without --print you see what else it could be", file=sys.stderr)
    write(commands[0] + "\n")
    return ANSWERED
