"""How many finished commands are the wanted ones: `python -m tests.filled FILE.yaml … [--misses N]` for files of `ask` and
`command`.

tests/questions/filled.yaml has our own; `python -m tests.quality` measures rows that carry a `gold_command`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

from assistant.ask import Corridor
from tests.comparing import same
from tests.conftest import HOUSE

FILE = HOUSE / "tests" / "questions" / "filled.yaml"
OPEN = HOUSE / "tests" / "questions" / "filled_open.yaml"  # written with the others, and not yet right


def pairs(path: Path = FILE) -> list[dict[str, Any]]:
    """The pairs of one file."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")) or [])


def given(corridor: Corridor, question: str) -> tuple[str, str]:
    """The finished command for a question, and the id of its card; ("", "") where there is no answer."""
    hits = corridor.ask(question, 1).hits
    return (hits[0].command(), hits[0].card.id) if hits else ("", "")


def main(arguments: list[str]) -> int:
    """Prints what is missed and the share of exact commands; 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.filled", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[FILE, OPEN])
    parser.add_argument("--misses", type=int, default=1000)
    options = parser.parse_args(arguments)
    corridor = Corridor(str(HOUSE / "knowledge"), str(HOUSE / "index"), str(HOUSE / "index" / "built"))
    every = [pair for path in options.files for pair in pairs(path)]
    missed = []
    for pair in every:
        command, card = given(corridor, pair["ask"])
        if not same(pair["command"], command):
            missed.append(f"{pair['ask']}\n    want {pair['command']}\n    got  {command}   ({card})")
    for text in missed[: options.misses]:
        print(text)
    print(f"{len(every) - len(missed)} of {len(every)} exact: {100 * (1 - len(missed) / len(every)):.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
