"""How a text is put: does it stand by itself, does it go on with what was said, does it speak of "it"?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from assistant.chat.follow_ups import text_of
from assistant.fill.question import Question

_ONE = "one"  # "how do I remove one"
_POINTING = ("that", "this", "these", "those")  # also before nouns: "this folder", "containers that are stopped"


class Put(NamedTuple):
    """How a text is put. `opens`: it goes on ("and …", "… instead"); `refers`: it speaks of what is there ("it"); `points`: it
    does so perhaps, after something that it names itself; `verbs`: the terms in it for doing something; `asks`: it begins as
    questions do; `thing`: it names what it is about; `words`: how many words it has that say something; `bare`: nouns are all
    that it has."""

    opens: bool
    refers: bool
    asks: bool
    thing: bool
    verbs: frozenset[str]
    terms: frozenset[str]
    words: int
    points: bool = False
    bare: bool = False

    def whole(self) -> bool:
        """Whether it can be asked by itself."""
        return self.thing and not self.refers and (self.asks or bool(self.verbs))


class Manners:
    """Reads how texts are put, by index/follow-ups.yaml."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._sets = {
            name: frozenset(data[name])
            for name in ("around", "openers", "asking", "it", "its", "verbs", "said", "refusing", "adding", "replacing")
        }
        kinds = {kind: nouns for kind, nouns in data["nouns"].items() if kind not in ("user", "name", "file")}
        self._nouns: dict[str, str] = {noun: kind for kind, nouns in kinds.items() for noun in nouns}
        self._around = self._sets["openers"] | self._sets["around"]
        self._pronouns = self._sets["it"] | self._sets["its"]
        self._places = {word for place in data["places"].values() for word in place["words"]}

    def put(self, asked: Question) -> Put:
        """How a text is put."""
        around, openers = self._sets["around"] - self._sets["openers"], self._sets["openers"]
        low = [token.low for token in asked.tokens]
        told = [word for word in low if word not in around]
        terms = frozenset(term.text for term in asked.terms)
        refers = next((at for at in range(len(low)) if self._refers(low, at)), None)
        thing = next((at for at in range(len(low)) if self._is_thing(asked, at)), None)
        opens = bool(told) and (told[0] in openers or (told[-1] in self._sets["replacing"] | self._sets["adding"]))
        said = [word for word in told if word not in self._sets["said"] and word not in openers]
        return Put(
            opens, refers is not None and (thing is None or refers < thing), bool(told) and told[0] in self._sets["asking"],
            thing is not None, terms & self._sets["verbs"], terms, len(said), refers is not None,
            bool(told) and all(word in self._nouns for word in told),
        )  # fmt: skip

    def kind(self, word: str) -> str:
        """The kind that a noun is for; "" for any other word."""
        return self._nouns.get(word.lower(), "")

    def place(self, word: str) -> str:
        """The part of Docker that a word names: compose, swarm …"""
        places: dict[str, dict[str, list[str]]] = self.data["places"]
        return next((name for name, place in places.items() if word.lower() in place["words"]), "")

    def opened(self, asked: Question) -> str:
        """A text without the words that it goes on with: "and how do I list volumes"."""
        passed = self._sets["around"] | {"also", "now", "then", "so", "but"}
        tokens = list(asked.tokens)
        while tokens and tokens[0].low in passed:
            tokens.pop(0)
        return text_of(tokens)

    def with_it(self, asked: Question, thing: str) -> str:
        """A text with the thing in the place of "it"; what is "its" is of the thing."""
        low = [token.low for token in asked.tokens]
        its = self._sets["its"]
        order = list(range(len(low)))
        for at in order[:-1]:
            if low[at + 1] in self.data["particles"] and self._refers(low, at):
                order[at], order[at + 1] = at + 1, at
        words = [
            thing if self._refers(low, at) and low[at] not in its else text_of([asked.tokens[at]])
            for at in order if low[at] not in its
        ]  # fmt: skip
        return " ".join([*words, *([f"of {thing}"] if not its.isdisjoint(low) else [])])

    def object(self, asked: Question) -> str:
        """A question without the words that it begins with: "show me all the stopped containers" → "stopped containers"."""
        passed = self._sets["around"] | self._sets["said"] | self._sets["asking"] | set(self.data["showing"])
        verbs = {n for term in asked.terms if term.text in self._sets["verbs"] for n in range(term.start, term.end)}
        first = next((at for at, token in enumerate(asked.tokens) if token.low not in passed and at not in verbs), 0)
        return text_of(asked.tokens[first:])

    def left(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Of words that a change could do nothing with those that say something."""
        idle = self._sets["said"] | self._sets["around"] | self._sets["adding"] | self._sets["replacing"]
        return tuple(word for word in words if word.lower() not in idle - self._sets["refusing"])

    def destroys(self, terms: frozenset[str]) -> bool:
        """Whether words clearly ask for something to be deleted or ended."""
        return not terms.isdisjoint(self.data["destroying"])

    def _refers(self, low: list[str], at: int) -> bool:
        word, after = low[at], low[at + 1] if at + 1 < len(low) else ""
        if word == _ONE:
            return not after and (low[0] in self._sets["asking"] or low[max(0, at - 1)] in self.data["ordinals"])
        if word not in self._pronouns:
            return False
        return word not in _POINTING or not after or after in self._around or after in self.data["particles"]

    def _is_thing(self, asked: Question, at: int) -> bool:
        """A noun of Docker's, or what follows the verb right away: "stop web"."""
        token = asked.tokens[at]
        if token.low in self._nouns or token.low in self._places or "docker" in token.low:
            return True
        if not at or token.low in self._around | self._sets["said"] | self._pronouns or token.low in self.data["ordinals"]:
            return False
        before = at - 1
        while before > 0 and asked.tokens[before].low in self._sets["around"]:
            before -= 1
        return any(term.text in self._sets["verbs"] and term.start <= before < term.end for term in asked.terms)
