"""/doctor: what is installed and what is missing."""

from __future__ import annotations

import sys

from assistant.chat.commands.registry import LOOK, register
from assistant.chat.room import Room
from assistant.paint import Block


@register("doctor", "", "what is installed, what is missing, what to do", LOOK)
def run(room: Room, rest: str) -> Block:
    """Looks at everything that matters here; takes up to some seconds."""
    from assistant.doing.copying import terminal_writer
    from assistant.doing.examine import examine
    from assistant.paint.doctor import doctor_pieces

    there = terminal_writer() is not None
    return doctor_pieces(examine(room.settings, room.corridor, room.journal, room.environment, there, sys.platform), room.width)
