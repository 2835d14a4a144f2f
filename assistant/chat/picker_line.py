"""The line at the shell prompt: what is asked with it, what of it an answer takes the place of, and what stays around that."""

from __future__ import annotations

import re
import shutil
from typing import NamedTuple

from assistant.chat.picker_word import span, word_at
from assistant.docker import grammar, tables
from assistant.docker.command import Command
from assistant.docker.line import Line
from assistant.docker.parts import Comment, Operator

_MARK = re.compile(r"\s*[#?]+\s*")
_ASIDE = re.compile(r"\s\?\s+(?=\S)")
_BLANK = re.compile(r"<[a-z][a-z0-9_-]*>")
_BUILT_IN = frozenset(
    (
        "cd",
        "echo",
        "export",
        "set",
        "source",
        ".",
        "test",
        "[",
        "pushd",
        "popd",
        "printf",
        "read",
        "eval",
        "exec",
        "type",
        "alias",
    )
)
# Words that nobody gives as a name: where one of the first arguments is such, "docker stop all containers" is a question
_LITTLE = frozenset(
    (
        "all",
        "the",
        "my",
        "of",
        "to",
        "into",
        "with",
        "without",
        "vs",
        "versus",
        "from",
        "in",
        "on",
        "as",
        "for",
        "how",
        "and",
        "or",
    )
)
_LONGEST = 20_000  # letters of a line that is read as a shell does


class Asked(NamedTuple):
    """What a line asks: the words of the question; what stays in front and behind; `about`, the docker command that the question
    is about, "" where it is about none."""

    query: str
    head: str = ""
    tail: str = ""
    about: str = ""

    def line(self, text: str) -> tuple[str, int]:
        """The line with this text in its place, and the place of the cursor: the first open blank, else the end."""
        tail = self.tail if self.tail.strip() else ""
        blank = _BLANK.search(text)
        whole = self.head + text + tail
        return whole, len(self.head) + blank.start() if blank else len(whole)


def asked(buffer: str, cursor: int) -> Asked:
    """What a line asks. A leading # or ? says that all of it is a question; so is what is no command."""
    cursor = max(0, min(cursor, len(buffer)))
    mark = _MARK.match(buffer)
    if mark or not buffer.strip() or len(buffer) > _LONGEST:
        return Asked(buffer[mark.end() if mark else 0 :].strip())
    aside = _ASIDE.search(buffer)
    if aside and (found := _about(buffer[: aside.start()], min(cursor, aside.start()), buffer[aside.end() :].strip())):
        return found
    return _about(buffer, cursor, "") or _part(buffer, cursor)


def _about(buffer: str, cursor: int, query: str) -> Asked | None:
    """What a line asks that has a docker command at the cursor; None where there is none. A comment behind it, and a word with a
    dash that is no flag yet, are the question."""
    try:
        line = grammar.parse(buffer)
    except grammar.GrammarError:
        return None
    last = line.script.pieces[-1] if line.script.pieces else None
    if isinstance(last, Comment) and (said := last.source.lstrip("# ").strip()) and not query:
        bare = buffer[: -len(last.source)].rstrip()
        return _about(bare, min(cursor, len(bare)), said)
    found = _command(line, cursor)
    if found is None:
        return None
    start, end, command = found
    if not query and (word := word_at(buffer, cursor)).startswith("-") and _is_no_flag(command, word):
        at = span(buffer, cursor, False)
        bare = buffer[: at[0]].rstrip(" ") + (buffer[at[1] :] if buffer[at[1] :].strip() else "")
        return _about(bare, len(buffer[: at[0]].rstrip(" ")), word)
    text = buffer[start:end]
    inner = command._replace(before=()).show()
    if not text.endswith(inner):
        return None
    head = buffer[: end - len(inner)]
    if not query:
        query, inner = _apart(command._replace(before=()))
    return Asked(query, head, buffer[end:], inner)


def _apart(command: Command) -> tuple[str, str]:
    """What a command has more of than it takes, as a question, and the command without that: "docker ps show stopped ones"."""
    most = (tables.facts(f"docker {command.path}").get("args") or {}).get("max")
    words = command.arguments()
    if most is None or len(words) <= most or len(words) < most + 2:  # one word more is a slip
        return "", command.show()
    return " ".join(word.source for word in words[most:]), command.with_arguments(words[:most]).show()


def _is_no_flag(command: Command, word: str) -> bool:
    name = word.lstrip("-").partition("=")[0]
    single = not word.startswith("--") and bool(name)
    known = all(grammar.flag_facts(command.path, letter) for letter in name) if single else grammar.flag_facts(command.path, name)
    return not name or not known


def _command(line: Line, cursor: int) -> tuple[int, int, Command] | None:
    """The docker command of the line itself at the cursor, else its only one, with where it stands. One that is a group, or no
    command at all, is none: "docker scale a service" is a question."""
    places = [0]
    for piece in line.script.pieces:
        places.append(places[-1] + len(piece.source))
    found = [(places[one.place[1]], places[one.place[2]], one) for one in line.commands if not one.place[0]]
    known = [one for one in found if _is_meant(one[2])]
    here = [one for one in known if one[0] <= cursor <= one[1]]
    ahead = [one for one in known if one[1] <= cursor]
    return here[0] if here else ahead[-1] if ahead else known[0] if len(known) == 1 else None


def _is_meant(command: Command) -> bool:
    """Whether it is a command that can be run, and no question that begins like one."""
    if not command.path or tables.is_group(f"docker {command.path}"):
        return False
    words = command.arguments()
    return bool(command.flags()) or len(words) < 2 or not any(word.source in _LITTLE for word in words[:2])


def _part(buffer: str, cursor: int) -> Asked:
    """What is asked in words: the whole line, or the part at the cursor where all others begin with a program."""
    try:
        pieces = grammar.parse(buffer).script.pieces
    except grammar.GrammarError:
        return Asked(buffer.strip())
    parts, at, start = [], 0, 0
    for piece in pieces:
        if isinstance(piece, Operator):
            parts.append((start, at))
            start = at + len(piece.source)
        at += len(piece.source)
    parts.append((start, at))
    here = next((part for part in parts if part[0] <= cursor <= part[1]), parts[-1])
    others = [buffer[a:b].split() for a, b in parts if (a, b) != here]
    if not others or not all(words and (words[0] in _BUILT_IN or shutil.which(words[0])) for words in others):
        return Asked(buffer.strip())
    text = buffer[here[0] : here[1]]
    lead = len(text) - len(text.lstrip())
    tail = text[len(text.rstrip()) :] if text.strip() else ""
    return Asked(text.strip(), buffer[: here[0] + lead], tail + buffer[here[1] :])
