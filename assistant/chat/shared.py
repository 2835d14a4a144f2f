"""One corridor for several threads: one asks at a time, and what was just asked is not searched again."""

from __future__ import annotations

import threading

from assistant.ask import Corridor
from assistant.model import Answer, Card, Hit
from assistant.search import Found

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

    def card(self, card_id: str) -> Card | None:
        """As Corridor.card."""
        with self._turn:
            return super().card(card_id)

    def cards(self) -> list[Card]:
        """As Corridor.cards; read once."""
        with self._turn:
            self._cards = self._cards or super().cards()
            return self._cards
