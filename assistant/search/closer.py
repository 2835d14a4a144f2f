"""The closer look: how well one card's ways of asking fit a reading. Every part is between 0 and about 1."""

from __future__ import annotations

from typing import Any

from assistant.search.reading import Reading, Weighed

Look = dict[str, Any]


class Closer:
    """Scores cards for readings, with the weights and rarities of one index."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._weights: dict[str, float] = words["weights"]["closer"]
        self._rarity: dict[str, float] = words["rarity"]
        self._near: dict[str, list[str]] = words["near"]

    def parts(self, reading: Reading, unknown: float, kind: str, look: Look, overall: float) -> dict[str, float]:
        """The named parts of a card's score. `overall` is Whoosh's own score as a share of the best one; `unknown` the weight
        of what was not understood."""
        w = self._weights
        asks = max((self._fit(reading, unknown, ask) for ask in look["asks"]), default=0.0)
        title = w["title"] * self._fit(reading, unknown, look["title"])
        option = w["option"] * max((self._fit(reading, unknown, o + look["title"]) for o in look["options"]), default=0.0)
        parts = {"asked": max(asks, title, option), "overall": w["overall"] * overall}
        if reading.form == "error":
            parts["pattern"] = w["pattern"] * max((self._pattern(reading, match) for match in look["matches"]), default=0.0)
        parts["kind"] = w["kind"] * _kind(reading.form, kind)
        parts.update(self._path(reading, look))
        return parts

    def _fit(self, reading: Reading, unknown: float, ask: list[str]) -> float:
        """How far question and way of asking are the same, by the weight of their terms."""
        if not ask:
            return 0.0
        w, terms = self._weights, set(ask)
        met = sum(self._met(term, terms) for term in reading.terms)
        asked = sum(self._rarity.get(term, 0.0) for term in terms)
        whole = w["question"] * (reading.weight() + w["unknown"] * unknown) + w["ask"] * asked
        pairs = zip(ask, ask[1:], strict=False)
        followed = sum(1 for pair in pairs if pair in reading.pairs) / max(1, len(reading.pairs))
        return (met / whole if whole else 0.0) * (1 - w["pairs"] + w["pairs"] * min(1.0, followed))

    def _met(self, term: Weighed, terms: set[str]) -> float:
        if term.text in terms:
            return term.weight
        close = any(other in terms for other in self._near.get(term.text, ()))
        return self._weights["near"] * term.weight if close else 0.0

    def _pattern(self, reading: Reading, match: list[list[str]]) -> float:
        """How much of an error text's fixed words stand in the question, in their order; long texts are surer than short ones."""
        words = {term.text for term in reading.terms}
        terms = [term for chunk in match for term in chunk]
        whole = sum(self._rarity.get(term, 0.0) for term in terms)
        if not whole:
            return 0.0
        met = sum(self._rarity.get(term, 0.0) for term in terms if term in words) / whole
        pairs = [pair for chunk in match for pair in zip(chunk, chunk[1:], strict=False)]
        followed = sum(1 for pair in pairs if pair in reading.pairs) / len(pairs) if pairs else met
        return (0.4 * met + 0.6 * followed) * min(1.0, 0.55 + whole / 60)

    def _path(self, reading: Reading, look: Look) -> dict[str, float]:
        ways = look.get("ways", ())
        if not look["path"] or not any(way in ways for way in reading.ways):
            return {}
        w = self._weights
        asked, has = set(reading.flags), set(look["flags"])
        same = len(asked & has) / len(asked | has) if asked or has else 1.0
        return {"path": w["path"] * (1.0 if reading.is_command else 0.6), "base": w["base"] * same * (3 if reading.is_command else 1)}


def _kind(form: str, kind: str) -> float:
    """Whether a card is of the kind that such a question wants: 1, 0 or -1."""
    if form == "error":
        return 1.0 if kind == "problem" else -1.0
    if form == "concept":
        return 1.0 if kind == "concept" else (0.0 if kind == "problem" else -0.3)
    return 1.0 if kind in ("command", "recipe") else (-0.5 if kind == "problem" else 0.0)
