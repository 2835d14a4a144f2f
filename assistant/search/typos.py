"""Mends spelling against the index's own vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cached_property
from typing import Any

_MANY = 12
_LEADING = ("to", "as", "image", "into")  # before new names, which people write as one word: "rename web to newname"


class Typos:
    """Knows the words of an index and how often each is used."""

    def __init__(
        self,
        spelling: Callable[[], dict[str, int]],
        stop: frozenset[str],
        weights: dict[str, Any],
        knows: Callable[[str], bool],
        familiar: frozenset[str],
        nouns: Set[str],
    ) -> None:
        """`spelling` gives every word of the index and how often it stands there, `knows` tells whether a word means something
        there; `familiar` are names that are never mended, `nouns` those of things that have names."""
        self._spelling = spelling
        self._stop = stop
        self._weights = weights
        self._knows, self._familiar, self._nouns = knows, familiar, nouns

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return self._spelling()

    @cached_property
    def _choices(self) -> list[str]:
        known = self._vocabulary.keys() | self._stop
        return [word for word in known if word.isalpha() and len(word) >= self._weights["shortest"] - 1]

    def understood(self, words: list[str], names: set[str], mend: bool) -> tuple[list[str], dict[str, str], list[str]]:
        """The words as they are read, what was mended (typed → meant; nothing without `mend`), and what nobody knows. `names` are
        somebody's own."""
        read: list[str] = []
        corrected: dict[str, str] = {}
        unknown: list[str] = []
        naming = False  # right behind a noun whose things have names: "the containers alpha, beta and gamma"
        for before, word in zip(["", *words], words, strict=False):
            naming = before in self._nouns or (naming and (before == "and" or before not in self._stop))
            mended = corrected.get(word)
            if mended is None and not (self._knows(word) or not word.isalpha() or word in names or word in self._familiar):
                mended = self.mend(word, before in _LEADING) if mend else None
                if mended:
                    corrected[word] = mended
                elif not naming:
                    unknown.append(word)
            read += mended.split() if mended else [word]
        return read, corrected, unknown

    def mend(self, word: str, whole: bool = False) -> str | None:
        """The word or the two words (not if `whole`) most likely meant, or None. The word is lower case, letters only, and not
        known."""
        if len(word) < self._weights["shortest"]:
            return None
        return self._near(word) or (None if whole else self._parted(word))

    def _near(self, word: str) -> str | None:
        from rapidfuzz.distance import OSA  # 25 ms: only for a word that is not known
        from rapidfuzz.process import extract

        slips = 2 if len(word) >= self._weights["two_from"] else 1
        found = extract(word, self._choices, scorer=OSA.distance, score_cutoff=slips, limit=_MANY)
        likely = [(distance, other) for other, distance, _ in found if self._plausible(word, other)]
        return str(min(likely, key=lambda pair: self._cost(word, *pair))[1]) if likely else None

    def _plausible(self, word: str, other: str) -> bool:
        """A short word has so many neighbours that only swapped or doubled letters are believed."""
        if len(word) >= self._weights["one_from"]:
            return True
        return sorted(word) == sorted(other) or set(word) == set(other)

    def _cost(self, word: str, distance: float, other: str) -> tuple[float, bool, int]:
        swapped = sorted(word) == sorted(other)
        return distance - (0.5 if swapped else 0.0), word[0] != other[0], -self._vocabulary.get(other, 0)

    def _parted(self, word: str) -> str | None:
        """Two known words that were typed without the space."""
        cuts = range(1, len(word))
        parts = [(word[:at], word[at:]) for at in cuts if self._is_word(word[:at]) and self._is_word(word[at:])]
        parts = [(a, b) for a, b in parts if max(len(a), len(b)) >= self._weights["shortest"]]
        likeliest = max(parts, key=lambda pair: min(self._count(pair[0]), self._count(pair[1])), default=None)
        return " ".join(likeliest) if likeliest else None

    def _count(self, word: str) -> int:
        return 1000 if word in self._stop else self._vocabulary.get(word, 0)

    def _is_word(self, word: str) -> bool:
        return (word in self._stop and (len(word) > 1 or word == "a")) or (len(word) > 2 and self._vocabulary.get(word, 0) > 1)
