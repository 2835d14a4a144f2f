"""The text of `docker … --help` → its parts. Only names, types and defaults are read; descriptions are passed over."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from .facts import telling

_FLAG = re.compile(
    r"  (?:-(?P<short>\S), |    )--(?P<name>[\w-]+)(?: (?P<type>\S.*?)(?P<alone>\[=[^\]]*\])?)?(?:\s{2,}(?P<text>.*))?$"
)
_COMMAND = re.compile(r"  (?P<name>[a-z][\w-]*)(?P<plugin>\*?)(?:\s+(?P<text>.*))?$")
_DEFAULT = re.compile(r'\(default "?([^"()]*)"?\)$')
_PATH = re.compile(r"docker(?: [a-z][\w-]*)*(?![\w:=\[|])")


_TYPES = """
bool string strings stringArray stringSlice stringToString list map int uint uint16 uint32 float decimal bytes duration filter
mount network ulimit port secret config command pref gpu-request external-ca credential-spec node-addr pem-file
"""  # of any other word a help text does not tell whether it stands for a value: it may come from the description
TYPES = frozenset(_TYPES.split())


class Help(NamedTuple):
    """What one help text tells: its usage, all spellings of its path, what lies below it, and its flags by long name."""

    usage: str
    path: str  # as the client names it, which is not always as it was asked
    aliases: tuple[str, ...]
    commands: tuple[str, ...]
    plugins: tuple[str, ...]
    flags: dict[str, dict[str, Any]]
    experimental: bool


def parse(text: str) -> Help:
    """Reads a help text; of any other text the usage and all else is empty."""
    sections = _sections(text)
    usage = next(iter(sections.get("Usage", [])), "").strip()
    spelled = re.sub(r"\s+", " ", " ".join(sections.get("Aliases", [])))
    below = [
        found
        for name, lines in sections.items()
        if name.endswith("Commands")
        for line in lines
        if (found := _COMMAND.match(line))
    ]
    flags: dict[str, dict[str, Any]] = {}
    for name, lines in sections.items():
        if name.endswith(("Options", "Flags")):
            flags |= _flags(lines)
    found_path = _PATH.match(usage)
    path = found_path.group() if found_path else ""
    return Help(
        usage,
        path,
        tuple(other.strip() for other in spelled.split(",") if other.strip()),
        tuple(found["name"] for found in below),
        tuple(found["name"] for found in below if found["plugin"]),
        flags,
        "EXPERIMENTAL" in sections,
    )


def _sections(text: str) -> dict[str, list[str]]:
    """The indented lines under each heading; what stands beside a heading (`Usage:  docker …`) is its first line."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        heading = re.match(r"([A-Z][\w ]*):(?:\s+(.*))?$", line)
        if heading:
            beside = heading[2] or ""
            lines = sections.setdefault(heading[1], [])
            lines += [beside] if beside else []
        elif line[:1].isspace() and line.strip():
            lines.append(line)
        elif line.strip():
            lines = []  # running text ends a section
    return sections


def _flags(lines: list[str]) -> dict[str, dict[str, Any]]:
    flags: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    name = ""
    for line in lines:
        found = _FLAG.match(line)
        if found:
            name = found["name"]
            flags[name] = _shape(found["short"], found["type"], found["alone"])
            texts[name] = found["text"] or ""
        elif name:
            texts[name] += " " + line.strip()
    flags.pop("help", None)  # every command has it
    for name, fact in flags.items():
        fact.update(_told(texts[name].strip(), fact["type"]))
    return flags


def _shape(short: str | None, kind: str | None, alone: str | None) -> dict[str, Any]:
    """The facts of the left column: `-a, --attach list`; `[=…]` after the type says that the flag may stand alone."""
    fact: dict[str, Any] = {"short": short} if short else {}
    if kind and kind != "bool":
        fact["takes_value"] = True
    fact["type"] = kind or "bool"
    if alone and kind:
        fact["optional_value"] = True
    return fact


def _told(text: str, kind: str) -> dict[str, Any]:
    """The facts that stand as fixed words in a description."""
    fact: dict[str, Any] = {}
    if text.endswith("(EXPERIMENTAL)"):
        fact["experimental"] = True
    if re.match(r"\W?deprecated\b", text, re.IGNORECASE):
        fact["deprecated"] = True
    default = _DEFAULT.search(text)
    if default and telling(default[1], kind):
        fact["default"] = default[1]
    return fact
