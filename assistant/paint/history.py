"""The journal as a list: what was asked, copied, run, when, and how it ended."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from assistant.paint import Block, clean
from assistant.paint.wrap import row


def history_pieces(entries: Sequence[Any], width: int) -> Block:
    """Entries (history.Entry), oldest first, each with its moment in local time."""
    pieces: Block = []
    day = ""
    for entry in entries:
        moment = time.localtime(entry.at)
        if (today := time.strftime("%Y-%m-%d", moment)) != day:
            pieces += [*([("", "\n")] if day else []), ("heading", today), ("", "\n")]
            day = today
        pieces += row((_style(entry), f"{time.strftime('%H:%M', moment)} {entry.what}"), 15, clean(_text(entry)), width)
    return pieces


def _style(entry: Any) -> str:
    failed = entry.what == "run" and entry.exit
    return "risk-destroy" if failed else {"run": "risk-change", "copied": "flag"}.get(entry.what, "dim")


def _text(entry: Any) -> str:
    if entry.what == "asked":
        return f"{entry.question}  →  {entry.command or entry.card or 'nothing known'}"
    if entry.what == "copied":
        return f"{entry.command}  (with {entry.way})"
    ended = "" if entry.exit is None else f"exit {entry.exit}"
    took = "" if entry.seconds is None else f", {entry.seconds:.1f} s"
    return f"{entry.command}  ({ended}{took})"
