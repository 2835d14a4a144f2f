"""The closer look: how well one card's ways of asking fit a reading. Every part is between 0 and about 1."""

from __future__ import annotations

import itertools
from typing import Any

from assistant.search.reading import Reading

Look = dict[str, Any]


class Closer:
    """Scores cards for one reading, with the weights and rarities of one index."""

    def __init__(self, words: dict[str, Any], reading: Reading) -> None:
        self._weights: dict[str, float] = words["weights"]["closer"]
        self._rarity: dict[str, float] = words["rarity"]
        self._reading = reading
        self._terms = {term.text: term.weight for term in reading.terms}
        self._first = reading.first
        self._worlds: dict[str, Any] = words["worlds"]
        self._said = self._said_worlds(self._worlds)
        self._close = self._close_terms(words["near"])
        self._asked = reading.weight()
        self._whole = self._weights["question"] * (self._asked + self._weights["unknown"] * reading.lost)

    def _close_terms(self, near: dict[str, list[str]]) -> dict[str, list[tuple[str, float]]]:
        """Close terms → the terms of the question that they may stand for, and what that is worth."""
        found: dict[str, list[tuple[str, float]]] = {}
        for text, weight in self._terms.items():
            for other in near.get(text, ()):
                found.setdefault(other, []).append((text, weight * self._weights["near"]))
        return found

    def parts(self, kind: str, look: Look, overall: float) -> dict[str, float]:
        """The named parts of a card's score. `overall` is Whoosh's own score as a share of the best one."""
        w = self._weights
        named = look["title"].split()
        fits = sorted((self._fit(ask.split()) for ask in look["asks"]), reverse=True)
        asks = fits[0] if fits else 0.0
        title = w["title"] * self._fit(named)
        option = w["option"] * max(
            (self._fit(o + named) for o in map(str.split, look["options"]) if self._touches(o)), default=0.0
        )
        is_command = self._reading.form == "command" and bool(self._reading.ways)
        asked = max(asks, title, option) * (w["command_words"] if is_command else 1.0)
        parts = {"asked": asked, "overall": w["overall"] * overall, "covered": w["covered"] * self._covered(look)}
        parts["also"] = w["also"] * sum(fits[1:3]) / 2
        form = self._reading.form
        if look["matches"]:
            pattern = max(self._pattern(match) for match in look["matches"])
            if form == "error" or pattern >= w["pattern_least"]:  # an error text that does not look like one
                form = "error"
                parts["pattern"] = w["pattern"] * pattern
        if look["verb"] and look["verb"] == self._first and kind in ("command", "recipe"):
            parts["verb"] = w["verb"]
        if self._meant_otherwise(look, form):
            parts["intent"] = -w["intent"]
        parts["world"] = w["world"] * self._world(look["world"])
        parts["kind"] = w["kind"] * _kind(form, kind)
        parts.update(self._path(kind, look))
        return parts

    def _meant_otherwise(self, look: Look, form: str) -> bool:
        """Whether the question begins with an order to look and the card changes things, or the other way round; or the card
        deletes, and the question has no word for that."""
        looks = self._reading.looks
        if looks is not None and look["looks"] is not None and look["looks"] != looks:
            return True
        return bool(look["destroys"]) and not self._reading.destroys and form == "plain"

    def used(self, count: int) -> float:
        """What it is worth that the person used a card so often: a little, so that only near equals change places."""
        return self._weights["used"] * min(1.0, count / self._weights["used_often"])

    def _said_worlds(self, worlds: dict[str, Any]) -> dict[str, bool]:
        """World → whether the question has one of its words."""
        return {name: not self._terms.keys().isdisjoint(world["words"]) for name, world in worlds.items()}

    def _world(self, name: str) -> float:
        """-1 for a card of a world that the question does not speak of, or of another than the one it speaks of; else 0."""
        elsewhere = any(said and other != name and self._worlds[other]["own"] for other, said in self._said.items())
        return -1.0 if elsewhere or (name and not self._said[name]) else 0.0

    def _covered(self, look: Look) -> float:
        """The share of the question that all ways of asking together have words for."""
        terms = set(" ".join((look["title"], *look["asks"], *look["options"])).split())
        met = sum(weight for text, weight in self._terms.items() if text in terms)
        for other, stands_for in self._close.items():
            if other in terms:
                met += max((worth for text, worth in stands_for if text not in terms), default=0.0)
        return min(1.0, met / (self._asked or 1.0))

    def _touches(self, terms: list[str]) -> bool:
        return any(term in self._terms or term in self._close for term in terms)

    def _fit(self, ask: list[str]) -> float:
        """How far question and way of asking are the same, by the weight of their terms."""
        terms = set(ask)
        met, asked = 0.0, 0.0
        close: dict[str, float] = {}
        for term in terms:
            asked += self._rarity.get(term, 0.0)
            if term in self._terms:
                met += self._terms[term]
            for text, worth in self._close.get(term, ()):
                if text not in terms:
                    close[text] = worth
        met += sum(close.values())
        if not met:
            return 0.0
        share: float = self._weights["pairs"]
        pairs = self._reading.pairs
        followed = sum(1 for pair in itertools.pairwise(ask) if pair in pairs) / max(1, len(pairs))
        fit: float = met / (self._whole + self._weights["ask"] * asked) * (1 - share + share * min(1.0, followed))
        return fit

    def _pattern(self, match: list[str]) -> float:
        """How much of an error text's fixed words stand in the question, in their order; long texts are surer than short ones."""
        chunks = [chunk.split() for chunk in match]
        terms = [term for chunk in chunks for term in chunk]
        whole = sum(self._rarity.get(term, 0.0) for term in terms)
        if not whole:
            return 0.0
        met = sum(self._rarity.get(term, 0.0) for term in terms if term in self._terms) / whole
        pairs = [pair for chunk in chunks for pair in itertools.pairwise(chunk)]
        followed = sum(1 for pair in pairs if pair in self._reading.pairs) / len(pairs) if pairs else met
        w = self._weights
        return (0.4 * met + 0.6 * followed) * min(1.0, w["pattern_base"] + whole / w["pattern_length"])

    def _path(self, kind: str, look: Look) -> dict[str, float]:
        if not look["path"] or look["path"] not in self._reading.ways:
            return {}
        w = self._weights
        if self._reading.form != "command":
            return {"path": w["path"]}
        if kind not in ("command", "recipe"):
            return {}
        asked, has = set(self._reading.flags), set(look["flags"])
        return {
            "path": w["command_path"],
            "plain": -w["command_length"] * look["length"],
            "flags": w["command_flags"] * (len(asked & has) / len(asked | has) if asked or has else 1.0),
        }


def _kind(form: str, kind: str) -> float:
    """Whether a card is of the kind that such a question wants: 1, 0 or -1."""
    if form == "error":
        return 1.0 if kind == "problem" else -1.0
    if form == "trouble":
        return {"problem": 1.0, "concept": 0.2}.get(kind, 0.0)
    if form == "concept":
        return 1.0 if kind == "concept" else (-0.2 if kind == "problem" else -0.3)
    return 1.0 if kind in ("command", "recipe") else (-0.5 if kind == "problem" else 0.0)
