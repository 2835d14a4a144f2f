"""The analysis pipe: text → terms. One pipe for indexing and for asking, so that both always meet.

text ► normal spelling ► words (as typed) ► stems ► phrases and synonyms ► stop words out ► terms
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"(?<![\w<-])--?[a-z][\w-]*|\w+")  # -d, --rm; words, with parts_joined_so as one
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


class Tuning(NamedTuple):
    """The parts of index/ that the pipe needs, as plain values; `stems` remembers stems of words already met."""

    stop: frozenset[str]
    forms: dict[str, str]
    same: dict[str, str]
    stems: dict[str, str]
    many: frozenset[str] = frozenset()


class Term(NamedTuple):
    """One term: what is matched, the words it came from as typed, and whether a phrase or a synonym stands behind it."""

    text: str
    words: tuple[str, ...]


def normal(text: str) -> str:
    """Lower case, with contractions written out ("can't" → "can not") and possessives cut."""
    text = text.lower() if text.isascii() else text.translate(_APOSTROPHES).lower()
    if "'" not in text:
        return text
    text = re.sub(r"\b(ca|wo|sha)?(\w*)n't\b", _uncontracted, text)
    return re.sub(r"(?<=\w)'(?:s|re|ve|ll|d|m)\b", "", text)


def with_itself(text: str, patterns: Iterable[str]) -> str:
    """A text with "daemon" behind a "docker" that means the program itself: "restart docker". `docker` alone says nothing in a
    question. `patterns` are regular expressions (index/moods.yaml, itself), each up to where the word goes."""
    for pattern in patterns if "docker" in text.lower() else ():
        text = re.sub(pattern, r"\g<0> daemon", text, count=1, flags=re.I)
    return text


def split(text: str) -> list[str]:
    """The words of a text as typed but lower-cased; flags keep their dashes."""
    return _WORD.findall(normal(text))


def is_flag(word: str) -> bool:
    return word.startswith("-")


class Pipe:
    """Turns words into terms by the tuning it was made with. Not shared between threads."""

    def __init__(self, tuning: Tuning, stemmer: Callable[[str], str] | None = None) -> None:
        self._tuning = tuning
        self._stemmer = stemmer
        self._stems = dict(tuning.stems)
        self._phrases: dict[str, int] = {}  # the first stem of every phrase → the most words such a phrase has
        for same in tuning.same:
            head, count = same.split(" ", 1)[0], same.count(" ") + 1
            self._phrases[head] = max(count, self._phrases.get(head, 0))

    @property
    def stems(self) -> dict[str, str]:
        """Every word met so far and its stem."""
        return self._stems

    def stem(self, word: str) -> str:
        """The stem of one word; flags and words with digits or underscores stay as they are."""
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = self._fresh_stem(word)
        return known

    def _fresh_stem(self, word: str) -> str:
        if word in self._tuning.forms:
            return self._tuning.forms[word]
        if is_flag(word) or not word.isalpha():
            return word
        if self._stemmer is None:
            from whoosh.lang import stemmer_for_language  # 7 ms: only for words that the index has not met

            self._stemmer = stemmer_for_language("en")
        return self._stemmer(word)

    def terms(self, words: Iterable[str]) -> list[Term]:
        """Terms of words as `split` gives them: phrases and synonyms replaced, stop words left out."""
        typed = list(words)
        return [Term(text, tuple(typed[start:end])) for text, start, end in self._spans(typed)]

    def analyse(self, text: str) -> list[str]:
        """The terms of a text, as they stand in the index."""
        return self.analyse_words(split(text))

    def analyse_words(self, words: list[str]) -> list[str]:
        """The terms of words, without where they came from."""
        return [text for text, _, _ in self._spans(words)]

    def whole(self, typed: list[str]) -> Iterator[tuple[str, int, int]]:
        """Every term of words with its first and last word (exclusive), stop words too, and nothing besides."""
        stems = [self._stems.get(word) or self.stem(word) for word in typed]
        at = 0
        while at < len(stems):
            text, end = self._longest(stems, at) if stems[at] in self._phrases else (stems[at], at + 1)
            yield text, at, end
            at = end

    def _spans(self, typed: list[str]) -> Iterator[tuple[str, int, int]]:
        """Each term with the first and the last word (exclusive) that it came from."""
        known, phrases, stop, many = self._stems, self._phrases, self._tuning.stop, self._tuning.many
        stems = [known.get(word) or self.stem(word) for word in typed]
        at, count = 0, len(stems)
        while at < count:
            text, end = stems[at], at + 1
            if text in phrases:
                text, end = self._longest(stems, at)
            if end - at > 1 or typed[at] not in stop:
                yield text, at, end
                if typed[end - 1] in many:
                    yield f"{text}+", at, end
                if text[:2] == "--":
                    yield from ((part, at, end) for part in self._flag_words(text))
            at = end

    def _flag_words(self, flag: str) -> list[str]:
        stems = (self.stem(part) for part in flag.strip("-").split("-") if part)
        return [self._tuning.same.get(stem, stem) for stem in stems]

    def _longest(self, stems: list[str], at: int) -> tuple[str, int]:
        """What the longest known phrase at a place stands for, and where it ends."""
        for length in range(min(self._phrases[stems[at]], len(stems) - at), 0, -1):
            text = self._tuning.same.get(" ".join(stems[at : at + length]))
            if text is not None:
                return text, at + length
        return stems[at], at + 1


def groups(pipe: Pipe, same: Iterable[Iterable[str]]) -> dict[str, str]:
    """Synonym groups → every member's stems (joined by blanks) to the stem of the group's first word."""
    table: dict[str, str] = {}
    for group in same:
        first, *others = group
        head = " ".join(pipe.stem(word) for word in split(first))
        for member in (first, *others):
            table.setdefault(" ".join(pipe.stem(word) for word in split(member)), head)
    return table


def _uncontracted(match: re.Match[str]) -> str:
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(match.group(1) or "", match.group(2)) + " not"
