"""Pieces → text for a terminal: colours of the 16 that every theme, light or dark, keeps readable; or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from assistant.paint import Block, Piece, plain

_STYLES = {
    "title": "1",
    "heading": "1",
    "command": "1;32",
    "blank": "1;35",
    "flag": "36",
    "code": "36",
    "number": "1;36",
    "node": "35",
    "caveat": "33",
    "here": "1;36",
    "dim": "2",
    "picture": "36",
    "where": "1;7",
    "question": "1",
    "risk-read": "32",
    "risk-change": "33",
    "risk-destroy": "1;31",
    "changed": "1;4;33",
    "chosen": "7",
    "chosen-idle": "1",
    "border": "2",
}
# What differs where the person says what their terminal's ground is like; still the 16 colours, so that their theme holds.
_THEMES = {
    "light": {
        "command": "1;34", "flag": "34", "code": "34", "picture": "34", "number": "1;34", "here": "1;34", "caveat": "31",
        "risk-change": "35", "dim": "90", "border": "90",
    },
    "dark": {
        "command": "1;92", "blank": "1;95", "flag": "96", "code": "96", "picture": "96", "number": "1;96", "here": "1;96",
        "node": "95", "caveat": "93", "risk-read": "92", "risk-change": "93", "risk-destroy": "1;91", "dim": "37", "border": "37",
    },
}  # fmt: skip
THEMES = ("auto", *_THEMES)
_ASCII = str.maketrans({
    "…": "...", "·": "-", "—": "-", "–": "-", "→": "->", "←": "<-", "↑": "^", "↓": "v", "│": "|", "─": "-", "┌": "+", "┐": "+",
    "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "►": ">", "▼": "v", "▲": "^", "◄": "<", "═": "=",
    "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "≥": ">=", "≤": "<=", "•": "*", "✓": "v", "⇄": "<->", "\u00a0": " ",
    "›": ">", "┃": "#",
})  # fmt: skip


def render(pieces: Block, color: bool, unicode: bool = True, theme: str = "auto") -> str:
    """The text of pieces, with SGR sequences where `color` says so, and in ASCII where the terminal has no more."""
    text = "".join(_coloured(code(style, theme), part) for style, part in _joined(pieces)) if color else plain(pieces)
    return text if unicode else in_ascii(text)


def code(style: str, theme: str = "auto") -> str:
    """The SGR code of a style ("1;32") in one of THEMES; "" for text as it is."""
    return _THEMES.get(theme, _STYLES).get(style) or _STYLES.get(style, "")


def in_ascii(text: str) -> str:
    """The text for a terminal that has ASCII alone."""
    return text.translate(_ASCII).encode("ascii", "replace").decode()


def _joined(pieces: Block) -> Iterator[Piece]:
    """Neighbours of one style as one piece: a third of the bytes, on a slow line."""
    for style, group in groupby(pieces, key=itemgetter(0)):
        yield style, "".join(text for _, text in group)


def _coloured(sgr: str, text: str) -> str:
    if not sgr or not text.strip():
        return text
    return "\n".join(f"\x1b[{sgr}m{line}\x1b[0m" if line.strip() else line for line in text.split("\n"))
