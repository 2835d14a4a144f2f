"""What is there for what a question names: "the api container" and shop-api-1."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 5
_LONGEST = 100  # letters of a wanted name that are compared; no name that Docker gives is that long in practice
_ALIKE = 0.75  # least likeness of two spellings: ngnix and nginx have 0.8, db and dev 0.4
_SHORTEST = 3  # letters from which a misspelling can be told from another name
_BETWEEN = re.compile(r"[-_./:@+ ]+")


def nearest(wanted: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that may be meant by `wanted`, best first, at most five; () where it is there itself.

    Names that have it as a part come first (api: shop-api-1), by how little else they have; without any, close spellings.
    """
    names, low = tuple(names), wanted.strip().lower()[:_LONGEST]
    if wanted in names or f"{wanted}:latest" in names:
        return ()
    parts = _parts(low)
    if not parts:
        return ()
    having = [(len(own) - len(parts), number) for number, name in enumerate(names) if _has(own := _parts(name.lower()), parts)]
    return tuple(names[number] for _, number in sorted(having)[:MOST]) or _alike(low, names)


def _parts(name: str) -> list[str]:
    return [part for part in _BETWEEN.split(name) if part]


def _has(whole: list[str], parts: list[str]) -> bool:
    return any(whole[at : at + len(parts)] == parts for at in range(len(whole) - len(parts) + 1))


def _alike(wanted: str, names: tuple[str, ...]) -> tuple[str, ...]:
    if len(wanted) < _SHORTEST:
        return ()
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)

    def likeness(text: str) -> float:
        if text.startswith(wanted):
            return 1.0
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:  # most end here, at a tenth of the cost
            return 0.0
        return matcher.ratio()

    found = []
    for number, name in enumerate(names):
        low = name.lower()
        best = max(likeness(text) for text in {low, *_parts(low)})
        if best >= _ALIKE:
            found.append((-best, number))
    return tuple(names[number] for _, number in sorted(found)[:MOST])
