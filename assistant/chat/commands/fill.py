"""/fill: values into what is still open in the command at hand, field by field."""

from __future__ import annotations

from assistant.chat.commands.at_hand import hit_of
from assistant.chat.commands.registry import ANSWER, register
from assistant.chat.filling import open_blanks
from assistant.chat.room import Room
from assistant.errors import UsageError
from assistant.paint import Block
from assistant.paint.wrap import paragraph


@register("fill", "", "fill in what is still open in the command", ANSWER)
def run(room: Room, rest: str) -> Block:
    """Fills in; the finished command is then the one at hand."""
    hit = hit_of(room, rest)
    if not open_blanks(hit):
        return paragraph("Nothing is open in this command.", room.width, "dim")
    if not room.full_screen:
        raise UsageError("this terminal cannot do that; /run asks for each value")
    from assistant.chat.fields import fill_in

    filled = fill_in(room, hit)
    if filled is None:
        return paragraph("Left as it was.", room.width, "dim")
    return room.talk.take(filled, room.talk.question).pieces
