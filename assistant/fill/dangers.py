"""What is to be told beside a finished command, by index/dangers.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.docker.command import Command
from assistant.docker.line import Line


def warnings(line: Line, rules: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The sentences for the docker commands of a line, each once."""
    every = [rule["say"] for rule in rules for command in line.commands if _applies(command, rule)]
    return tuple(dict.fromkeys(every))


def _applies(command: Command, rule: dict[str, Any]) -> bool:
    if command.path not in rule["paths"]:
        return False
    return all(any(_fits(value, pattern) for value in _values(command, name)) for name, pattern in rule["flags"].items())


def _values(command: Command, name: str) -> Iterator[str]:
    for flag in command.flags(name):
        yield (
            flag.value.source
            if flag.value is not None and flag.value.value() is None
            else (flag.value.value() or "" if flag.value else "")
        )


def _fits(value: str, pattern: str) -> bool:
    return not pattern or re.search(pattern, value) is not None
