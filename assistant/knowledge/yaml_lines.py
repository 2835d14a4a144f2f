"""YAML text → plain values with the line of every field. A broken card costs that card, not its file."""

from __future__ import annotations

import re
from typing import Any

import yaml

from assistant.knowledge.schema import Finding, Raw

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CARD_START = re.compile(r"^- ", re.M)


def read_cards(name: str, content: str) -> tuple[list[Raw], list[Finding]]:
    """The cards of one file's text, and what could not be read. `name` is the file's name in findings."""
    try:
        return _entries(name, content, 0), []
    except yaml.YAMLError as error:
        if not _CARD_START.search(content):
            return [], [_syntax(name, error, 0)]
    raws: list[Raw] = []
    findings: list[Finding] = []
    for offset, chunk in _chunks(content):
        try:
            raws += _entries(name, chunk, offset)
        except yaml.YAMLError as error:
            findings.append(_syntax(name, error, offset))
    return raws, findings


def read_plain(name: str, content: str) -> tuple[Any, list[Finding]]:
    """The plain value of a YAML text that is not a card file (tuning), or a finding."""
    try:
        return yaml.load(content, Loader=_Loader), []
    except yaml.YAMLError as error:
        return None, [_syntax(name, error, 0)]


def _chunks(content: str) -> list[tuple[int, str]]:
    starts = [match.start() for match in _CARD_START.finditer(content)] + [len(content)]
    return [(content.count("\n", 0, a), content[a:b]) for a, b in zip(starts, starts[1:], strict=False)]


def _syntax(name: str, error: yaml.YAMLError, offset: int) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line = (mark.line if mark else 0) + offset + 1
    what = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    return Finding(name, line, f"not YAML ({what}); quote the text or mend the indentation here")


def _entries(name: str, content: str, offset: int) -> list[Raw]:
    loader = _Loader(content)
    try:
        root = loader.get_single_node()
        if root is None:
            return []
        if not isinstance(root, yaml.SequenceNode):
            mark = root.start_mark.line + offset + 1
            return [Raw(name, None, {(): mark})]
        return [_raw(name, loader, node, offset) for node in root.value]
    except ValueError as error:  # a date such as 2024-13-45
        raise yaml.YAMLError(str(error)) from error
    finally:
        loader.dispose()


def _raw(name: str, loader: Any, node: yaml.Node, offset: int) -> Raw:
    lines: dict[tuple[str | int, ...], int] = {}
    doubles: list[str] = []
    _walk(node, (), offset, lines, doubles)
    value = loader.construct_object(node, deep=True)
    if doubles and isinstance(value, dict):
        value[f"{doubles[0]} (twice)"] = None  # the schema reports it as an unknown field, at its line
    return Raw(name, value, lines)


def _walk(
    node: yaml.Node, path: tuple[str | int, ...], offset: int, lines: dict[tuple[str | int, ...], int], doubles: list[str]
) -> None:
    lines.setdefault(path, node.start_mark.line + offset + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            step = (*path, str(key.value))
            if step in lines:
                doubles.append(str(key.value))
                step = (*path, f"{key.value} (twice)")
            lines[step] = key.start_mark.line + offset + 1
            _walk(value, step, offset, lines, doubles)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _walk(value, (*path, number), offset, lines, doubles)
