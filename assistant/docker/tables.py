"""The facts of Docker's command line, from grammar/*.json; the tables of Compose and Buildx are read when a path needs them.

A path is the canonical one with its first word ("docker container run"); every function says what it gives for an unknown one.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

FOLDER = os.path.join(os.path.dirname(__file__), "grammar")
_NEEDS = {"compose": "compose", "buildx": "buildx", "build": "buildx", "builder": "buildx", "image": "buildx", "bake": "buildx"}


@cache
def tables() -> dict[str, Any]:
    """All tables as one: `aliases` (other spelling → path) and `commands` (path → facts)."""
    _joined("buildx")
    _joined("compose")
    return _base()


@cache
def spellings(path: str) -> tuple[str, ...]:
    """Every way of writing a path ("docker container ls" → also "docker ps" …), the path itself first."""
    ways = [path, *(other for other, real in tables()["aliases"].items() if real == path)]
    if path.startswith("docker compose"):
        ways.append(path.replace("docker compose", "docker-compose", 1))
    return tuple(ways)


def canonical(path: str) -> str:
    """The canonical path of a spelling ("docker ps" → "docker container ls"); "" where there is no such command."""
    known = _for(path)
    real = known["aliases"].get(path, path)
    return real if real in known["commands"] else ""


@cache
def facts(path: str) -> dict[str, Any]:
    """What is known of a path: usage, args, flags, min_api, swarm …; {} for an unknown path."""
    found: dict[str, Any] = _for(path)["commands"].get(path, {})
    return found


def flag_of(path: str, name: str) -> tuple[str, dict[str, Any]]:
    """The long name and the facts of a flag given by its long name or its letter; ("", {}) where the path has none such."""
    known = facts(path).get("flags", {})
    if len(name) > 1 or name in known:
        return (name, known[name]) if name in known else ("", {})
    long = _letters(path).get(name, "")
    return (long, known[long]) if long else ("", {})


def below(path: str) -> list[str]:
    """Every word that may follow a path as a command, aliases too; [] where the path has no commands below it."""
    known = tables()
    words = len(path.split())
    return sorted(
        {way.split()[words] for way in (*known["commands"], *known["aliases"]) if way.startswith(path + " ")}
    )  # fmt: skip


@cache
def is_group(path: str) -> bool:
    """Whether a path only gathers the commands below it."""
    return any(way.startswith(path + " ") for way in _for(path)["commands"])


@cache
def ends_flags(path: str) -> bool:
    """Whether what follows the first argument is another command, flags and all: run, exec, create, top …"""
    usage = facts(path).get("usage", "")
    return "COMMAND" in usage or "[ps OPTIONS]" in usage


@cache
def _letters(path: str) -> dict[str, str]:
    return {fact["short"]: name for name, fact in facts(path).get("flags", {}).items() if fact.get("short")}


def _for(path: str) -> dict[str, Any]:
    second = path.split(" ", 2)[1:2]
    if second and (more := _NEEDS.get(second[0])):
        _joined(more)
    return _base()


@cache
def _base() -> dict[str, Any]:
    content = _read("docker")
    return {"aliases": content["aliases"], "commands": content["commands"]}


@cache
def _joined(name: str) -> bool:
    """Adds a table to the base; what the base knows already is kept."""
    base, content = _base(), _read(name)
    commands, aliases = base["commands"], base["aliases"]
    for other, path in content["aliases"].items():
        aliases.setdefault(other, path)
    for path, entry in content["commands"].items():
        known = commands.setdefault(path, entry)
        known["flags"] = {**entry["flags"], **known["flags"]}
    if name == "buildx":
        commands["docker image build"]["flags"] |= commands["docker buildx build"]["flags"]
        for old in ("docker build", "docker builder build"):
            aliases[old] = "docker image build"
    return True


def _read(name: str) -> dict[str, Any]:
    with open(os.path.join(FOLDER, f"{name}.json"), encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content
