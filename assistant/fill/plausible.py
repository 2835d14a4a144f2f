"""Whether a word may go into a slot of a way of asking."""

from __future__ import annotations

from assistant.fill import readers
from assistant.fill.question import Question
from assistant.fill.values import Lore

NAMES = (*readers.NAMES, "image")
_FREE = ("count", "command", "label", "filter", "format", "registry", "url")
SURE = ("size", "duration", "time", "ports", "port", "mount", "env", "path", "file", "address", "platform", "signal")


def plausible(kind: str, question: Question, start: int, before: str, lore: Lore) -> bool:
    """A slot for a name takes no word that is certainly none, and one that the cards use otherwise only after "named" or its own
    noun."""
    token = question.tokens[start]
    mended = " " not in question.mended.get(token.low, " ")  # "testbox" is no "test box"
    if kind in SURE or token.quoted or (kind in _FREE and not mended):
        return True
    if token.low in lore.data["never"] or token.text.startswith("-") or token.low in lore.soft:
        return False
    if kind not in NAMES:
        return not mended
    known = token.low in lore.data["images"] or lore.is_name(token.low)
    led = before in (*lore.data["naming"], "it") or before == kind or question.tokens[start - 1].low in lore.data["naming"]
    if (mended and not led) or (lore.number(token) and not token.text.isdigit()):
        return False
    if any(token.low in nouns for nouns in lore.data["nouns"].values()) and not (kind == "image" and known):
        return False
    return known or led or not token.is_word() or token.text[1:] != token.text[1:].lower() or token.low not in lore.ordinary
