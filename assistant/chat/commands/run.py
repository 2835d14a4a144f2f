"""/run: runs the command at hand, shown first and asked about."""

from __future__ import annotations

from assistant.chat.commands.at_hand import hit_of
from assistant.chat.commands.registry import ANSWER, register
from assistant.chat.room import Room
from assistant.errors import UsageError


@register("run", "[N]", "run the command, or that of answer N: shown first, then asked", ANSWER)
def run(room: Room, rest: str) -> None:
    """Goes through the commands of the hit; all that is to be seen is drawn on the way."""
    hit = hit_of(room, rest)
    if not room.there:
        raise UsageError("nothing is run without a terminal: there is nobody to agree")
    room.run(hit, room.talk.question)
