"""The registry of readers: one for each kind of blank, in the module that is named here and imported when it is first needed."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from assistant.fill.question import Question
from assistant.fill.values import Lore, Read, Reader
from assistant.model import NAME_KINDS

NAMES = NAME_KINDS
READERS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(NAMES, ("texts", "name")),
    **{kind: ("amounts", kind) for kind in ("count", "size", "duration", "time")},
    **{kind: ("portmaps", kind) for kind in ("port", "ports")},
    **{kind: ("places", kind) for kind in ("address", "path", "file")},
    **{kind: ("identities", kind) for kind in ("user", "platform", "signal")},
    **{kind: ("programs", kind) for kind in ("command", "image")},
    **{kind: ("texts", kind) for kind in ("label", "text")},
    "mount": ("mounts", "mount"),
    "env": ("texts", "key_value"),
    "filter": ("texts", "condition"),
    "format": ("texts", "columns"),
    "registry": ("places", "address"),
    "url": ("places", "url"),
    "token": ("texts", "text"),
}


@cache
def reader(kind: str) -> Reader | None:
    """The reader of a kind; None where it has none."""
    if kind not in READERS:
        return None
    module, name = READERS[kind]
    found: Reader = getattr(import_module(f"assistant.fill.{module}"), name)
    return found


def read(kind: str, question: Question, at: int, lore: Lore) -> Read | None:
    """The value of a kind that begins at a token, and where it ends; None where there is none, or the kind has no reader."""
    reads = reader(kind)
    found = reads(question, at, lore) if reads else None
    return (found[0], min(found[1], len(question.tokens))) if found else None
