"""How people type in a hurry → the words they mean: "hey pls how 2 list imgs lol" → "how to list imgs"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

_MOST_CHARACTERS = 300  # of one line: what is longer was pasted
_AROUND = ".,;:!?()"
_BREAKS = (",", ";", ".", "!", "?")
_QUOTES = ('"', "`", "\u201c", "\u201d")


class _Piece(NamedTuple):
    """One word as typed; `low` is what the table may know of it, "" for what nobody should touch."""

    typed: str
    low: str

    def lead(self) -> str:
        return self.typed[: len(self.typed) - len(self.typed.lstrip(_AROUND))]

    def tail(self) -> str:
        return self.typed[len(self.typed.rstrip(_AROUND)) :]


class Written:
    """Writes out what index/moods.yaml (written, doing, openers) knows to be short for something else."""

    def __init__(self, moods: dict[str, Any], knows: Callable[[str], bool]) -> None:
        """`knows` tells whether a word means something here."""
        table: dict[str, list[str]] = moods.get("written", {})
        self._meant = {short: meant for meant, shorts in table.items() for short in shorts}
        self._meant |= {f"2 {verb}": f"to {verb}" for verb in moods.get("doing", ())}
        self._counting = frozenset(moods.get("counting", ()))
        self._longest = max((short.count(" ") + 1 for short in self._meant), default=0)
        self._openers = frozenset(moods.get("openers", ()))
        self._naming = frozenset(moods["naming"])
        self._knows = knows

    def out(self, text: str) -> str:
        """The text in full words. Names, quotes, flags and what was pasted stay as they are."""
        if len(text) > _MOST_CHARACTERS or "\n" in text:
            return text
        pieces = self._pieces(text.split())
        out: list[str] = []
        at = self._opened(pieces)
        changed = at > 0
        while at < len(pieces):
            meant, end = self._short(pieces, at)
            if meant is None:
                out.append(pieces[at].typed)
            else:
                _add(out, pieces[at], meant, pieces[end - 1])
                changed = True
            at = end
        return " ".join(out) if changed and out else text

    def _pieces(self, words: list[str]) -> list[_Piece]:
        pieces: list[_Piece] = []
        quotes, before = 0, ""
        for word in words:
            quoted = quotes % 2 or word[0] in ("'", "\u2018") or any(quote in word for quote in _QUOTES)
            quotes += sum(word.count(quote) for quote in _QUOTES)
            low = "" if quoted or before in self._naming or before[:1] == "-" else word.strip(_AROUND).lower()
            pieces.append(_Piece(word, self._unstretched(low)))
            before = word.lower()
        return pieces

    def _unstretched(self, low: str) -> str:
        """ "pleeease" is please; a word with three of a letter in a row is no other."""
        if not low.isalpha() or not any(a == b == c for a, b, c in zip(low, low[1:], low[2:], strict=False)):
            return low
        single = "".join(letter for number, letter in enumerate(low) if low[number - 1 : number] != letter)
        return single if len(single) > 1 and (single in self._meant or self._knows(single)) else low

    def _opened(self, pieces: list[_Piece]) -> int:
        """Where the question begins after what only opens it: "hey there, ok so"."""
        at = 0
        while at < len(pieces) and pieces[at].low in self._openers:
            at += 1
        return at if at < len(pieces) else 0

    def _short(self, pieces: list[_Piece], at: int) -> tuple[str | None, int]:
        """What stands written in full for the pieces from `at` on, and where that ends; None where they stand for themselves."""
        for end in range(min(at + self._longest, len(pieces)), at, -1):
            if any(piece.tail().startswith(_BREAKS) for piece in pieces[at : end - 1]):
                continue  # a phrase does not go over a comma
            if pieces[at].low == "2" and at and pieces[at - 1].low in self._counting:
                continue  # the last 2 logs
            meant = self._meant.get(" ".join(piece.low for piece in pieces[at:end]))
            if meant is not None:
                return meant, end
        piece = pieces[at]
        unlike = piece.low and piece.low != piece.typed.strip(_AROUND).lower()
        return (piece.low if unlike else None), at + 1


def _add(out: list[str], first: _Piece, meant: str, last: _Piece) -> None:
    """Adds words to what is written out; where there are none to add, what ended a sentence still ends it."""
    if meant:
        out.append(first.lead() + meant + last.tail())
    elif out and last.tail()[:1] in _BREAKS and not out[-1].endswith(_BREAKS):
        out[-1] += last.tail()[:1]
