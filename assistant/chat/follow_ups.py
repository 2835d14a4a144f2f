"""What is said after an answer, by the phrases of index/follow-ups.yaml: which act it asks for, and how it is put."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from assistant.fill.question import Question, Token

_FLAG = re.compile(r"--?[A-Za-z][\w-]*\Z")
_SHORTEST, _LIKE = 4, 0.75  # of words whose spelling is mended, and how like one of the phrases they must be
_MOST = 16  # tokens of a phrase


class Act(NamedTuple):
    """Something asked for: its name, and what stood in the slots of the phrase. `n` counts from 1, from the end where it is
    negative; 0 is for none."""

    name: str
    n: int = 0
    flag: str = ""
    rest: str = ""


class FollowUps:
    """The phrases. `read` takes a text apart as questions are; `in_full` does so with what people write in a hurry put in full
    words; `knows` tells whether the cards use a word."""

    def __init__(
        self,
        data: Mapping[str, Any],
        read: Callable[[str], Question],
        in_full: Callable[[str], Question],
        knows: Callable[[str], bool],
    ) -> None:
        self._data, self._read, self._in_full, self._knows = data, read, in_full, knows
        self._means = sorted(data["means"], key=lambda way: any(element[0] == "<" for element in way[0]))
        self._around = frozenset(data["around"])
        self._heads: dict[str, list[tuple[list[str], str]]] = {}
        for elements, act in data["acts"]:
            self._heads.setdefault(elements[0], []).append((elements, act))

    def acts(self, text: str) -> list[Act]:
        """The acts that a text may ask for, those whose phrases say most first."""
        asked = self._read(text)
        if not 0 < len(asked.tokens) <= _MOST:
            return []
        found = self._of(asked)
        if any(not act.rest for act in found):
            return found
        for other in (self._in_full(text), self._read(self._mended(asked))):
            if surely := [act for act in self._of(other) if not act.rest]:
                return [*surely, *found]
        return found

    def meant(self, text: str) -> str:
        """The text in the words that a change is heard in: "call it web" → "named web"."""
        low = f" {text.lower()} "
        for cut in self._data["cutting"]:
            if (at := low.find(f" {cut} ")) > 0:
                text = text[: at - 1].strip()
        asked = self._read(text)
        for elements, meant in self._means:
            for slots in self._met(elements, asked):
                if slots.rest or "<" not in meant:
                    return str(meant).replace("<rest>", slots.rest)
        return text

    def _of(self, asked: Question) -> list[Act]:
        first = {term.text for term in asked.terms}
        ways = [way for head in self._heads if head[0] == "<" or head in first for way in self._heads[head]]
        found = [slots._replace(name=act) for elements, act in ways for slots in self._met(elements, asked)]
        return list(dict.fromkeys(sorted(found, key=lambda act: len(act.rest.split()))))

    def _mended(self, asked: Question) -> str:
        """The text with words that nobody knows read as those of phrases that they are like; "" where there is none."""
        words = [self._like(token) for token in asked.tokens]
        return " ".join(words) if words != [token.text for token in asked.tokens] else ""

    def _like(self, token: Token) -> str:
        if not token.is_word() or len(token.low) < _SHORTEST or self._knows(token.low):
            return token.text
        return next(iter(get_close_matches(token.low, self._data["words"], 1, _LIKE)), token.text)

    def _met(self, elements: list[str], asked: Question) -> Iterator[Act]:
        yield from _Phrase(elements, asked, self._around, self._data).run(0, 0, Act(""))


class _Phrase:
    """One phrase against one text; all of the text must be accounted for."""

    def __init__(self, elements: list[str], asked: Question, around: frozenset[str], data: Mapping[str, Any]) -> None:
        self._elements, self._asked, self._around, self._data = elements, asked, around, data

    def run(self, element: int, at: int, slots: Act) -> Iterator[Act]:
        """The ways of meeting the elements from `element` on with the terms from `at` on."""
        terms = self._asked.terms
        if at == len(terms):
            if element == len(self._elements):
                yield slots
            return
        if element < len(self._elements):
            wanted = self._elements[element]
            if wanted == terms[at].text:
                yield from self.run(element + 1, at + 1, slots)
            elif wanted[0] == "<" and terms[at].opens:
                yield from self._slot(wanted, element, at, slots)
        if self._asked.tokens[terms[at].start].low in self._around and terms[at].end - terms[at].start == 1:
            yield from self.run(element, at + 1, slots)

    def _slot(self, wanted: str, element: int, at: int, slots: Act) -> Iterator[Act]:
        start = self._asked.terms[at].start
        token = self._asked.tokens[start]
        if wanted == "<rest>":
            for end in range(len(self._asked.tokens), start, -1):
                rest = text_of(self._asked.tokens[start:end])
                yield from self.run(element + 1, self._after(end), slots._replace(rest=rest))
            return
        if wanted == "<flag>":
            filled = slots._replace(flag=token.text) if _FLAG.match(token.text) else None
        else:
            number = self._ordinal(token) if wanted == "<nth>" else self._number(token)
            filled = slots._replace(n=number) if number else None
        if filled:
            yield from self.run(element + 1, self._after(start + 1), filled)

    def _after(self, token: int) -> int:
        """The first term from a token on."""
        return next((n for n, term in enumerate(self._asked.terms) if term.start >= token), len(self._asked.terms))

    def _number(self, token: Token) -> int:
        text = token.low.lstrip("#")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else int(self._data["numbers"].get(text, 0))

    def _ordinal(self, token: Token) -> int:
        return int(self._data["ordinals"].get(token.low, 0))


def text_of(tokens: Iterable[Token]) -> str:
    """Tokens as a text again, what was quoted in quotes."""
    return " ".join(f'"{token.text}"' if token.quoted else token.text for token in tokens)
