"""/card: one card by its id, or by words of its title."""

from __future__ import annotations

from difflib import get_close_matches

from assistant.chat.commands.registry import LOOK, register
from assistant.chat.room import Room
from assistant.errors import UsageError
from assistant.paint import Block

_FEW = 5


@register("card", "ID", "one card, by its id or its title", LOOK)
def run(room: Room, rest: str) -> Block:
    """Shows a card; from then on it is the answer."""
    return room.talk.card(_meant(room, rest)).pieces


def _meant(room: Room, text: str) -> str:
    """The id of the card that is meant."""
    if not text:
        raise UsageError("/card takes the id of a card, such as /card container-ls; Tab lists them, /topics shows them all")
    if room.corridor.card(text) is not None:
        return text
    cards = room.corridor.cards()
    words = text.lower().split()
    titled = [card.id for card in cards if card.title.lower() == text.lower()]
    titled = titled or [card.id for card in cards if all(word in card.title.lower() for word in words)]
    if len(titled) == 1:
        return titled[0]
    near = titled[:_FEW] or get_close_matches(text, [card.id for card in cards], 1)
    if len(titled) > 1:
        more = f" and {len(titled) - _FEW} more" if len(titled) > _FEW else ""
        raise UsageError(f"several titles say '{text}': {', '.join(near)}{more}")
    raise UsageError(f"there is no card '{text}'; " + (f"did you mean '{near[0]}'?" if near else "/topics shows them all"))
