"""/help: the registry, printed."""

from __future__ import annotations

from assistant.chat.commands.registry import COMMANDS, GROUPS, LOOK, register
from assistant.chat.room import Room
from assistant.paint import Block
from assistant.paint.wrap import paragraph, row

_ALSO = (
    "Anything else is a question, or is about the answer on the screen: 2, more, back, run it, copy, in the background, as json, "
    "why, is it safe."
)


@register("help", "", "these commands", LOOK, also=("h", "?"))
def run(room: Room, rest: str) -> Block:
    """Every command of the registry with what it does."""
    width = room.width
    gap = max(len(command.spelled) for command in COMMANDS.values()) + 2
    pieces: Block = []
    for group in GROUPS:
        pieces += [("heading", group), ("", "\n")]
        for command in sorted(COMMANDS.values()):
            if command.group == group:
                also = f" (also {', '.join('/' + name for name in command.also)})" if command.also else ""
                pieces += row(("command", command.spelled), gap, command.help + also, width)
        pieces.append(("", "\n"))
    return [*pieces, *paragraph(_ALSO, width, "dim")]
