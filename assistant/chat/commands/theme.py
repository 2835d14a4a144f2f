"""/theme: the colours of this session."""

from __future__ import annotations

from assistant.chat.commands.registry import register
from assistant.chat.room import Room
from assistant.errors import UsageError
from assistant.paint import Block
from assistant.paint.terminal import THEMES
from assistant.paint.wrap import paragraph

_CHOICES = (*THEMES, "none")
_TOLD = {
    "auto": "colours that both a light and a dark ground bear",
    "light": "colours for a light ground",
    "dark": "colours for a dark ground",
    "none": "no colours",
}


@register("theme", f"[{'|'.join(_CHOICES)}]", "the colours of this session")
def run(room: Room, rest: str) -> Block:
    """Changes the colours, or tells which they are."""
    wanted = rest.lower()
    if wanted and wanted not in _CHOICES:
        raise UsageError(f"/theme takes {', '.join(_CHOICES[:-1])} or {_CHOICES[-1]}, not '{rest}'")
    if wanted:
        theme = "auto" if wanted == "none" else wanted
        room.settings = room.settings._replace(color=wanted != "none", theme=theme)
    now = room.settings.theme if room.settings.color else "none"
    pieces = paragraph(f"{now}: {_TOLD[now]}.", room.width)
    sample = [("command", "docker run "), ("flag", "-d "), ("blank", "<image>"), ("caveat", "  ! heed this"), ("", "\n")]
    return [*pieces, *sample] if room.settings.color else pieces
