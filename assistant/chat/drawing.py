"""Pieces → what prompt_toolkit draws, in the colours of paint.terminal; and lines of a fixed width made of pieces."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from prompt_toolkit.styles import DEFAULT_ATTRS

from assistant.paint import Block, Piece
from assistant.paint.terminal import code, in_ascii
from assistant.paint.wrap import columns

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from assistant.settings import Settings

_FAINT = "dim" if hasattr(DEFAULT_ATTRS, "dim") else "ansibrightblack"  # prompt_toolkit before 3.0.51 knows no faint text
_WORDS = {"1": "bold", "2": _FAINT, "4": "underline", "7": "reverse"}
_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray")
_BRIGHT = ("brightblack", *(f"bright{name}" for name in _COLOURS[1:-1]), "white")


def fragments(pieces: Iterable[Piece], settings: Settings) -> StyleAndTextTuples:
    """Pieces in the styles of prompt_toolkit, as the person's terminal can show them. Without colour, what is chosen is still
    set off. "chosen command" is both styles at once."""
    return [
        (_look(style, settings.theme, settings.color), text if settings.unicode else in_ascii(text)) for style, text in pieces
    ]


@cache
def _look(style: str, theme: str, color: bool) -> str:
    codes = [part for name in style.split() for part in code(name, theme).split(";")]
    if not color:
        return "reverse" if "7" in codes else ""
    return " ".join(_word(part) for part in codes if part)


def _word(sgr: str) -> str:
    if sgr in _WORDS:
        return _WORDS[sgr]
    names = _BRIGHT if sgr.startswith("9") else _COLOURS
    return f"ansi{names[int(sgr[1])]}"


def fitted(line: Iterable[Piece], width: int, style: str = "") -> Block:
    """A line cut or filled up to just `width` columns, with a style added to each of its pieces."""
    pieces: Block = []
    left = width
    for own, text in line:
        if (wide := columns(text)) > left:
            text = cut(text, left)
            wide = columns(text)
        pieces.append((f"{style} {own}".strip(), text))
        left -= wide
        if left <= 0:
            break
    return [*pieces, (style, " " * left)] if left > 0 else pieces


def cut(text: str, width: int) -> str:
    """A text of at most `width` columns, with a mark where something is left out."""
    if columns(text) <= width:
        return text
    while text and columns(text) > width - 1:
        text = text[:-1]
    return text + "…" if width > 0 else ""


def lines(pieces: Iterable[Piece], width: int) -> list[Block]:
    """The lines of a block; those that are wider than `width` go on below."""
    found: list[Block] = [[]]
    for style, text in pieces:
        for number, part in enumerate(text.expandtabs(4).split("\n")):
            if number:
                found.append([])
            while columns(part) > (left := width - sum(columns(one) for _, one in found[-1])):
                head = _head(part, left) or ("" if found[-1] else part[:1])
                found[-1].append((style, head))
                found.append([])
                part = part[len(head) :]
            if part:
                found[-1].append((style, part))
    return found if found[-1] else found[:-1]


def wrapped(pieces: Iterable[Piece], width: int) -> list[Block]:
    """The lines of a text that has no lines of its own, broken behind a space where there is one."""
    cells = [(style, letter) for style, text in pieces for letter in text]
    found: list[Block] = []
    while cells:
        text = "".join(letter for _, letter in cells)
        head = _head(text, width) or text[:1]
        if len(head) < len(text) and " " in head:
            head = head[: head.rindex(" ") + 1]
        line, cells = cells[: len(head)], cells[len(head) :]
        found.append([(style, "".join(letter for _, letter in group)) for style, group in groupby(line, itemgetter(0))])
    return found


def _head(text: str, width: int) -> str:
    taken = 0
    for at, letter in enumerate(text):
        taken += columns(letter)
        if taken > width:
            return text[:at]
    return text
