"""A docker command and its flags as text: which were added, with others beside them, with the misspelled ones put right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.docker import grammar
from assistant.docker.command import Command
from assistant.docker.items import Flag


def added(old: str, new: str) -> str | None:
    """The flags, as text, that a command has beside those of an old one; None where anything else differs too."""
    try:
        before, after = grammar.parse(old).commands[0], grammar.parse(new).commands[0]
    except (grammar.GrammarError, IndexError):
        return None
    had = [_told(flag) for flag in before.flags()]
    fresh = []
    for flag in after.flags():
        if _told(flag) in had:
            had.remove(_told(flag))
        else:
            fresh.append(flag)
    same = before.path == after.path and [word.source for word in before.arguments()] == [w.source for w in after.arguments()]
    if had or not fresh or not same:
        return None
    return written(fresh)


def written(flags: Iterable[Flag]) -> str:
    """Flags as text."""
    return Command((), "docker", tuple(flag._replace(joined=False) for flag in flags), "").show().partition(" ")[2]


def put(old: str, flags: str) -> str:
    """A docker command with flags, given as text, beside its own. GrammarError where they are none of its own."""
    line = grammar.parse(old)
    command = line.commands[0]
    return grammar.show(line.replace(command, command.with_flags(grammar.flags(command.path, flags))))


def mended(command: str) -> str:
    """A docker command with what is misspelled in it put right; "" where nothing is, or nobody knows how."""
    try:
        line = grammar.parse(command)
        own = line.commands[0]
    except (grammar.GrammarError, IndexError):
        return ""
    items = []
    for item in own.flags():
        if not grammar.flag_facts(own.path, item.name) and len(item.name) > 1:
            if not (near := grammar.nearest_flag(own.path, item.name)):
                return ""
            items.append((item.spelled, f"--{near}"))
    text = command
    for wrong, right in items:
        text = re.sub(rf"(?<!\S){re.escape(wrong)}(?=[=\s]|$)", lambda _, right=right: right, text, count=1)  # type: ignore[misc]
    return text if items and text != command else ""


def _told(flag: Flag) -> tuple[str, str]:
    return flag.name, flag.value.source if flag.value else ""
