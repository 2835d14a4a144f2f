"""/history: what was asked, copied and run."""

from __future__ import annotations

from assistant.chat.commands.at_hand import number
from assistant.chat.commands.registry import LOOK, register
from assistant.chat.room import Room
from assistant.paint import Block, clean
from assistant.paint.history import history_pieces
from assistant.paint.wrap import paragraph

_LAST = 20


@register("history", "[N]", "what was asked, copied and run (the last 20)", LOOK)
def run(room: Room, rest: str) -> Block:
    """The last entries of the journal, and where it is."""
    journal = room.journal
    entries = journal.entries(number(rest, _LAST))
    if not entries:
        why = "Nothing was asked yet." if journal.keep else "Nothing is kept (history.keep is off)."
        return paragraph(why, room.width, "dim")
    return [*history_pieces(entries, room.width), ("", "\n"), ("dim", clean(journal.path)), ("", "\n")]
