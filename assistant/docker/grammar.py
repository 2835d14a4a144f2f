"""A docker command line → its canonical path, and what is wrong with it, by the tables of grammar/."""

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).with_name("grammar")
_STOPS = re.compile(r"COMMAND")  # where a usage names a command, flags end at the first argument
_WITH_FLAGS = ("xargs", "watch", "timeout")
_WRAPPERS = ("sudo", "time", "do", "then", "else", "if", "!", "exec", "nohup", *_WITH_FLAGS)
_BLANK = re.compile(r"<[a-z][a-z0-9_-]*>")
_SUBSTITUTION = re.compile(r"\$\(([^()]*)\)")


@cache
def tables() -> dict[str, Any]:
    """All tables as one: `aliases` (other spelling → path) and `commands` (path → facts)."""
    merged: dict[str, Any] = {"aliases": {}, "commands": {}}
    for name in ("docker", "buildx", "compose"):
        content = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
        merged["aliases"] |= {k: v for k, v in content["aliases"].items() if k not in merged["aliases"]}
        for path, facts in content["commands"].items():
            known = merged["commands"].setdefault(path, facts)
            known["flags"] = {**facts["flags"], **known["flags"]}
    commands, aliases = merged["commands"], merged["aliases"]
    commands["docker image build"]["flags"] |= commands["docker buildx build"]["flags"]
    for old in ("docker build", "docker builder build"):
        aliases[old] = "docker image build"
    return merged


@cache
def spellings(path: str) -> tuple[str, ...]:
    """Every way of writing a path ("docker container ls" → also "docker ps" …), the path itself first."""
    ways = [path, *(other for other, real in tables()["aliases"].items() if real == path)]
    if path.startswith("docker compose"):
        ways.append(path.replace("docker compose", "docker-compose", 1))
    return tuple(ways)


def path_of(line: str) -> str:
    """The canonical path of the first docker command in a line, without the first word; "" where there is none."""
    if line.startswith("docker "):  # most do; then the path needs no closer reading
        path = _split(line.split())[0]
        return "" if path == "docker" else path.removeprefix("docker ")
    for words in invocations(line):
        path = _split(words)[0]
        if path != "docker":
            return path.removeprefix("docker ")
    return ""


def problems(line: str) -> list[str]:
    """What the tables know to be wrong with every docker command of a line, as sentences."""
    return [sentence for words in invocations(line) for sentence in _wrong(words)]


def invocations(line: str) -> list[list[str]]:
    """The words of every docker command in a line: of each part of a pipe, and inside `$(…)`."""
    line = _BLANK.sub("BLANK", line)
    inner = _SUBSTITUTION.findall(line)
    parts = [_SUBSTITUTION.sub("SUBSTITUTED", line), *inner]
    found = []
    for part in parts:
        for words in _parts(part):
            wrapped_by_xargs = "xargs" in words[:3]
            words = _unwrapped(words)
            if words and words[0] in ("docker", "docker-compose"):
                found.append(_modern([*words, "SUBSTITUTED"] if wrapped_by_xargs else words))
    return found


def _unwrapped(words: list[str]) -> list[str]:
    """The words without what only wraps a command: `sudo`, `xargs -r`, `timeout 5`, `do`, `NAME=value`."""
    wrapped = False
    for at, word in enumerate(words):
        if word in _WRAPPERS or re.match(r"\w+=", word):
            wrapped = wrapped or word in _WITH_FLAGS
        elif not (wrapped and (word.startswith("-") or word[:1].isdigit() or word == "{}")):
            return words[at:]
    return []


def _parts(text: str) -> list[list[str]]:
    try:
        lexer = shlex.shlex(text, posix=True, punctuation_chars="|&;()\n")
        lexer.whitespace = " \t\r"
        lexer.whitespace_split = True
        lexer.commenters = ""
        words = list(lexer)
    except ValueError:
        return [text.split()]
    parts: list[list[str]] = [[]]
    for word in words:
        if word and set(word) <= set("|&;()\n"):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _modern(words: list[str]) -> list[str]:
    return ["docker", "compose", *words[1:]] if words[0] == "docker-compose" else words


def _split(words: list[str]) -> tuple[str, list[str]]:
    """The canonical path and the words after it; global flags before a sub-command are passed over."""
    known = tables()
    path, rest = words[0], words[1:]
    while rest:
        ahead = 0
        while ahead < len(rest) and rest[ahead].startswith("-"):
            ahead += _flag(path, rest[ahead:])[0]
        longer = f"{path} {rest[ahead]}" if ahead < len(rest) else ""
        if longer not in known["commands"] and longer not in known["aliases"]:
            break
        path, rest = known["aliases"].get(longer, longer), rest[ahead + 1 :]
    return path, rest


def _wrong(words: list[str]) -> list[str]:
    path, rest = _split(words)
    found: list[str] = []
    facts = tables()["commands"].get(path, None)
    if facts is None or (path in ("docker", "docker compose") and rest and not rest[0].startswith("-")):
        return [f"'{' '.join(words[:3])}' is no docker command; see docker --help"]
    arguments = 0
    stops = bool(_STOPS.search(facts.get("usage", "")))
    while rest:
        word = rest[0]
        if word == "--" or (arguments and stops):
            arguments += len(rest)
            break
        if word.startswith("-") and len(word) > 1:
            used, sentence = _flag(path, rest)
            found += [sentence] if sentence else []
            rest = rest[used:]
        else:
            redirect = re.match(r"\d*[<>]", word)
            arguments += 0 if redirect else 1
            rest = rest[2 if redirect and word in ("<", ">", ">>", "2>") else 1 :]
    least = (facts.get("args") or {}).get("min") or 0
    if arguments < least:
        found.append(f"'{path}' wants at least {least} argument{'s' if least > 1 else ''}: {facts['usage']}")
    return found


def _flag(path: str, rest: list[str]) -> tuple[int, str]:
    """How many words a flag takes, and what is wrong with it."""
    flags = tables()["commands"].get(path, {}).get("flags", {})
    word = rest[0]
    if word in ("--help", "-h") and "h" not in {fact.get("short") for fact in flags.values()}:
        return 1, ""
    if word.startswith("--"):
        name, glued = word[2:].split("=", 1)[0], "=" in word
        if name not in flags:
            return 1, f"'{path}' has no flag --{name}"
        return (1 if glued or not flags[name].get("takes_value") else 2), ""
    by_short = {fact["short"]: fact for fact in flags.values() if "short" in fact}
    for number, letter in enumerate(word[1:], 1):
        if letter not in by_short:
            return 1, f"'{path}' has no flag -{letter}"
        if by_short[letter].get("takes_value"):
            return (1 if number < len(word) - 1 else 2), ""
    return 1, ""
