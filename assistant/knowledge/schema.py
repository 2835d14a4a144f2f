"""The rules of a card: every field, its type, who must have it. Pure checks: values and line numbers in, findings out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.knowledge.checks import (
    BLANK,
    Check,
    boolean,
    fields,
    flag_name,
    list_of,
    mapping_of,
    nearest,
    one_of,
    record,
    table_of,
    text,
    way,
)
from assistant.model import BLANK_KINDS, KINDS, NEEDS, RISKS

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
MIN_ASKS = 3


@dataclass(frozen=True)
class Finding:
    """Something wrong in a file: where (line, from 1) and the sentence that mends it."""

    file: str
    line: int
    sentence: str
    costs_card: bool = True  # whether a card had to be left out for it

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True)
class Raw:
    """A card as it stands in its file: plain values, and where to look up the line of a field."""

    file: str
    value: Any
    lines: Callable[[tuple[str | int, ...]], int]

    def line(self, *path: str | int) -> int:
        """The line of a field, or of the nearest one around it."""
        return self.lines(path)


_BLANK_ENTRY = record({"is": one_of(*BLANK_KINDS)}, {"many": boolean, "hint": text, "asks": list_of(way)})
_OPTION = record(
    {"flag": flag_name, "means": text}, {"asks": list_of(way), "takes": one_of(*BLANK_KINDS), "gives": table_of(list_of(way))}
)
_EXAMPLE = record({"run": text, "does": text}, {})
_STEP = record({"does": text}, {"run": text, "on": text})
_FIX = record({"does": text}, {"run": text})

_ALWAYS: dict[str, Check] = {
    "id": text,
    "kind": one_of(*KINDS),
    "title": text,
    "summary": text,
    "asks": list_of(text, MIN_ASKS),
}
_ANYWHERE: dict[str, Check] = {
    "command": text,
    "blanks": mapping_of(_BLANK_ENTRY),
    "caveats": list_of(text),
    "examples": list_of(_EXAMPLE),
    "see": list_of(text),
    "notes": list_of(text),
}
_ACTION: dict[str, Check] = {
    "options": list_of(_OPTION),
    "look": text,
    "undo": text,
}
_RISK_AND_NEEDS: dict[str, Check] = {"risk": one_of(*RISKS), "needs": list_of(one_of(*NEEDS))}

RULES: dict[str, tuple[dict[str, Check], dict[str, Check]]] = {
    "command": (
        {**_ALWAYS, **_RISK_AND_NEEDS, "command": text, "examples": list_of(_EXAMPLE, 1)},
        {**_ANYWHERE, **_ACTION},
    ),
    "recipe": (
        {**_ALWAYS, **_RISK_AND_NEEDS, "command": text, "steps": list_of(_STEP, 2)},
        {**_ANYWHERE, **_ACTION, "picture": text},
    ),
    "concept": (_ALWAYS, {**_ANYWHERE, "options": list_of(_OPTION), "picture": text}),
    "problem": (
        {**_ALWAYS, "matches": list_of(text, 1), "because": text, "fixes": list_of(_FIX, 1)},
        {**_ANYWHERE, **_RISK_AND_NEEDS},
    ),
}


def check_card(raw: Raw) -> list[Finding]:
    """Everything wrong with one card, seen by itself. An empty list means that it can serve."""
    value = raw.value
    if not isinstance(value, dict):
        return [Finding(raw.file, raw.line(), "a card must be a mapping that begins with '- id: …'")]
    kind = value.get("kind")
    if kind not in RULES:
        sentence = f"'kind' is {kind!r}; it is one of: {' '.join(KINDS)}"
        return [Finding(raw.file, raw.line("kind"), sentence)]
    found = [Finding(raw.file, raw.line(*path), sentence) for path, sentence in fields(value, *RULES[kind])]
    return found or _whole_card(raw)


def _whole_card(raw: Raw) -> list[Finding]:
    value, found = raw.value, []
    if not _ID.match(value["id"]):
        found.append(Finding(raw.file, raw.line("id"), f"id '{value['id']}' must be lower-case words joined by hyphens"))
    declared = set(value.get("blanks", {}))
    used: set[str] = set()
    for path, line in command_lines(value):
        names = set(BLANK.findall(line))
        used |= names
        for name in sorted(names - declared):
            sentence = f"blank <{name}> is not declared; add '{name}: {{is: …}}' under blanks{nearest(name, tuple(declared))}"
            found.append(Finding(raw.file, raw.line(*path), sentence))
    for name in sorted(declared - used):
        found.append(Finding(raw.file, raw.line("blanks", name), f"blank '{name}' stands in no command; take it out"))
    return found


def command_lines(value: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every command line of a card with the path of the field it stands in."""
    for name in ("command", "look", "undo"):
        if name in value:
            yield (name,), value[name]
    for name in ("examples", "steps", "fixes"):
        for number, entry in enumerate(value.get(name, [])):
            if "run" in entry:
                yield (name, number, "run"), entry["run"]
