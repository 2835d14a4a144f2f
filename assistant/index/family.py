"""Cards of the same docker command share their flags: a card for one need is completed by those of the command's base card."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.docker import grammar
from assistant.model import Card

_ACTING = ("command", "recipe")


def bases(cards: Iterable[Card]) -> dict[str, str]:
    """Card id → id of the base card of its docker command: the one that tells of most flags. Base cards have no entry."""
    acting = [(card, grammar.path_of(card.command)) for card in cards if card.kind in _ACTING]
    most: dict[str, Card] = {}
    for card, path in acting:
        if path and len(card.options) > len(most[path].options if path in most else ()):
            most[path] = card
    return {card.id: most[path].id for card, path in acting if path in most and most[path] is not card}
