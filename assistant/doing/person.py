"""The person at a terminal, for the one-shot door: shown things on standard error, asked at the keyboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from assistant.actions.person import Seen
from assistant.docker.engine import KINDS, Engine
from assistant.docker.valid import problem
from assistant.model import Blank, Card, Plan, Stage
from assistant.paint import Block, clean, put
from assistant.paint import run as screens
from assistant.paint.terminal import render

if TYPE_CHECKING:
    from assistant.settings import Settings

_LISTED = 12  # names that are offered for a blank


class Terminal:
    """A Person (actions/person.py) who reads standard error and types at `keyboard`; None where nobody is there."""

    def __init__(self, settings: Settings, keyboard: TextIO | None, engine: Engine, cards: Callable[[str], Card | None]) -> None:
        self._settings, self._keyboard, self._engine, self._cards = settings, keyboard, engine, cards
        self.there = keyboard is not None

    def stage(self, stage: Stage, number: int, total: int, where: str) -> None:
        """Shows a command in full."""
        self.show(screens.stage_pieces(stage, number, total, where, self._settings.width))

    def seen(self, command: str, seen: Seen) -> None:
        """Shows what a command will touch."""
        self.show(screens.seen_pieces(command, seen.lines, seen.more, seen.listed, seen.problem, self._settings.width))

    def say(self, sentence: str) -> None:
        """Tells something."""
        self.show([("dim", clean(sentence)), ("", "\n")])

    def undo(self, command: str, lost: bool) -> None:
        """Shows what takes a change back."""
        self.show(screens.undo_pieces(command, lost, self._settings.width))

    def problem(self, plan: Plan) -> None:
        """Shows the card of a problem."""
        card = self._cards(plan.card)
        if card is not None:
            self.show(screens.problem_pieces(card, self._settings.width))

    def ask(self, question: str, style: str = "question") -> str:
        """One line typed after the question; what was typed before it was shown does not count where something is destroyed."""
        if style == "risk-destroy":
            self._forget_typed()
        self.show([("", "\n"), (style, clean(question).rstrip()), ("", " ")])
        return self._line()

    def value(self, blank: Blank, why: str = "") -> str:
        """The value for a blank: typed, or the number of one that the engine knows."""
        names = self._names(blank.kind)
        while True:
            self.show(screens.value_pieces(blank.name, blank.hint, names, why, self._settings.width))
            self.show([("question", f"{clean(blank.name)}:"), ("", " ")])
            text = self._line().strip()
            if text not in names and text.isascii() and text.isdigit() and 0 < int(text[:4]) <= len(names):
                return names[int(text[:4]) - 1]
            why = problem(blank.kind, text)
            if not why or blank.many:
                return text

    def choose(self, most: int) -> int:
        """A number from 1 to `most`; 0 for none of them."""
        while True:
            text = self.ask(f"Which one? [1-{most}, Enter for none]").strip()
            if text in ("", "n", "no", "q"):
                return 0
            if text.isascii() and text.isdigit() and 0 < int(text[:4]) <= most:
                return int(text[:4])

    def show(self, pieces: Block) -> None:
        """Draws pieces on standard error."""
        put(render(pieces, self._settings.color, self._settings.unicode, self._settings.theme), sys.stderr)

    def _names(self, kind: str) -> tuple[str, ...]:
        if kind not in KINDS:
            return ()
        self._engine.wait([kind])
        return self._engine.names(kind)[:_LISTED]

    def _line(self) -> str:
        if self._keyboard is None:
            raise EOFError
        try:
            line = self._keyboard.readline(100_000)
        except (OSError, UnicodeDecodeError) as error:
            raise EOFError from error
        except KeyboardInterrupt:
            self.show([("", "\n")])
            raise
        if not line:
            self.show([("", "\n")])
            raise EOFError
        return line.rstrip("\n")

    def _forget_typed(self) -> None:
        if self._keyboard is not None and os.name == "posix":
            import termios

            with suppress(termios.error, OSError, ValueError):
                termios.tcflush(self._keyboard.fileno(), termios.TCIFLUSH)


def keyboard(question_was_piped: bool) -> TextIO | None:
    """Where the person types: standard input, where that and standard error are terminals; the terminal itself where the question
    came through standard input; None where nobody is there."""
    try:
        if not sys.stderr.isatty():
            return None
        if sys.stdin is not None and sys.stdin.isatty():
            return sys.stdin
    except (ValueError, AttributeError):  # closed, or none at all
        return None
    if question_was_piped:
        with suppress(OSError):
            return open("/dev/tty", encoding="utf-8", errors="replace")
    return None
