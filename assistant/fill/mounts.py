"""The reader of mounts. Question, token, lore → Read or None."""

from __future__ import annotations

import re

from assistant.docker.late import Late
from assistant.fill.places import homely, path, place_before
from assistant.fill.question import Question
from assistant.fill.values import Lore, Read, Value, token_at

_JOINS = ("to", "at", "as", "into", "on", "in", "onto", "under", "->", "=>", "\u2192", "inside")
_INSIDE = Late(r"(?:[\w.-]+|[~$./][^:]*):/[^:]*(?::[\w,]+)?\Z")


def mount(question: Question, at: int, lore: Lore) -> Read | None:
    """A mount as after -v: "db:/data", "/srv to /data", "the current directory at /app, read only", "volume pgdata into
    /var/lib/x"."""
    token = token_at(question, at)
    if token is None:
        return None
    if "://" in token.text:
        return None
    if _INSIDE.match(token.text):
        return _read_only(question, at + 1, homely(token.text))
    source = path(question, at, lore) or _volume_name(question, at, lore)
    if source is None:
        return None
    value, end = source
    target = _target(question, end, lore)
    if target is None:
        if value.lead and value.text and token.text.startswith("/"):  # "/data from my home": there as here
            return _read_only(question, end, value._replace(text=f"{value.text}:{token.text}"))
        return (
            _read_only(question, end, value._replace(text=f"{value.text}:<path>"))
            if value.lead or value.text.startswith(("/", "."))
            else None
        )
    return _read_only(question, target[1], value._replace(text=f"{value.text}:{target[0]}"))


def as_option(value: Value) -> Value:
    """A mount as after --mount: "db:/data" → type=volume,source=db,target=/data."""
    source, _, rest = value.text.partition(":")
    target, _, mode = rest.partition(":")
    bind = value.lead or source.startswith(("/", ".", "~"))
    only = ",readonly" if mode == "ro" else ""
    before = f"type={'bind' if bind else 'volume'},source="
    return Value(f"{source},target={target}{only}", value.lead, before=before)


def _volume_name(question: Question, at: int, lore: Lore) -> Read | None:
    token = token_at(question, at)
    if (
        token is None
        or not re.match(r"[A-Za-z0-9][\w.-]*\Z", token.text)
        or token.low in lore.data["never"]
        or token.low in ("mount", "mounted", "mounting")
        or token.low in lore.little
        or token.low in lore.soft
    ):
        return None
    return Value(token.text), at + 1


def _target(question: Question, at: int, lore: Lore) -> tuple[str, int] | None:
    """The path inside, after "to", "at" … over a few words between."""
    joined = False
    for here in range(at, min(at + 6, len(question.tokens))):
        token = question.tokens[here]
        if joined and token.text.startswith("/"):
            return token.text, here + 1
        if token.low == "there" and (place := place_before(question, at)):
            return place, here + 1
        if token.low in _JOINS:
            joined = True
        elif token.low not in lore.little and token.low not in (
            "container",
            "mounted",
            "volume",
            "folder",
            "directory",
            "path",
            "host",
            "inside",
            "be",
            "from",
            "available",
            "mount",
            "of",
        ):
            return None
    return None


def _read_only(question: Question, at: int, value: Value) -> Read:
    words = [token.low for token in question.tokens[at : at + 4]]
    for taken, phrase in (
        (1, ["read-only"]),
        (1, ["readonly"]),
        (2, ["read", "only"]),
        (2, ["as", "read-only"]),
        (3, ["as", "read", "only"]),
        (1, ["ro"]),
    ):
        if words[: len(phrase)] == phrase and not value.text.endswith(":ro"):
            return value._replace(text=value.text + ":ro"), at + taken
    return value, at
