"""One line of the journal."""

from __future__ import annotations

import time
from typing import NamedTuple

from assistant.model import Hit

WHATS = ("asked", "copied", "run")


class Entry(NamedTuple):
    """One line of the journal. `at` is in seconds since 1970; `what` one of WHATS; `card` the id of the answer's card, "" where
    there was none; `confidence` that of the answer; `way` how it was copied; `exit` and `seconds` how a run ended."""

    at: float
    what: str
    question: str
    card: str
    command: str
    confidence: str = ""
    way: str = ""
    exit: int | None = None
    seconds: float | None = None


def asked(question: str, hit: Hit | None, confidence: str) -> Entry:
    """The entry for a question that is asked now; `hit` is what answers it, None for nothing."""
    card, command = (hit.card.id, hit.command()) if hit else ("", "")
    return Entry(time.time(), "asked", question, card, command, confidence=confidence)
