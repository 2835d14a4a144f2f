"""What the tables know to be wrong, old or new in the docker commands of a line."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.docker import tables
from assistant.docker.command import Command
from assistant.docker.items import Flag
from assistant.docker.late import Late
from assistant.docker.line import Line
from assistant.docker.parts import Word
from assistant.docker.plain import fed

_INT, _UINT = r"[+-]?(?:\d[\d_]*|0[xX][\dA-Fa-f]+|0[oO]?[0-7]+|0[bB][01]+)", r"(?:\d[\d_]*|0[xX][\dA-Fa-f]+)"
_VALUES = {  # by the kind of value: what it looks like, and how to say so
    "int": (_INT, "a whole number"),
    "uint": (_UINT, "a whole number from 0"),
    "uint16": (_UINT, "a whole number from 0"),
    "uint32": (_UINT, "a whole number from 0"),
    "decimal": (r"[+-]?(?:\d+\.?\d*|\.\d+)(?:/\d+)?", "a number such as 1.5"),
    "float": (r"[+-]?(?:\d+\.?\d*|\.\d+)", "a number such as 1.5"),
    "duration": (r"[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)", "a duration such as 30s or 1m30s"),
    "bytes": (r"(?:\d+\.?\d*|\.\d+) ?(?:[kmgtpKMGTP]?[iI]?[bB]?)", "a size such as 512m or 2g"),
    "bool": (r"1|t|T|true|TRUE|True|0|f|F|false|FALSE|False", "true or false"),
}
_CHECKS = {kind: (Late(pattern), example) for kind, (pattern, example) in _VALUES.items()}


def problems(line: Line) -> list[str]:
    """What is wrong with every docker command of a line, as sentences."""
    return [sentence for command in line.commands for sentence in _wrong(command)]


def needs_api(line: Line) -> list[tuple[str, str]]:
    """(path or --flag, API version) for what wants a certain version."""
    found = []
    for command in line.commands:
        if api := tables.facts(_full(command.path)).get("min_api"):
            found.append((command.path, api))
        for flag in command.flags():
            if api := _facts(flag).get("min_api"):
                found.append((_dashed(flag.name), api))
    return found


def deprecated(line: Line) -> list[str]:
    """The paths and flags of a line that Docker is about to drop."""
    found = []
    for command in line.commands:
        if tables.facts(_full(command.path)).get("deprecated"):
            found.append(command.path)
        found += [_dashed(flag.name) for flag in command.flags() if _facts(flag).get("deprecated")]
    return found


def nearest_flag(path: str, text: str) -> str:
    """The long name of the flag most like a text; "" where none is."""
    names = [name for name, fact in tables.facts(path).get("flags", {}).items() if not fact.get("hidden")]
    return _nearest(text.lstrip("-").partition("=")[0], names)


_OWN_ARGUMENT = Late(r"\[(?!OPTIONS)[A-Z]")  # docker buildx history inspect has a command below it, and runs by itself too


def _wrong(command: Command) -> Iterator[str]:
    full = _full(command.path)
    if tables.is_group(full) and not _OWN_ARGUMENT.search(tables.facts(full).get("usage", "")):
        yield from _unknown_command(command, full)
        if command.arguments():
            return
    for flag in command.flags():
        yield from _wrong_flag(flag)
    if not fed(command) and not any(word.splits() for word in command.arguments()):
        yield from _wrong_count(full, command.arguments())


def _unknown_command(command: Command, full: str) -> Iterator[str]:
    text = next((word.value() for word in command.arguments()), None)
    if text:
        near = _nearest(text, tables.below(full))
        yield f"'{full} {text}' is no docker command; " + (f"did you mean {full} {near}?" if near else f"see {full} --help")


def _wrong_flag(flag: Flag) -> Iterator[str]:
    fact, full, shown = _facts(flag), _full(flag.level), _dashed(flag.name)
    if not fact:
        if flag.name not in ("help", "h"):
            yield f"'{full}' has no flag {shown}" + _instead(flag, full)
    elif flag.value is None:
        if fact.get("takes_value") and not fact.get("optional_value"):
            yield f"'{full}' wants a value for {shown}"
    else:
        text = flag.value.value()
        pattern, example = _CHECKS.get(str(fact.get("type")), (None, ""))
        unlimited = text == "-1" and flag.name == "memory-swap"
        if text is not None and pattern and not pattern.fullmatch(text) and not unlimited:
            yield f"'{full}' wants {example} for {shown}, not {text!r}"


def _instead(flag: Flag, full: str) -> str:
    upper, _, step = full.rpartition(" ")
    if upper and tables.flag_of(upper, flag.name)[0] and upper in ("docker", "docker compose"):
        return f"; it stands before {step}: {upper} {_dashed(flag.name)} … {step}"
    near = nearest_flag(full, flag.name) if len(flag.name) > 1 else ""
    return f"; did you mean --{near}?" if near else ""


def _wrong_count(full: str, words: tuple[Word, ...]) -> Iterator[str]:
    count, sure = len(words), sum(len(word.parts) > 1 or not word.blanks() for word in words)  # a blank may become flags
    facts = tables.facts(full)
    counts = facts.get("args") or {}
    least, most = counts.get("min") or 0, counts.get("max")
    if count < least:
        yield f"'{full}' wants at least {least} argument{'s' if least > 1 else ''}: {facts['usage']}"
    elif most is not None and sure > most:
        takes = f"takes at most {most} argument{'s' if most > 1 else ''}" if most else "takes no arguments"
        yield f"'{full}' {takes}: {facts['usage']}"


def _facts(flag: Flag) -> dict[str, object]:
    return tables.flag_of(_full(flag.level), flag.name)[1]


def _full(path: str) -> str:
    return f"docker {path}" if path else "docker"


def _dashed(name: str) -> str:
    return f"--{name}" if len(name) > 1 else f"-{name}"


def _nearest(text: str, names: list[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(text, names, 1, 0.6)), "")
