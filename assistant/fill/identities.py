"""Readers of user, platform and signal. Each: question, token, lore → Read or None."""

from __future__ import annotations

import re

from assistant.docker.late import Late
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore, Read, Value, token_at

_NAMED_AS = ("container run", "container create")
_USER = Late(r"[a-z_][a-z0-9_.-]*(?::[a-z0-9_.-]+)?\Z|\d+(?::\d+)?\Z", re.I)


def user(question: Question, at: int, lore: Lore) -> Read | None:
    """A user: "root", "1000:1000", "uid 1000"."""
    token = token_at(question, at)
    if token is None:
        return None
    if token.low in ("uid", "user", "id") and (found := user(question, at + 1, lore)):
        return found
    before = token_at(question, at - 1)
    if (
        before is not None
        and before.low == "as"
        and lore.path in _NAMED_AS
        and not (token.text[0].isdigit() or token.low in lore.data["users"])
    ):
        return None  # "run nginx as web" gives a name
    if not _USER.match(token.text) or token.low in (
        "a",
        "an",
        "the",
        "non-root",
        "nonroot",
        "another",
        "different",
        "user",
        "non",
    ):
        return None
    if token.low not in ("root", "nobody") and token.low in lore.data["never"]:
        return None
    return Value(token.text), at + 1


def platform(question: Question, at: int, lore: Lore) -> Read | None:
    """A platform: "linux/arm64", or a processor by one of its names; several joined by commas or "and"."""
    found: list[str] = []
    end = at
    while (token := token_at(question, end)) is not None:
        if found and token.low == "and":
            end += 1
            continue
        one = _platform(token, lore)
        if one is None:
            break
        found.append(one)
        end += 1
    if not found:
        return None
    return Value(",".join(found)), end if _platform(question.tokens[end - 1], lore) else end - 1


def _platform(token: Token, lore: Lore) -> str | None:
    if re.match(r"(?:linux|windows|darwin|freebsd)/[\w/]+(?:,\S+)*\Z", token.low):
        return token.text
    known: str | None = lore.data["platforms"].get(token.low)
    return known


def signal(question: Question, at: int, lore: Lore) -> Read | None:
    """A signal: "SIGINT", "hup", "9"."""
    token = token_at(question, at)
    if token is None:
        return None
    bare = token.text.upper().removeprefix("SIG")
    if bare in lore.data["signals"] and (
        token.text.isupper() or token.low.startswith("sig") or token.low in lore.data["plain_signals"]
    ):
        return Value(token.text.upper()), at + 1
    return (Value(token.text), at + 1) if token.text.isascii() and token.text.isdigit() and 0 < int(token.text) < 65 else None
