"""The offers for what is typed in the picker, found in the background: the latest text wins, and no key waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from assistant.chat.picker_offers import Offer, answers, common

if TYPE_CHECKING:
    from assistant.chat.picker_about import About
    from assistant.chat.room import Room

_LONGEST = 2_000  # letters that are searched


class Found(NamedTuple):
    """Offers, and the text that they are for; `done` is false as long as nothing was searched."""

    text: str = ""
    offers: tuple[Offer, ...] = ()
    done: bool = False


class Finder:
    """Searches in a thread of its own. `about` is the docker command that the questions are about, "" for none; `changed` is
    called in that thread."""

    def __init__(self, changed: Callable[[], None], about: str = "") -> None:
        self._changed, self._command = changed, about
        self._turn = threading.Condition()
        self._room: Room | None = None
        self._about: About | None = None
        self._wanted, self._closed = "", False
        self._found = Found()

    def start(self, room: Room) -> None:
        """Begins to search; what was typed before is searched first."""
        self._room = room
        threading.Thread(target=self._work, daemon=True, name="picker").start()

    def look(self, text: str) -> None:
        """Asks for offers for this text, in place of any before."""
        with self._turn:
            self._wanted = text.strip()[:_LONGEST]
            self._turn.notify()

    def found(self) -> Found:
        """The latest that was found, at once."""
        return self._found

    @property
    def settled(self) -> bool:
        """Whether that is for the text which was asked last."""
        with self._turn:
            return self._found.done and self._found.text == self._wanted

    def replace(self, old: Offer, new: Offer) -> None:
        """Another offer in the place of one."""
        with self._turn:
            self._found = self._found._replace(offers=tuple(new if one is old else one for one in self._found.offers))

    def close(self) -> None:
        """Ends the thread."""
        with self._turn:
            self._closed = True
            self._turn.notify()

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closed or not self._found.done or self._wanted != self._found.text)
                if self._closed:
                    return
                text = self._wanted
            offers = self._offers(text)
            with self._turn:
                kept = self._found.offers if not offers and text and text.startswith(self._found.text or "\n") else ()
                self._found = Found(text, offers or kept, True)  # a word half typed: what stood there may stay
            self._changed()

    def _offers(self, text: str) -> tuple[Offer, ...]:
        assert self._room is not None
        corridor = self._room.corridor
        try:
            if self._command:
                from assistant.chat.picker_about import About

                self._about = self._about or About(corridor, self._command)
                return tuple(self._about.offers(text))
            return tuple(answers(corridor, text) if text else common(corridor, self._room.journal.uses()))
        except Exception:  # whatever it is, the line stays as it is; the thread lives on
            return ()
