"""What one docker command does, by its path and its flags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.docker import grammar, tables
from assistant.docker.command import Command
from assistant.docker.items import Flag
from assistant.docker.parts import Word
from assistant.docker.quote import GrammarError
from assistant.docker.reading import commands_of
from assistant.docker.shell import script, word_from
from assistant.docker.wrappers import ASSIGNMENT
from assistant.plan.verdict import CHANGE, READ, Verdict, elsewhere, worst

_NO = re.compile(r"(?i:f|false|0)")
Inner = Callable[[Sequence[Word]], Verdict]


class CommandRisks:
    """Rates docker commands by the rules of index/risks.yaml. `inner` rates what is run in a container, `looks` tells whether a
    line only looks."""

    def __init__(self, rules: dict[str, Any], inner: Inner, looks: Callable[[str], bool]) -> None:
        self._rules, self._inner, self._only_looks = rules, inner, looks

    def of(self, before: Sequence[Word], program: str, words: Sequence[Word], fed: bool) -> Verdict:
        """What a command does: the words before it, `docker` or `docker-compose`, the words behind it, and whether xargs feeds it
        more."""
        command = next(commands_of(script(word_from(program), *words)))
        if _says(command, "help"):
            return READ
        base = self._rules["commands"].get(command.path)
        if base is None:
            return _unknown(command)
        if _says(command, "h"):  # the old short form of --help, where it is no other flag's
            return READ
        rows = [row for row in self._rules["flags"] if _covers(row, command.path) and _fits(row["flags"], command)]
        if rows and rows[-1]["risk"] == "read":
            return READ
        risk = rows[-1]["risk"] if rows else base
        same = [row for row in rows if row["risk"] == risk]
        looks = [self._rules["looks"].get(command.path, "")] if risk == "destroy" else []
        looks += [row["look"] for row in same if "look" in row]
        said = [Verdict(risk, row.get("because", ""), _spelled(row.get("asks", ""), command)) for row in same]
        asks = _spelled(self._rules["asks"].get(command.path, ""), command)
        found = worst([*said, Verdict(risk, "", asks, self._looks(looks, command, before, fed))])
        return self._with_inner(found, command)

    def _with_inner(self, found: Verdict, command: Command) -> Verdict:
        """With what is run inside of a container."""
        words = list(command.arguments()[1:])
        words[:0] = [flag.value for flag in command.flags("entrypoint") if flag.value is not None]
        if not words or command.path not in (*self._rules["inside"]["running"], *self._rules["inside"]["new"]):
            return found
        inner = elsewhere(self._inner(words))
        return inner if command.path in self._rules["inside"]["running"] else worst([found, inner])

    def _looks(self, looks: Sequence[str], command: Command, before: Sequence[Word], fed: bool) -> str:
        made = (self._look(look, command, before, fed) for look in looks if look)
        return "; ".join(dict.fromkeys(line for line in made if line and self._only_looks(line)))

    def _look(self, look: str, command: Command, before: Sequence[Word], fed: bool) -> str:
        """A look with the command's own arguments and global flags; "" where those are not known. Open blanks stay open."""
        found = grammar.parse(look).commands[0]
        arguments = command.arguments()
        for name in (name for word in found.arguments() for name in word.blanks()):
            if fed or not arguments:
                return ""
            found = found.with_arguments(arguments if name == "arguments" else arguments[:1])
        if any(not ASSIGNMENT.match(word.lead()) and word.value() != "sudo" for word in before):
            before = ()
        try:
            shown = found.with_flags(self._kept(command, found)).show()
        except GrammarError:
            return ""
        return " ".join([*(word.source for word in before), shown])

    def _kept(self, command: Command, look: Command) -> Iterator[Flag]:
        """The flags of a command that its look needs too."""
        for flag in command.flags():
            if flag.name in self._rules["kept"]:
                if grammar.flag_facts(look.path, flag.name):
                    yield flag._replace(level=look.path)
            elif not flag.level or (flag.level == "compose" and flag.name != "dry-run" and look.path.startswith("compose ")):
                yield flag


def _unknown(command: Command) -> Verdict:
    """A group alone shows its help; all else that is not in the table is a plugin, or cannot be read."""
    arguments = command.arguments()
    if not arguments or arguments[0].value() == "help":
        return READ if tables.is_group(f"docker {command.path}".strip()) else CHANGE
    if arguments[0].value() is None and not arguments[0].blanks():
        return Verdict("destroy", f"what {arguments[0].source} is cannot be read")
    return CHANGE


def _covers(row: dict[str, Any], path: str) -> bool:
    return any(path == one or (one.endswith("*") and path.startswith(one[:-1])) for one in row["paths"])


def _fits(flags: dict[str, str], command: Command) -> bool:
    return all(_says(command, name, pattern) for name, pattern in flags.items())


def _says(command: Command, name: str, pattern: str = "") -> bool:
    """Whether a flag is given, is not switched off, and has a value that fits a pattern."""
    for flag in reversed(command.flags(name)):
        value = "" if flag.value is None else flag.value.value() or flag.value.source
        return bool(re.search(pattern, value)) if pattern else not _NO.fullmatch(value)
    return False


def _spelled(flag: str, command: Command) -> str:
    return f"--{flag}" if flag and not _says(command, flag) else ""
