"""The doors that need no conversation: cards, topics, many questions at once. They give exit codes, or raise DockerhelpError."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.ask import Corridor
from assistant.cli.options import Request
from assistant.errors import ANSWERED, NOTHING_KNOWN, UsageError
from assistant.model import Answer
from assistant.paint import put
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.knowledge.schema import Finding

SLOW = 0.5  # seconds of building after which the person is told
JSON_ANSWERS = 5


def batch(request: Request, settings: Settings) -> int:
    """Answers every line of standard input with a JSON line; 0 where any was answered."""
    if request.words:
        raise UsageError("--batch reads its questions from standard input, one a line; leave the question out")
    corridor, count = open_corridor(settings), request.number(JSON_ANSWERS)
    answered = False
    gc.enable()  # a long run must not grow
    for line in sys.stdin.buffer:
        answer = corridor.ask(decoded(line).strip(), count, request.shell(settings.config.shell))
        answered = answered or answer.confidence != "none"
        write(json_line(answer))
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

        write(json.dumps(card_contract(found), ensure_ascii=not settings.unicode) + "\n")
    elif "print" in request.given:
        write(found.likely_command() + "\n")
    else:
        from assistant.paint.card import card_pieces
        from assistant.paint.terminal import render

        write(render(card_pieces(found, settings.width, full=True), settings.color, settings.unicode))
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
    write(render(pieces or topics_pieces(every, settings.width), settings.color, settings.unicode))
    return ANSWERED


def open_corridor(settings: Settings, uses: Mapping[str, int] = MappingProxyType({})) -> Corridor:
    """The corridor for these settings; whoever waits for a build is told on standard error."""
    return Corridor(settings.cards, settings.tuning, settings.built, _patience, _report, uses)


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


def decoded(content: bytes) -> str:
    """Bytes of a question as text; what is not UTF-8 becomes a mark."""
    return content.decode("utf-8", "replace")


def json_line(answer: Answer, live: bool = False) -> str:
    """The JSON contract of an answer, on one line; with what the engine adds where `live` says so."""
    from assistant.paint.contract import contract

    found = contract(answer)
    if live:
        from assistant.cli import here

        here.added(found, answer, os.environ)
    return json.dumps(found, ensure_ascii=True) + "\n"


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def write(text: str) -> None:
    """Writes to standard output."""
    put(text, sys.stdout)


def quiet_pipe() -> None:
    """Lets the interpreter end without a word after the reader of our output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
