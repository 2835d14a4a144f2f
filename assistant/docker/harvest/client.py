"""An installed client → a table of what it can do, by its own help and completion. It is never let near an engine."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .helptext import TYPES, Help, parse
from .store import Table, number, version
from .usage import arguments

_NO_ENGINE = "unix:///nonexistent/docker.sock"  # help hides what the engine that answers is too old for
OLDEST = (23,)
_PROBE = "--no-such-flag-of-ours"
Ask = Callable[..., str]
Facts = dict[str, Any]


class NoClient(Exception):
    """There is no client to ask."""


class Client:
    """A docker program; calling it with words gives what it prints."""

    def __init__(self, program: str, seconds: float = 30) -> None:
        """`program` is a name or a path; `seconds` is the most that one answer may take."""
        self.program, self.seconds = program, seconds
        told = {"DOCKER_HOST": _NO_ENGINE, "DOCKER_BUILDKIT": "0", "BUILDX_EXPERIMENTAL": "1", "DOCKER_CLI_HINTS": "false"}
        unset = ("DOCKER_CONTEXT", "DOCKER_API_VERSION", "BUILDX_BUILDER")
        self.environment = {**{name: value for name, value in os.environ.items() if name not in unset}, **told}

    def __call__(self, *words: str) -> str:
        """Both outputs of `docker WORDS`; NoClient where it cannot be run."""
        try:
            done = subprocess.run(
                [self.program, *words],
                capture_output=True,
                env=self.environment,
                timeout=self.seconds,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoClient(f"cannot ask {self.program}: {error}") from error
        return (done.stdout + done.stderr).decode("utf-8", "replace")


def walk(ask: Ask, more: Iterable[str] = (), threads: int = 4, skip: Iterable[str] = ()) -> dict[str, Help]:
    """The help of every path that the client shows, and of the paths in `more` (hidden ones) that it turns out to have."""
    found: dict[str, Help] = {}
    passed = set(skip)
    with ThreadPoolExecutor(threads) as pool:

        def read(paths: list[str]) -> dict[str, Help]:
            texts = pool.map(lambda path: ask(*path.split()[1:], "--help"), paths)
            return {path: parse(text) for path, text in zip(paths, texts, strict=True)}

        def below(helps: dict[str, Help]) -> list[str]:
            groups = [(group, text) for group, text in helps.items() if text.path == group]  # else: the help of something else
            return [
                path for group, text in groups for name in text.commands if (path := f"{group} {name}") not in passed | set(found)
            ]

        level = read(["docker"])
        while level:
            found |= level
            level = read(below(level))
        spelled = {other for text in found.values() for other in text.aliases}
        more = [path for path in more if path not in found and path not in spelled]
        guesses = [path for path in more if len(path.split()) == 2 or " ".join(path.split()[:2]) in found]
        level = {path: text for path, text in read(guesses).items() if text.path == path}  # else: the help of what is above it
        while level:
            found |= level
            level = read(below(level))
    return found


def harvest(ask: Ask, present: dict[str, Table], threads: int = 4, completion: bool = True) -> dict[str, Table]:
    """One table for the client and one for each plugin that it has; `present` tables tell which hidden paths to look for.

    Without `completion` only the help of each path is read, in half the time: what help hides is missed. Raises NoClient where
    `ask` cannot be asked, or what answers is no docker client, or is one before 23, which tells too little about itself.
    """
    versions = _versions(ask)
    if (0,) < number(versions["docker"]) < OLDEST:
        raise NoClient(f"docker {versions['docker']} tells too little about itself; give a client from version {OLDEST[0]} on")
    aliases = {other for content in present.values() for other in content.get("aliases", {})}
    helps = walk(ask, _known(present, versions), threads, set() if completion else aliases)
    if not helps["docker"].commands:
        raise NoClient("its help lists no commands; is this a docker client?")
    made = {name: _empty(name, versions.get(name, "")) for name in ("docker", *helps["docker"].plugins)}
    for path, text in helps.items():
        real = canonical(path, text, made)
        made[owner(path, made)]["aliases"] |= {path: real} if path != real else {}
        others = [other for other in text.aliases if other != real and owner(other, made) == owner(real, made)]
        made[owner(real, made)]["aliases"] |= dict.fromkeys(others, real)
        if path == real:
            made[owner(path, made)]["commands"][path] = _entry(text)
    _fill(ask, made, present, threads, completion)
    return made


def _known(present: dict[str, Table], versions: dict[str, str]) -> list[str]:
    """The paths of the tables that are not younger than the client; of hidden ones the tables cannot be sure of that."""
    return [
        path
        for name, content in present.items()
        for path, entry in content["commands"].items()
        if "after" not in entry or entry.get("hidden") or number(entry["after"]) < number(versions.get(name, ""))
    ]


def _empty(name: str, version: str) -> Table:
    return {"source": f"{name} {version}".strip(), "version": version, "aliases": {}, "commands": {}}


def owner(path: str, tables: Iterable[str]) -> str:
    """The table that a path belongs to: its plugin's, or that of the client itself."""
    second = path.split()[1:2]
    return second[0] if second and second[0] in tables else "docker"


def canonical(path: str, text: Help, tables: Iterable[str]) -> str:
    """The one path of a command: the client's own lists it first among the aliases; a plugin always names it in the usage."""
    if text.path != path or not text.aliases or owner(path, tables) != "docker":
        return text.path or path
    return text.aliases[0]


def _entry(text: Help) -> Facts:
    entry: Facts = {"usage": text.usage}
    counts = None if text.commands else arguments(text.path, text.usage)
    entry |= {"args": counts} if counts else {}
    entry |= {"experimental": True} if text.experimental else {}
    return {**entry, "flags": dict(text.flags)}


def _versions(ask: Ask) -> dict[str, str]:
    plugins = ask("info", "--format", "{{range .ClientInfo.Plugins}}{{.Name}} {{.Version}}\n{{end}}")
    told = dict(re.findall(r"^([\w-]+) v?(\d\S*)$", plugins, re.MULTILINE))
    return {name: version(text) for name, text in {**told, "docker": ask("--version")}.items()}


def _fill(ask: Ask, made: dict[str, Table], present: dict[str, Table], threads: int, completion: bool) -> None:
    """Asks for what help does not tell: flags that only completion knows, the type of those that the present tables have none
    for, and whether there is a value behind a type of an unknown name.
    """

    def missing(item: tuple[str, Facts]) -> dict[str, Facts]:
        path, entry = item
        known = present.get(owner(path, made), {}).get("commands", {}).get(path, {}).get("flags", {})
        names = {name for name, flag in known.items() if "type" not in flag} | set(completed(ask, path) if completion else ())
        found = {name: takes_value(ask, path, name) for name in sorted(names - {"help", *entry["flags"]})}
        return {name: _hidden(takes) for name, takes in found.items() if takes is not None} | {
            name: _sure(flag, takes_value(ask, path, name)) for name, flag in entry["flags"].items() if flag["type"] not in TYPES
        }

    with ThreadPoolExecutor(threads) as pool:
        for content in made.values():
            items = list(content["commands"].items())
            for (_, entry), flags in zip(items, pool.map(missing, items), strict=True):
                entry["flags"] |= flags


def _hidden(takes: bool) -> Facts:
    return {"takes_value": True, "type": "string", "hidden": True} if takes else {"type": "bool", "hidden": True}


def _sure(flag: Facts, takes: bool | None) -> Facts:
    """The flag, with a type that agrees with what completion says of it."""
    flag = {**flag, "type": flag["type"] if " " not in flag["type"] else "string"}
    if takes is False and not flag.get("optional_value"):
        flag.pop("takes_value", None)
        flag["type"] = "bool"
    return flag


def completed(ask: Ask, path: str) -> list[str]:
    """The flags, by long name, that completion offers for a path."""
    return re.findall(r"^--([\w-]+)", ask("__complete", *path.split()[1:], "--"), re.MULTILINE)


def takes_value(ask: Ask, path: str, name: str) -> bool | None:
    """Whether a flag swallows the word after it; None if there is no such flag. Completion reads the line and runs nothing."""
    told = ask("__complete", *path.split()[1:], f"--{name}", _PROBE, "")
    if re.search(rf"unknown flag: --{re.escape(name)}$", told, re.MULTILINE):
        return None
    return f"unknown flag: {_PROBE}" not in told
