"""Pieces → text for a terminal: colours of the 16 that every theme, light or dark, keeps readable; or none at all."""

from __future__ import annotations

from assistant.paint import Block, plain

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
    "risk-read": "32",
    "risk-change": "33",
    "risk-destroy": "1;31",
}
_ASCII = str.maketrans({
    "…": "...", "·": "-", "—": "-", "–": "-", "→": "->", "←": "<-", "↑": "^", "↓": "v", "│": "|", "─": "-", "┌": "+", "┐": "+",
    "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "►": ">", "▼": "v", "▲": "^", "◄": "<", "═": "=",
    "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "≥": ">=", "≤": "<=", "•": "*", "✓": "v", "⇄": "<->", "\u00a0": " ",
})  # fmt: skip


def render(pieces: Block, color: bool, unicode: bool = True) -> str:
    """The text of pieces, with SGR sequences where `color` says so, and in ASCII where the terminal has no more."""
    text = "".join(_coloured(style, part) for style, part in pieces) if color else plain(pieces)
    return text if unicode else text.translate(_ASCII).encode("ascii", "replace").decode()


def _coloured(style: str, text: str) -> str:
    code = _STYLES.get(style)
    if not code or not text.strip():
        return text
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" if line.strip() else line for line in text.split("\n"))
