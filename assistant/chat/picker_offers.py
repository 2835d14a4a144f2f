"""What the picker offers: answers to a question as finished commands, and what to begin with where nothing is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from assistant.chat.filling import filled_of
from assistant.chat.latest import distinct
from assistant.model import Hit, Option

if TYPE_CHECKING:
    from assistant.ask import Corridor

MOST = 10  # offers


class Offer(NamedTuple):
    """One line of the list: what it is called, and the hit with its finished command. `piece` are the flags that it adds to the
    command on the line, "" where it is an answer of its own; `option` is the flag that it is about, where it is about one."""

    title: str
    hit: Hit
    piece: str = ""
    option: Option | None = None

    @property
    def command(self) -> str:
        """The finished command."""
        return self.hit.command()


def answers(corridor: Corridor, query: str) -> list[Offer]:
    """The answers to a question."""
    return once(Offer(hit.card.title, hit) for hit in corridor.ask(query, MOST).hits)


def sure(corridor: Corridor, query: str) -> Offer | None:
    """The answer to a question where it is sure and has a command."""
    answer = corridor.ask(query, 5) if query else None
    if answer is None or answer.confidence != "sure" or not answer.hits[0].command():
        return None
    return Offer(answer.hits[0].card.title, answer.hits[0])


def common(corridor: Corridor, uses: dict[str, int]) -> list[Offer]:
    """What the person used most; and the cards that most others lead to."""
    cards = {card.id: card for card in corridor.cards()}
    near = Counter(other for card in cards.values() for other in card.see)
    names = [*sorted(uses, key=lambda name: -uses[name]), *(name for name, _ in near.most_common(3 * MOST))]
    found = (cards[name] for name in dict.fromkeys(names) if name in cards)
    return once(Offer(card.title, Hit(card, 0.0)) for card in found if card.kind == "command")


def once(offers: Iterable[Offer]) -> list[Offer]:
    """At most MOST offers; of those with one command the first. What has none stays."""
    return list(distinct(offers, lambda offer: offer.command or offer.hit.card.id))[:MOST]


def ready(offer: Offer) -> Hit:
    """The hit of an offer with its command to be filled in."""
    return offer.hit if offer.hit.filled else offer.hit._replace(filled=filled_of(offer.hit))
