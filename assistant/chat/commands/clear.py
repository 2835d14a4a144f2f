"""/clear: an empty screen and a new conversation."""

from __future__ import annotations

from assistant.chat.commands.registry import register
from assistant.chat.room import Room


@register("clear", "", "clear the screen and forget this conversation")
def run(room: Room, rest: str) -> None:
    """Nothing is at hand afterwards; the journal keeps what it has."""
    room.talk.forget()
    if room.full_screen:
        from prompt_toolkit.shortcuts import clear

        clear()
