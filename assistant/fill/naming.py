"""Whose name a word is: every word that no flag has taken is weighed for the names that a command still wants."""

from __future__ import annotations

from typing import NamedTuple

from assistant.docker.late import Late
from assistant.fill import looks, readers
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore, Value

_JOINS = ("and", "&", "or", "plus")
_ID = Late(r"(?=.*\d)[0-9a-f]{6,64}\Z")
_KINDS_WITH_NAMES = (*readers.NAMES, "image")


class Candidate(NamedTuple):
    """A value for a name, where it stands, and how much speaks for it."""

    value: Value
    start: int
    end: int
    score: float


class Namer:
    """Weighs the words of one question."""

    def __init__(self, question: Question, lore: Lore, verbs: frozenset[str]) -> None:
        """`verbs` are the terms that name what the command does: "stop", "scale"."""
        self._question, self._lore = question, lore
        self._scores: dict[str, float] = lore.data["scores"]
        self._noun: dict[str, str] = {word: kind for kind, words in lore.data["nouns"].items() for word in words}
        self._verbs = verbs
        self._verb_tokens = {term.end for term in question.terms if term.text in verbs}

    def find(self, kind: str, used: set[int], beside: tuple[str, ...] = ()) -> Candidate | None:
        """The likeliest name of a kind among the tokens that are not used; `beside` are the other kinds that the command still
        wants."""
        return next(iter(self.every(kind, used, beside)), None)

    def every(self, kind: str, used: set[int], beside: tuple[str, ...] = ()) -> list[Candidate]:
        """All that may be a name of a kind, the likeliest first."""
        found: list[Candidate] = []
        for at, token in enumerate(self._question.tokens):
            if at in used or not self._may_be(kind, token) or looks.is_order(self._question, at, self._lore):
                continue
            read = readers.read(kind, self._question, at, self._lore)
            if read is None or not used.isdisjoint(range(at, read[1])) or self._half_a_name(at):
                continue
            score = self._score(kind, at, read[1], beside)
            if score >= self._scores["least"]:
                found.append(Candidate(read[0], at, read[1], score))
        return sorted(found, key=lambda candidate: -candidate.score)

    def more(self, kind: str, first: Candidate, used: set[int]) -> list[Candidate]:
        """What is joined to a name: "web, api and db"."""
        found = self._earlier(kind, first, used)
        at = first.end
        while at < len(self._question.tokens):
            comma = self._question.tokens[at - 1].ends == ","
            joined = self._question.tokens[at].low in _JOINS
            if not comma and not joined:
                break
            at += 1 if joined else 0
            while at < len(self._question.tokens) and (
                self._question.tokens[at].low in self._lore.little or self._noun.get(self._question.tokens[at].low) == kind
            ):
                at += 1
            token = self._question.tokens[at] if at < len(self._question.tokens) else None
            if token is None or at in used or not self._may_be(kind, token) or (self._is_ordinary(token) and not token.quoted):
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
        while at > 0 and (tokens[at].low in _JOINS or tokens[at].ends == ","):
            at -= 1 if tokens[at].low in _JOINS else 0
            if at in used or (not self.is_plain_name(kind, at) and tokens[at].low not in self._lore.data["names_too"]):
                break
            read = readers.read(kind, self._question, at, self._lore)
            if read is None or read[1] != at + 1 or not self._may_be(kind, tokens[at]):
                break
            found.insert(0, Candidate(read[0], at, read[1], first.score))
            at -= 1
        return found

    def is_plain_name(self, kind: str, at: int) -> bool:
        """Whether a token may well be a name, whatever stands around it."""
        token = self._question.tokens[at]
        return self._may_be(kind, token) and not self._is_ordinary(token) and self._question.tokens[at].low not in self._lore.soft

    def _may_be(self, kind: str, token: Token) -> bool:
        low = token.low
        if token.quoted:
            return bool(token.text)
        if low in self._question.mended or (kind == "image" and looks.is_archive(low)):
            return False
        if token.text.startswith(("-", "/", ".", "~", "$")) or "=" in token.text or low.replace(".", "").isdigit():
            return False
        return low not in self._lore.little and low not in self._lore.data["never"] and low not in self._lore.data["before_names"]

    def _is_ordinary(self, token: Token) -> bool:
        low = token.low
        if self._lore.is_name(low) or low in self._lore.data["images"] or not token.is_word():
            return False
        return low in self._lore.ordinary or low in self._lore.soft or low in self._noun

    def _score(self, kind: str, start: int, end: int, beside: tuple[str, ...]) -> float:
        token = self._question.tokens[start]
        weigh = self._scores
        score = self._looks(kind, token)
        before, after = self._near(start, -1), self._near(end - 1, 1)
        if before is not None:
            score += self._before(kind, before, start)
        if after is not None and not self._question.tokens[end - 1].ends:
            other = self._noun.get(after.low)
            if other == kind or (other is not None and kind == "name" and other not in beside):
                score += weigh["noun_after"]
            elif other is not None and other in _KINDS_WITH_NAMES and other in beside:
                score += weigh["other_noun"]
        return score

    def _half_a_name(self, at: int) -> bool:
        """ "web server" and "api gateway" are things, not names."""
        after = (
            self._question.tokens[at + 1].low
            if at + 1 < len(self._question.tokens) and not self._question.tokens[at].ends
            else ""
        )
        return after in self._lore.data["things"] and self._question.tokens[at].is_word()

    def _looks(self, kind: str, token: Token) -> float:
        weigh = self._scores
        score = 0.0
        known_image = token.low.split(":")[0].rsplit("/")[-1] in self._lore.data["images"]
        if token.quoted:
            score += weigh["quoted"]
        elif self._is_ordinary(token):
            score += weigh["ordinary"]
        elif not token.is_word() or token.text[1:] != token.text[1:].lower():
            score += weigh["shape"]
        elif token.low in self._lore.data["names_too"]:
            score += weigh["ambiguous"]
        elif self._lore.is_name(token.low) or (known_image and kind == "image"):
            score += weigh["typical"]
        elif not known_image or kind != "image":
            score += weigh["unknown"]
        if kind == "image" and (known_image or ":" in token.text or "/" in token.text):
            score += weigh["kind"]
        if kind == "image" and not known_image and (self._lore.is_name(token.low) or token.text != token.low):
            score -= 0.5 if token.text == token.low else 2.0
        if kind == "container" and _ID.match(token.text):
            score += weigh["kind"]
        if kind not in ("image", "text") and (":" in token.text or "/" in token.text):
            score += weigh["other_noun"]
        return score

    def _before(self, kind: str, before: Token, start: int) -> float:
        weigh = self._scores
        led = self._near(start - 2, -1) if before.low in _JOINS and start > 1 and kind != "name" else None
        if led is not None and self._noun.get(led.low, kind) not in (kind, "user", "file", "registry"):
            return weigh["other_noun"]  # "volumes v1 and v2": what leads the first leads the second as well
        if before.low in self._lore.data["naming"]:
            named = self._near(start, -2)
            other = self._noun.get(named.low) if named else None
            return weigh["named"] if other in (None, kind, "name", "user", "file") or kind == "name" else weigh["named"] / 3
        other = self._noun.get(before.low)
        if other == kind:
            return weigh["noun_before"]
        if other is not None and other in _KINDS_WITH_NAMES:
            return weigh["other_noun"] if kind != "name" else 0.5
        if before.low in self._lore.data["before_names"]:
            return weigh["preposition"]
        return weigh["object"] if self._follows_verb(start) else 0.0

    def _follows_verb(self, start: int) -> bool:
        at = start
        while at > 0 and self._question.tokens[at - 1].low in self._lore.little:
            at -= 1
        return at in self._verb_tokens

    def _near(self, at: int, step: int) -> Token | None:
        """The next token that is no little word, in one direction; |step| of 2 is the one beyond it."""
        here, left = at, abs(step)
        while left:
            here += 1 if step > 0 else -1
            if not 0 <= here < len(self._question.tokens):
                return None
            if self._question.tokens[here].low not in self._lore.little:
                left -= 1
        return self._question.tokens[here]
