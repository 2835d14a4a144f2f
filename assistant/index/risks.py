"""index/risks.yaml, checked against the command tables: what a docker command does when it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from assistant.docker import grammar, tables
from assistant.model import RISKS

_PARTS: dict[str, type] = {
    "commands": dict,
    "flags": list,
    "asks": dict,
    "kept": list,
    "looks": dict,
    "inside": dict,
    "programs": dict,
}
_PROGRAMS: dict[str, type] = {"shells": list, "wrappers": list, "read": list, "destroy": list, "by_words": dict, "texts": list}
_ROW = {"paths", "flags", "risk", "because", "look", "asks"}
Found = Iterator[tuple[str, str]]  # a text of the file, and what is wrong with it


def first_wrong(content: dict[str, Any], path: str) -> tuple[int, str] | None:
    """The line of the first thing that is wrong with the table, and the sentence that says so; None where all is right."""
    for text, sentence in _wrong(content):
        return _line(path, text), sentence
    return None


def flat(content: dict[str, Any]) -> dict[str, Any]:
    """The table as it goes into the index: `commands` and `asks` by path, all else as it stands."""
    commands = {path: risk for topic in content["commands"].values() for risk, paths in topic.items() for path in paths}
    return {**content, "commands": commands, "asks": {path: flag for flag, paths in content["asks"].items() for path in paths}}


def _wrong(content: dict[str, Any]) -> Found:
    shapes = [*_shapes(content, _PARTS, "")]
    shapes += _shapes(content["programs"], _PROGRAMS, "programs") if not shapes else []
    if shapes:
        yield from shapes
        return
    for check in (_commands, _flags, _rest, _programs):
        try:
            yield from check(content)
        except (AttributeError, KeyError, TypeError) as error:
            yield "", f"a part has another shape than its neighbours ({error}); write it as they are written"


def _shapes(content: dict[str, Any], shapes: dict[str, type], within: str) -> Found:
    for name, shape in shapes.items():
        if not isinstance(content.get(name), shape):
            yield (
                name if name in content else within,
                f"'{name}' must be a {'list' if shape is list else 'mapping'}; mend or restore it",
            )
    for name in content:
        if name not in shapes:
            yield str(name), f"there is no part '{name}'; the parts are {', '.join(shapes)}"


def _commands(content: dict[str, Any]) -> Found:
    seen: set[str] = set()
    for topic in content["commands"].values():
        for risk, paths in topic.items():
            yield from _risk(risk)
            for path in paths:
                yield from _path(path)
                if path in seen:
                    yield path, f"'{path}' stands here twice; leave one"
                seen.add(path)


def _flags(content: dict[str, Any]) -> Found:
    for row in content["flags"]:
        yield from _risk(row["risk"])
        for name in row.keys() - _ROW:
            yield name, f"a row of flags has no '{name}'; it has {', '.join(sorted(_ROW))}"
        for path in row["paths"]:
            yield from _path(path)
            for name in (*row["flags"], *filter(None, [row.get("asks")])):
                if not path.endswith("*") and not tables.flag_of(f"docker {path}", str(name))[0]:
                    yield str(name), f"'docker {path}' has no flag --{name}; take it out or spell it as --help does"
        for pattern in row["flags"].values():
            yield from _pattern(pattern)
        if "look" in row:
            yield from _look(row["look"])


def _rest(content: dict[str, Any]) -> Found:
    for path, look in content["looks"].items():
        yield from _path(path)
        yield from _look(look)
    for flag, paths in content["asks"].items():
        for path in paths:
            yield from _path(path)
            if not tables.flag_of(f"docker {path}", flag)[0]:
                yield path, f"'docker {path}' has no flag --{flag}; take it out or spell it as --help does"
    for name in ("running", "new"):
        for path in content["inside"][name]:
            yield from _path(path)


def _programs(content: dict[str, Any]) -> Found:
    known = content["programs"]
    for name, patterns in known["by_words"].items():
        for pattern, risk in patterns.items():
            yield from _risk(risk)
            yield from _pattern(pattern)
        if name in known["read"] or name in known["destroy"]:
            yield name, f"'{name}' stands in two places; leave one"
    for pattern in known["texts"]:
        yield from _pattern(pattern)


def _risk(risk: Any) -> Found:
    if risk not in RISKS:
        yield str(risk), f"'{risk}' is no risk; write one of {', '.join(RISKS)}"


def _path(path: Any) -> Found:
    if not tables.facts(f"docker {path}".removesuffix(" *")):
        yield str(path), f"there is no command 'docker {path}'; take it out or spell it as its help does"


def _pattern(pattern: Any) -> Found:
    try:
        re.compile(pattern)
    except (re.error, TypeError) as error:
        yield str(pattern), f"'{pattern}' is no pattern ({error}); mend it"


def _look(look: Any) -> Found:
    for sentence in grammar.problems(look):
        yield str(look), sentence


def _line(path: str, text: str) -> int:
    """The line where a text stands in the file, 1 where it is not found."""
    with open(path, encoding="utf-8") as content:
        tokens = (found for found in yaml.scan(content) if isinstance(found, yaml.ScalarToken))
        return next((found.start_mark.line + 1 for found in tokens if text and found.value == text), 1)
