"""A question as typed → tokens (what a person wrote, kept as written) and terms (what it means, by the same analysis as the
index)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from assistant.docker.late import Late

MAX_TOKENS = 120
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|(?<![\w])'[^']*'(?!\w)|`[^`]*`|\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019"
_TOKEN = Late(rf"((?:[\w.-]+=)?)({_QUOTED})|(\S+)")
_COMPARED = Late(r"(?<![\w=!<>-])([A-Za-z_][\w./-]*)\s+(==|!=|=)\s+(?=[\w\"'-])")
_TRAILING = ".,;:!?"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_WORDLIKE = Late(r"[^\W\d_]+(?:[-'][^\W\d_]+)*\Z")

Analyse = Callable[[list[str]], Iterable[tuple[str, int, int]]]
"""Words as `words.split` gives them → (term, first word, last word + 1); stop words are terms too."""


class Token(NamedTuple):
    """One piece of a question. `text` is as typed, without quotes around it or punctuation behind; `ends` tells that a comma or a
    full stop followed."""

    text: str
    quoted: bool = False
    ends: str = ""

    @property
    def low(self) -> str:
        return self.text.lower()

    def is_word(self) -> bool:
        """Letters only, perhaps joined by hyphens: it may be a word of the language, and not only somebody's name."""
        return not self.quoted and _WORDLIKE.match(self.text) is not None


class Term(NamedTuple):
    """What one or more tokens mean: tokens `start` to `end` (exclusive). `whole` is False for a part of a hyphened token."""

    text: str
    start: int
    end: int
    opens: bool = True
    closes: bool = True


class Question(NamedTuple):
    """A question taken apart."""

    text: str
    tokens: tuple[Token, ...]
    terms: tuple[Term, ...]
    at: Mapping[int, int]  # token → the first term that begins there
    mended: Mapping[str, str] = MappingProxyType({})  # words whose spelling was mended, and how: they are no names


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text. Quotes keep what is in them together; KEY="a b" is one token."""
    found: list[Token] = []
    text = _COMPARED.sub(r"\1\2", text) if " = " in text or "= " in text else text
    for match in _TOKEN.finditer(text):
        key, quoted, bare = match.groups()
        if quoted is not None:
            found.append(Token(key + quoted[1:-1], not key))
        else:
            found.append(_bare(bare))
        if len(found) == MAX_TOKENS:
            break
    return tuple(token for token in found if token.text or token.quoted)


def _bare(text: str) -> Token:
    """A token without the punctuation around it."""
    text = text.lstrip("(\u00ab").removesuffix("'s").removesuffix("\u2019s")
    if text.endswith("/..."):  # go test ./...
        return Token(text)
    stripped = text.rstrip(_TRAILING)
    while stripped and stripped[-1] in _CLOSERS and _CLOSERS[stripped[-1]] not in stripped:
        stripped = stripped[:-1].rstrip(_TRAILING)
    ends = text[len(stripped) :][:1]
    return Token(stripped if stripped not in ("", ".") else text if text in (".", "..") else stripped, False, ends)


def read(text: str, analyse: Analyse, split: Callable[[str], list[str]], corrected: Mapping[str, str]) -> Question:
    """The question, with its words read as `corrected` says (typed word → word meant)."""
    every = tokens(text)
    words: list[str] = []
    place: list[tuple[int, bool, bool]] = []
    for number, token in enumerate(every):
        parts = _words(token, split, corrected)
        words += parts
        place += [(number, at == 0, at == len(parts) - 1) for at in range(len(parts))]
    terms = []
    for term, start, end in analyse(words):
        first, last = place[start], place[end - 1]
        terms.append(Term(term, first[0], last[0] + 1, first[1], last[2]))
    at: dict[int, int] = {}
    for number, found in enumerate(terms):
        at.setdefault(found.start, number)
    return Question(text, every, tuple(terms), at, corrected)


def _words(token: Token, split: Callable[[str], list[str]], corrected: Mapping[str, str]) -> list[str]:
    """The words that a token is read as: its own where it is one or a compound, else the token itself, which no pattern knows."""
    if token.is_word() or token.text.startswith("-") or (token.text.isalnum() and not token.quoted):
        parts = split(token.text)
        return [word for part in parts for word in corrected.get(part, part).split()] or [token.low]
    return [f"\0{token.low}"]
