"""What stands in the picker: the query, the list and which of it is marked, and whether its card is shown in full."""

from __future__ import annotations

from assistant.chat.drawing import cut
from assistant.chat.filling import open_blanks
from assistant.chat.picker_finder import Finder
from assistant.chat.picker_line import Asked
from assistant.chat.picker_offers import Offer
from assistant.chat.picker_view import Sizes, filled_up, in_full, keys, listed, preview, sizes
from assistant.paint import Block, clean

_OPENING = "opening the cards …"
_NOTHING = "nothing found; other words may"


class Picking:
    """The picker without its terminal. `told` is what its last line says in place of the keys."""

    def __init__(self, asked: Asked, finder: Finder, vi: bool = False) -> None:
        self.asked, self.finder, self.vi = asked, finder, vi
        self.told, self.chosen, self.scroll = "", 0, 0
        self.in_full = False

    def typed(self, text: str) -> None:
        """The query is another one now."""
        self.chosen, self.told, self.in_full = 0, "", False
        self.finder.look(text)

    @property
    def offer(self) -> Offer | None:
        """The marked one."""
        offers = self.finder.found().offers
        return offers[min(self.chosen, len(offers) - 1)] if offers else None

    def move(self, step: int) -> None:
        """Marks another one; scrolls where a card is shown in full."""
        self.told = ""
        if self.in_full:
            self.scroll = max(0, self.scroll + step)
        else:
            self.chosen = max(0, min(self.chosen + step, len(self.finder.found().offers) - 1))

    def turn(self) -> None:
        """Shows the card of the marked one in full, or the list again."""
        self.in_full, self.scroll = not self.in_full and self.offer is not None, 0

    def page(self, columns: int, rows: int) -> int:
        """How far a page goes."""
        return max(1, rows - 4) if self.in_full else sizes(columns, rows, bool(self.asked.about)).listed

    def screen(self, columns: int, rows: int, mark: str) -> list[Block]:
        """The lines below the query."""
        size = sizes(columns, rows, bool(self.asked.about))
        if self.in_full and (offer := self.offer):
            return self._card(offer, size.width, max(1, rows - 3))
        body = self._list(size, mark)
        if size.preview:
            offer = self.offer
            shown = preview(offer, size.width - 2, size.preview) if offer else []
            body += [
                [("border", "─" * size.width)],
                *filled_up([[("", "  "), *line] for line in shown], size.preview, size.width),
            ]
        about: list[Block] = []
        if self.asked.about:
            text = clean(self.asked.about).replace("\n", " ")
            about = [[("dim", "  about: "), ("command", cut(text, size.width - 10))]]
        return [*about, *body, keys(self.told, self._keys(), size.width)]

    def _list(self, size: Sizes, mark: str) -> list[Block]:
        found = self.finder.found()
        rows = listed(found.offers, min(self.chosen, len(found.offers) - 1), size, mark)
        if not rows:
            rows = [[("dim", f"  {_NOTHING if self.finder.settled else _OPENING if not found.done else ''}")]]
        return filled_up(rows, size.listed, size.width)

    def _card(self, offer: Offer, width: int, height: int) -> list[Block]:
        every = in_full(offer, width - 2)
        height = min(height, max(4, len(every)))
        self.scroll = min(self.scroll, max(0, len(every) - height))
        shown = every[self.scroll : self.scroll + height]
        left = len(every) - self.scroll - len(shown)
        hints = [f"{left} lines more" if left > 0 else "the end", "Esc back", "↑↓ PgDn scroll", "Enter inserts"]
        return [*filled_up([[("", "  "), *line] for line in shown], height, width), keys(self.told, hints, width)]

    def _keys(self) -> list[str]:
        if self.offer is None:
            return ["Esc leaves the line as it was"]
        fill = ["Tab fills in"] if self.offer.command and open_blanks(self.offer.hit) else []
        leave = "Ctrl-C leaves" if self.vi else "Esc leaves"
        return ["Enter inserts", leave, *fill, "F1 card", "Ctrl-Y copies", "Alt-Enter only the word"]
