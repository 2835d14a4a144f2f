"""A docker command as typed items in the order they are written, and how to change it. Everything is immutable.

A `level` is the canonical path that a flag belongs to, without the first word: "" (docker itself), "compose", "container run".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assistant.docker import tables
from assistant.docker.items import Argument, Aside, Dashes, Flag, Item, Step, Wrapper, add, write
from assistant.docker.parts import Piece, Text, Word
from assistant.docker.shell import word, word_from

_SINGLE = ("bool", "string", "int", "uint", "uint16", "uint32", "duration", "bytes", "decimal", "float", "command", None)
Place = tuple[tuple[tuple[int, int], ...], int, int]  # (piece, part) of each substitution around it, then from and to


class Command(NamedTuple):
    """One docker command of a line. `place` tells Line.replace where it stands."""

    before: tuple[Wrapper | Aside, ...]
    program: str
    items: tuple[Item, ...]
    path: str  # canonical, without the first word: "container run", "compose up"; "" for docker alone
    gap: str = ""
    place: Place = ((), 0, 0)

    def flags(self, name: str = "") -> tuple[Flag, ...]:
        """Its flags in order, of all levels; with a long name only those of this name."""
        return tuple(item for item in self.items if isinstance(item, Flag) and name in ("", item.name))

    def arguments(self) -> tuple[Word, ...]:
        """Its arguments in order, what runs inside a container included."""
        return tuple(item.word for item in self.items if isinstance(item, Argument))

    def with_flags(self, flags: Iterable[Flag]) -> Command:
        """With these flags too, before the first argument (one of an upper level: before the next step).

        A flag that may be given once replaces its like; a flag that is there with the same value stays as it is.
        """
        items = list(self.items)
        for flag in flags:
            _put(items, flag, self.path)
        return self._replace(items=tuple(items))

    def without_flags(self, *names: str) -> Command:
        """Without all flags of these long names."""
        kept = (item for item in self.items if not (isinstance(item, Flag) and item.name in names))
        return self._replace(items=tuple(kept))

    def with_arguments(self, words: Iterable[Word | str]) -> Command:
        """With these arguments in place of its own; a text is quoted as needed, one with a dash in front gets `--` before it."""
        made = [Argument(item if isinstance(item, Word) else word([Text(item)])) for item in words]
        first = next((at for at, item in enumerate(self.items) if isinstance(item, (Argument, Dashes))), len(self.items))
        rest = [item for item in self.items[first:] if not isinstance(item, (Argument, Dashes))]
        ahead = [item for item in rest if isinstance(item, Flag)]
        after: list[Item] = [item for item in rest if not isinstance(item, Flag)]
        head: list[Item] = list(self.items[:first])
        while head and isinstance(head[-1], Aside):
            after.insert(0, head.pop())
        plain = self._replace(items=(*head, *ahead, *made, *after))
        looked_at = made[:1] if tables.ends_flags("docker " + self.path) else made
        return plain.with_dashes() if any(_dashed(item.word.lead()) for item in looked_at) else plain

    def with_dashes(self) -> Command:
        """With `--` before the first argument, and every flag before that."""
        if any(isinstance(item, Dashes) for item in self.items):
            return self
        first = next((at for at, item in enumerate(self.items) if isinstance(item, Argument)), len(self.items))
        late = [item for item in self.items[first:] if isinstance(item, Flag)]
        rest = [item for item in self.items[first:] if not isinstance(item, Flag)]
        return self._replace(items=(*self.items[:first], *late, Dashes(), *rest))

    def pieces(self) -> tuple[Piece, ...]:
        """It as pieces of a script."""
        out: list[Piece] = []
        for wrapper in self.before:
            add(out, wrapper.gap, wrapper.word if isinstance(wrapper, Wrapper) else wrapper.redirect)
        add(out, self.gap if out else "", word_from(self.program))
        before: Item | None = None
        for item in self.items:
            write(out, item, before)
            before = item
        return tuple(out)

    def show(self) -> str:
        """It as text."""
        return "".join(piece.source for piece in self.pieces())


def repeatable(level: str, name: str) -> bool:
    """Whether a flag may be given several times, each adding to the others."""
    return tables.flag_of(f"docker {level}".strip(), name)[1].get("type") not in _SINGLE


def _dashed(text: str) -> bool:
    return text.startswith("-") and len(text) > 1


def _put(items: list[Item], flag: Flag, path: str) -> None:
    for at, item in enumerate(items):
        if isinstance(item, Flag) and (item.name, item.level) == (flag.name, flag.level):
            if _same(item, flag):
                return
            if not repeatable(flag.level, flag.name):
                items[at] = flag._replace(joined=False)
                return
    items.insert(_slot(items, flag, path), flag)


def _same(one: Flag, other: Flag) -> bool:
    values = (one.value, other.value)
    return values == (None, None) or (None not in values and one.value.parts == other.value.parts)  # type: ignore[union-attr]


def _slot(items: list[Item], flag: Flag, path: str) -> int:
    """Where a flag goes: behind the flags of its level, before the next step or the first argument."""
    level = (next((item.level for item in items if isinstance(item, Step)), "").startswith("compose ") and "compose") or ""
    for at, item in enumerate(items):
        if isinstance(item, Step):
            if level == flag.level != path:
                return at
            level = item.level
        elif isinstance(item, (Argument, Dashes, Aside)):
            return at
    return len(items)
