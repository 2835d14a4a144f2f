"""The person, as the actions know them: shown things, asked things. A door (one-shot, chat) is behind it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from assistant.model import Blank, Plan, Stage


class Seen(NamedTuple):
    """What a stage's look showed: its lines, how many more there were, and how many things it listed (None where
    that cannot be told); `problem` says why there is
    nothing to see, "" where all went well."""

    lines: tuple[str, ...]
    more: int = 0
    listed: int | None = None
    problem: str = ""


class Person(Protocol):
    """Whoever sits at the terminal. `there` is False where nobody can answer: then `ask` is never called."""

    there: bool

    def stage(self, stage: Stage, number: int, total: int, where: str) -> None:
        """Shows a command in full, and what it does; `where` names another engine than this machine's."""

    def seen(self, command: str, seen: Seen) -> None:
        """Shows what a command will touch."""

    def say(self, sentence: str) -> None:
        """Tells something."""

    def undo(self, command: str, lost: bool) -> None:
        """Shows what takes a change back; "" where nothing does. `lost` tells that something was deleted for good."""

    def problem(self, plan: Plan) -> None:
        """Shows what is known about what went wrong."""

    def ask(self, question: str, style: str = "question") -> str:
        """One line from the person. EOFError where there is none, KeyboardInterrupt on Ctrl-C."""

    def value(self, blank: Blank, why: str = "") -> str:
        """The value for a blank; `why` tells what was wrong with the last one. EOFError and KeyboardInterrupt as in `ask`."""
