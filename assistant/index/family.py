"""Cards of the same docker command share their flags: a card for one need is completed by those of the command's base card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.docker import grammar
from assistant.model import Card

_ACTING = ("command", "recipe")


def bases(cards: Iterable[Card]) -> dict[str, tuple[str, ...]]:
    """Card id → ids of the base cards of its docker command and of the command above it: those that tell of most flags.

    "docker compose up -d" has those of `compose up` and of `compose`, whose flags stand before the sub-command. A base card is
    not its own.
    """
    acting = [(card, grammar.path_of(card.command)) for card in cards if card.kind in _ACTING]
    most: dict[str, Card] = {}
    for card, path in acting:
        if path and (path not in most or _tells(card) > _tells(most[path])):
            most[path] = card
    most = {path: card for path, card in most.items() if card.options}
    return {card.id: found for card, path in acting if (found := tuple(_ids(card, path, most)))}


def _tells(card: Card) -> tuple[int, int]:
    """Of how many flags a card tells; of two that tell of as many, the one with the plainer command says more."""
    return len(card.options), -len(card.command)


def _ids(card: Card, path: str, most: dict[str, Card]) -> Iterator[str]:
    above = path.rpartition(" ")[0]
    for name in filter(None, (path, above)):
        if name in most and most[name] is not card:
            yield most[name].id
