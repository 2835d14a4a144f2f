"""What a slash command is about: the command at hand, or that of one of the answers on the screen."""

from __future__ import annotations

from assistant.chat.room import Room
from assistant.errors import UsageError
from assistant.model import Hit


def hit_of(room: Room, text: str) -> Hit:
    """The hit at hand, or the one of a typed number; UsageError where there is none."""
    answer = room.talk.answer
    hits = answer.hits if answer else ()
    if text:
        place = number(text, 0)
        if not hits:
            raise UsageError("there are no answers to choose from; ask something first")
        if place > len(hits):
            raise UsageError(f"there is no answer {text}; there {'is 1' if len(hits) == 1 else f'are {len(hits)}'}")
        return hits[place - 1]
    if room.talk.hit is None:
        raise UsageError("there is no command at hand" + ("; which one? add its number" if hits else "; ask something first"))
    return room.talk.hit


def number(text: str, default: int) -> int:
    """A typed number from 1 on, `default` where nothing was typed."""
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or int(text[:9]) == 0:
        raise UsageError(f"a whole number is wanted there, not '{text}'")
    return int(text[:9])
