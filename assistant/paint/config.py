"""The configuration as it holds now, and where the person's own file is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.paint import Block, clean
from assistant.paint.wrap import columns, paragraph, row


def place(file: str, there: bool) -> str:
    """Where the person's own file is, as a sentence; `file` is "" where no place for it is known."""
    if not file:
        return "You have no file of your own: no home folder is known (set DOCKERHELP_CONFIG to the path of a file)."
    return f"Your own file: {clean(file).translate({9: '?', 10: '?'})} ({'it is there' if there else 'it is not there yet'})"


def config_pieces(values: Mapping[str, Any], told: str, width: int) -> Block:
    """The value of every key by its full name, below the sentence that says where the file is."""
    gap = max((columns(name) for name in values), default=0) + 2
    pieces: Block = [*paragraph(told, width, "dim"), ("", "\n")]
    for name, value in values.items():
        pieces += row(("flag", name), gap, clean(_told(value)), width, indent=0)
    return [*pieces, ("", "\n"), *paragraph("dockerhelp --config prints every key with its explanation.", width, "dim")]


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
