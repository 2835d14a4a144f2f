"""The words of docker commands as plain texts, for whoever only counts them."""

from __future__ import annotations

from assistant.docker.command import Command
from assistant.docker.items import Wrapper
from assistant.docker.line import read
from assistant.docker.parts import Blank, Part, Raw, Text, Word
from assistant.docker.quote import GrammarError
from assistant.docker.shell import parse


def commands(line: str) -> list[list[str]]:
    """The words of every docker command of a line, wrappers left out, blanks as BLANK, expansions as SUBSTITUTED."""
    try:
        script = parse(line)
    except GrammarError:
        return []
    return [_words(command) for command in read(script).commands]


def _words(command: Command) -> list[str]:
    pieces = [piece for piece in command._replace(before=()).pieces() if isinstance(piece, Word)]
    words = [_plain(piece) for piece in pieces]
    words = ["docker", "compose", *words[1:]] if words[0] == "docker-compose" else words
    return [*words, "SUBSTITUTED"] if fed(command) else words


def fed(command: Command) -> bool:
    """Whether the command gets more arguments from xargs."""
    return any(isinstance(item, Wrapper) and item.word.value() == "xargs" for item in command.before)


def _plain(word: Word) -> str:
    return "".join(map(_part, word.parts))


def _part(part: Part) -> str:
    return part.text if isinstance(part, (Text, Raw)) else "BLANK" if isinstance(part, Blank) else "SUBSTITUTED"
