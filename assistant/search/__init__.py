"""A question → hits, best first. Prints nothing, reads no environment."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from types import MappingProxyType
from typing import Any, NamedTuple

from whoosh.query import Or, Term

from assistant.index import Opened
from assistant.index.fields import FIELDS, SPELLING
from assistant.model import Blank, Card, Hit, Line, Option, flag_names
from assistant.search.closer import Closer
from assistant.search.reading import Reader, Reading
from assistant.words import Pipe

_PATH_BOOST = 2.0
_LONGEST = 5  # terms of a way of asking that may stand in a question as they are
Wishes = str
"""What a card listens for, as JSON: only the cards that are filled need it read."""


class Found(NamedTuple):
    """What a search found: the reading of the question, hits best first, and for each what its card and those above it listen
    for."""

    reading: Reading
    hits: tuple[Hit, ...]
    wishes: tuple[tuple[Wishes, ...], ...] = ()


class Searcher:
    """Searches one opened index. `uses` tells how often the person used which card, by its id."""

    def __init__(self, opened: Opened, uses: Mapping[str, int] = MappingProxyType({})) -> None:
        self._opened, self._uses = opened, uses
        self._weights = opened.words["weights"]
        self._near: dict[str, list[str]] = opened.words["near"]
        self._reader = Reader(opened.words, self._spelling)

    @property
    def pipe(self) -> Pipe:
        """The analysis that questions go through, as cards did."""
        return self._reader.pipe

    @property
    def vocabulary(self) -> Set[str]:
        """Every word of the cards, and the stop words."""
        known: Set[str] = self._reader.known
        return known

    def search(self, question: str, limit: int) -> Found:
        """The best `limit` cards for a question."""
        reading = self._reader.read(question)
        scored = sorted(self._scored(reading), key=lambda entry: (-entry[0], entry[2]["id"]))
        best = scored[:limit]
        known: dict[str, _Member] = {}
        families = [self._family(fields, known) for _, _, fields in best]
        hits = tuple(
            Hit(_completed(family), round(score, 4), parts) for (score, parts, _), family in zip(best, families, strict=True)
        )
        return Found(reading, hits, tuple(tuple(member.wishes for member in family) for family in families))

    def listening(self, card_id: str) -> tuple[Wishes, ...]:
        """What a card and those above it listen for; () where there is none of that id."""
        fields = self._opened.searcher.document(id=card_id)
        return tuple(member.wishes for member in self._family(fields, {})) if fields else ()

    def mended(self, text: str) -> tuple[str, dict[str, str]]:
        """A text in full words, and which of them are read as others."""
        reading = self._reader.read(text)
        return reading.text, reading.corrected

    def card(self, card_id: str) -> Card | None:
        """The card of that id."""
        fields = self._opened.searcher.document(id=card_id)
        return _completed(self._family(fields, {})) if fields else None

    def cards(self) -> list[Card]:
        """All cards as they were written, in the order of their files."""
        every = self._opened.searcher.documents()
        return [card_from(json.loads(self._opened.texts(fields["card"])[0])) for fields in every if fields["kind"] != SPELLING]

    def _family(self, fields: dict[str, Any], known: dict[str, _Member]) -> list[_Member]:
        """A card, and the base cards that complete it; each is read once into `known`."""
        family = []
        for name in (fields["id"], *fields["base"].split()):
            if name not in known:
                stored = fields if name == fields["id"] else self._opened.searcher.document(id=name)
                card, wishes = self._opened.texts(stored["card"])
                known[name] = _Member(card_from(json.loads(card), asks=False), wishes)
            family.append(known[name])
        return family

    def _spelling(self) -> dict[str, int]:
        stored: dict[str, int] = json.loads(self._opened.searcher.document(kind=SPELLING)["card"])
        return stored

    def _scored(self, reading: Reading) -> list[tuple[float, dict[str, float], dict[str, Any]]]:
        terms = self._query(reading)
        if not terms:
            return []
        closer = Closer(self._opened.words, reading)
        results = self._opened.searcher.search(
            Or(terms), limit=self._weights["commands" if reading.form == "command" else "candidates"]
        )
        best = results.score(0) if results.scored_length() else 1.0
        scored = []
        for result in results:
            fields = result.fields()
            parts = closer.parts(fields["kind"], json.loads(fields["look"]), result.score / best)
            if fields["id"] in self._uses:
                parts["used"] = closer.used(self._uses[fields["id"]])
            scored.append((sum(parts.values()), parts, fields))
        return scored

    def _query(self, reading: Reading) -> list[Term]:
        near, whole = self._weights["closer"]["near"], self._weights["whole"]
        terms = [Term(name, term.text) for term in reading.terms for name in FIELDS]
        said = {term.text for term in reading.terms}
        close = {other for text in said for other in self._near.get(text, ())} - said
        terms += [Term("words", text, boost=near) for text in sorted(close)]
        order = reading.said
        pieces = {
            "_".join(order[at:end]) for at in range(len(order)) for end in range(at + 2, min(at + _LONGEST, len(order)) + 1)
        }
        terms += [Term("whole", piece, boost=whole) for piece in sorted(pieces)]
        return terms + [Term("path", way, boost=_PATH_BOOST) for way in reading.ways]


class _Member(NamedTuple):
    """A card, and what it listens for."""

    card: Card
    wishes: Wishes


def _completed(family: list[_Member]) -> Card:
    (card, _), *bases = family
    for base in bases:
        card = with_flags(card, base.card)
    return card


def with_flags(card: Card, base: Card) -> Card:
    """The card with the flags of the base card that it does not tell of itself after its own."""
    known = {name for option in card.options for name in flag_names(option.flag)}
    more = (option for option in base.options if known.isdisjoint(flag_names(option.flag)))
    return card._replace(options=card.options + tuple(option._replace(of=base.id) for option in more))


def card_from(fields: dict[str, Any], asks: bool = True) -> Card:
    """A card from its stored fields; without `asks` its options come without their ways of asking, which no answer shows."""
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    for name in ("examples", "steps", "fixes"):
        made[name] = tuple(Line(**line) for line in fields.get(name, ()))
    made["blanks"] = tuple(Blank(**{**blank, "asks": tuple(blank["asks"])}) for blank in fields.get("blanks", ()))
    made["options"] = tuple(
        _option(option) if asks else Option(option["flag"], option["means"]) for option in fields.get("options", ())
    )
    return Card(**made)


def _option(fields: dict[str, Any]) -> Option:
    gives = tuple((value, tuple(asks)) for value, asks in fields["gives"])
    return Option(fields["flag"], fields["means"], tuple(fields["asks"]), fields["of"], fields["takes"], gives)
