"""Values that were typed for the open blanks of a hit: into its command, its look, its undo and its steps alike."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.docker import grammar
from assistant.docker.engine import KINDS
from assistant.docker.filling import Value
from assistant.docker.valid import problem
from assistant.model import Blank, Filled, Hit, Line
from assistant.plan import open_blanks as open_in
from assistant.plan import typed


def filled_of(hit: Hit) -> Filled:
    """What is filled of a hit; of one that was never filled: its card's commands, all blanks open."""
    if hit.filled is not None:
        return hit.filled
    card, command = hit.card, hit.card.likely_command()
    return Filled(
        command, command, _blanks(hit, command), look=card.look, undo=card.undo, steps=card.steps, fixes=card.fixes
    )  # fmt: skip


def open_blanks(hit: Hit) -> tuple[Blank, ...]:
    """The blanks that are still open: those of the command first, then those of the steps or fixes around it."""
    filled = filled_of(hit)
    lines = filled.steps if hit.card.kind == "recipe" else filled.fixes if hit.card.kind == "problem" else ()
    found = {blank.name: blank for blank in filled.blanks}
    for line in (filled.command, *(line.run for line in lines)):
        for blank in _blanks(hit, line):
            found.setdefault(blank.name, blank)
    return tuple(found.values())


def live_kind(kind: str, command: str) -> str:
    """The kind of names that the engine lists for a blank of a command; "" where it lists none. A service of `docker compose` is
    one of a project, not of the swarm."""
    if kind == "service" and grammar.path_of(command).startswith("compose"):
        return "compose-service"
    return kind if kind in KINDS else ""


def trouble(blank: Blank, text: str, line: str = "") -> str:
    """Why a text is no value for a blank, as a sentence; "" where it may be one. `line` is the command that it goes into."""
    for part in text.split() if blank.many else [text]:
        if why := problem(blank.kind, part):
            return why
    try:
        value = typed(blank, text)
        if line:
            grammar.fill(line, {blank.name: value})
    except grammar.GrammarError as error:
        return str(error)
    return ""


def with_values(hit: Hit, values: Mapping[str, str], home: str = "") -> Hit:
    """The hit with typed values in its blanks, each quoted so that it arrives as it was typed; `~/` stands for `home`.

    GrammarError where a value cannot stand in the command.
    """
    known = {blank.name: blank for blank in open_blanks(hit)}
    made = {name: typed(known[name], text, home) for name, text in values.items() if name in known}
    filled = filled_of(hit)
    return hit._replace(
        filled=filled._replace(
            command=_filled(filled.command, made),
            blanks=tuple(blank for blank in filled.blanks if blank.name not in made),
            values=(*filled.values, *((name, values[name].strip()) for name in made)),
            look=_safely(filled.look, made),
            undo=_safely(filled.undo, made),
            steps=_lines(filled.steps, made),
            fixes=_lines(filled.fixes, made),
        )
    )


def _blanks(hit: Hit, line: str) -> tuple[Blank, ...]:
    kinds = {blank.name: blank for blank in hit.card.blanks}
    return tuple(kinds.get(name, Blank(name, "text")) for name in open_in(line)) if line else ()


def _lines(lines: tuple[Line, ...], values: Mapping[str, Value]) -> tuple[Line, ...]:
    return tuple(line._replace(run=_safely(line.run, values)) for line in lines)


def _filled(line: str, values: Mapping[str, Value]) -> str:
    return grammar.show(grammar.fill(line, values)) if line else ""


def _safely(line: str, values: Mapping[str, Value]) -> str:
    """The line with the values; as it is where they cannot stand in it: it only goes along with the command."""
    try:
        return _filled(line, values)
    except grammar.GrammarError:
        return line
