"""Whose name a word is: every word that no flag has taken is weighed for the names that a command still wants."""

from __future__ import annotations

from typing import NamedTuple

from assistant.fill import looks, readers
from assistant.fill.likelihood import JOINS, Likelihood
from assistant.fill.question import Question
from assistant.fill.values import Lore, Value


class Candidate(NamedTuple):
    """A value for a name, where it stands, and how much speaks for it."""

    value: Value
    start: int
    end: int
    score: float


class Namer:
    """Weighs the words of one question."""

    def __init__(self, question: Question, lore: Lore, verbs: frozenset[str], careful: bool = False) -> None:
        """`verbs` are the terms that name what the command does: "stop", "scale"; `careful` wants more that speaks for a name."""
        self._question, self._lore = question, lore
        self._likelihood = Likelihood(question, lore, verbs)
        self._least: float = lore.data["scores"]["careful" if careful else "least"]
        self._lone: float = lore.data["scores"]["careful" if careful else "lone"]

    def find(self, kind: str, used: set[int], beside: tuple[str, ...] = ()) -> Candidate | None:
        """The likeliest name of a kind among the tokens that are not used; `beside` are the other kinds that the command still
        wants."""
        return next(iter(self.every(kind, used, beside)), None)

    def every(self, kind: str, used: set[int], beside: tuple[str, ...] = ()) -> list[Candidate]:
        """All that may be a name of a kind, the likeliest first."""
        found: list[Candidate] = []
        lone: list[Candidate] = []
        for at in range(len(self._question.tokens)):
            if at in used or not self._may_be(kind, at) or looks.is_no_name(self._question, at, self._lore):
                continue
            read = readers.read(kind, self._question, at, self._lore)
            if read is None or not used.isdisjoint(range(at, read[1])) or self._half_a_name(at):
                continue
            score = self._likelihood.of(kind, at, read[1], beside)
            if score >= self._least:
                found.append(Candidate(read[0], at, read[1], score))
            elif score >= self._lone and not self._question.tokens[at].low.endswith(("ed", "ly", "ing")):
                lone.append(Candidate(read[0], at, read[1], score))
        return sorted(found, key=lambda candidate: -candidate.score) or ([lone[0]] if len(lone) == 1 else [])

    def more(self, kind: str, first: Candidate, used: set[int]) -> list[Candidate]:
        """What is joined to a name: "web, api and db"."""
        found = self._earlier(kind, first, used)
        at = first.end
        while at < len(self._question.tokens):
            comma = self._question.tokens[at - 1].ends == ","
            joined = self._question.tokens[at].low in JOINS
            if not comma and not joined:
                break
            at += 1 if joined else 0
            while at < len(self._question.tokens) and (
                self._question.tokens[at].low in self._lore.little
                or self._likelihood.noun.get(self._question.tokens[at].low) == kind
            ):
                at += 1
            token = self._question.tokens[at] if at < len(self._question.tokens) else None
            if (
                token is None
                or at in used
                or not self._may_be(kind, at)
                or (self._likelihood.is_ordinary(at) and not token.quoted)
            ):
                break
            read = readers.read(kind, self._question, at, self._lore)
            if read is None:
                break
            found.append(Candidate(read[0], at, read[1], first.score))
            at = read[1]
        return found

    def _earlier(self, kind: str, first: Candidate, used: set[int]) -> list[Candidate]:
        """What is joined before a name: "cache and web", where web was found."""
        found: list[Candidate] = []
        at = first.start - 1
        tokens = self._question.tokens
        while at > 0 and (tokens[at].low in JOINS or tokens[at].ends == ","):
            at -= 1 if tokens[at].low in JOINS else 0
            if at in used or (not self.is_plain_name(kind, at) and tokens[at].low not in self._lore.data["names_too"]):
                break
            read = readers.read(kind, self._question, at, self._lore)
            if read is None or read[1] != at + 1 or not self._may_be(kind, at):
                break
            found.insert(0, Candidate(read[0], at, read[1], first.score))
            at -= 1
        return found

    def is_plain_name(self, kind: str, at: int) -> bool:
        """Whether a token may well be a name, whatever stands around it."""
        return (
            self._may_be(kind, at)
            and (not self._likelihood.is_ordinary(at) or self._likelihood.is_seldom(at))
            and self._question.tokens[at].low not in self._lore.soft
        )

    def _may_be(self, kind: str, at: int) -> bool:
        token = self._question.tokens[at]
        low = token.low
        if token.quoted:
            return bool(token.text)
        if (low in self._question.mended and not self._unmended(kind, at)) or (kind == "image" and looks.is_archive(low)):
            return False
        if token.text.startswith(("-", "/", ".", "~", "$")) or "=" in token.text or low.replace(".", "").isdigit():
            return False
        return low not in self._lore.little and low not in self._lore.data["never"] and low not in self._lore.data["before_names"]

    def _unmended(self, kind: str, at: int) -> bool:
        """Whether a word that was read as another is a name after all: "the service checkout", not "the service immediatly"."""
        meant = self._question.mended[self._question.tokens[at].low].split()
        return self._likelihood.is_led(kind, at) and (len(meant) > 1 or not looks.says_no_name(meant[0], self._lore))

    def _half_a_name(self, at: int) -> bool:
        """ "web server" and "api gateway" are things, not names."""
        after = (
            self._question.tokens[at + 1].low
            if at + 1 < len(self._question.tokens) and not self._question.tokens[at].ends
            else ""
        )
        return after in self._lore.data["things"] and self._question.tokens[at].is_word()
