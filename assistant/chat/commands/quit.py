"""/quit: the end of the chat."""

from __future__ import annotations

from assistant.chat.commands.registry import register
from assistant.chat.room import Room


@register("quit", "", "leave", also=("q", "exit"))
def run(room: Room, rest: str) -> None:
    """The session ends behind this command."""
    room.leaving = True
