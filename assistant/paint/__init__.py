"""Answer → styled pieces, (style, text) pairs. Every door draws from these; plain text is the same pieces without the styles.

Text that came from cards or questions is cleared of whatever a terminal would obey before it becomes a piece.
"""

from __future__ import annotations

from typing import NamedTuple, TextIO

Piece = tuple[str, str]
Block = list[Piece]


class Ways(NamedTuple):
    """How one gets at more from where one is: a card in full, the topics."""

    card: str
    topics: str


ONE_SHOT, IN_CHAT = Ways("dockerhelp --card", "dockerhelp --topics"), Ways("/card", "/topics")

_UNSAFE = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), 8206, 8207), "?")
_UNSAFE.update(dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), "?"))


def clean(text: str) -> str:
    """The text with control characters and direction marks made visible as '?'; line breaks and tabs stay."""
    return text.replace("\r\n", "\n").translate(_UNSAFE)


def put(text: str, out: TextIO) -> None:
    """Writes at once, in the encoding of `out`, whatever it cannot hold as '?'."""
    encoding = out.encoding or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding))
    out.flush()


def plain(pieces: Block) -> str:
    """The text of pieces, without styles."""
    return "".join(text for _, text in pieces)
