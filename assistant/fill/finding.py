"""Values for the blanks of a command, from the words of a question that no flag has taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from assistant.fill import looks, readers
from assistant.fill.naming import Candidate, Namer
from assistant.fill.question import Question
from assistant.fill.values import Lore, Value
from assistant.model import Blank

_NAMED = (*readers.NAMES, "image")
_MOST = 4  # blanks for names that are given out together, and candidates for each
_CUED = ("text", "token", "user", "command", "label", "registry", "url", "format", "count", "port")
"""Kinds whose values look like anything: they are taken only where a way of asking leads to them (counts and ports: where one
number is left)."""


class Finder:
    """Finds values in one question; `used` are the tokens that are spoken for."""

    def __init__(self, question: Question, lore: Lore, verbs: frozenset[str], used: Iterable[int], careful: bool = False) -> None:
        self._question, self._lore = question, lore
        self._namer = Namer(question, lore, verbs, careful)
        self.used = set(used)

    def all(self, wanted: Sequence[Blank]) -> dict[str, list[Value]]:
        """The values for blanks: one each, or several where the question joins them and the blank takes many. Names are given
        out together, so that each goes where most speaks for it; where as much speaks for one as for the other, in the order of
        the question."""
        found = self._named([blank for blank in wanted if blank.kind in _NAMED])
        for blank in wanted:
            if blank.kind not in _NAMED and (value := self._first(blank.kind)):
                found[blank.name] = [value]
        return found

    def _named(self, blanks: Sequence[Blank]) -> dict[str, list[Value]]:
        kinds = [blank.kind for blank in blanks]
        choices = [
            [None, *self._namer.every(blank.kind, self.used, tuple(kinds[:at] + kinds[at + 1 :]))[:_MOST]]
            for at, blank in enumerate(blanks[:_MOST])
        ]
        joins = {at for at, token in enumerate(self._question.tokens) if token.low in ("and", "&")}
        best = max(product(*choices), key=lambda chosen: _worth(chosen, kinds, joins), default=())
        taken = {number for candidate in best if candidate for number in range(candidate.start, candidate.end)}
        found: dict[str, list[Value]] = {}
        for blank, candidate in zip(blanks, best, strict=False):
            if candidate is None:
                continue
            more = self._namer.more(blank.kind, candidate, self.used | taken) if blank.many else []
            every = sorted((candidate, *more), key=lambda one: one.start)
            found[blank.name] = [one.value for one in every]
            self.used.update(n for one in (candidate, *more) for n in range(one.start, one.end))
        return found

    def command(self) -> Value | None:
        """The command line that nobody has taken: what stands in quotes, else what begins with a program that everybody knows
        or with a word that looks like no word: pg_dump."""
        free = [at for at in range(len(self._question.tokens)) if at not in self.used]
        quoted = [at for at in free if self._question.tokens[at].quoted]
        for at in quoted or [at for at in free if self._is_program(at)]:
            read = readers.read("command", self._question, at, self._lore)
            if read is not None and self.used.isdisjoint(range(at, read[1])):
                self.used.update(range(at, read[1]))
                return read[0]
        return None

    def _is_program(self, at: int) -> bool:
        token = self._question.tokens[at]
        odd = self._namer.is_plain_name("name", at) and looks.is_odd(token, self._lore) and not token.low[:1].isdigit()
        return token.low in self._lore.data["tools"] or odd

    def path(self) -> Value | None:
        """A path that nobody has taken."""
        return self._first("path")

    def unnamed(self, kind: str) -> list[Value]:
        """Open blanks for things that the question speaks of without a name: "a specific service", "several services"."""
        nouns = self._lore.data["nouns"].get(kind, ())
        for at, token in enumerate(self._question.tokens[:-1]):
            if self._question.tokens[at + 1].low in nouns and token.low in self._lore.data["some"]:
                return [Value(f"<{kind}>"), *([Value(f"<{kind}2>")] if token.low in self._lore.data["several"] else [])]
        return []

    def owned(self) -> int:
        """How many of the tokens that were used are somebody's own beyond doubt: my_app, /srv/data, web, redis:7; plain numbers
        are not."""
        return sum(1 for at in self.used if looks.is_own(self._question.tokens[at], self._lore))

    def left(self) -> int:
        """How many tokens look like values and were of no use."""
        odd = (at for at, token in enumerate(self._question.tokens) if at not in self.used and looks.is_odd(token, self._lore))
        return sum(1 for _ in odd)

    def names(self, kind: str, beside: tuple[str, ...], least: float = 0.0) -> list[Value]:
        """Names of a kind for an argument that may be left out; `least` is what must speak for the first."""
        first = self._namer.find(kind, self.used, beside)
        if first is None or first.score < least:
            return []
        return self._with_more(kind, first)

    def pairs(self, name_kind: str, count_kind: str) -> list[tuple[Value, Value]]:
        """Names with their counts, in the order of the question; a count that is missing is "" or the last one said."""
        names: list[tuple[int, Value]] = []
        counts: list[tuple[int, Value]] = []
        best = self._namer.find(name_kind, self.used)
        plain = (
            at for at in range(len(self._question.tokens)) if at not in self.used and self._namer.is_plain_name(name_kind, at)
        )
        first = best.start if best else next(plain, None)
        for at in range(len(self._question.tokens)):
            if at in self.used:
                continue
            number = readers.read(count_kind, self._question, at, self._lore)
            if number is not None:
                counts.append((at, number[0]))
            elif first is not None and (at == first or (at > first and self._namer.is_plain_name(name_kind, at))):
                names.append((at, self._singular(at, counts)))
        digits = [(at, count) for at, count in counts if self._all_digits(at)]
        counts = digits if len(digits) == len(names) else counts  # "web to 6 and worker to 10 in one go"
        self.used.update(at for at, _ in (*names, *counts))
        if len(counts) == len(names):
            return [(name, count) for (_, name), (_, count) in zip(names, counts, strict=True)]
        count = counts[0][1] if counts else Value("")
        return [(name, count) for _, name in names]

    def _singular(self, at: int, counts: list[tuple[int, Value]]) -> Value:
        """ "8 webs" are eight of `web`."""
        text = self._question.tokens[at].text
        counted = bool(counts) and counts[-1][0] == at - 1
        return Value(text[:-1] if counted and text.endswith("s") and not text.endswith("ss") and len(text) > 3 else text)

    def _with_more(self, kind: str, first: Candidate) -> list[Value]:
        every = sorted((first, *self._namer.more(kind, first, self.used)), key=lambda one: one.start)
        for candidate in every:
            self.used.update(range(candidate.start, candidate.end))
        return [candidate.value for candidate in every]

    def _first(self, kind: str) -> Value | None:
        """The first value of a kind that no one has taken yet."""
        if kind in _CUED and kind not in ("count", "port"):
            return None
        found = []
        for at in range(len(self._question.tokens)):
            read = None if at in self.used else self._here(kind, at) or readers.read(kind, self._question, at, self._lore)
            if read is not None and self.used.isdisjoint(range(at, read[1])):
                found.append((at, read))
        if not found or (kind in ("count", "port") and len(found) > 1 and not self._all_digits(found[0][0])):
            return None
        at, (value, end) = found[0]
        self.used.update(range(at, end))
        return value

    def _here(self, kind: str, at: int) -> tuple[Value, int] | None:
        """ "here" at the end of what is asked is a place: copy it here."""
        token, last = self._question.tokens[at], at + 1 == len(self._question.tokens)
        return (Value("."), at + 1) if kind == "path" and token.low == "here" and (last or token.ends) else None

    def _all_digits(self, at: int) -> bool:
        return self._question.tokens[at].text.isdigit()


def _worth(chosen: tuple[Candidate | None, ...], kinds: Sequence[str], joins: set[int]) -> tuple[float, int]:
    """What speaks for giving out names so: the sum of their scores, and how many stand in the order of the blanks. What "and"
    joins (at the tokens `joins`) is of one kind, and does not go into blanks of two."""
    there = [candidate for candidate in chosen if candidate]
    places = [number for candidate in there for number in range(candidate.start, candidate.end)]
    if len(set(places)) < len(places):
        return (-1.0, 0)
    placed = [(one, kind) for one, kind in zip(chosen, kinds, strict=False) if one]
    if any(a.end in joins and b.start == a.end + 1 and kind != other for a, kind in placed for b, other in placed):
        return (max(candidate.score for candidate in there), 0)
    return (round(sum(candidate.score for candidate in there), 3), sum(a.start < b.start for a, b in pairwise(there)))
