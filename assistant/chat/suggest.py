"""Search as you type: the best answers to what stands at the prompt, found in the background, and how they are drawn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.chat.drawing import cut
from assistant.model import Hit
from assistant.paint import Block, clean
from assistant.paint.card import styled_command
from assistant.paint.wrap import columns

if TYPE_CHECKING:
    from assistant.ask import Corridor

LIMIT = 5  # hits that are asked for, as the conversation does, so that Enter finds the answer ready
_LONGEST = 2_000  # letters that are searched while one types
_ONLY_TITLES = 50  # columns of a window that has room for titles alone


class Suggestions(NamedTuple):
    """Hits, and the text that they are for."""

    text: str = ""
    hits: tuple[Hit, ...] = ()


class Suggester:
    """Searches in a thread of its own; the latest text wins, and no key waits. `changed` is called in that thread."""

    def __init__(self, changed: Callable[[], None], completed: Callable[[str], str] = str, shell: str = "sh") -> None:
        """`completed` finishes a word that is still being typed."""
        self._changed, self._completed, self._shell = changed, completed, shell
        self._turn = threading.Condition()
        self._corridor: Corridor | None = None
        self._wanted, self._done, self._closed = "", "", False
        self._found = Suggestions()

    def start(self, corridor: Corridor) -> None:
        """Begins to search; what was typed before is searched first."""
        with self._turn:
            self._corridor = corridor
        threading.Thread(target=self._work, daemon=True, name="suggestions").start()

    def look(self, text: str) -> None:
        """Asks for suggestions for this text, in place of any before. Commands of the chat have none."""
        wanted = "" if text.lstrip().startswith("/") else text.strip()[:_LONGEST]
        with self._turn:
            self._wanted = wanted
            if not wanted:
                self._found, self._done = Suggestions(), ""
            self._turn.notify()

    def found(self) -> Suggestions:
        """The latest that was found, at once."""
        return self._found

    def close(self) -> None:
        """Ends the thread."""
        with self._turn:
            self._closed = True
            self._turn.notify()

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closed or self._wanted != self._done)
                if self._closed or self._corridor is None:
                    return
                text, corridor = self._wanted, self._corridor
            found = self._search(corridor, text) if text else Suggestions()
            with self._turn:
                self._done = text
                if self._wanted:
                    self._found = found
            self._changed()

    def _search(self, corridor: Corridor, text: str) -> Suggestions:
        try:
            hits = distinct(corridor.ask(self._completed(text), LIMIT, self._shell).hits)
        except Exception:  # whatever it is, whoever presses Enter is told; the thread lives on
            hits = ()
        last = self._found
        if not hits and last.text and text.startswith(last.text):  # a word half typed: what stood there may stay
            return Suggestions(last.text, last.hits)
        return Suggestions(text, hits)


def distinct(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits without those whose command an earlier one has already."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.command() or hit.card.id, hit)
    return tuple(first.values())


def rows(hits: Sequence[Hit], chosen: int, width: int, mark: str = "›") -> Block:
    """A line a hit, its title and its command, cut to `width`; `chosen` is the place of the one with the `mark`, -1 for none."""
    titles = [clean(hit.card.title) for hit in hits]
    room = width - 3
    gap = room if width < _ONLY_TITLES else min(max(map(columns, titles), default=0), room * 45 // 100)
    pieces: Block = []
    for number, (hit, title) in enumerate(zip(hits, titles, strict=True)):
        marked = number == chosen
        command = clean(hit.command()[:500]).partition("\n")[0] if width >= _ONLY_TITLES else ""
        name = cut(title, gap)
        pieces += [("number", f"{mark} " if marked else "  "), ("title" if marked else "text", name)]
        if command:
            left = cut(command, room - gap - 2)
            pieces += [("", " " * (gap - columns(name) + 2)), *(styled_command(left) if marked else [("dim", left)])]
        pieces.append(("", "\n"))
    return pieces[:-1]
