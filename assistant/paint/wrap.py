"""Lays text out in a width: wrapped paragraphs with a hanging indent. Commands are never broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.paint import Block, Piece

_CODE = re.compile(r"(`[^`\n]+`[^\s`]*)")
_LEAST = 20  # columns that an explanation needs beside its name


def columns(text: str) -> int:
    """How many columns a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def paragraph(text: str, width: int, style: str = "text", indent: int = 0, taken: int | None = None) -> Block:
    """A paragraph wrapped to `width` columns, each line indented. `taken` columns of the first line are already drawn."""
    pieces: Block = [("", " " * indent)] if taken is None else []
    at = indent if taken is None else taken
    fresh = True
    for word_style, word in _words(text, style):
        length = columns(word)
        if not fresh and at + 1 + length > width:
            pieces.append(("", "\n" + " " * indent))
            at, fresh = indent, True
        pieces.append((word_style, word) if fresh else (word_style, " " + word))
        at += length + (0 if fresh else 1)
        fresh = False
    return [*pieces, ("", "\n")]


def paragraphs(text: str, width: int, style: str = "text") -> Block:
    """Several paragraphs: an empty line in the text parts them."""
    joined: Block = []
    for number, part in enumerate(re.split(r"\n\s*\n", text.strip())):
        joined += ([("", "\n")] if number else []) + paragraph(part, width, style)
    return joined


def row(name: Piece, gap: int, text: str, width: int, indent: int = 2) -> Block:
    """A name and its explanation in two columns, `gap` apart; where that does not fit, one below the other."""
    start = indent + gap
    pieces: Block = [("", " " * indent), name]
    if columns(name[1]) + 1 > gap or width - start < _LEAST:
        return [*pieces, ("", "\n"), *paragraph(text, width, indent=indent + 4)]
    return [*pieces, ("", " " * (gap - columns(name[1]))), *paragraph(text, width, indent=start, taken=start)]


def _words(text: str, style: str) -> Iterator[Piece]:
    """Words with their style; what stands in backticks stays together and has the code style."""
    for number, part in enumerate(_CODE.split(" ".join(text.split()))):
        if number % 2:
            yield "code", part
        else:
            yield from ((style, word) for word in part.split(" ") if word)
