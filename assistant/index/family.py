"""Cards of the same docker command share their flags: a card for one need is completed by those of the command's base card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.docker import grammar, tables
from assistant.model import Card, flag_names

_ACTING = ("command", "recipe")


def bases(cards: Iterable[Card]) -> dict[str, tuple[str, ...]]:
    """Card id → ids of the base cards of its docker command and of the command above it: those that tell of most flags.

    "docker compose up -d" has those of `compose up` and of `compose`, whose flags stand before the sub-command. A base card is
    not its own.
    """
    acting = [(card, grammar.path_of(card.command)) for card in cards if card.kind in _ACTING]
    most: dict[str, Card] = {}
    for card, path in acting:
        if path and (path not in most or _tells(card, path) > _tells(most[path], path)):
            most[path] = card
    most = {path: card for path, card in most.items() if card.options}
    return {card.id: found for card, path in acting if (found := tuple(_ids(card, path, most)))}


def _tells(card: Card, path: str) -> tuple[int, int]:
    """Of how many flags of its docker command a card tells, and not of those of others inside of it; of two that tell of as many,
    the one with the plainer command says more."""
    names = (flag_names(option.flag) for option in card.options)
    own = sum(any(tables.flag_of(f"docker {path}", name.lstrip("-"))[0] for name in some) for some in names)
    return own, -len(card.command)


def _ids(card: Card, path: str, most: dict[str, Card]) -> Iterator[str]:
    above = path.rpartition(" ")[0]
    for name in filter(None, (path, above)):
        if name in most and most[name] is not card:
            yield most[name].id
