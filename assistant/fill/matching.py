"""Ways of asking for a flag or a blank against a question: which are met, where, and with which values.

A pattern is a list of elements as the index keeps it: terms, and slots `<kind>`. Between two elements the little words of
index/values.yaml may stand, and a few soft ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.fill import readers, refused
from assistant.fill.plausible import NAMES, SURE, plausible
from assistant.fill.question import Question
from assistant.fill.values import Lore, Value

_SOFT_MOST = 3
_ARTICLES = ("the", "a", "an", "my", "all", "any", "in", "inside", "every", "of", "your", "which", "currently")


class Wish(NamedTuple):
    """What a question may ask for: a flag (`flag` its long name) with a value to give ("" for the slot's own), or a blank of the
    template."""

    flag: str
    gives: str
    patterns: tuple[tuple[str, ...], ...]
    level: str = ""
    blank: str = ""
    kind: str = ""


class Match(NamedTuple):
    """A wish met by tokens `start` to `end` (exclusive); `weight` grows with what of the question it accounts for. `refused`
    tells that the question does not want it."""

    wish: Wish
    start: int
    end: int
    slots: tuple[tuple[str, Value], ...]
    weight: float
    taken: frozenset[int]
    refused: bool = False


def select(candidates: Iterable[Match]) -> list[Match]:
    """Of all matches those that account for most of the question first; no two share a word that says something. In the
    question's order. What is refused comes last."""
    chosen: list[Match] = []
    used: set[int] = set()
    for match in sorted(candidates, key=lambda m: (m.refused, -m.weight, m.start, len(m.taken))):
        if match.taken.isdisjoint(used):
            chosen.append(match)
            used |= match.taken
    return sorted(chosen, key=lambda m: m.start)


def candidates(wishes: Iterable[Wish], question: Question, lore: Lore) -> list[Match]:
    """Every match of every wish, wherever it stands."""
    said = {term.text for term in question.terms}
    heads: dict[str, list[int]] = {}
    for number, term in enumerate(question.terms):
        if term.opens:
            heads.setdefault(term.text, []).append(number)
    everywhere = [number for number, term in enumerate(question.terms) if term.opens]
    found: list[Match] = []
    for wish in wishes:
        for pattern in wish.patterns:
            if all(element in said or element[0] == "<" for element in pattern):
                places = everywhere if pattern[0][0] == "<" else heads.get(pattern[0], ())
                found += _at(places, wish, pattern, question, lore)
    if any(token.low in lore.data["refusing"]["words"] for token in question.tokens):
        for wish in wishes:
            found += [match for pattern in wish.patterns if wish.flag for match in _refused(heads, wish, pattern, question, lore)]
    return found


def _refused(
    heads: Mapping[str, Sequence[int]], wish: Wish, pattern: tuple[str, ...], question: Question, lore: Lore
) -> Iterator[Match]:
    core = refused.core(pattern, lore)
    for at in heads.get(core[0], ()) if core else ():
        word = refused.by(question, question.terms[at].start, lore)
        found = _Finder(question, lore, core).run(0, at, 0) if word is not None else None
        if found is not None and word is not None:
            match = _match(wish, core, question, lore, at, found)
            yield match._replace(taken=match.taken | {word}, refused=True)


def _at(places: Iterable[int], wish: Wish, pattern: tuple[str, ...], question: Question, lore: Lore) -> Iterator[Match]:
    finder = _Finder(question, lore, pattern)
    for at in places:
        start = question.terms[at].start
        found = finder.run(0, at, 0)
        if found is None or _describes(question, start, pattern):
            continue
        if not refused.negated(question, start, wish, pattern, lore):
            yield _match(wish, pattern, question, lore, at, found)


class _Run(NamedTuple):
    end: int  # term
    slots: tuple[tuple[str, Value], ...]
    taken: tuple[int, ...]  # tokens of the words that were met
    spans: tuple[tuple[str, int, int], ...] = ()  # of each slot: its kind, and the tokens from and to


class _Finder:
    """Finds one pattern from one term on."""

    def __init__(self, question: Question, lore: Lore, pattern: tuple[str, ...]) -> None:
        self.question, self.lore, self.pattern = question, lore, pattern
        self._little, self._soft = lore.little, lore.soft

    def run(self, element: int, at: int, soft: int) -> _Run | None:
        """The rest of the pattern from term `at` on; None where it is not met."""
        if element == len(self.pattern):
            before = self.question.terms[at - 1]
            return _Run(at, (), ()) if before.closes or self._began(at) else None
        if at >= len(self.question.terms):
            return None
        if element and self._parted(at):
            return None
        here = self._element(element, at, soft)
        if here is not None or element == 0:
            return here
        term = self.question.terms[at]
        low = self.question.tokens[term.start].low
        if low in self._little or term.text in self._little:
            return self.run(element, at + 1, soft)
        if soft < _SOFT_MOST and low in self._soft and not (element == 1 and self.pattern[0][1:-1] in NAMES):
            leads = low in self.lore.data["leading"] or self.pattern[element][1:-1] not in (*NAMES, "command")
            return self.run(element, at + 1, soft + 1) if leads else None
        return None

    def _parted(self, at: int) -> bool:
        """Whether a comma stands before a term: what is asked for in one breath does not go over it."""
        start = self.question.terms[at].start
        return self.question.terms[at].opens and start > 0 and self.question.tokens[start - 1].ends in (",", ";", ".")

    def _began(self, at: int) -> bool:
        return at < len(self.question.terms) and self.question.terms[at].opens

    def _element(self, element: int, at: int, soft: int) -> _Run | None:
        wanted, term = self.pattern[element], self.question.terms[at]
        if wanted[0] != "<":
            if term.text != wanted:
                return None
            rest = self.run(element + 1, at + 1, soft)
            return rest and rest._replace(taken=(*range(term.start, term.end), *rest.taken))
        kind = wanted[1:-1]
        found = readers.read(kind, self.question, term.start, self.lore) if term.opens else None
        before = self.pattern[element - 1] if element else ""
        if found is None or not plausible(kind, self.question, term.start, before, self.lore):
            return None
        value, end = found
        after = next(
            (number for number in range(at, len(self.question.terms)) if self.question.terms[number].start >= end),
            len(self.question.terms),
        )
        rest = self.run(element + 1, after, soft)
        return rest and rest._replace(slots=((kind, value), *rest.slots), spans=((kind, term.start, end), *rest.spans))


def _describes(question: Question, start: int, pattern: tuple[str, ...]) -> bool:
    """ "the running web container" does not tell what to run."""
    return pattern[-1] == "<command>" and pattern[0] == "running" and start > 0 and question.tokens[start - 1].low in _ARTICLES


def _match(wish: Wish, pattern: tuple[str, ...], question: Question, lore: Lore, at: int, run: _Run) -> Match:
    start = question.terms[at].start
    passed = lore.passed
    # a slot whose value is not given away leaves its words to others: "remove service x from network y"
    wanted = wish.blank or wish.kind
    used = [span for span in run.spans if wanted and (not wish.gives or f"<{span[0]}>" in wish.gives)]
    taken = {*run.taken, *(number for _, first, end in used for number in range(first, end))}
    spoken = frozenset(number for number in taken if question.tokens[number].quoted or question.tokens[number].low not in passed)
    weight = sum(0.4 if element in passed else 1.0 for element in pattern if element[0] != "<")
    weight += sum((1.2 if kind in SURE else 0.6) for kind, _ in run.slots) + 0.05 * len(spoken)
    last = max([start, *run.taken, *(end - 1 for _, _, end in run.spans)])
    return Match(wish, start, last + 1, run.slots, weight, spoken or frozenset(taken))
