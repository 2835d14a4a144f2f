"""What stands open as the value of a flag that is put into a command: as the cards write it, else by its type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from assistant.docker import grammar
from assistant.docker.parts import Text, Word
from assistant.model import BLANK_KINDS, Blank, Card

SEVERAL = ("list", "stringArray", "stringSlice", "strings", "map", "filter", "ulimit", "mount")  # types that may be repeated
_KINDS = {"bytes": "size", "duration": "duration", "int": "count", "uint": "count", "uint16": "count", "network": "network"}
_OPEN = {"env": "<key>=<value>", "env-add": "<key>=<value>", "label": "<key>=<value>"}  # by name: what none of the types says


class Values:
    """The open values of the flags of one path, learnt from all cards that have them."""

    def __init__(self, path: str, cards: Iterable[Card]) -> None:
        self._path = path
        self._kinds: dict[str, str] = {}
        counted: Counter[tuple[str, str]] = Counter()
        for card in cards:
            if "<" in card.command and grammar.path_of(card.command) == path:
                counted.update(self._learnt(card))
        self._values: dict[str, str] = {}
        for (name, source), _ in counted.most_common():
            self._values.setdefault(name, source)

    def open(self, name: str) -> str:
        """The value of a flag, by its long name, with its blanks open."""
        kind = _KINDS.get(str(grammar.flag_facts(self._path, name).get("type")), name)
        return _OPEN.get(name) or self._values.get(name) or f"<{kind}>"

    def blanks(self, command: str) -> tuple[Blank, ...]:
        """The open blanks of a command."""
        try:
            line = grammar.parse(command)
        except grammar.GrammarError:
            return ()
        words = [word for one in line.commands for word in one.arguments()]
        words += [flag.value for one in line.commands for flag in one.flags() if flag.value]
        names = dict.fromkeys(name for word in words for name in word.blanks())
        return tuple(Blank(name, self._kinds.get(name) or (name if name in BLANK_KINDS else "text")) for name in names)

    def _learnt(self, card: Card) -> list[tuple[str, str]]:
        self._kinds |= {blank.name: blank.kind for blank in card.blanks if blank.name not in self._kinds}
        try:
            flags = grammar.parse(card.command).commands[0].flags()
        except (grammar.GrammarError, IndexError):
            return []
        return [(flag.name, flag.value.source) for flag in flags if flag.value and _open(flag.value)]


def _open(value: Word) -> bool:
    """Whether all of a value is open: TZ=<zone> is one variable of many."""
    return bool(value.blanks()) and not any(
        letter.isalnum() for part in value.parts if isinstance(part, Text) for letter in part.text
    )
