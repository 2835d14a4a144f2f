"""YAML text → plain values with the line of every field. A broken card costs that card, not its file.

Scalars stay texts, whatever they look like: nothing in a card is a number or a date, and `no` is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from assistant.knowledge.schema import Finding, Raw

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
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
    nodes = root.value if isinstance(root, yaml.SequenceNode) else [root]
    return [Raw(name, _value(node, ()) if nodes is root.value else None, _Lines(node, offset + 1)) for node in nodes]


def _value(node: yaml.Node, above: tuple[int, ...]) -> Any:
    """The plain value of a node; `above` are the nodes that it stands in."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in above:
        return None  # an alias to what it stands in
    above = (*above, id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(entry, above) for entry in node.value]
    return {name: _value(entry, above) for name, _, entry in _fields(node)} if isinstance(node, yaml.MappingNode) else None


def _fields(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Name, key and value of each field; one that comes twice has a name that no schema knows."""
    seen: set[str] = set()
    for key, entry in node.value:
        name = str(key.value)
        yield (f"{name} (twice)" if name in seen else name), key, entry
        seen.add(name)


class _Lines:
    """The line of each field of a card, looked up only when something is wrong with it."""

    def __init__(self, node: yaml.Node, first: int) -> None:
        self._node = node
        self._first = first

    def __call__(self, path: tuple[str | int, ...]) -> int:
        """The line of the field at `path`, or of the nearest field around it."""
        node = mark = self._node
        for step in path:
            inner = self._step(node, step)
            if inner is None:
                break
            mark, node = inner
        return int(mark.start_mark.line) + self._first

    def _step(self, node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            return next(((key, entry) for name, key, entry in _fields(node) if name == step), None)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step]
        return None
