"""The doctor's findings as a list, what is amiss set off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.paint import Block, clean
from assistant.paint.wrap import row

_MARKS = {True: ("risk-read", "ok"), None: ("dim", "-"), False: ("risk-destroy", "!!")}
_GAP = 19


def doctor_pieces(checks: Iterable[Any], width: int) -> Block:
    """Checks (doing/examine.Check) a line each; what to do about one stands below it."""
    pieces: Block = []
    for check in checks:
        style, mark = _MARKS[check.well]
        pieces += row((style, f"{mark:<3}{clean(check.name)}"), _GAP, clean(check.found), width, indent=0)
        if check.mend:
            pieces += row(("dim", ""), _GAP, f"→ {clean(check.mend)}", width, indent=0)
    return pieces
