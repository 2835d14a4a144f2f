"""Searching while somebody types: a thread of its own, the latest text wins, and no key waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

_LONGEST = 2_000  # letters that are searched

Found = TypeVar("Found")
Item = TypeVar("Item")


class Latest(Generic[Found, Item]):
    """What was found for the latest text. A kind of it says what is found (`search`) and what comes of that (`made`)."""

    def __init__(self, changed: Callable[[], None], nothing: Found, idle: str | None = None) -> None:
        """`changed` is called in the thread; `nothing` is there at first, and for the `idle` text, which is not searched."""
        self._changed, self._nothing, self._idle = changed, nothing, idle
        self._turn = threading.Condition()
        self._wanted, self._closed = "", False
        self._done = idle  # the text that was searched last, None before any
        self._found = nothing

    def begin(self) -> None:
        """Begins to search; what was typed before is searched first."""
        threading.Thread(target=self._work, daemon=True, name="search").start()

    def look(self, text: str) -> None:
        """Asks for this text, in place of any before."""
        wanted = text.strip()[:_LONGEST]
        with self._turn:
            self._wanted = wanted
            if wanted == self._idle:
                self._found, self._done = self._nothing, wanted
            self._turn.notify()

    def found(self) -> Found:
        """The latest that was found, at once."""
        return self._found

    @property
    def settled(self) -> bool:
        """Whether that is for the text which was asked last."""
        with self._turn:
            return self._done == self._wanted

    def close(self) -> None:
        """Ends the thread."""
        with self._turn:
            self._closed = True
            self._turn.notify()

    def search(self, text: str) -> tuple[Item, ...]:
        """What there is for a text, in the thread. Raises nothing: the thread lives on."""
        raise NotImplementedError

    def made(self, text: str, items: tuple[Item, ...], last: Found) -> Found:
        """What is found then, after `last`."""
        raise NotImplementedError

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closed or self._wanted != self._done)
                if self._closed:
                    return
                text = self._wanted
            items = self.search(text) if text != self._idle else ()
            with self._turn:
                self._done = text
                if self._wanted != self._idle:
                    self._found = self.made(text, items, self._found)
            self._changed()


def distinct(items: Iterable[Item], key: Callable[[Item], str]) -> tuple[Item, ...]:
    """The items without those whose key an earlier one has already."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(key(item), item)
    return tuple(first.values())
