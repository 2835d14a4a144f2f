"""The offers for what is typed in the picker, found in the background: the latest text wins, and no key waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from assistant.chat.latest import Latest
from assistant.chat.picker_offers import Offer, answers, common

if TYPE_CHECKING:
    from assistant.chat.picker_about import About
    from assistant.chat.room import Room


class Found(NamedTuple):
    """Offers, and the text that they are for; `done` is false as long as nothing was searched."""

    text: str = ""
    offers: tuple[Offer, ...] = ()
    done: bool = False


class Finder(Latest[Found, Offer]):
    """Offers for the latest text. `about` is the docker command that the questions are about, "" for none; `changed` is called in
    the thread that searches."""

    def __init__(self, changed: Callable[[], None], about: str = "") -> None:
        super().__init__(changed, Found())
        self._command = about
        self._room: Room | None = None
        self._about: About | None = None

    def start(self, room: Room) -> None:
        """Begins to search in a room."""
        self._room = room
        self.begin()

    def replace(self, old: Offer, new: Offer) -> None:
        """Another offer in the place of one."""
        with self._turn:
            self._found = self._found._replace(offers=tuple(new if one is old else one for one in self._found.offers))

    def made(self, text: str, items: tuple[Offer, ...], last: Found) -> Found:
        """The offers, or those that stood there before a word that is half typed."""
        kept = last.offers if not items and text and text.startswith(last.text or "\n") else ()
        return Found(text, items or kept, True)

    def search(self, text: str) -> tuple[Offer, ...]:
        """The offers for a text."""
        assert self._room is not None
        corridor = self._room.corridor
        try:
            if self._command:
                from assistant.chat.picker_about import About

                self._about = self._about or About(corridor, self._command)
                return tuple(self._about.offers(text))
            return tuple(answers(corridor, text) if text else common(corridor, self._room.journal.uses()))
        except Exception:  # whatever it is, the line stays as it is
            return ()
