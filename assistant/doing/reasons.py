"""Why an answer is what it is, for every door: how the question was read and what the best cards scored."""

from __future__ import annotations

from assistant.ask import Corridor
from assistant.paint import Block
from assistant.paint.why import why_pieces

_FORMS = {
    "plain": "a question",
    "command": "a docker command",
    "concept": "what something is",
    "error": "an error text",
    "trouble": "what goes wrong",
}
_ABOUT = {"docker": "Docker", "stray": "nothing of Docker's is named", "foreign": "another trade"}


def reasons(corridor: Corridor, question: str, count: int, width: int) -> tuple[Block, str]:
    """The reasons for the best `count` cards of a question, drawn for `width` columns, and how sure the judge is."""
    found, hits, confidence = corridor.look(question, count)
    reading = found.reading
    read = {
        "confidence": confidence,
        "as": _FORMS[reading.form],
        "words": ", ".join(f"{term.text} {term.weight:.1f}" for term in reading.terms) or "none",
        "mended": ", ".join(f"{old} → {new}" for old, new in reading.corrected.items()),
        "not known": ", ".join(reading.unknown),
        "about": _ABOUT[reading.about],
    }
    return why_pieces({name: text for name, text in read.items() if text}, hits, width), confidence
