"""What a word is by its look alone."""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore

_ARTICLES = ("a", "an", "the", "my", "our", "your", "this", "these", "all", "some")
_NUMBERED = Late(r"[a-z][a-z-]{2,}[-_]?\d+\Z")  # node3, web-2


def is_odd(token: Token, lore: Lore) -> bool:
    """Whether a token has the look of a value: a name, a path, a number."""
    if any(token.low in nouns for nouns in lore.data["nouns"].values()) and not token.quoted:
        return False
    known = token.low in lore.data["names"] or token.low in lore.data["images"]
    return token.quoted or known or not token.is_word() or token.text[1:] != token.text[1:].lower()


def is_archive(low: str) -> bool:
    """Whether a token is a file that images are kept in, and no image."""
    return low.endswith((".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2"))


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


def is_order(question: Question, at: int, lore: Lore) -> bool:
    """Whether a word that may be a name is the verb of an order ("cache my layers", "report the size") or a part of a phrase:
    "roll back"."""
    token, after = question.tokens[at], question.tokens[at + 1 : at + 2]
    if not token.quoted and any(term.start <= at < term.end > term.start + 1 for term in question.terms):
        return True
    return at == 0 and not token.quoted and token.low in lore.data["names_too"] and any(one.low in _ARTICLES for one in after)
