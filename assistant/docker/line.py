"""A whole line with its docker commands, and how to put a changed command back into it."""

from __future__ import annotations

from typing import NamedTuple

from assistant.docker.command import Command
from assistant.docker.parts import Piece, Redirect, Script, Substitution, Word
from assistant.docker.quote import GrammarError
from assistant.docker.reading import commands_of


class Line(NamedTuple):
    """A script and the docker commands in it: those of the line itself first, then those inside of `$(…)`."""

    script: Script
    commands: tuple[Command, ...]

    def replace(self, old: Command, new: Command) -> Line:
        """The line with another command in the place of an old one, which must be one of `commands`.

        Places of the others may change: take them from the line that comes back. GrammarError where the old one is not there.
        """
        if all(old.place != command.place for command in self.commands):
            raise GrammarError("the command to replace is none of this line's")
        route, start, end = old.place
        return read(_spliced(self.script, route, start, end, new.pieces()))


def read(script: Script) -> Line:
    """The line of a script."""
    return Line(script, tuple(commands_of(script)))


def _spliced(script: Script, route: tuple[tuple[int, int], ...], start: int, end: int, pieces: tuple[Piece, ...]) -> Script:
    if not route:
        return Script((*script.pieces[:start], *pieces, *script.pieces[end:]))
    (at, number), *rest = route
    piece = script.pieces[at]
    word = piece.target if isinstance(piece, Redirect) else piece
    part = word.parts[number] if isinstance(word, Word) else None
    if not isinstance(word, Word) or not isinstance(part, Substitution):
        raise GrammarError("there is no command at that place of the line")
    part = part._replace(script=_spliced(part.script, tuple(rest), start, end, pieces))
    word = Word((*word.parts[:number], part, *word.parts[number + 1 :]))
    changed = piece._replace(target=word) if isinstance(piece, Redirect) else word
    return Script((*script.pieces[:at], changed, *script.pieces[at + 1 :]))
