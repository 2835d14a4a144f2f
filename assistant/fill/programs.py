"""Readers of what is run: image, command. Each: question, token, lore → Read or None."""

from __future__ import annotations

import re

from assistant.docker.late import Late
from assistant.fill.question import Question
from assistant.fill.values import Lore, Read, Value, token_at

_NO_COMMAND = (
    "command",
    "commands",
    "it",
    "container",
    "containers",
    "i",
    "you",
    "something",
    "inside",
    "within",
    "images",
    "image",
    "docker",
    "one",
    "services",
    "service",
)
_COMMAND_ENDS = ("in", "inside", "on", "using", "within", "from", "with", "into", "and", "then", "as", "interactively", "by")
_IMAGE = Late(r"(?:[a-z0-9.-]+(?::\d+)?/)?[a-z0-9][a-z0-9._/-]*(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]+)?\Z", re.I)
_VERSION = Late(
    r"v?\d+(?:\.\d+)*(?:[-.][a-z0-9.]+)*\Z|(?:latest|alpine|slim|bullseye|bookworm|jammy|noble|focal|stable|edge|lts)\Z", re.I
)
_FLAVOURS = ("alpine", "slim", "bullseye", "bookworm", "jammy")


def command(question: Question, at: int, lore: Lore) -> Read | None:
    """A command line: what is quoted, else everything up to "in the … container" or the end."""
    token = token_at(question, at)
    if token is None or (
        not token.quoted
        and (
            token.low in lore.little
            or token.low in lore.soft
            or token.low in lore.data["before_names"]
            or token.low in _NO_COMMAND
        )
    ):
        return None
    if token.quoted:
        import shlex

        try:
            words = tuple(shlex.split(token.text))
        except ValueError:
            words = (token.text,)
        return (Value(token.text, words=words), at + 1) if words else None
    end = at + 1
    while (word := token_at(question, end)) is not None and not (word.low in _COMMAND_ENDS and not question.tokens[end - 1].ends):
        if question.tokens[end - 1].ends in (",", ";"):
            break
        end += 1
    words = tuple(word.text for word in question.tokens[at:end])
    words = words[:-1] if len(words) > 1 and words[-1].lower() == "command" else words
    words = ("sh",) if words in (("shell",), ("Shell",)) else words
    return Value(" ".join(words), words=words), end


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
