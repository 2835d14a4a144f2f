"""A configuration file's text → the values in it and what is wrong, with lines. Loaded only where a file is new."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import yaml

from assistant.settings import nodes
from assistant.settings.keys import CHOICE, KEYS, NUMBER, TEXTS, YES_NO, Key

_TABLE = {key.name: key for key in KEYS}
_SECTIONS = {name.partition(".")[0] for name in _TABLE if "." in name}
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NULL = "tag:yaml.org,2002:null"
_LONGEST, _MOST_FINDINGS = 40, 100  # letters of a text that is shown; more findings nobody reads


class _Wrong(Exception):
    """A value that its key cannot have: the node at fault, and the sentence."""

    def __init__(self, node: yaml.Node, sentence: str) -> None:
        super().__init__(sentence)
        self.node = node


def check(file: str, content: bytes) -> tuple[dict[str, Any], list[str]]:
    """The values by full name, and the findings as "file:line: sentence"; for a key with a finding there is no value."""
    reading = _Reading(file)
    try:
        root = nodes.root(content)
    except nodes.NotRead as error:
        reading.tell(error.line, f"{error}; the defaults serve")
        return {}, reading.findings
    if isinstance(root, yaml.MappingNode):
        reading.take(root)
    elif root is not None and root.tag != _NULL:
        what = f"keys with values are wanted, such as 'color: never', not {_what(root)}"
        reading.tell(root.start_mark.line + 1, f"{what}; the defaults serve")
    return reading.kept(), reading.findings


class _Reading:
    """Collects values and findings while a file is gone through."""

    def __init__(self, file: str) -> None:
        self.findings: list[str] = []
        self._file = "".join(letter if letter.isprintable() else "?" for letter in file)
        self._values: dict[str, Any] = {}
        self._lines: dict[str, int] = {}
        self._twice: set[str] = set()

    def kept(self) -> dict[str, Any]:
        """The values of all keys that nothing is wrong with."""
        return {name: value for name, value in self._values.items() if not {name, name.partition(".")[0]} & self._twice}

    def tell(self, line: int, sentence: str) -> None:
        """Adds a finding, unless there are more than anybody reads."""
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(f"{self._file}:{line}: {sentence}")

    def take(self, mapping: yaml.MappingNode, above: str = "") -> None:
        """Takes the keys of a mapping, which stands below the section `above`."""
        for node, value in mapping.value:
            name = above + node.value if isinstance(node, yaml.ScalarNode) else "?"
            line = node.start_mark.line + 1
            if name in self._lines:
                self._twice.add(name)
                first = self._lines[name]
                self.tell(line, f"'{_shown(name)}' stands in line {first} already; keep one of them; the default serves")
            elif name in _TABLE:
                self._key(_TABLE[name], value)
            elif name in _SECTIONS:
                self._section(name, value)
            elif len(self.findings) < _MOST_FINDINGS:
                self.tell(line, f"there is no key '{_shown(name)}'{_near(name)}")
            self._lines.setdefault(name, line)

    def _key(self, key: Key, node: yaml.Node) -> None:
        try:
            self._values[key.name] = _READERS[key.kind](key, node)
        except _Wrong as wrong:
            serves = "its default serves" if key.kind == TEXTS else f"the default ({_spelled(key.default)}) serves"
            self.tell(wrong.node.start_mark.line + 1, f"{key.name} wants {wrong}; {serves}")

    def _section(self, name: str, node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            self.take(node, f"{name}.")
        elif node.tag != _NULL:
            inner = ", ".join(key.removeprefix(f"{name}.") for key in _TABLE if key.startswith(f"{name}."))
            self.tell(node.start_mark.line + 1, f"{name} wants keys below it ({inner}), not {_what(node)}; their defaults serve")


def _choice(key: Key, node: yaml.Node) -> str:
    text = node.value if isinstance(node, yaml.ScalarNode) else ""
    if text not in key.allowed:
        near = get_close_matches(text[:_LONGEST].lower(), key.allowed, 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise _Wrong(node, f"one of {', '.join(key.allowed)}, not {_what(node)}{hint}")
    return str(text)


def _yes_no(key: Key, node: yaml.Node) -> bool:
    text = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
    if text not in _WORDS:
        raise _Wrong(node, f"true or false, not {_what(node)}")
    return _WORDS[text]


def _number(key: Key, node: yaml.Node) -> int:
    text = node.value.replace("_", "") if isinstance(node, yaml.ScalarNode) else ""
    least, most = key.allowed
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        raise _Wrong(node, f"a whole number from {least} to {most}, not {_what(node)}")
    return int(text)


def _texts(key: Key, node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise _Wrong(node, f"a list of texts, such as {_spelled(key.default[:2])}, not {_what(node)}")
    for entry in node.value:
        if not isinstance(entry, yaml.ScalarNode) or not entry.value.strip() or not entry.value.isprintable():
            raise _Wrong(entry, f"texts without control characters in its list, not {_what(entry)}")
    return tuple(str(entry.value) for entry in node.value)


_READERS: dict[str, Any] = {CHOICE: _choice, YES_NO: _yes_no, NUMBER: _number, TEXTS: _texts}


def _spelled(value: Any) -> str:
    """A value as it is written in YAML."""
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{text}"' for text in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _what(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return f"'{_shown(node.value)}'" if node.value else "nothing"
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys"


def _shown(text: str) -> str:
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return "".join(letter if letter.isprintable() else "?" for letter in cut)


def _near(name: str) -> str:
    """Names the key that was most likely meant, also where it stands in another section."""
    asked = name.lower()[:_LONGEST]
    last = {key.rpartition(".")[2]: key for key in (*_TABLE, *_SECTIONS)}
    whole = get_close_matches(asked, (*_TABLE, *_SECTIONS), 1)
    ending = get_close_matches(asked.rpartition(".")[2], last, 1)
    near = whole[0] if whole else last[ending[0]] if ending else ""
    return f"; did you mean '{near}'?" if near else "; dockerhelp --config shows those that there are"
