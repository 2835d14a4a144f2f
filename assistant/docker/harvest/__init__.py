"""Makes the tables of grammar/, from tables of facts or from an installed client.

    python -m assistant.docker.harvest FOLDER              from docker-cli-*.json, docker-compose.json, docker-buildx.json
    python -m assistant.docker.harvest --client [docker]   adds what a client's help and completion tell to the present tables
    … --check                                              writes nothing; prints what differs; exit 1 if the client has more
    … --out FOLDER                                         writes elsewhere

A table is `{"source", "version", "aliases": {other spelling: path}, "commands": {path: facts}}`. Facts of a command: `usage`,
`args` (`min`, and `max`, where null means any number), `swarm`, `min_api`, `hidden`, `experimental`, `deprecated`, and `flags` by
long name, each with `short`, `takes_value`, `type`, `default`, `min_api`, `deprecated`, `hidden`, `swarm`, `alias_of`,
`experimental`, `ostype`, `optional_value` (it may stand alone; its value comes only after `=`). Of commands and flags alike:
`after` V is not in version V and came later; `until` V was last seen in version V. False, empty and zero facts are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .facts import complete, table
from .merge import merge
from .store import Table, read, write

__all__ = ["TABLES", "command", "from_client", "main", "table"]

TABLES = Path(__file__).parent.with_name("grammar")
_SOURCES = {"docker": "docker-cli-*.json", "compose": "docker-compose.json", "buildx": "docker-buildx.json"}


def main(folder: Path, out: Path | None = None) -> int:
    """Writes one table for each source of facts in `folder`; returns the exit code."""
    made: dict[str, Table] = {}
    for name, pattern in _SOURCES.items():
        found = sorted(folder.glob(pattern))
        if not found:
            print(f"harvest: no {pattern} in {folder}; give the folder that holds the tables of facts", file=sys.stderr)
            return 2
        made[name] = table(json.loads(found[-1].read_text(encoding="utf-8")))
    complete(made["buildx"], made["docker"])
    for name, content in made.items():
        write((out or TABLES) / f"{name}.json", content)
    return 0


def from_client(program: str, out: Path | None = None, check: bool = False) -> int:
    """Merges what the client tells into the tables, one table for the client and one for each plugin; returns the exit code."""
    from .client import Client, NoClient, harvest

    present = {path.stem: read(path) for path in sorted(TABLES.glob("*.json"))}
    try:
        seen = harvest(Client(program), present)
    except NoClient as error:
        print(f"harvest: {error}", file=sys.stderr)
        return 2
    lacking = False
    for name, found in seen.items():
        merged, notes = merge(present.get(name), found)
        for note in notes:
            print(f"{name}: {note}")
        lacking = lacking or any(note[0] in "+~" for note in notes)
        if not check:
            write((out or TABLES) / f"{name}.json", merged)
    return int(check and lacking)


def command(words: list[str]) -> int:
    """The command line (see above); returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m assistant.docker.harvest", description="Makes the tables of grammar/.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("."), help="holds the tables of facts")
    parser.add_argument("--client", nargs="?", const="docker", metavar="PROGRAM", help="read an installed client instead")
    parser.add_argument(
        "--check", action="store_true", help="with --client: only tell what differs; exit 1 if the tables lack something"
    )
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write here, not over the present tables")
    chosen = parser.parse_args(words)
    if chosen.check and not chosen.client:
        parser.error("--check compares with a client; add --client")
    if chosen.out:
        chosen.out.mkdir(parents=True, exist_ok=True)
    return from_client(chosen.client, chosen.out, chosen.check) if chosen.client else main(chosen.folder, chosen.out)
