"""A question → hits, best first. Prints nothing, reads no environment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from whoosh.query import Or, Term

from assistant.index import Opened
from assistant.index.fields import FIELDS
from assistant.model import Blank, Card, Hit, Line, Option
from assistant.search.closer import Closer
from assistant.search.reading import Reader, Reading

_PATH_BOOST = 6.0


@dataclass(frozen=True)
class Found:
    """What a search found: the reading of the question, hits best first, and the share of it that was understood (0 to 1)."""

    reading: Reading
    hits: tuple[Hit, ...]
    understood: float


class Searcher:
    """Searches one opened index."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._weights = opened.words["weights"]
        self._near: dict[str, list[str]] = opened.words["near"]
        self._reader = Reader(opened.words)
        self._closer = Closer(opened.words)

    def search(self, question: str, limit: int) -> Found:
        """The best `limit` cards for a question."""
        reading = self._reader.read(question, self._has_path)
        unknown = self._reader.unknown_weight(reading)
        known = reading.weight()
        understood = known / (known + unknown) if known else 0.0
        scored = sorted(self._scored(reading, unknown), key=lambda entry: (-entry[0], entry[2]["id"]))
        hits = tuple(Hit(card_from(json.loads(fields["card"])), round(score, 4), parts) for score, parts, fields in scored[:limit])
        return Found(reading, hits, round(understood, 3))

    def card(self, card_id: str) -> Card | None:
        """The card of that id."""
        fields = self._opened.searcher.document(id=card_id)
        return card_from(json.loads(fields["card"])) if fields else None

    def cards(self) -> list[Card]:
        """All cards, in the order of their files."""
        return [card_from(json.loads(fields["card"])) for fields in self._opened.searcher.documents()]

    def _has_path(self, way: str) -> bool:
        return ("path", way.encode()) in self._opened.searcher.reader()

    def _scored(self, reading: Reading, unknown: float) -> list[tuple[float, dict[str, float], dict[str, Any]]]:
        terms = self._query(reading)
        if not terms:
            return []
        results = self._opened.searcher.search(Or(terms), limit=self._weights["candidates"], scored=True)
        best = results[0].score if len(results) else 1.0
        scored = []
        for result in results:
            fields = result.fields()
            look = json.loads(fields["look"])
            parts = self._closer.parts(reading, unknown, fields["kind"], look, (result.score or 0.0) / (best or 1.0))
            scored.append((sum(parts.values()), parts, fields))
        return scored

    def _query(self, reading: Reading) -> list[Term]:
        weights, near = self._weights["fields"], self._weights["closer"]["near"]
        wanted = {term.text: 1.0 for term in reading.terms}
        for term in reading.terms:
            for other in self._near.get(term.text, ()):
                wanted.setdefault(other, near)
        terms = [Term(name, text, boost=weights[name] * share) for text, share in wanted.items() for name in FIELDS]
        return terms + [Term("path", way, boost=_PATH_BOOST) for way in reading.ways]


def card_from(fields: dict[str, Any]) -> Card:
    """A card from its stored fields."""
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    for name in ("examples", "steps", "fixes"):
        made[name] = tuple(Line(**line) for line in fields.get(name, ()))
    made["blanks"] = tuple(Blank(**blank) for blank in fields.get("blanks", ()))
    made["options"] = tuple(Option(o["flag"], o["means"], tuple(o["asks"])) for o in fields.get("options", ()))
    return Card(**made)
