"""Makes the tables of grammar/ from tables of facts: `python -m assistant.docker.harvest FOLDER`.

FOLDER holds docker-cli-*.json, docker-compose.json and docker-buildx.json: every command path with its usage, aliases, argument
counts and flags (name, short, takes_value, type, min_api, deprecated, hidden). Only what the assistant uses is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TABLES = Path(__file__).with_name("grammar")
_SOURCES = {"docker": "docker-cli-*.json", "compose": "docker-compose.json", "buildx": "docker-buildx.json"}
_FLAG_FACTS = ("short", "takes_value", "type", "min_api", "deprecated", "hidden", "swarm", "alias_of")
_COMMAND_FACTS = ("usage", "args", "swarm", "min_api", "hidden", "experimental")


def table(facts: dict[str, Any]) -> dict[str, Any]:
    """One table: `aliases` maps every other spelling to its path; `commands` holds each path once."""
    commands = {path: _command(entry) for path, entry in facts["commands"].items() if path not in facts["alias_map"]}
    return {"source": facts["source"], "aliases": dict(sorted(facts["alias_map"].items())), "commands": commands}


def _command(entry: dict[str, Any]) -> dict[str, Any]:
    kept = {name: entry[name] for name in _COMMAND_FACTS if entry.get(name)}
    kept["flags"] = {flag["name"]: _flag(flag) for flag in entry.get("flags", [])}
    return kept


def _flag(flag: dict[str, Any]) -> dict[str, Any]:
    return {name: flag[name] for name in _FLAG_FACTS if flag.get(name)}


def _write(name: str, content: dict[str, Any]) -> None:
    commands = ",\n".join(f"{json.dumps(path)}: {json.dumps(entry)}" for path, entry in sorted(content["commands"].items()))
    head = (
        f'{{"source": {json.dumps(content["source"])},\n"aliases": {json.dumps(content["aliases"], indent=0)},\n"commands": {{\n'
    )
    (TABLES / f"{name}.json").write_text(head + commands + "\n}}\n", encoding="utf-8")


def main(folder: Path) -> int:
    """Writes one table for each source; returns the exit code."""
    for name, pattern in _SOURCES.items():
        found = sorted(folder.glob(pattern))
        if not found:
            print(f"harvest: no {pattern} in {folder}; give the folder that holds the tables of facts", file=sys.stderr)
            return 2
        _write(name, table(json.loads(found[-1].read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(".")))
