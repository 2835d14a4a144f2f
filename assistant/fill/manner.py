"""How a change of a command is said, and what it takes out: "without the volume", "without api"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.docker.items import Flag
from assistant.docker.late import Late
from assistant.docker.parts import Word
from assistant.fill.compose import Composed, Filling

_PARTS = Late(r"[:=,]")
Values = Mapping[str, Filling]


class Manner(NamedTuple):
    """How a change is said. `adds` and `replaces` tell whether what may come several times comes beside what is there ("also on
    port 443") or in its place ("instead"); `single` names flags that are replaced unless the text adds; behind a word of
    `leading` a name may take the place of the one that is there ("for web"); the words of `refusing` take something out."""

    adds: bool = False
    replaces: bool = False
    single: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()


def source_of(value: Word | str) -> str:
    """A value as text."""
    return value if isinstance(value, str) else value.source


def several(value: Filling) -> list[Word | str]:
    """One value or more, as a list."""
    return value if isinstance(value, list) else [value]


class Gone:
    """What a text takes out: `flags` (name, value); `used`, the tokens that are accounted for; `spoken`, all it refuses."""

    def __init__(self, made: Composed, manner: Manner, had: Values) -> None:
        self.used, self.flags = set(made.finder.used), set[tuple[str, str]]()
        self._values, self.spoken = set[str](), set[str]()
        self._asked = {flag.name for flag in made.asked}
        tokens = made.question.tokens
        for at, token in enumerate(tokens):
            if token.low in manner.refusing:
                self.used |= {at} if made.refused else set()
                end = next((n for n in range(at + 1, len(tokens)) if tokens[n].ends), len(tokens) - 1) + 1
                self._refuse(made, at, end, had)

    def kept(self, had: Values) -> dict[str, Filling]:
        """The values that stay: of several those that are not refused."""
        every = {name: value for name, value in had.items() if isinstance(value, list)}
        lists = {name: [one for one in value if one not in self._values] for name, value in every.items()}
        return {**had, **{name: left for name, left in lists.items() if left}}

    def _refuse(self, made: Composed, start: int, end: int, had: Values) -> None:
        tokens, passed = made.question.tokens, made.lore.passed
        inner = [n for n in range(start + 1, end) if tokens[n].low not in passed]
        texts = {tokens[n].text for n in inner}
        terms = {term.text for term in made.question.terms if any(term.start <= n < term.end for n in inner)}
        self.spoken |= texts
        values = {one for value in had.values() if isinstance(value, list) for one in value if isinstance(one, str)}
        if inner and texts <= values:
            self._values |= texts
            self.used |= {start, *inner}
        own = [flag for flag in made.line.commands[0].flags() if flag.name not in self._asked] if inner else []
        every = (
            [flag for flag in own if terms <= {*flag.name.split("-"), flag.spelled} or flag.spelled in _letters(texts)],
            [flag for flag in own if not texts.isdisjoint(_PARTS.split(flag.value.source if flag.value else ""))],
            [flag for flag in own if terms <= _words_for(made, flag) and not made.refused],
        )
        if met := next(filter(None, every), None):
            self.flags |= {(flag.name, flag.value.source if flag.value else "") for flag in met}
            self.used |= {start, *inner}


def _letters(texts: Iterable[str]) -> set[str]:
    """-i and -t for -it."""
    return {f"-{letter}" for text in texts if text[:1] == "-" and text[:2] != "--" for letter in text[1:]}


def _words_for(made: Composed, flag: Flag) -> set[str]:
    """The terms that speak of a flag: its name, and the words of its ways of asking."""
    said = set(flag.name.split("-")) | {flag.spelled}
    for entry in made.entries:
        for name, _, patterns, gives in entry["flags"]:
            if name == flag.name:
                ways = [*patterns, *(way for value, asks in gives for way in asks if flag.value and value == flag.value.source)]
                said |= {element for way in ways for element in way.split() if element[0] != "<"}
    return said
