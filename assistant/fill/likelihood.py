"""How much speaks for a word being a name of a kind: its looks, what stands before and behind it."""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.fill import looks, readers
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore

JOINS = ("and", "&", "or", "plus")
_ID = Late(r"(?=.*\d)[0-9a-f]{6,64}\Z")
_KINDS_WITH_NAMES = (*readers.NAMES, "image")


class Likelihood:
    """Weighs the words of one question, by the scores of index/values.yaml."""

    def __init__(self, question: Question, lore: Lore, verbs: frozenset[str]) -> None:
        """`verbs` are the terms that name what the command does: "stop", "scale"."""
        self._question, self._lore = question, lore
        self._scores: dict[str, float] = lore.data["scores"]
        self.noun: dict[str, str] = {word: kind for kind, words in lore.data["nouns"].items() for word in words}
        self._verb_tokens = {term.end for term in question.terms if term.text in verbs}

    def is_ordinary(self, at: int) -> bool:
        """Whether a word is one of the language that the cards use for something else than names."""
        token = self._question.tokens[at]
        low = token.low
        if self._lore.is_name(low) or low in self._lore.data["images"] or not token.is_word():
            return False
        cut = low not in self._lore.ordinary and low in self._lore.rarity  # "creat", "remov": no word, and yet its stem
        return cut or low in self._lore.ordinary or low in self._lore.soft or low in self.noun

    def is_led(self, kind: str, at: int) -> bool:
        """Whether a word stands right behind a noun of the kind, or behind "named"."""
        before = self._question.tokens[at - 1].low if at else ""
        before = self._question.mended.get(before, before)
        return self.noun.get(before) == kind or before in self._lore.data["naming"]

    def is_seldom(self, at: int) -> bool:
        """Whether the cards speak so seldom of a word that it may well be somebody's name: kafka, sandbox."""
        low, number = self._question.tokens[at].low, self._question.at.get(at)
        if number is None or low.endswith(("ed", "ly")) or looks.says_no_name(low, self._lore):
            return False
        return self._lore.rarity.get(self._question.terms[number].text, 0.0) >= self._scores["seldom"]

    def of(self, kind: str, start: int, end: int, beside: tuple[str, ...]) -> float:
        """What speaks for the tokens `start` to `end` (exclusive); `beside` are the other kinds that the command still wants."""
        weigh = self._scores
        score = self._looks(kind, start)
        before, after = self._near(start, -1), self._near(end - 1, 1)
        if before is not None:
            score += self._before(kind, before, start)
        if after is not None and not self._question.tokens[end - 1].ends:
            other = self.noun.get(after.low)
            if other == kind or (other is not None and kind == "name" and other not in beside):
                score += weigh["noun_after"]
            elif other is not None and other in _KINDS_WITH_NAMES and other in beside:
                score += weigh["other_noun"]
        return score

    def _looks(self, kind: str, start: int) -> float:
        token = self._question.tokens[start]
        weigh = self._scores
        score = 0.0
        known_image = token.low.split(":")[0].rsplit("/")[-1] in self._lore.data["images"]
        if token.quoted:
            score += weigh["quoted"]
        elif self.is_ordinary(start):
            score += weigh["unknown" if self.is_led(kind, start) and self.is_seldom(start) else "ordinary"]
        elif not token.is_word() or token.text[1:] != token.text[1:].lower():
            score += weigh["shape"]
        elif token.low in self._lore.data["names_too"]:
            score += weigh["ambiguous"]
        elif self._lore.is_name(token.low) or (known_image and kind == "image"):
            score += weigh["typical"]
        elif known_image and kind != "image" and not self._lore.data["images"].get(token.low) and not self.is_led(kind, start):
            score += weigh["ordinary"]  # "on Ubuntu"
        elif not known_image or kind != "image":
            score += weigh["unknown"]
        if kind == "image" and known_image and ":" not in token.text and self._lore.path.endswith((" build", "commit")):
            return weigh["ordinary"]  # "an image for a Python app": what is made has another name than what it is made of
        if kind == "image" and (known_image or ":" in token.text or "/" in token.text):
            score += weigh["kind"]
        if kind == "image" and not known_image and (self._lore.is_name(token.low) or token.text != token.low):
            score -= 2.0 if token.text != token.low else 1.0 if token.low in self._lore.data["names_too"] else 0.5
        if kind == "container" and _ID.match(token.text):
            score += weigh["kind"]
        if kind not in ("image", "text") and (":" in token.text or "/" in token.text):
            score += weigh["other_noun"]
        return score

    def _before(self, kind: str, before: Token, start: int) -> float:
        weigh = self._scores
        led = self._near(start - 2, -1) if before.low in JOINS and start > 1 and kind != "name" else None
        if led is not None and self.noun.get(led.low, kind) not in (kind, "user", "file", "registry"):
            return weigh["other_noun"]  # "volumes v1 and v2": what leads the first leads the second as well
        if before.low in self._lore.data["naming"]:
            named = self._near(start, -2)
            other = self.noun.get(named.low) if named else None
            return weigh["named"] if other in (None, kind, "name", "user", "file") or kind == "name" else weigh["named"] / 3
        other = self.noun.get(self._question.mended.get(before.low, before.low))
        if kind == "image" and other != kind and any(sign in self._question.tokens[start].text for sign in ":/"):
            return 0.0  # "service redis:7" runs that image
        if other == "container" and kind == "service" and self._lore.path.startswith("compose"):
            other = kind  # who says container there means the service
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
