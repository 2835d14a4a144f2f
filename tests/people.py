"""How many questions as people put them are answered right: `python -m tests.people [--misses N] [FILE.jsonl …]`.

tests/questions/people.jsonl was written without a look at the cards, in many voices. A row is `ask`, `cards` (every card
that answers it; none where it is not about Docker) and, where the question tells values or wants a certain flag, `must`: regular
expressions that the finished command matches. `card` is the first answer being one of them, `full` with all of `must`.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from assistant.ask import Corridor

HOUSE = Path(__file__).resolve().parent.parent
FILE = Path(__file__).with_name("questions") / "people.jsonl"


class Told(NamedTuple):
    """What a row got: whether the card and the command are right, and what came."""

    row: dict[str, Any]
    card: bool
    full: bool
    got: str


def rows(path: Path = FILE) -> list[dict[str, Any]]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def told(corridor: Corridor, row: dict[str, Any]) -> Told:
    """How a row is answered."""
    answer = corridor.ask(row["ask"], 1)
    hit = answer.hits[0] if answer.hits else None
    if not row["cards"]:
        return Told(row, hit is None, hit is None, hit.card.id if hit else "")
    command = hit.command() if hit else ""
    card = hit is not None and hit.card.id in row["cards"]
    full = card and all(re.search(wanted, command) for wanted in row.get("must", ()))
    return Told(row, card, full, f"{hit.card.id}: {command}" if hit else "nothing")


def shares(found: Iterable[Told]) -> tuple[float, float]:
    """The shares (0 to 1) of right cards and of right commands."""
    every = list(found)
    return sum(one.card for one in every) / len(every), sum(one.full for one in every) / len(every)


def main(arguments: list[str]) -> int:
    """Prints the shares and the misses; 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.people", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[FILE])
    parser.add_argument("--misses", type=int, default=20, help="how many misses to list (default 20)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        corridor = Corridor(str(HOUSE / "knowledge"), str(HOUSE / "index"), folder)
        found = [told(corridor, row) for path in options.files for row in rows(path)]
    for miss in [one for one in found if not one.full][: options.misses]:
        wanted = ", ".join(miss.row["cards"]) or "nothing"
        print(f"{miss.row['ask'][:150]}\n    want {wanted} {miss.row.get('must', '')}\n    got  {miss.got}")
    card, full = shares(found)
    print(f"card {card:.1%}, card and command {full:.1%} of {len(found)}")
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
