"""Changes to the person's own files, as they are shown before anything is written."""

from __future__ import annotations

from assistant.paint import Block, clean
from assistant.paint.wrap import paragraph


def change_pieces(path: str, what: str, context: str, line: str, gone: bool, width: int) -> Block:
    """A file and what happens to it; below it the line that comes (+) or is `gone` (-), and before that the one above it."""
    pieces: Block = [("flag", _one(path)), ("", "\n"), *paragraph(clean(what), width, indent=2)]
    if context:
        pieces += [("", "    "), ("dim", _one(context)), ("", "\n")]
    if line:
        pieces += [("", "  "), ("command", f"{'-' if gone else '+'} {_one(line)}"), ("", "\n")]
    return pieces


def _one(text: str) -> str:
    return clean(text.encode("utf-8", "replace").decode()).replace("\n", "?").replace("\t", " ")
