"""What a field may hold: small checks, put together by the schema. Each yields (path below the field, sentence)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from typing import Any

from assistant.model import BLANK_KINDS

BLANK = re.compile(r"<([a-z][a-z0-9_-]*)>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

Found = Iterator[tuple[tuple[str | int, ...], str]]
Check = Callable[[Any], Found]


def text(value: Any) -> Found:
    """A text that is not empty and holds nothing a terminal would obey."""
    if not isinstance(value, str):
        yield (), "must be a text; write it on this line, in quotes if it holds ': ' or begins with a bracket"
    elif not value.strip():
        yield (), "is empty; write the text or take the field out"
    elif _CONTROL.search(value):
        yield (), "holds a control character; take it out"


def flag_name(value: Any) -> Found:
    yield from text(value)
    if isinstance(value, str) and not re.match(r"-{1,2}[A-Za-z]", value):
        yield (), f"'{value}' is no flag; spell it as --help does, such as '-d, --detach'"


def way(value: Any) -> Found:
    """A way of asking: a text in which `<kind>` stands for a value."""
    yield from text(value)
    for kind in BLANK.findall(value) if isinstance(value, str) else ():
        if kind not in BLANK_KINDS:
            yield (), f"<{kind}> is no kind of value{nearest(kind, BLANK_KINDS)}; it is one of: {' '.join(BLANK_KINDS)}"


def boolean(value: Any) -> Found:
    if value not in ("true", "false"):
        yield (), "must be true or false"


def one_of(*allowed: str) -> Check:
    def check(value: Any) -> Found:
        if value not in allowed:
            yield (), f"'{value}' is not known here{nearest(str(value), allowed)}; it is one of: {' '.join(allowed)}"

    return check


def list_of(check: Check, least: int = 0) -> Check:
    def checked(value: Any) -> Found:
        if not isinstance(value, list):
            yield (), "must be a list; put each entry on a line of its own after '- '"
            return
        if len(value) < least:
            yield (), f"has {len(value)} entries; write at least {least}"
        for number, entry in enumerate(value):
            for path, sentence in check(entry):
                yield (number, *path), sentence

    return checked


def record(must: dict[str, Check], may: dict[str, Check]) -> Check:
    def checked(value: Any) -> Found:
        if not isinstance(value, dict):
            yield (), f"must be a mapping with {' '.join(must) or 'keys'}"
            return
        yield from fields(value, must, may)

    return checked


def mapping_of(check: Check) -> Check:
    def checked(value: Any) -> Found:
        if not isinstance(value, dict):
            yield (), "must be a mapping"
            return
        for name, entry in value.items():
            if not isinstance(name, str) or not BLANK.fullmatch(f"<{name}>"):
                yield (name,), f"'{name}' is no name for a blank; use lower case letters, digits, '_' and '-'"
            for path, sentence in check(entry):
                yield (name, *path), sentence

    return checked


def table_of(check: Check) -> Check:
    """A mapping of any texts to what `check` wants."""

    def checked(value: Any) -> Found:
        if not isinstance(value, dict):
            yield (), "must be a mapping of values to ways of asking for them"
            return
        for name, entry in value.items():
            for path, sentence in check(entry):
                yield (name, *path), sentence

    return checked


def nearest(word: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, known, 1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def fields(value: dict[Any, Any], must: dict[str, Check], may: dict[str, Check]) -> Found:
    known = {**must, **may}
    for name, entry in value.items():
        if name not in known:
            yield (name,), f"unknown field '{name}'{nearest(str(name), tuple(known))}; take it out or rename it"
            continue
        for path, sentence in known[name](entry):
            yield (name, *path), f"'{name}' {sentence}" if not path else sentence
    for name in must:
        if name not in value:
            yield (), f"field '{name}' is missing; add it"
