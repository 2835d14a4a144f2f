"""What a word is by its look alone."""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.fill.question import Token
from assistant.fill.values import Lore

_NUMBERED = Late(r"[a-z][a-z-]{2,}[-_]?\d+\Z")  # node3, web-2


def is_odd(token: Token, lore: Lore) -> bool:
    """Whether a token has the look of a value: a name, a path, a number."""
    if any(token.low in nouns for nouns in lore.data["nouns"].values()) and not token.quoted:
        return False
    known = token.low in lore.data["names"] or token.low in lore.data["images"]
    return token.quoted or known or not token.is_word() or token.text[1:] != token.text[1:].lower()


def is_own(token: Token, lore: Lore) -> bool:
    """Whether a token is the name of something that runs in containers, or a place or setting, by its look alone."""
    if token.quoted or token.low in lore.data["names"]:
        return True
    return (
        not token.is_word()
        and not token.text.startswith("-")
        and (any(c in token.text for c in "/:=_.") or _NUMBERED.match(token.low) is not None)
        and not token.low.replace(".", "").isdigit()
    )
