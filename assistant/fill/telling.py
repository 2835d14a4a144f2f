"""A finished line → what is told of it: the card's other commands with the same values, its dangers, what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.docker import grammar
from assistant.docker.line import Line
from assistant.docker.parts import Word
from assistant.fill import dangers
from assistant.model import Blank, Card, Filled
from assistant.model import Line as Step


def told(line: Line, card: Card, skeleton: str, values: Mapping[str, Any], rules: Sequence[dict[str, Any]], shell: str) -> Filled:
    """The Filled for a line of a card; `values` are what its blanks were given, `skeleton` the line without them."""
    own = _named(line)

    def filled(command: str, more: bool = False) -> str:
        known = {**own, **values} if more else values
        return grammar.show(grammar.fill(command, known), shell) if command and (known or shell == "fish") else command

    kinds = {blank.name: blank for blank in card.blanks}
    used = frozenset(flag.name for command in line.commands[:1] for flag in command.flags())
    return Filled(
        command=grammar.show(line, shell),
        skeleton=skeleton,
        blanks=tuple(kinds.get(name, Blank(name, name)) for name in grammar.open_blanks(line)),
        flags=used,
        values=tuple((name, _plain(value)) for name, value in values.items()),
        warnings=dangers.warnings(line, rules),
        look=filled(card.look),
        undo=filled(card.undo, more=True),
        steps=tuple(Step(filled(step.run), step.does, step.on) for step in card.steps),
        fixes=tuple(Step(filled(fix.run), fix.does) for fix in card.fixes),
    )


def _named(line: Line) -> dict[str, Word]:
    """The name that a command gives to what it makes, for the blanks that stand for it in what takes that back."""
    flags = [flag for command in line.commands[:1] for flag in command.flags()]
    name = next((flag.value for flag in flags if flag.name == "name" and flag.value is not None), None)
    return dict.fromkeys(("name", "container", "service"), name) if name is not None and not name.blanks() else {}


def _plain(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return " ".join(one if isinstance(one, str) else one.source for one in values)
