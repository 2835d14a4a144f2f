"""One corridor for several threads: one asks at a time, and what was just asked is not searched again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from assistant.ask import Corridor
from assistant.fill.question import Question
from assistant.model import Answer, Card, Hit

if TYPE_CHECKING:
    from assistant.fill.manner import Manner
    from assistant.search import Found, Searcher

_Result = TypeVar("_Result")
_KEPT = 48  # answers; the one for a line that stands at the prompt is nearly always among them when Enter comes
_LONGEST = 500  # letters of a question whose answer is kept


class Shared(Corridor):
    """An opened corridor that may be used from any thread."""

    def __init__(self, opened: Corridor) -> None:
        self.__dict__.update(opened.__dict__)  # takes its place: nobody asks `opened` any more
        self._turn = threading.RLock()
        self._cards: list[Card] = []
        self._kept: dict[tuple[str, int, str, int], Answer] = {}

    def ask(self, question: str, limit: int = 5, shell: str = "sh", choices: int = 0) -> Answer:
        """As Corridor.ask; `took_ms` is the time that the search took, also where it was some time ago."""
        key = (question, limit, shell, choices)
        with self._turn:
            answer = self._kept.pop(key, None) or super().ask(question, limit, shell, choices)
            if len(question) <= _LONGEST:
                self._kept[key] = answer
                if len(self._kept) > _KEPT:
                    del self._kept[next(iter(self._kept))]
            return answer

    def look(self, question: str, limit: int, shell: str = "sh") -> tuple[Found, tuple[Hit, ...], str]:
        """As Corridor.look."""
        with self._turn:
            return super().look(question, limit, shell)

    def heard(self, text: str, mend: bool = True) -> Question:
        """As Corridor.heard."""
        with self._turn:
            return super().heard(text, mend)

    def again(self, hit: Hit, asked: Question, manner: Manner, shell: str = "sh") -> tuple[Hit, tuple[str, ...]] | None:
        """As Corridor.again."""
        with self._turn:
            return super().again(hit, asked, manner, shell)

    def cards(self) -> list[Card]:
        """As Corridor.cards; read once."""
        with self._turn:
            self._cards = self._cards or super().cards()
            return self._cards

    def _safely(self, action: Callable[[Searcher], _Result]) -> _Result:
        with self._turn:
            return super()._safely(action)
