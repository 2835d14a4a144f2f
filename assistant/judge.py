"""Hits → how sure the answer is. Better no answer than a wrong one given with confidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.model import Hit

if TYPE_CHECKING:
    from assistant.search import Found

_FLOORS = {"docker": "floor", "stray": "stray", "foreign": "foreign"}
_WHOLE = 0.99  # of a question
_FITTING = ("asked", "pattern", "path", "flags")


def fit(hit: Hit) -> float:
    """How well a card fits by itself: without what it only has in comparison with others or by its kind."""
    return sum(value for name, value in hit.parts.items() if name in _FITTING)


def confidence(hits: tuple[Hit, ...], understood: float, about: str, rules: dict[str, Any], form: str = "plain") -> str:
    """One of sure, choose, none. `understood` is the share (0 to 1) of the question that the index has words for,
    `about` whether it is about docker, a stray or foreign, `rules` the judge part of index/weights.yaml."""
    if not hits:
        return "none"
    best, floor = fit(hits[0]), rules[_FLOORS[about]]
    if about == "stray" and understood >= _WHOLE and form == hits[0].card.kind == "concept":
        floor = rules["stray_concept"]
    if understood < rules["known" if about == "docker" else "known_stray"] or best < floor:
        return "none"
    lead = hits[0].score - hits[1].score if len(hits) > 1 else hits[0].score
    return "sure" if best >= rules["certain"] or (best >= rules["sure"] and lead >= rules["lead"]) else "choose"


def with_command(
    confidence: str, found: Found, filled: tuple[Hit, ...], doubled: Callable[[], bool], rules: dict[str, Any]
) -> str:
    """How sure it is once the commands are finished: `filled` are the hits with theirs, best first, `doubled` tells whether the
    second comes to the same as the first."""
    reading = found.reading
    if confidence == "none":
        return "choose" if accounted_for(filled, found.hits, reading.about, rules, reading.understood()) else "none"
    named = "docker" in reading.text.lower()
    if not named and is_weak(found.hits, reading.understood(), filled, rules):
        return "none"
    if unaccounted_for(filled, reading.about, rules):
        return "none"
    return "sure" if confidence == "choose" and (settled(filled, reading.about) or doubled()) else confidence


def is_weak(hits: tuple[Hit, ...], understood: float, filled: tuple[Hit, ...], rules: dict[str, Any]) -> bool:
    """Whether so little of a question fits so badly that it only shares a word with Docker: "turn up the volume of my
    headphones"."""
    told = filled[0].filled if filled else None
    if told is not None and told.values and told.explained >= rules["explained"]:
        return False
    return bool(hits) and fit(hits[0]) * understood < rules["weak"]


def unaccounted_for(filled: tuple[Hit, ...], about: str, rules: dict[str, Any]) -> bool:
    """Whether the finished command leaves so much of a question aside, in which nothing of Docker's is named, that it is no
    answer."""
    told = filled[0].filled if filled and filled[0].card.kind in ("command", "recipe") else None
    return told is not None and about != "docker" and not told.owned and told.explained < rules["unexplained"]


def accounted_for(
    filled: tuple[Hit, ...], hits: tuple[Hit, ...], about: str, rules: dict[str, Any], understood: float = 1.0
) -> bool:
    """Whether the finished command accounts for the question so well that it is an answer, though nothing of Docker's is named
    in it: "get a shell in web". `filled` are the hits with their commands, best first, `hits` those of the search."""
    told = filled[0].filled if filled else None
    if told is None or fit(hits[0]) < rules["explained_floor"] or told.explained < rules["explained"]:
        return False
    best = fit(hits[0])
    known = understood >= rules["foreign_understood"]
    if told.explained >= _WHOLE and told.flags and (about == "docker" or (known and told.values and best >= rules["whole"])):
        return True
    if about == "foreign" and known and told.explained >= rules["foreign_explained"] and best >= rules["foreign_fit"]:
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
