"""What two spellings of one command have in common, as nested tuples that can be compared, sorted and put into sets.

Canonical path, flags by long name in sorted order, arguments in order; pipes, redirections and substitutions keep their places.
Quotes, white space, comments, `docker-compose`, `--x=true` for `--x`, aliases of commands and flags make no difference.
"""

from __future__ import annotations

from typing import Union

from assistant.docker import tables
from assistant.docker.command import Command
from assistant.docker.items import Argument, Aside, Flag
from assistant.docker.line import read
from assistant.docker.parts import Blank, Body, Operator, Raw, Redirect, Script, Substitution, Text, Word

Form = tuple[Union[str, "Form"], ...]


def normal(script: Script, same_blanks: bool = False) -> Form:
    """The normal form of a script."""
    return _Forms(same_blanks).script(script)


class _Forms:
    def __init__(self, same_blanks: bool) -> None:
        self.same_blanks = same_blanks

    def script(self, script: Script) -> Form:
        commands = {command.place[1]: command for command in read(script).commands if not command.place[0]}
        out: list[Form] = []
        at = 0
        while at < len(script.pieces):
            piece = script.pieces[at]
            if at in commands:
                out.append(self.command(commands[at]))
                at = commands[at].place[2]
                continue
            if isinstance(piece, (Word, Redirect)):
                out.append(self.redirect(piece) if isinstance(piece, Redirect) else ("word", self.word(piece)))
            elif isinstance(piece, Operator):
                out.append(("operator", ";" if piece.source == "\n" else piece.source))
            elif isinstance(piece, Body):
                out.append(("body", piece.source))
            at += 1
        while out and out[-1] == ("operator", ";"):
            out.pop()
        return tuple(out)

    def command(self, command: Command) -> Form:
        before = tuple(
            self.redirect(item.redirect) if isinstance(item, Aside) else ("word", self.word(item.word)) for item in command.before
        )
        flags = sorted((self.flag(flag) for flag in command.flags()), key=repr)
        arguments = tuple(self.word(item.word) for item in command.items if isinstance(item, Argument))
        redirects = tuple(self.redirect(item.redirect) for item in command.items if isinstance(item, Aside))
        return ("docker", before, command.path, tuple(flags), arguments, redirects)

    def flag(self, flag: Flag) -> Form:
        fact = tables.flag_of(f"docker {flag.level}".strip(), flag.name)[1]
        name = fact.get("alias_of") or ("help" if flag.name == "h" and not fact else flag.name)
        if flag.value is not None and fact.get("type") == "bool":
            text = flag.value.value()
            if text in ("1", "t", "T", "true", "TRUE", "True"):
                return (flag.level, str(name), ())
        return (flag.level, str(name), self.word(flag.value) if flag.value is not None else ())

    def redirect(self, redirect: Redirect) -> Form:
        return ("redirect", redirect.operator, self.word(redirect.target))

    def word(self, word: Word) -> Form:
        out: list[tuple[str, str | Form]] = []
        for part in word.parts:
            if isinstance(part, Text):
                if out and out[-1][0] == "text":
                    out[-1] = ("text", str(out[-1][1]) + part.text)
                elif part.text or len(word.parts) == 1:
                    out.append(("text", part.text))
            elif isinstance(part, Blank):
                out.append(("blank", "" if self.same_blanks else part.name))
            elif isinstance(part, Raw):
                out.append(("raw", part.text))
            elif isinstance(part, Substitution):
                out.append((part.opener, self.script(part.script)))
        return tuple(out)
