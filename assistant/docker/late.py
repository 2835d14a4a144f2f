"""Regular expressions compiled when they are first used: a one-shot question needs few, and compiling all costs a tenth of its
time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Late:
    """A pattern with the methods of re.Pattern that are used here."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._source, self._flags)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """As re.Pattern.match."""
        return self.pattern.match(text, at)

    def fullmatch(self, text: str, at: int = 0) -> re.Match[str] | None:
        """As re.Pattern.fullmatch."""
        return self.pattern.fullmatch(text, at)

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """As re.Pattern.search."""
        return self.pattern.search(text, at)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As re.Pattern.finditer."""
        return self.pattern.finditer(text)

    def findall(self, text: str) -> list[str]:
        """As re.Pattern.findall, for a pattern with one group at most."""
        return self.pattern.findall(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As re.Pattern.sub."""
        return self.pattern.sub(by, text)

    def split(self, text: str) -> list[str]:
        """As re.Pattern.split, for a pattern without groups."""
        return self.pattern.split(text)
