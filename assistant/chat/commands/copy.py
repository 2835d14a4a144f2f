"""/copy: the command at hand to the clipboard."""

from __future__ import annotations

from assistant.chat.commands.at_hand import hit_of
from assistant.chat.commands.registry import ANSWER, register
from assistant.chat.room import Room
from assistant.doing.copying import copy_hit
from assistant.model import Hit
from assistant.paint import Block, clean
from assistant.paint.wrap import paragraph


@register("copy", "[N]", "copy the command, or that of answer N", ANSWER)
def run(room: Room, rest: str) -> Block:
    """Copies, and tells the way."""
    return copied(room, hit_of(room, rest))


def copied(room: Room, hit: Hit) -> Block:
    """Copies the command of a hit; what there is to tell about it."""
    copying = copy_hit(hit, room.talk.question, room.environment, room.settings.config.copy, room.journal)
    told = copying.sentences
    if not copying.done and hit.command():
        told = (*told, "Mark the command with the mouse instead.")
    return [piece for sentence in told for piece in paragraph(clean(sentence), room.width, "dim")]
