"""Why a docker command failed, by its text and its exit code alone: what is certain, or nothing. Nothing is run."""

from __future__ import annotations

import shutil
from typing import NamedTuple

from assistant.docker import grammar
from assistant.docker.command import Command
from assistant.docker.line import Line
from assistant.docker.parts import Operator, Word

_LONGEST = 10_000  # letters of a line that are looked at
_RUNS = ("container run", "container exec", "compose run", "compose exec", "container start", "container attach")
_SLIP = 0.75
_NOT_FOUND = "docker is not installed here, or not in your PATH"
# exit codes that docker hands on from what ran in the container, or has for it → the sentence, and what to ask
_CODES = {
    125: ("docker itself refused, before anything ran in the container (exit code 125)", "docker run exit code 125"),
    126: ("the program in the container cannot be run (exit code 126)", "exit code 126"),
    127: ("a program was not found in the container (exit code 127)", "container exit code 127 command not found"),
    137: ("it was killed: by a lack of memory, docker kill, or a stop that took too long (exit code 137)", "exit code 137"),
    139: ("the program in the container crashed on an invalid access to memory (exit code 139)", "exit code 139"),
    143: ("it was told to stop, by SIGTERM (exit code 143)", "exit code 143"),
}


class Said(NamedTuple):
    """The diagnosis, and what the person would ask about it."""

    diagnosis: str
    question: str


def explained(text: str, status: int) -> Said | None:
    """What is certain about a line that ended with this exit code; None where nothing is."""
    if status in (0, 130) or len(text) > _LONGEST or "docker" not in text:
        return None
    if status == 127 and shutil.which("docker") is None:
        return Said(_NOT_FOUND, "docker command not found")
    try:
        line = grammar.parse(text)
    except grammar.GrammarError:
        return None
    wrong = next((sentence for sentence in grammar.problems(line) if _certain(sentence)), "")
    if wrong and status < 126:
        return Said(wrong, text.replace("\\\n", " ").strip())
    command = _alone(line)
    if command is None or command.path not in _RUNS or _detached(command) or status not in _CODES:
        return None
    if status == 125 and command.path.startswith("compose"):
        return None
    return Said(*_CODES[status])


def _certain(sentence: str) -> bool:
    """Whether it is wrong for any docker: a flag that we don't know may be new, a command somebody's own plugin."""
    if "is no docker command" in sentence:
        typed, _, near = sentence.rstrip("?").partition("' is no docker command; did you mean ")
        return bool(near) and _alike(typed.split()[-1], near.split()[-1])
    return "has no flag" not in sentence or "did you mean" in sentence or "it stands before" in sentence


def _alike(typed: str, near: str) -> bool:
    """Whether one is a slip of the other: lgos and logs, not my-plugin and plugin."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, typed, near).ratio() >= _SLIP


def _detached(command: Command) -> bool:
    """Whether the exit code is docker's alone: what runs in the background hands none on. `start` waits with -a or -i only."""
    if command.path == "container start":
        return not (command.flags("attach") or command.flags("interactive"))
    return command.path != "container attach" and bool(command.flags("detach"))


def _alone(line: Line) -> Command | None:
    """The docker command that a line is, where it is nothing else: only then is the exit code its own."""
    own = [command for command in line.commands if not command.place[0]]
    if len(own) != 1 or any(isinstance(piece, Operator) and piece.strip() not in ("", ";") for piece in line.script.pieces):
        return None
    start, end = own[0].place[1:]
    rest = [*line.script.pieces[:start], *line.script.pieces[end:]]
    return None if any(isinstance(piece, Word) for piece in rest) else own[0]
