"""The slash commands of the chat: every module of this folder registers its own; run() does a typed one."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from assistant.chat.commands.registry import COMMANDS, Command, called, find, register
from assistant.errors import UsageError
from assistant.paint import Block, clean
from assistant.paint.wrap import row

if TYPE_CHECKING:
    from assistant.chat.room import Room

__all__ = ["COMMANDS", "Command", "called", "find", "register", "run"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def run(room: Room, line: str) -> Block | None:
    """Does a slash command as it was typed ("/card container-ls"); what there is to draw, None for nothing."""
    name, _, rest = line.strip().lstrip("/").partition(" ")
    try:
        return called(name).run(room, rest.strip())
    except UsageError as error:
        return row(("caveat", "!"), 2, clean(str(error)), room.width, indent=0)
