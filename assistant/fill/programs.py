"""Readers of what is run: image, command. Each: question, token, lore → Read or None."""

from __future__ import annotations

import re

from assistant.docker.late import Late
from assistant.fill.looks import is_typed
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore, Read, Value, token_at

_IMAGE = Late(r"(?:[a-z0-9.-]+(?::\d+)?/)?[a-z0-9][a-z0-9._/-]*(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]+)?\Z", re.I)
_VERSION = Late(
    r"v?\d+(?:\.\d+)*(?:[-.][a-z0-9.]+)*\Z|(?:latest|alpine|slim|bullseye|bookworm|jammy|noble|focal|stable|edge|lts)\Z", re.I
)
_FLAVOURS = ("alpine", "slim", "bullseye", "bookworm", "jammy")


def command(question: Question, at: int, lore: Lore) -> Read | None:
    """A command line: what is quoted, else everything up to "in the … container" or the end."""
    token = token_at(question, at)
    words = lore.data["commands"]
    if token is None or (not token.quoted and (_is_no_program(token, lore) or is_typed(question, at))):
        return None
    if token.quoted:
        import shlex

        try:
            line = tuple(shlex.split(token.text))
        except ValueError:
            line = (token.text,)
        return (Value(token.text, words=line), at + 1) if line else None
    end = at + 1
    while (word := token_at(question, end)) is not None and not (word.low in words["ends"] and not question.tokens[end - 1].ends):
        if question.tokens[end - 1].ends in (",", ";"):
            break
        end += 1
    typed = tuple(word.text for word in question.tokens[at:end])
    typed = typed[:-1] if len(typed) > 1 and typed[-1].lower() == "command" else typed
    typed = ("sh",) if typed in (("shell",), ("Shell",)) else typed
    return Value(" ".join(typed), words=typed), end


def _is_no_program(token: Token, lore: Lore) -> bool:
    """Whether a word cannot be what a command line begins with."""
    low, data = token.low, lore.data
    if low in data["shells"] or low in data["tools"] or low in data["commands"]["programs"]:
        return False
    return low in lore.passed or low in data["before_names"] or low in data["never"] or low in data["commands"]["no_program"]


def image(question: Question, at: int, lore: Lore) -> Read | None:
    """An image: "redis:7", "ghcr.io/me/app@sha256:…", "postgres 16" → postgres:16, "ubuntu version 22.04"."""
    token = token_at(question, at)
    if (
        token is None
        or not _IMAGE.match(token.text)
        or token.low.startswith(("linux/", "windows/", "darwin/"))
        or token.text.startswith("/")
        or token.text.isdigit()
    ):
        return None
    known = lore.data["alias_images"].get(token.low) or (token.low if token.low in lore.data["images"] else "")
    name = known or token.text
    if ":" in token.text or "@" in token.text or token.ends:
        return Value(name), at + 1
    here = at + 1
    while (word := token_at(question, here)) and word.low in ("version", "tag", "image") and here < at + 3:
        here += 1
    version = token_at(question, here)
    if version is None or not _VERSION.match(version.text) or (here == at + 1 and not known) or (version.is_word() and not known):
        return Value(name), at + 1
    if _counts(question, here, lore):
        return Value(name), at + 1
    flavour = token_at(question, here + 1)
    if flavour is not None and flavour.low in _FLAVOURS and not version.is_word():
        return Value(f"{name}:{version.text}-{flavour.text}"), here + 2
    return Value(f"{name}:{version.text}"), here + 1


def _counts(question: Question, at: int, lore: Lore) -> bool:
    """Whether a number counts what follows it: "nginx 3 times", "redis 5 replicas"."""
    after = token_at(question, at + 1)
    units = lore.data["units"]
    counted = (
        "times",
        "replicas",
        "copies",
        "instances",
        "tasks",
        "to",
        "cpus",
        "cores",
        "lines",
        *units["size"],
        *units["duration"],
    )
    return after is not None and after.low in counted
