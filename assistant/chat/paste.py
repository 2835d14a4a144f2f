"""What is pasted: made harmless, and kept aside where it is long, with a short name in its place on the line."""

from __future__ import annotations

import re

from assistant.paint import clean

LONG = 400  # letters of one pasted line that still stand on the line themselves
_MOST = 20  # pastes that are kept
_SEQUENCES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][0-9A-Za-z]|[=>NOc78])")
_NAME = re.compile(r"\[pasted [^\]\n]{1,40}\]")


def harmless(text: str) -> str:
    """The text without what a terminal would obey: colours and the like are left out, other control characters become "?"."""
    text = text.encode("utf-8", "replace").decode()
    if "\x1b" in text:
        text = _SEQUENCES.sub("", text)
    return clean(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))


class Pastes:
    """Long pastes by their short names ("[pasted 23 lines]"), the newest few."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def short(self, text: str) -> str:
        """What stands on the line for a text: itself where it is short, else a name for it."""
        lines = text.strip("\n").split("\n")
        if len(lines) == 1 and len(text) <= LONG:
            return lines[0]
        what = f"{len(lines):,} lines" if len(lines) > 1 else f"{len(text):,} letters"
        name, number = f"[pasted {what}]", 1
        while self._kept.get(name, text) != text:
            number += 1
            name = f"[pasted {what}, {number}]"
        self._kept[name] = self._kept.pop(name, text)
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return name

    def whole(self, line: str) -> str:
        """The line with the texts in the place of their names."""
        return _NAME.sub(lambda match: self._kept.get(match[0], match[0]), line)

    def name_before(self, text: str) -> str:
        """The name of a paste that the text ends with; "" where it ends otherwise."""
        return next((name for name in self._kept if text.endswith(name)), "")
