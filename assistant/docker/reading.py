"""Finds the docker commands of a script and reads their words as steps, flags and arguments, by the tables."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.docker import tables
from assistant.docker.command import Command
from assistant.docker.items import Argument, Aside, Dashes, Flag, Item, Step, Wrapper
from assistant.docker.parts import Piece, Redirect, Script, Space, Substitution, Text, Word
from assistant.docker.shell import word
from assistant.docker.wrappers import Placed, program_at

_Route = tuple[tuple[int, int], ...]


def commands_of(script: Script) -> Iterator[Command]:
    """The docker commands of a script: those of the line itself first, then those inside of substitutions."""
    level: list[tuple[Script, _Route]] = [(script, ())]
    while level:
        inner: list[tuple[Script, _Route]] = []
        for one, route in level:
            for start, end in simple(one):
                command = _command(one.pieces[start:end])
                if command:
                    yield command._replace(place=(route, start, end))
            inner += _inside(one, route)
        level = inner


def simple(script: Script) -> Iterator[tuple[int, int]]:
    """From and to of each simple command of a script, without white space around it."""
    start = end = -1
    for at, piece in enumerate(script.pieces):
        if isinstance(piece, (Word, Redirect)):
            start, end = (at if start < 0 else start), at + 1
        elif not isinstance(piece, Space) and start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _inside(script: Script, route: _Route) -> Iterator[tuple[Script, _Route]]:
    for at, piece in enumerate(script.pieces):
        word = piece.target if isinstance(piece, Redirect) else piece
        if isinstance(word, Word):
            for number, part in enumerate(word.parts):
                if isinstance(part, Substitution):
                    yield part.script, (*route, (at, number))


def _command(pieces: tuple[Piece, ...]) -> Command | None:
    placed = _placed(pieces)
    at = program_at(placed)
    if at is None:
        return None
    before = tuple(_wrapper(gap, what) for gap, what in placed[:at])
    gap, what = placed[at]
    program = (what.value() if isinstance(what, Word) else None) or ""
    reader = _Items(placed[at + 1 :], "docker compose" if program == "docker-compose" else "docker")
    items = tuple(reader.items())
    return Command(before, program, items, reader.path.partition(" ")[2], gap)


def _placed(pieces: tuple[Piece, ...]) -> list[Placed]:
    out: list[Placed] = []
    gap = ""
    for piece in pieces:
        if isinstance(piece, Space):
            gap += piece.source
        elif isinstance(piece, (Word, Redirect)):
            out.append((gap, piece))
            gap = ""
    return out


def _wrapper(gap: str, what: Word | Redirect) -> Wrapper | Aside:
    return Wrapper(what, gap) if isinstance(what, Word) else Aside(what, gap)


class _Items:
    """Reads the words behind `docker`; `path` is the canonical path so far."""

    def __init__(self, placed: list[Placed], path: str) -> None:
        self.rest = placed[::-1]
        self.path = path
        self.steps = True
        self.ended = False

    @property
    def level(self) -> str:
        return self.path.partition(" ")[2]

    def items(self) -> Iterator[Item]:
        while self.rest:
            gap, what = self.rest.pop()
            if isinstance(what, Redirect):
                yield Aside(what, gap)
            elif self.ended:
                yield Argument(what, gap)
            elif what.value() == "--":
                self.ended = True
                yield Dashes(gap)
            elif (lead := what.lead()).startswith("-") and len(lead) > 1:
                yield from self._long(what, lead, gap) if lead.startswith("--") else self._short(what, lead, gap)
            else:
                yield self._step_or_argument(what, gap)

    def _step_or_argument(self, what: Word, gap: str) -> Item:
        text = what.value()
        longer = tables.canonical(f"{self.path} {text}") if self.steps and text else ""
        if longer:
            self.path = longer
            return Step(text or "", self.level, gap)
        self.steps = False
        self.ended = tables.ends_flags(self.path)
        return Argument(what, gap)

    def _long(self, what: Word, lead: str, gap: str) -> Iterator[Item]:
        name, equals, _ = lead[2:].partition("=")
        fact = tables.flag_of(self.path, name)[1] if len(name) > 1 else {}
        if equals:
            yield Flag(name, tail(what, len(name) + 3), f"--{name}", "equals", self.level, False, gap)
        elif what.value() is None:  # a blank or something to expand inside of the name
            yield Argument(what, gap)
        else:
            yield self._valued(Flag(name, None, lead, "none", self.level, False, gap), fact)

    def _short(self, what: Word, lead: str, gap: str) -> Iterator[Item]:
        letters = lead[1:]
        made: list[Flag] = []
        for at, letter in enumerate(letters):
            name, fact = tables.flag_of(self.path, letter)
            flag = Flag(name or letter, None, f"-{letter}", "none", self.level, at > 0, gap if not at else "")
            more = at + 1 < len(letters) or what.value() is None
            equals = letters[at + 1 : at + 2] == "="
            if more and (fact.get("takes_value") or equals):
                style = "equals" if equals else "glued"
                made.append(flag._replace(value=tail(what, at + 2 + equals), style=style))
                break
            if not fact and letter != "h":
                made.append(flag._replace(spelled="-" + letters[at:]))
                break
            made.append(self._valued(flag, fact))
        if what.value() is None and made[-1].value is None:
            yield Argument(what, gap)
        else:
            yield from made

    def _valued(self, flag: Flag, fact: dict[str, object]) -> Flag:
        """The flag with the next word as its value, where it takes one that way."""
        if not fact.get("takes_value") or fact.get("optional_value"):
            return flag
        for at in range(len(self.rest) - 1, -1, -1):
            gap, what = self.rest[at]
            if isinstance(what, Word):
                del self.rest[at]
                return flag._replace(value=what, style="space", between=gap)
        return flag


def tail(what: Word, count: int) -> Word:
    """The word without the first letters of its leading text."""
    parts = list(what.parts)
    while count and parts and isinstance(parts[0], Text) and len(parts[0].text) <= count:
        count -= len(parts[0].text)
        quote = parts.pop(0).quote
        if quote and parts and parts[0].quote == quote:  # they share their quotes: write them anew
            return word(parts)
    if count and parts and isinstance(first := parts[0], Text):
        if first.text != first.source or not first.source[count:] or first.source[count] in "~#=":
            return word([Text(first.text[count:]), *parts[1:]])
        parts[0] = Text(first.text[count:], first.source[count:])
    return Word(tuple(parts)) if parts else word([])
