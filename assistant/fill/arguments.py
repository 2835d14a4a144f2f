"""Arguments of a command beside the card's own blanks: several of a kind, pairs, and what a command may have or leave out."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.docker import grammar, tables
from assistant.docker.command import Command
from assistant.docker.late import Late
from assistant.docker.line import Line
from assistant.docker.parts import Word
from assistant.docker.shell import word_from
from assistant.fill.finding import Finder
from assistant.fill.question import Question
from assistant.fill.values import Value
from assistant.fill.wording import word_of
from assistant.model import Blank

_OPTIONAL = Late(r"\[(SERVICE|CONTAINER|IMAGE|NODE|NETWORK|VOLUME|STACK|NAME|CONTEXT|PLUGIN|REPOSITORY|SERVER)[^\]]*\]?")
_KINDS = {"repository": "image", "server": "registry"}
_BUILT_IN = ("cd", "ulimit", "export", "set", "source", ".", "type", "umask", "exec", "for", "while", "if", "until", "command")
_SHELL_SIGNS = frozenset("|&;<>$*`(){}~")
_SURE = 1.6  # what must speak for a name that the command could do without


def usage(path: str) -> str:
    """The usage of a docker command, up to the command that it runs inside."""
    text: str = tables.facts(f"docker {path}").get("usage", "")
    return text.split("COMMAND")[0]


def stands_alone(line: Line, name: str) -> bool:
    """Whether a blank is a whole argument of the first command, so that several words may stand in its place."""
    words = line.commands[0].arguments() if line.commands else ()
    return any(word.source == f"<{name}>" for word in words)


def is_paired(command: Command) -> bool:
    """Whether the only argument is a pair of blanks: `<service>=<replicas>`."""
    words = command.arguments()
    return len(words) == 1 and len(words[0].blanks()) == 2 and "=" in words[0].source


def paired(command: Command, first: Blank, second: Blank, finder: Finder) -> tuple[Command, dict[str, list[Value]]]:
    """The command with its pair as often as the question says ("8 webs and 6 apis"), and the values of the first pair."""
    pairs = finder.pairs(first.kind, second.kind)
    (word,) = command.arguments()
    if len(pairs) > 1:
        told = [{first.name: name.text} | ({second.name: count.text} if count.text else {}) for name, count in pairs]
        made = [grammar.fill(word.source, values) for values in told]
        command = command.with_arguments([piece for line in made for piece in line.script.pieces if isinstance(piece, Word)])
    if not pairs:
        return command, {}
    name, count = pairs[0]
    return command, {first.name: [name], **({second.name: [count]} if count.text else {})}


def unwrapped(command: Command, values: Mapping[str, list[Value]], question: Question) -> Command:
    """The command without the `sh -c` of a card, where what the question has run inside needs no shell: no pipe, no `cd`."""
    *first, shell, flag, wrapped = command.arguments() if len(command.arguments()) > 3 else (None,) * 3
    if shell is None or flag is None or wrapped is None or shell.value() != "sh" or flag.value() != "-c":
        return command
    name = next((name for name in values if wrapped.source == f"'<{name}>'"), "")
    words = values[name][0].words if name else ()
    if not words or words[0] in _BUILT_IN or not _SHELL_SIGNS.isdisjoint("".join(words)) or len(values[name]) > 1:
        return command
    if any(token.low in ("sh", "shell", "bash") for token in question.tokens):
        return command
    return command.with_arguments([word for word in (*first, word_from(f"<{name}>")) if word is not None])


def completed(command: Command, finder: Finder) -> Command:
    """The command with the arguments that it could do without, where the question has them: `[SERVICE...]`, the folder of a
    build."""
    if command.path.endswith("build") and [word.value() for word in command.arguments()] == ["."]:
        where = finder.path()
        if where is None or not where.text:
            return command
        if "ockerfile" in where.text.rsplit("/", 1)[-1]:
            return command.with_flags([grammar.flag(command.path, "file", word_of(where))])
        return command.with_arguments([word_of(where)])
    if command.arguments() or usage(command.path).count("[") == usage(command.path).count("[OPTIONS]"):
        return command
    match = _OPTIONAL.search(usage(command.path))
    if match is None:
        return command
    kind = match[1].lower()
    found = finder.names(_KINDS.get(kind, kind), (), _SURE)
    several = "..." in usage(command.path)[match.start() :]
    found = (found or finder.unnamed(kind)) if several else (found or finder.unnamed(kind))[:1]
    return command.with_arguments([word_of(value) for value in found]) if found else command
