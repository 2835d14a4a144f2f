"""A question as typed → a reading: its terms and their weights, what was mended, and what could not be understood."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from assistant.search.typos import Typos
from assistant.words import Pipe, Term, Tuning, is_flag, split

MAX_CHARACTERS = 6000  # of a question are read as they are
MOST_CHARACTERS = 4_000_000  # are looked through for telling lines
MAX_TERMS = 150
_TELLING_LINES = 40
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(8203, 8208), 65279), " ")
_CONTROLS.update(dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), " "))
_QUOTES = ('"', "'", "`", "\u201c")
_LONGEST_PATH = 4  # words: docker buildx history ls


class Weighed(NamedTuple):
    """One term of a question and what it weighs (its rarity, less where its spelling was mended)."""

    text: str
    weight: float


class Reading(NamedTuple):
    """What a question was read as.

    `form` is command, concept, error or plain; `ways` are the docker paths ("container_ls") that it spells out; `unknown` the
    words that nobody here understands and `lost` what they weigh; `about` is docker, stray (nothing of Docker's is named) or
    foreign (another trade is).
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
        self._natural = stop - {"docker"}  # words that stand in sentences, not in command lines
        self.pipe = Pipe(Tuning(stop, words["forms"], words["same"], words["stems"], frozenset(words["many"])))
        self._known = words["stems"].keys() | stop
        self._ways: dict[str, str] = words["ways"]
        self._same: dict[str, str] = words["same"]
        self._ours, self._foreign = frozenset(self._moods["ours"]), frozenset(self._moods["foreign"])
        self._anchors = frozenset(words["anchors"])
        self._typos = Typos(spelling, stop, self._weights["typos"])

    def read(self, question: str) -> Reading:
        """The reading of a question."""
        text = self._readable(question)
        lowered = " ".join(text.lower().split())
        words = split(text)
        form = self._form(lowered)
        names = _names(text, words, frozenset(self._moods["naming"]))
        words, corrected, unknown = self._understood(words, names, mend=form != "error" or len(words) < 25)
        ways = tuple(_paths((lowered, " ".join(words)) if corrected else (lowered,), self._ways))
        if form == "plain" and ways and self._is_command(lowered):
            form = "command"
        terms = self.pipe.terms(words)[:MAX_TERMS]
        about = self._about(words, terms)
        if about != "docker":  # then even capitals are no excuse: this may be about anything
            unknown += [word for word in words if word in names and not self._knows(word)]
        return Reading(
            terms=self._weighed(terms, set(corrected.values())),
            pairs=frozenset((a.text, b.text) for a, b in itertools.pairwise(terms)),
            form=form,
            ways=ways,
            flags=tuple(word for word in words if is_flag(word)),
            corrected=corrected,
            unknown=tuple(unknown),
            lost=self._rarest * len(set(unknown)),
            about=about,
        )

    def _readable(self, text: str) -> str:
        """The text without escape sequences and control characters; of a long one, the telling lines."""
        text = text[:MOST_CHARACTERS]
        if "\x1b" in text:
            text = re.sub(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)", "", text)
        text = text.translate(_CONTROLS)
        if len(text) <= MAX_CHARACTERS:
            return text.strip()
        lines = [line[:500] for line in text.splitlines()]
        telling = [line for line in lines if any(mark in line.lower() for mark in self._moods["telling"])]
        return "\n".join((telling or lines)[-_TELLING_LINES:])[-MAX_CHARACTERS:].strip()

    def _about(self, words: list[str], terms: list[Term]) -> str:
        if any("docker" in word for word in words) or not self._ours.isdisjoint(words):
            return "docker"
        if not self._foreign.isdisjoint(words):
            return "foreign"
        return "docker" if any(term.text in self._anchors for term in terms) else "stray"

    def _is_command(self, text: str) -> bool:
        """Whether a text is itself a docker command line: a path alone, with flags, or with words that are nobody's but names."""
        words = text.removeprefix("$ ").removeprefix("# ").removeprefix("sudo ").split()
        if not words or words[0] not in ("docker", "docker-compose") or not self._natural.isdisjoint(words[1:]):
            return False
        length = next((n for n in range(_LONGEST_PATH, 0, -1) if "_".join(words[:n]) in self._ways), 0)
        path, rest = "_".join(words[:length]), words[length:]
        if any(map(is_flag, rest)) or not any(self._knows(word) for text in rest for word in split(text) if word.isalpha()):
            return True
        return len(rest) == 1 and length > 1 and not any(way.startswith(f"{path}_") for way in self._ways)

    def _form(self, text: str) -> str:
        concept = self._moods["concept"]
        if any(mark in text for mark in self._moods["error"]) or (text.startswith("error") and ":" in text):
            return "error"
        if text.startswith(tuple(concept["starts"])) or any(mark in text for mark in concept["holds"]):
            return "concept"
        return "plain"

    def _understood(self, words: list[str], names: set[str], mend: bool) -> tuple[list[str], dict[str, str], list[str]]:
        understood: list[str] = []
        corrected: dict[str, str] = {}
        unknown: list[str] = []
        for word in words:
            mended = corrected.get(word)
            if mended is None and not (self._knows(word) or not word.isalpha() or word in names):
                mended = self._typos.mend(word) if mend else None
                if mended:
                    corrected[word] = mended
                else:
                    unknown.append(word)
            understood += mended.split() if mended else [word]
        return understood, corrected, unknown

    def _knows(self, word: str) -> bool:
        if word in self._known:
            return True
        stem = self.pipe.stem(word)
        return stem in self._rarity or self._same.get(stem) in self._rarity

    def _hinted(self, terms: list[Term]) -> dict[str, float]:
        """What names tell of their bearers: "my_container" is a container."""
        less: float = self._weights["closer"]["hinted"]
        parts = [self.pipe.stem(part) for term in terms if "_" in term.text for part in term.text.split("_")]
        return {part: less * self._rarity[part] for part in parts if part in self._anchors and part in self._rarity}

    def _weighed(self, terms: list[Term], mended: set[str]) -> tuple[Weighed, ...]:
        found = self._hinted(terms)
        less = float(self._weights["closer"]["corrected"])
        for term in terms:
            rarity = self._rarity.get(term.text)
            if rarity is not None:
                weight = rarity * (less if any(word in mended for word in term.words) else 1.0)
                found[term.text] = max(weight, found.get(term.text, 0.0))
        return tuple(Weighed(text, weight) for text, weight in found.items())


def _names(text: str, words: list[str], naming: frozenset[str]) -> set[str]:
    """Words that are somebody's own names: in quotes, with capitals inside, or after a word such as "named"."""
    typed = enumerate(text.split())
    capitals = [word for number, word in typed if word[1:] != word[1:].lower() or (number and word[0].isupper())]
    quoted = re.findall(r"""["'`\u201c](.{1,80}?)["'`\u201d]""", text) if any(quote in text for quote in _QUOTES) else []
    named = [word for before, word in itertools.pairwise(words) if before in naming]
    return {word for name in capitals + quoted + named for word in split(name)}


def _paths(texts: Iterable[str], ways: dict[str, str]) -> list[str]:
    """The paths of the docker commands spelled out in texts, each the longest that the index knows."""
    found: list[str] = []
    for text in texts:
        words = [word.strip("`'\"$(),.:;?") for word in text.split()]
        for at in (number for number, word in enumerate(words) if word in ("docker", "docker-compose")):
            spelled = ("_".join(words[at : at + length]) for length in range(_LONGEST_PATH, 1, -1))
            path = next((ways[way] for way in spelled if way in ways), None)
            if path and path not in found:
                found.append(path)
    return found
