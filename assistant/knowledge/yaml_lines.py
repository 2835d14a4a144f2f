"""YAML text → plain values with the line of every field. A broken card costs that card, not its file.

Scalars stay texts, whatever they look like: nothing in a card is a number or a date, and `no` is a word.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from assistant.knowledge.schema import Finding, Raw

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CARD_START = re.compile(r"^- ", re.M)

Lines = dict[tuple[str | int, ...], int]


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


def _chunks(content: str) -> list[tuple[int, str]]:
    starts = [match.start() for match in _CARD_START.finditer(content)] + [len(content)]
    return [(content.count("\n", 0, a), content[a:b]) for a, b in zip(starts, starts[1:], strict=False)]


def _syntax(name: str, error: yaml.YAMLError, offset: int) -> Finding:
    in_quotes = "quoted" in (getattr(error, "context", None) or "")
    mark = getattr(error, "context_mark" if in_quotes else "problem_mark", None)
    line = (mark.line if mark else 0) + offset + 1
    what = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    return Finding(name, line, f"not YAML ({what}); quote the text or mend the indentation here")


def _entries(name: str, content: str, offset: int) -> list[Raw]:
    loader = _Loader(content)
    try:
        root = loader.get_single_node()
    except (ValueError, RecursionError) as error:  # an unreadable character; lists within lists without end
        raise yaml.YAMLError(str(error)) from error
    finally:
        loader.dispose()
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        return [Raw(name, None, {(): root.start_mark.line + offset + 1})]
    return [_raw(name, node, offset) for node in root.value]


def _raw(name: str, node: yaml.Node, offset: int) -> Raw:
    lines: Lines = {}
    return Raw(name, _value(node, (), offset + 1, lines, set()), lines)


def _value(node: yaml.Node, path: tuple[str | int, ...], first: int, lines: Lines, open_nodes: set[int]) -> Any:
    lines.setdefault(path, node.start_mark.line + first)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in open_nodes:
        return None  # an alias to what it stands in
    open_nodes.add(id(node))
    made: Any
    if isinstance(node, yaml.SequenceNode):
        made = [_value(entry, (*path, number), first, lines, open_nodes) for number, entry in enumerate(node.value)]
    else:
        made = {}
        for key, entry in node.value:
            field = (
                str(key.value) if str(key.value) not in made else f"{key.value} (twice)"
            )  # the schema does not know that field
            lines[(*path, field)] = key.start_mark.line + first
            made[field] = _value(entry, (*path, field), first, lines, open_nodes)
    open_nodes.discard(id(node))
    return made
