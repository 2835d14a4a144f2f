"""A text as a shell would part it into words, and as a person means it where no shell could read it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_PLAIN = r"[^\s'\"\\$|&;<>()`]+"


class Word(NamedTuple):
    """A word, from `start` to `end` of the text, and what it says without its quotes.

    `before` are the signs that part it from the word before: "" for blanks alone, "|", "&&", "\\n" …; `literal` tells that a $ in
    it may be no variable; `quoted` that some of it is quoted.
    """

    start: int
    end: int
    text: str
    before: str
    literal: bool
    quoted: bool


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<bare>{_PLAIN})|(?P<short>(?:(?<=[A-Za-z][a-z])|(?<=\bI))'(?:s|t|re|ve|d|ll|m)(?![\w']))|(?P<space>[^\S\n]+)"
        r"|'(?P<single>[^']*)'"
        r'|"(?P<double>[^"\\]*(?:\\.[^"\\]*)*)"'
        r"|\$'(?P<ansi>[^'\\]*(?:\\.[^'\\]*)*)'"
        r"|\\(?P<escaped>.)|(?P<blank><[A-Za-z][\w .-]{0,60}>)"
        r"|(?P<sign>\n\s*|<<<|<<-?|[|&;<>()`])|(?P<stray>.)",
        re.DOTALL,
    )


@cache
def _in_double() -> re.Pattern[str]:
    return re.compile(r'\\([$`"\\\n])')


@cache
def _in_ansi() -> re.Pattern[str]:
    return re.compile(r"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|c.|.)", re.DOTALL)


def words(text: str) -> list[Word]:
    """The words of a text, in order. Nothing is an error: a quote that is never closed is a letter."""
    found: list[Word] = []
    said: list[str] = []
    start = end = 0
    before, literal, quoted, open_word = "", False, False, False
    for piece in _pieces().finditer(text):
        kind = piece.lastgroup
        if kind == "space" or kind == "sign":
            if open_word and (quoted or any(said)):
                found.append(Word(start, end, "".join(said), before, literal, quoted))
                said, before = [], ""
            literal = quoted = open_word = False
            if kind == "sign":
                before += "\n" if piece.group().startswith("\n") else piece.group()
            continue
        if not open_word:
            start, open_word = piece.start(), True
        end = piece.end()
        if kind in ("bare", "short", "stray", "blank"):
            said.append(piece.group())
        else:
            said.append(_said(kind or "", piece.group(kind or 0)))
            literal = literal or kind in ("single", "ansi", "escaped") or "\\$" in piece.group()
            quoted = quoted or piece.group() != "\\\n"
    if open_word and (quoted or any(said)):
        found.append(Word(start, end, "".join(said), before, literal, quoted))
    return found


def _said(kind: str, inner: str) -> str:
    if kind == "double" and "\\" in inner:
        return _in_double().sub(lambda found: "" if found[1] == "\n" else found[1], inner)
    if kind == "ansi" and "\\" in inner:
        return _in_ansi().sub(_letter, inner)
    return "" if kind == "escaped" and inner == "\n" else inner


def _letter(found: re.Match[str]) -> str:
    code = found[1]
    named = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}
    if code[0] in "xuU" and len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 else ""
    if code[0] in "01234567":
        return chr(int(code, 8) & 0xFF)
    return named.get(code, code)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"[\w@%+=:,./*<>{}#?!~^\[\]-]+")


def written(text: str, word: Word) -> str:
    """A text in the place of a word: quoted where the word was, and where it must be."""
    if not word.quoted or _bare().fullmatch(text):
        return text
    if "'" not in text:
        return f"'{text}'"
    return '"' + re.sub(r'([\\"$`])', r"\\\1", text) + '"'
