"""What the browser shows, without a terminal: topics, the cards of the chosen one that fit the filter, and the chosen card."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.model import Card
from assistant.paint.screen import by_topic

TOPICS, CARDS, CARD = range(3)  # the panes, from left to right
ALL = "all"


class Shelf:
    """The state of one browser. `pane` is where the keys go, `topic` and `card` are the chosen rows, `scroll` is the first line
    of the card that is seen; `filter` is what was typed, `filtering` tells that it is being typed."""

    def __init__(self, cards: Iterable[Card], topic: str = "") -> None:
        every = list(cards)
        self._topics = {ALL: every, **by_topic(every)}
        self._order = {card.id: number for number, card in enumerate(every)}
        self._words = {card.id: _words(card) for card in every}
        self.filter, self.filtering = "", False
        self._sift()
        self.topic = self.names.index(topic) if topic in self.names else 0
        self.card = self.scroll = 0
        self.pane = CARDS if topic in self.names else TOPICS

    def _sift(self) -> None:
        """Finds what fits the filter: the cards of each topic, those first that have the words in their title or id."""
        wanted = self.filter.lower().split()
        fits = {card.id: rank for card in self._topics[ALL] if (rank := _rank(wanted, *self._words[card.id])) is not None}
        self._fits = {
            name: sorted((card for card in cards if card.id in fits), key=lambda card: (fits[card.id], self._order[card.id]))
            for name, cards in self._topics.items()
        }
        self.names = [name for name, cards in self._fits.items() if cards or name == ALL]

    @property
    def topics(self) -> list[tuple[str, int]]:
        """Each topic that has a fitting card, with how many; all of them first."""
        return [(name, len(self._fits[name])) for name in self.names]

    @property
    def cards(self) -> list[Card]:
        """The fitting cards of the chosen topic."""
        return self._fits[self.names[self.topic]]

    @property
    def chosen(self) -> Card | None:
        """The chosen card; None where none fits."""
        return self.cards[self.card] if self.cards else None

    def narrow(self, text: str) -> None:
        """The filter is this text now; looks through all topics again."""
        self.filter = text
        self._sift()
        self.topic = self.card = self.scroll = 0

    def stop_filtering(self, keep: bool) -> None:
        """The filter is typed; what was found stays on the shelf where it is to be kept."""
        self.filtering = False
        if not keep:
            chosen = self.chosen
            self.narrow("")
            self.card = self.cards.index(chosen) if chosen else 0
        self.pane = CARDS

    def move(self, step: int) -> None:
        """Goes down, or up, in the present pane."""
        if self.pane == CARD and not self.filtering:
            self.scroll = max(0, self.scroll + step)
        elif self.pane == TOPICS and not self.filtering:
            self.topic = max(0, min(self.topic + step, len(self.names) - 1))
            self.card = self.scroll = 0
        else:
            self.card = max(0, min(self.card + step, len(self.cards) - 1))
            self.scroll = 0

    def turn(self, step: int) -> None:
        """Goes to the pane beside."""
        self.pane = max(TOPICS, min(self.pane + step, CARD))


def _words(card: Card) -> tuple[str, str]:
    """What a card is found by: first its title and id, then the ways of asking for it."""
    return f"{card.title}\n{card.id}".lower(), "\n".join((*card.asks, card.command)).lower()


def _rank(wanted: list[str], first: str, more: str) -> int | None:
    """0 where all words stand in the title or id, 1 where they stand anywhere; None for a card that does not fit."""
    if all(word in first for word in wanted):
        return 0
    return 1 if all(word in first or word in more for word in wanted) else None
