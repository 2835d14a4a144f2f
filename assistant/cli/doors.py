"""What each option does: one function a door. They return exit codes and raise DockerhelpError."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.ask import Corridor
from assistant.cli.options import Request
from assistant.errors import ANSWERED, NOTHING_KNOWN, UsageError
from assistant.model import Answer
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.knowledge.schema import Finding

MAX_INPUT = 4_000_000  # bytes of standard input that are read
SLOW = 0.5  # seconds of building after which the person is told
_JSON_ANSWERS, _CHOICES = 5, 5


def ask(request: Request, settings: Settings) -> int:
    """Answers the question of the command line, or of standard input."""
    question = _question(request)
    corridor = open_corridor(settings)
    wants_json = "json" in request.given
    count = request.number(_JSON_ANSWERS if wants_json else 1)
    answer = corridor.ask(question, count, request.shell(), 0 if wants_json else _CHOICES)
    live = request.live(settings.terminal and not wants_json)
    if wants_json:
        _write(_json_line(answer, live))
    elif "print" in request.given:
        return _print_command(answer)
    else:
        from assistant.paint.screen import answer_pieces
        from assistant.paint.terminal import render

        _write(render(answer_pieces(answer, settings.width, count), settings.color, settings.unicode))
        if live:
            _here(answer, settings)
    return NOTHING_KNOWN if answer.confidence == "none" else ANSWERED


def _here(answer: Answer, settings: Settings) -> None:
    """What the local engine adds to an answer that stands on the screen already."""
    from assistant.cli import here

    lines = here.lines(answer, os.environ)
    if lines:
        from assistant.paint.screen import here_pieces
        from assistant.paint.terminal import render

        _write(render(here_pieces(lines, settings.width), settings.color, settings.unicode))


def batch(request: Request, settings: Settings) -> int:
    """Answers every line of standard input with a JSON line; 0 where any was answered."""
    if request.words:
        raise UsageError("--batch reads its questions from standard input, one a line; leave the question out")
    corridor, count = open_corridor(settings), request.number(_JSON_ANSWERS)
    answered = False
    gc.enable()  # a long run must not grow
    for line in sys.stdin.buffer:
        answer = corridor.ask(_decoded(line).strip(), count, request.shell())
        answered = answered or answer.confidence != "none"
        _write(_json_line(answer))
    return ANSWERED if answered else NOTHING_KNOWN


def card(request: Request, settings: Settings) -> int:
    """Shows one card in full."""
    corridor, card_id = open_corridor(settings), request.given["card"]
    found = corridor.card(card_id)
    if found is None:
        near = _near(card_id, [card.id for card in corridor.cards()])
        raise UsageError(f"there is no card '{card_id}'{near}; dockerhelp --topics lists them all")
    if "json" in request.given:
        from assistant.paint.contract import card_contract

        _write(json.dumps(card_contract(found), ensure_ascii=not settings.unicode) + "\n")
    elif "print" in request.given:
        _write(found.likely_command() + "\n")
    else:
        from assistant.paint.card import card_pieces
        from assistant.paint.terminal import render

        _write(render(card_pieces(found, settings.width, full=True), settings.color, settings.unicode))
    return ANSWERED


def topics(request: Request, settings: Settings) -> int:
    """Lists the topics, or all cards of the topics named."""
    from assistant.paint.screen import by_topic, topic_pieces, topics_pieces
    from assistant.paint.terminal import render

    every = by_topic(open_corridor(settings).cards())
    unknown = [name for name in request.words if name not in every]
    if unknown:
        raise UsageError(f"there is no topic '{unknown[0]}'{_near(unknown[0], list(every))}; dockerhelp --topics lists them all")
    pieces = [piece for name in request.words for piece in topic_pieces(name, every[name], settings.width)]
    _write(render(pieces or topics_pieces(every, settings.width), settings.color, settings.unicode))
    return ANSWERED


def open_corridor(settings: Settings) -> Corridor:
    """The corridor for these settings; whoever waits for a build is told on standard error."""
    return Corridor(settings.cards, settings.tuning, settings.built, _patience, _report)


@contextmanager
def _patience() -> Iterator[None]:
    from threading import Timer

    timer = Timer(SLOW, lambda: print("dockerhelp: building the index (once, after an update) …", file=sys.stderr, flush=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _report(findings: list[Finding]) -> None:
    more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
    print(f"dockerhelp: {findings[0]}{more}; the other cards serve; dockerhelp --check tells all", file=sys.stderr)


def _question(request: Request) -> str:
    if request.words and request.words != ["-"]:
        return " ".join(request.words)
    if sys.stdin is None or (sys.stdin.isatty() and not request.words):
        raise UsageError("ask something, such as: dockerhelp remove dangling images (dockerhelp --help shows more)")
    return _decoded(sys.stdin.buffer.read(MAX_INPUT))


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _json_line(answer: Answer, live: bool = False) -> str:
    from assistant.paint.contract import contract

    found = contract(answer)
    if live:
        from assistant.cli import here

        here.added(found, answer, os.environ)
    return json.dumps(found, ensure_ascii=True) + "\n"


def _print_command(answer: Answer) -> int:
    commands = [command for hit in answer.hits if (command := hit.command())]
    if not commands:
        print("dockerhelp: I don't know a command for that", file=sys.stderr)
        return NOTHING_KNOWN
    if answer.confidence != "sure":
        print("dockerhelp: not sure; without --print you see what else it could be", file=sys.stderr)
    _write(commands[0] + "\n")
    return ANSWERED


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _write(text: str) -> None:
    """Writes in the encoding of standard output, whatever it cannot hold as '?'."""
    out: Any = sys.stdout
    encoding = out.encoding or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding))
    out.flush()


def quiet_pipe() -> None:
    """Lets the interpreter end without a word after the reader of our output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
