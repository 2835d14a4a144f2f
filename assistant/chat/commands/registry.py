"""The registry of slash commands, and how a typed name finds its command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import UsageError
from assistant.paint import Block

if TYPE_CHECKING:
    from assistant.chat.room import Room

    Doing = Callable[[Room, str], Block | None]

ANSWER, LOOK, CHAT = "With the answer", "Look around", "This chat"
GROUPS = (ANSWER, LOOK, CHAT)


class Command(NamedTuple):
    """A slash command: its name without the slash, what it takes ("" or "ID", "[N]", "[auto|light]": brackets for what may be
    left out, bars between words to choose from), what it does in a few words, and the doing of it: handed the room and what stood
    behind the name, it gives what is to be drawn, None for nothing, and raises UsageError. `also` are other names for it."""

    name: str
    takes: str
    help: str
    run: Doing
    group: str = CHAT
    also: tuple[str, ...] = ()

    @property
    def spelled(self) -> str:
        """As it is typed: "/card ID"."""
        return f"/{self.name} {self.takes}".strip()


COMMANDS: dict[str, Command] = {}


def register(name: str, takes: str, help: str, group: str = CHAT, also: tuple[str, ...] = ()) -> Callable[[Doing], Doing]:
    """Registers the function below it as a slash command."""

    def keep(run: Doing) -> Doing:
        COMMANDS[name] = Command(name, takes, help, run, group, also)
        return run

    return keep


def called(name: str) -> Command:
    """The command of a name, of one of its other names, or of a beginning that is no other command's. UsageError says what is
    the nearest where there is none."""
    name = name.lower()
    exact = [command for command in COMMANDS.values() if name in (command.name, *command.also)]
    found = exact or [command for command in COMMANDS.values() if name and command.name.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        names = sorted(f"/{command.name}" for command in found)
        raise UsageError(f"/{name} may be {', '.join(names[:-1])} or {names[-1]}")
    raise UsageError(f"there is no /{name}; {find(name)}" if name else find(name))


def find(text: str) -> str:
    """What is the nearest to a name that no command has, as the end of a sentence."""
    from difflib import get_close_matches

    names = {name: command.name for command in COMMANDS.values() for name in (command.name, *command.also)}
    near = get_close_matches(text.lstrip("/").lower(), names, 1)
    return f"did you mean /{names[near[0]]}? /help lists them all" if near else "/help lists them all"
