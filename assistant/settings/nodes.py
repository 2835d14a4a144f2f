"""The bytes of a configuration file → YAML nodes, which know their lines. Nothing is constructed, so no tag can do anything."""

from __future__ import annotations

from typing import Any

import yaml

_DEEPEST = 20
_STAR = 'a text that begins with * or & stands in quotes, such as "*-prod"'


class NotRead(Exception):
    """A file that is not YAML as it is wanted here: the sentence, and the line."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


class _Loader(yaml.SafeLoader):
    """Composes nodes, but follows no aliases (there is nothing to share in a configuration) and no endless nesting."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:
            raise yaml.MarkedYAMLError("an alias", None, "anchors and aliases are not taken", event.start_mark)
        if self._depth >= _DEEPEST:
            raise yaml.MarkedYAMLError(None, None, "too deeply nested", event.start_mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def root(content: bytes) -> yaml.Node | None:
    """The top node of a file, None for an empty one. Raises NotRead for anything that is not one document of YAML in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{content[error.start]:02x}"
        raise NotRead(content.count(b"\n", 0, error.start) + 1, f"not UTF-8 ({byte}); save the file as UTF-8") from error
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        what = f"a control character (U+{ord(text[error.position]):04X}); take it out"
        raise NotRead(text.count("\n", 0, error.position) + 1, what) from error
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:  # such as "\Uffffffff", which Python refuses
        raise NotRead(1, f"not YAML ({type(error).__name__}); mend the file or remove it") from error


def _not_yaml(error: yaml.MarkedYAMLError) -> NotRead:
    context, problem = error.context or "", error.problem or "it breaks off"
    hint = "mend this line or the one before it"
    if "alias" in context or "anchor" in context:
        hint = _STAR
    elif "\\t" in problem:
        hint = "indent with spaces, not with tabs"
    elif "quoted" in context:
        hint = "close the quotes"
    mark = error.context_mark if "quoted" in context else error.problem_mark
    shown = "".join(letter if letter.isprintable() else "?" for letter in problem)
    return NotRead((mark.line if mark else 0) + 1, f"not YAML ({shown}); {hint}")
