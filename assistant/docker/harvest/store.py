"""A table on disk: one command a line, so that a change reads well as a difference."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

Table = dict[str, Any]
Version = tuple[int, ...]


def read(path: Path) -> Table:
    """The table in a file."""
    content: Table = json.loads(path.read_text(encoding="utf-8"))
    return content


def write(path: Path, content: Table) -> None:
    """Writes a table; nothing in it but names, types and numbers, as short as JSON can be."""
    head = f'{{"source":{_json(content["source"])},\n"version":{_json(content.get("version", ""))},\n'
    aliases = _lines(content["aliases"])
    commands = _lines(content["commands"])
    path.write_text(f'{head}"aliases":{{\n{aliases}\n}},\n"commands":{{\n{commands}\n}}}}\n', encoding="utf-8")


def _lines(entries: dict[str, Any]) -> str:
    return ",\n".join(f"{_json(name)}:{_json(entry)}" for name, entry in sorted(entries.items()))


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def version(text: str) -> str:
    """The dotted number in a version's text: `Docker version 28.2.2, build …` → `28.2.2`; "" where there is none."""
    found = re.search(r"\d+(?:\.\d+)+", text)
    return found.group() if found else ""


def number(text: str) -> Version:
    """A dotted number to compare by: `2.26.1` → (2, 26, 1); nothing is the oldest."""
    return tuple(int(part) for part in text.split(".")) if text else ()
