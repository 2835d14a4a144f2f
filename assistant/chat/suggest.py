"""Search as you type: the best answers to what stands at the prompt, found in the background, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.chat.drawing import cut
from assistant.chat.latest import Latest, distinct
from assistant.model import Hit
from assistant.paint import Block, clean
from assistant.paint.card import styled_command
from assistant.paint.wrap import columns

if TYPE_CHECKING:
    from assistant.ask import Corridor

LIMIT = 5  # hits that are asked for, as the conversation does, so that Enter finds the answer ready
_ONLY_TITLES = 50  # columns of a window that has room for titles alone


class Suggestions(NamedTuple):
    """Hits, and the text that they are for."""

    text: str = ""
    hits: tuple[Hit, ...] = ()


class Suggester(Latest[Suggestions, Hit]):
    """Suggestions for the latest text. `changed` is called in the thread that searches."""

    def __init__(self, changed: Callable[[], None], completed: Callable[[str], str] = str, shell: str = "sh") -> None:
        """`completed` finishes a word that is still being typed."""
        super().__init__(changed, Suggestions(), idle="")
        self._completed, self._shell = completed, shell
        self._corridor: Corridor | None = None

    def start(self, corridor: Corridor) -> None:
        """Begins to search in a corridor."""
        self._corridor = corridor
        self.begin()

    def look(self, text: str) -> None:
        """As Latest.look. Commands of the chat have no suggestions."""
        super().look("" if text.lstrip().startswith("/") else text)

    def search(self, text: str) -> tuple[Hit, ...]:
        """The hits for a text, each command once."""
        assert self._corridor is not None
        try:
            hits = self._corridor.ask(self._completed(text), LIMIT, self._shell).hits
            return distinct(hits, lambda hit: hit.command() or hit.card.id)
        except Exception:  # whatever it is, whoever presses Enter is told
            return ()

    def made(self, text: str, items: tuple[Hit, ...], last: Suggestions) -> Suggestions:
        """The hits, or what stood there before a word that is half typed."""
        return last if not items and last.text and text.startswith(last.text) else Suggestions(text, items)


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
