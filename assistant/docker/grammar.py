"""A docker command line ⇄ typed parts, by the tables of grammar/*.json.

    line = parse("docker stop $(docker ps -q --filter ancestor=<image>)")     → Line: the whole script and its docker commands
    line.commands[0].path                     "container stop"; [1] is the `docker ps` inside of $( )
    new = line.commands[1].with_flags(flags("container ls", "-a --filter status=exited"))
    line = line.replace(line.commands[1], new)                                → a new Line; take its commands anew
    line = fill(line, {"image": "nginx:1.27"})                                → quoted as needed; open blanks stay <name>
    show(line)   show(line, "fish")           the text for bash, zsh and sh, or for fish
    argv(line)                                the words for a run without a shell

    Command: before, program, items (Step, Flag, Argument, Dashes, Aside), path; .flags(), .arguments(), .with_flags(…),
             .without_flags(…), .with_arguments(…), .show(). See command.py and items.py.
    Words:   parts.py (Text, Blank, Raw, Substitution), shell.word(parts), shell.words("a 'b c'"), shell.word_from('"$HOME"/x').

    problems(line), needs_api(line), deprecated(line), flag_facts(path, name), nearest_flag(path, text), normal(line)

Paths are canonical, without the first word ("container run", "compose up"). Only GrammarError, a ValueError, is raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.docker import tables as _tables
from assistant.docker.quote import GrammarError
from assistant.docker.tables import spellings, tables

if TYPE_CHECKING:
    from assistant.docker.command import Command
    from assistant.docker.filling import Values
    from assistant.docker.items import Flag
    from assistant.docker.line import Line
    from assistant.docker.parts import Word

__all__ = [
    "GrammarError", "argv", "deprecated", "fill", "flag", "flag_facts", "flags", "invocations", "nearest_flag", "needs_api",
    "normal", "open_blanks", "parse", "path_of", "problems", "show", "spellings", "tables",
]  # fmt: skip


def parse(text: str) -> Line:
    """The line with its docker commands, those inside of `$(…)` too; GrammarError where a shell could not read it."""
    from assistant.docker import line, shell

    return line.read(shell.parse(text))


def show(line: Line | Command, shell: str = "sh") -> str:
    """The text of a line or of one command, for bash, zsh and sh, or for fish. `show(parse(text)) == text`."""
    from assistant.docker import parts
    from assistant.docker.command import Command

    script = parts.Script(line.pieces()) if isinstance(line, Command) else line.script
    if shell != "fish":
        return parts.show(script)
    from assistant.docker import fish

    return fish.show(script)


def fill(line: Line | str, values: Values) -> Line:
    """The line with values in its blanks, {name: text, Word, or a list of them}; see filling.fill."""
    from assistant.docker import filling

    return filling.fill(parse(line) if isinstance(line, str) else line, values)


def flags(path: str, text: str) -> tuple[Flag, ...]:
    """The flags of a text, read as flags of a path: flags("container run", "-it --name <name>").

    GrammarError where the path has no such flag.
    """
    found = parse(f"docker {path} {text}").commands[0]
    if found.arguments():
        raise GrammarError(f"'docker {path}' has no such flag, or it takes no value: {text}")
    return found.flags()


def flag(path: str, name: str, value: Word | str | None = None) -> Flag:
    """One flag by its long name or its letter, in its shorter spelling, with a value, a text being quoted as needed.

    GrammarError where the path has no such flag.
    """
    from assistant.docker.items import Flag
    from assistant.docker.parts import Text
    from assistant.docker.shell import word

    long, fact = _tables.flag_of(f"docker {path}".strip(), name)
    if not long:
        raise GrammarError(f"'{f'docker {path}'.strip()}' has no flag {name}")
    spelled = f"-{fact['short']}" if fact.get("short") else f"--{long}" if len(long) > 1 else f"-{long}"
    made = word([Text(value)]) if isinstance(value, str) else value
    style = "none" if made is None else "space"
    if made is not None and (not fact.get("takes_value") or fact.get("optional_value") or made.lead().startswith("-")):
        spelled, style = f"--{long}", "equals"
    return Flag(long, made, spelled, style, path)


def flag_facts(path: str, name: str) -> dict[str, Any]:
    """What is known of a flag given by its long name or letter, its long name as `name` too; {} for an unknown one."""
    long, fact = _tables.flag_of(f"docker {path}".strip(), name.lstrip("-"))
    return {"name": long, **fact} if long else {}


def open_blanks(line: Line | str) -> list[str]:
    """The names of the blanks of a line, each once, in order."""
    from assistant.docker.parts import BLANK

    return list(dict.fromkeys(BLANK.findall(show(parse(line) if isinstance(line, str) else line))))


def argv(line: Line | str) -> list[str]:
    """The words for running the line without a shell; GrammarError says why where that cannot be."""
    from assistant.docker import direct

    return direct.argv((parse(line) if isinstance(line, str) else line).script)


def path_of(line: str) -> str:
    """The canonical path of the first docker command in a line, without the first word; "" where there is none."""
    if line.startswith("docker "):  # most do; then the path needs no closer reading
        return _path(line.split())
    for words in invocations(line):
        if path := _path(words):
            return path
    return ""


def _path(words: list[str]) -> str:
    """The canonical path of plain words; global flags before a sub-command are passed over."""
    known = tables()
    commands, aliases = known["commands"], known["aliases"]
    path, rest = words[0], words[1:]
    while rest:
        ahead = 0
        while ahead < len(rest) and rest[ahead].startswith("-"):
            ahead += _width(path, rest[ahead])
        longer = f"{path} {rest[ahead]}" if ahead < len(rest) else ""
        if longer not in commands and longer not in aliases:
            break
        path, rest = aliases.get(longer, longer), rest[ahead + 1 :]
    return path.partition(" ")[2]


def _width(path: str, word: str) -> int:
    """How many words a flag takes."""
    if word.startswith("--"):
        return 1 if "=" in word or not _tables.flag_of(path, word[2:])[1].get("takes_value") else 2
    for number, letter in enumerate(word[1:], 1):
        fact = _tables.flag_of(path, letter)[1]
        if not fact or fact.get("takes_value"):
            return 2 if fact and number == len(word) - 1 else 1
    return 1


def invocations(line: str) -> list[list[str]]:
    """The words of every docker command in a line, of each part of a pipe, and inside `$(…)`; blanks are BLANK there."""
    from assistant.docker.plain import commands

    return commands(line)


def problems(line: Line | str) -> list[str]:
    """What the tables know to be wrong with every docker command of a line, as sentences; also why it cannot be read at all."""
    from assistant.docker import checking

    try:
        return checking.problems(parse(line) if isinstance(line, str) else line)
    except GrammarError as error:
        return [str(error)]


def needs_api(line: Line | str) -> list[tuple[str, str]]:
    """(path or --flag, API version) for everything in a line that wants a certain version of the engine's API."""
    from assistant.docker import checking

    return checking.needs_api(parse(line) if isinstance(line, str) else line)


def deprecated(line: Line | str) -> list[str]:
    """The paths and flags of a line that Docker is about to drop."""
    from assistant.docker import checking

    return checking.deprecated(parse(line) if isinstance(line, str) else line)


def nearest_flag(path: str, text: str) -> str:
    """The long name of the path's flag that is most like a text; "" where none is."""
    from assistant.docker import checking

    return checking.nearest_flag(f"docker {path}".strip(), text)


def normal(line: Line | str, same_blanks: bool = False) -> tuple[object, ...]:
    """What is the same for two spellings of one command: see normal.py. With same_blanks all blanks count as one."""
    from assistant.docker import normal as forms

    return forms.normal((parse(line) if isinstance(line, str) else line).script, same_blanks)
