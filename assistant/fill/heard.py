"""What is heard in a question: matches of flags and blanks, shared by all cards of one docker command."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from assistant.fill import wanted
from assistant.fill.matching import Match, Wish, candidates
from assistant.fill.question import Question
from assistant.fill.values import Lore

Entry = dict[str, Any]
Entries = Sequence[Entry]
"""What a card and its base cards listen for, as index/wishes.py made it; the card's own comes first."""


class Heard:
    """A question, and what the options of cards heard in it so far."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._known: dict[tuple[int, str], tuple[Entry, list[Wish], list[Match]]] = {}

    def flags(self, entry: Entry, lore: Lore) -> tuple[list[Wish], list[Match]]:
        """The wishes of a card's options for a command of this path, and all their matches."""
        key = (id(entry), lore.path)
        if key not in self._known:
            wishes = wanted.wishes_of(entry, lore.path)
            self._known[key] = (
                entry,
                wishes,
                candidates(wishes, self.question, lore),
            )  # the entry is kept: its id must stay its own
        return self._known[key][1:]


def blank_wishes(entries: Entries, there: Collection[str]) -> list[Wish]:
    """The ways of asking for those blanks of a card that are in `there`."""
    blanks: dict[str, list[str]] = entries[0].get("blanks", {}) if entries else {}
    return [Wish("", "", wanted.split(patterns), blank=name) for name, patterns in blanks.items() if name in there]


def usual_flags(entries: Entries, path: str) -> set[str]:
    """The flags that the plain form of a docker command has: `docker build -t <name> .`."""
    same = [entry for entry in entries if entry["path"] == path]
    return set(same[-1]["own"]) if same else set()


def verbs(entries: Entries, path: str) -> frozenset[str]:
    """The terms that say what a command does."""
    return frozenset(entries[0]["verbs"]) if entries else frozenset(path.split()[-1:])
