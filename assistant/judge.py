"""Hits → how sure the answer is. Better no answer than a wrong one given with confidence."""

from __future__ import annotations

from typing import Any

from assistant.model import Hit

_FLOORS = {"docker": "floor", "stray": "stray", "foreign": "foreign"}
_WHOLE = 0.99  # of a question
_FITTING = ("asked", "pattern", "path", "flags")


def fit(hit: Hit) -> float:
    """How well a card fits by itself: without what it only has in comparison with others or by its kind."""
    return sum(value for name, value in hit.parts.items() if name in _FITTING)


def confidence(hits: tuple[Hit, ...], understood: float, about: str, rules: dict[str, Any]) -> str:
    """One of sure, choose, none. `understood` is the share (0 to 1) of the question that the index has words for,
    `about` whether it is about docker, a stray or foreign, `rules` the judge part of index/weights.yaml."""
    if not hits:
        return "none"
    best = fit(hits[0])
    if understood < rules["known" if about == "docker" else "known_stray"] or best < rules[_FLOORS[about]]:
        return "none"
    lead = hits[0].score - hits[1].score if len(hits) > 1 else hits[0].score
    return "sure" if best >= rules["certain"] or (best >= rules["sure"] and lead >= rules["lead"]) else "choose"


def unaccounted_for(filled: tuple[Hit, ...], about: str, rules: dict[str, Any]) -> bool:
    """Whether the finished command leaves so much of a question aside, in which nothing of Docker's is named, that it is no
    answer."""
    told = filled[0].filled if filled and filled[0].card.kind in ("command", "recipe") else None
    return told is not None and about != "docker" and not told.owned and told.explained < rules["unexplained"]


def accounted_for(filled: tuple[Hit, ...], hits: tuple[Hit, ...], about: str, rules: dict[str, Any]) -> bool:
    """Whether the finished command accounts for the question so well that it is an answer, though nothing of Docker's is named
    in it: "get a shell in web". `filled` are the hits with their commands, best first, `hits` those of the search."""
    told = filled[0].filled if filled else None
    if told is None or fit(hits[0]) < rules["explained_floor"] or told.explained < rules["explained"]:
        return False
    if told.explained >= _WHOLE and told.flags and (about == "docker" or (told.values and fit(hits[0]) >= rules["whole"])):
        return True
    return told.owned >= (2 if about == "foreign" and told.explained < _WHOLE else 1)


def same(filled: tuple[Hit, ...]) -> bool:
    """Whether the first two hits come to the same finished command: then there is nothing to choose."""
    return len(filled) > 1 and bool(filled[0].command()) and filled[0].command() == filled[1].command()


def settled(filled: tuple[Hit, ...], about: str) -> bool:
    """Whether a question about Docker is accounted for whole by a finished command with values or flags of its own: then there
    is nothing left to choose by."""
    told = filled[0].filled if filled and filled[0].card.kind in ("command", "recipe") else None
    return told is not None and about == "docker" and told.explained >= _WHOLE and bool(told.values or told.flags)
