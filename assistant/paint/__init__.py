"""Answer → styled pieces, (style, text) pairs. Every door draws from these; plain text is the same pieces without the styles.

Text that came from cards or questions is cleared of whatever a terminal would obey before it becomes a piece.
"""

from __future__ import annotations

import re

Piece = tuple[str, str]
Block = list[Piece]

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text with control characters and direction marks made visible as '?'; line breaks and tabs stay."""
    return _UNSAFE.sub("?", text.replace("\r\n", "\n"))


def plain(pieces: Block) -> str:
    """The text of pieces, without styles."""
    return "".join(text for _, text in pieces)
