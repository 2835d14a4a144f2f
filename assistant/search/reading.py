"""A question as typed → a reading: its terms and their weights, what was mended, and what could not be understood."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

from assistant.search import spelled
from assistant.search.bearers import Bearers
from assistant.search.typos import Typos
from assistant.search.written import Written
from assistant.words import Pipe, Term, Tuning, is_flag, split, with_itself

MAX_TERMS = 150


class Weighed(NamedTuple):
    """One term of a question and what it weighs (its rarity, less where its spelling was mended)."""

    text: str
    weight: float


class Reading(NamedTuple):
    """What a question was read as.

    `form` is command, concept, error, trouble or plain; `ways` are the docker paths ("container_ls") that it spells out;
    `unknown` the words that nobody here understands and `lost` what they weigh; `about` is docker, stray (nothing of Docker's
    is named) or foreign (another trade is); `first` its first term that says something; `text` is it in full words, `said`
    its terms in their order, without names; `looks` tells whether it begins with an order to look, or to change something,
    `destroys` whether it has a word for deleting.
    """

    terms: tuple[Weighed, ...]
    pairs: frozenset[tuple[str, str]]
    form: str
    ways: tuple[str, ...]
    flags: tuple[str, ...]
    corrected: dict[str, str]
    unknown: tuple[str, ...]
    lost: float
    about: str
    first: str = ""
    text: str = ""
    said: tuple[str, ...] = ()
    looks: bool | None = None
    destroys: bool = True

    def weight(self) -> float:
        return sum(term.weight for term in self.terms)

    def understood(self) -> float:
        """The share of the question's weight that is understood, 0 to 1."""
        known = self.weight()
        return known / (known + self.lost) if known else 0.0


class Reader:
    """Reads questions against the words of one index."""

    def __init__(self, words: dict[str, Any], spelling: Callable[[], dict[str, int]]) -> None:
        """`words` are those of an opened index; `spelling` gives every word of it and how often it stands there."""
        self._rarity: dict[str, float] = words["rarity"]
        self._rarest: float = words["rarest"]
        self._weights: dict[str, Any] = words["weights"]
        self._moods: dict[str, Any] = words["moods"]
        stop = frozenset(words["stop"])
        self._natural = stop - {"docker"} | {"without", "not"}  # words that stand in sentences, not in command lines
        self.pipe = Pipe(Tuning(stop, words["forms"], words["same"], words["stems"], frozenset(words["many"])))
        self.known = words["stems"].keys() | stop
        self._ways: dict[str, str] = words["ways"]
        self._same: dict[str, str] = words["same"]
        self._ours, self._foreign = frozenset(self._moods["ours"]), frozenset(self._moods["foreign"])
        self._destroying = frozenset(self._moods["destroying"])
        self._alien = frozenset(self._moods["alien"])
        self._anchors = frozenset(words["anchors"])
        self._verbs, self._polite = frozenset(self._moods["verbs"]), frozenset(self._moods["polite"])
        self._loose = frozenset(self._moods["loose"])
        servers = {name for name, port in words["values"]["images"].items() if port}
        self._images = servers | set(self._moods["systems"])
        self._names = frozenset(words["values"]["names"])
        self._own = self._names | self._images
        self._kinds = frozenset(words["kinds"])
        self._beside = frozenset(words["beside"])
        self._written = Written(self._moods, self._knows)
        self._bearers = Bearers(words["values"], self._moods)
        familiar = frozenset((*self._own, *words["values"]["names_too"], *words["values"]["images"], *words["values"]["numbers"]))
        self._typos = Typos(spelling, stop, self._weights["typos"], self._knows, familiar, self._bearers.nouns)

    def read(self, question: str) -> Reading:
        """The reading of a question."""
        question = self._written.out(question)
        text = spelled.readable(question, self._moods["telling"])
        lowered = " ".join(text.lower().split())
        words = split(with_itself(text, self._moods["itself"]))
        form = spelled.form(lowered, self._moods)
        names = spelled.names(text, words, frozenset(self._moods["naming"]))
        values = spelled.values(text)
        named = self._bearers.named(text) if form != "error" else set()
        names |= values | named
        mend = form != "error" or len(words) < 25
        words, corrected, unknown = self._typos.understood(words, names, mend)
        ways = tuple(spelled.paths((lowered, " ".join(words)) if corrected else (lowered,), self._ways))
        if form == "plain" and ways and self._is_command(lowered):
            form = "command"
        terms = self.pipe.terms(words)[:MAX_TERMS]
        own = {word for word in words if word in self._names} | values | named
        said = [term for term in terms if not named.issuperset(term.words)]
        about = self._about(words, values | spelled.quoted(text), terms, own | names, set(unknown))
        if about != "docker":  # then even capitals are no excuse: this may be about anything
            unknown += [word for word in words if word in names and not self._knows(word)]
        return Reading(
            terms=self._weighed(said, set(corrected.values()), values, own, spelled.references(text)),
            pairs=frozenset((a.text, b.text) for a, b in itertools.pairwise(said)),
            form=form,
            ways=ways,
            flags=tuple(word for word in words if is_flag(word)),
            corrected=corrected,
            unknown=tuple(unknown),
            lost=self._rarest * len(set(unknown)),
            about=about,
            first=next((term.text for term in terms if term.words[0] not in self._polite), ""),
            text=question,
            said=tuple(term.text for term in said),
            looks=spelled.looks(words, self._moods) if form in ("plain", "trouble") else None,
            destroys=not self._destroying.isdisjoint(words),
        )

    def _about(self, words: list[str], values: set[str], terms: list[Term], own: set[str], unknown: set[str]) -> str:
        if any("docker" in word for word in words):
            return "docker"
        if not self._alien.isdisjoint(words):
            return "foreign"
        if not self._ours.isdisjoint(words):
            return "docker"
        if not self._foreign.isdisjoint(word for word in words if word not in values):
            return "foreign"
        if any(term.text in self._anchors for term in terms) or self._orders(words, terms, own, unknown):
            return "docker"
        return "stray"

    def _orders(self, words: list[str], terms: list[Term], own: set[str], unknown: set[str]) -> bool:
        """Whether it is an order for something by its name ("restart api", "logs of my_app"), or speaks of a name or an image
        that everybody knows as one does of what runs in Docker ("redis detached, port 7000"). After a verb that is Docker's own
        more than others' a word that nobody knows is a name as well: "unpause traefik"."""
        named = any(word in own or word in self._images for word in words)
        first = next((word for word in words if word not in self._polite), "")
        if first in self._verbs and (named or (first not in self._loose and any(word in unknown for word in words))):
            return True
        return named and any(term.text in self._beside for term in terms)

    def _is_command(self, text: str) -> bool:
        """Whether a text is itself a docker command line: a path alone, with flags, or with words that are nobody's but names."""
        words = text.removeprefix("$ ").removeprefix("# ").removeprefix("sudo ").split()
        if not words or words[0] not in ("docker", "docker-compose") or not self._natural.isdisjoint(words[1:]):
            return False
        length = next((n for n in range(spelled.LONGEST_PATH, 0, -1) if "_".join(words[:n]) in self._ways), 0)
        path, rest = "_".join(words[:length]), words[length:]
        if any(map(is_flag, rest)) or not any(self._knows(word) for text in rest for word in split(text) if word.isalpha()):
            return True
        return len(rest) == 1 and length > 1 and not any(way.startswith(f"{path}_") for way in self._ways)

    def _knows(self, word: str) -> bool:
        if word in self.known:
            return True
        stem = self.pipe.stem(word)
        return stem in self._rarity or self._same.get(stem) in self._rarity

    def _hinted(self, terms: list[Term], own: set[str], references: set[str]) -> dict[str, float]:
        """What names tell of their bearers: "my_container" is a container, and where no other kind of thing is named "web" is
        one too, and "redis:7" an image."""
        less: float = self._weights["closer"]["hinted"]
        parts = [self.pipe.stem(part) for term in terms if "_" in term.text for part in term.text.split("_")]
        found = {part: less * self._rarity[part] for part in parts if part in self._anchors and part in self._rarity}
        if not found and own and not any(term.text in self._kinds for term in terms):
            hint = self.pipe.stem("container" if own - references else "image")
            found[hint] = less * self._rarity.get(hint, 0.0)
        return found

    def _weighed(
        self, terms: list[Term], mended: set[str], values: set[str], own_words: set[str], references: set[str]
    ) -> tuple[Weighed, ...]:
        found = self._hinted(terms, own_words, references)
        less = float(self._weights["closer"]["corrected"])
        own, value = float(self._weights["closer"]["own"]), float(self._weights["closer"]["value"])
        for term in terms:
            rarity = self._rarity.get(term.text)
            if rarity is not None:
                weight = rarity * (less if any(word in mended for word in term.words) else 1.0)
                if all(word in values for word in term.words):
                    weight *= value
                elif all(word in self._own for word in term.words):
                    weight *= own
                found[term.text] = max(weight, found.get(term.text, 0.0))
        return tuple(Weighed(text, weight) for text, weight in found.items())
