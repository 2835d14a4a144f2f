"""/config: the configuration as it holds now."""

from __future__ import annotations

import os

from assistant.chat.commands.registry import register
from assistant.chat.room import Room
from assistant.paint import Block, clean
from assistant.paint.card import marked
from assistant.paint.config import config_pieces, place


@register("config", "", "the configuration: what holds, and where your file is")
def run(room: Room, rest: str) -> Block:
    """Every key with its value, where the person's file is, and what is wrong in it."""
    settings = room.settings
    values = {name.replace("_", ".", 1): value for name, value in settings.config._asdict().items()}
    told = place(settings.config_file, os.path.lexists(settings.config_file))
    pieces = config_pieces(values, told, room.width)
    return [*marked(tuple(clean(finding) for finding in settings.findings), room.width), *pieces]
