"""/why: why the answer is what it is."""

from __future__ import annotations

from assistant.chat.commands.registry import ANSWER, register
from assistant.chat.room import Room
from assistant.doing.reasons import reasons
from assistant.errors import UsageError
from assistant.paint import Block

_CARDS = 5


@register("why", "", "why this answer: how the question was read, how the cards scored", ANSWER)
def run(room: Room, rest: str) -> Block:
    """The reasons for the answer to the last question, or to the one that is given."""
    question = rest or room.talk.question
    if not question:
        raise UsageError("ask something first, then /why tells how the answer came about")
    return reasons(room.corridor, question, _CARDS, room.width)[0]
