"""How many basic operations come out right, in every wording and with many names: `python -m tests.basics [--misses N]`.

tests/questions/basics.yaml holds the operations and their wordings.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assistant.ask import Corridor
from assistant.docker import grammar
from tests.conftest import HOUSE
from tests.filled import given

FILE = HOUSE / "tests" / "questions" / "basics.yaml"
NAMES = ("web", "my_app", "Payments-1", "db2", "t362box", "cache", "box", "front-end", "db_1", "MyApp", "worker2")
"""Names that mean something here, names with the look of one, and words of Docker's own that people use as names."""


class Basic(NamedTuple):
    """One question, and the commands that are right; `of` is the operation, with {} for the name."""

    of: str
    question: str
    right: tuple[str, ...]


def operations(path: Path = FILE) -> list[dict[str, Any]]:
    """The operations as they stand in the file."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def basics(most: int = len(NAMES), path: Path = FILE) -> Iterator[Basic]:
    """Every wording with `most` names, other ones for every wording; one without a place for a name once."""
    turn = 0
    for operation in operations(path):
        names = operation.get("names", NAMES)
        for way in operation["ways"]:
            for number in range(min(most, len(names)) if "{}" in way else 1):
                name = names[(turn + number) % len(names)]
                right = tuple(command.replace("{}", name) for command in (operation["command"], *operation.get("or", ())))
                yield Basic(operation["command"], way.replace("{}", name), right)
            turn += most


def is_right(basic: Basic, command: str) -> bool:
    """Whether a command is one of those that are right: the same in Docker's own terms."""
    return bool(command) and any(grammar.normal(command) == grammar.normal(right) for right in basic.right)


def missed(corridor: Corridor, asked: list[Basic]) -> list[tuple[Basic, str]]:
    """What does not come out right, and what came instead."""
    found = ((basic, given(corridor, basic.question)[0]) for basic in asked)
    return [(basic, command) for basic, command in found if not is_right(basic, command)]


def main(arguments: list[str]) -> int:
    """Prints what is missed and the share of what is right; 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.basics", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--names", type=int, default=len(NAMES), help="names for each wording")
    parser.add_argument("--misses", type=int, default=6, help="how many misses of an operation to list")
    options = parser.parse_args(arguments)
    corridor = Corridor(str(HOUSE / "knowledge"), str(HOUSE / "index"), str(HOUSE / "index" / "built"))
    asked = list(basics(options.names, options.file))
    wrong: dict[str, list[str]] = {}
    for basic, command in missed(corridor, asked):
        wrong.setdefault(basic.of, []).append(f"    {basic.question}  =>  {command or '(nothing)'}")
    for operation, texts in wrong.items():
        print(f"{operation}  {len(texts)}", *texts[: options.misses], sep="\n")
    good = len(asked) - sum(map(len, wrong.values()))
    print(f"{good} of {len(asked)} right: {100 * good / len(asked):.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
