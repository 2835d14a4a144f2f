"""The browser's screen as pieces: topics left, cards in the middle, the card right; on a narrow screen, two of them or one."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.chat.drawing import cut, fitted, lines
from assistant.chat.shelf import CARD, CARDS, TOPICS, Shelf
from assistant.model import Card
from assistant.paint import Block, clean
from assistant.paint.card import card_pieces
from assistant.paint.wrap import columns

WIDE, NARROW = 100, 80  # columns from which on three panes, or a list beside the card, have room
_LEAST_ROWS, _LEAST_COLUMNS = 7, 40  # for a frame around the panes, for two panes
_READABLE = 100  # columns of a card's text at most
_CURSOR = ("[SetCursorPosition]", "")
_FILTERING = ("Enter takes the card", "Esc shows all again", "↑↓ choose", "Tab keeps these")
_LOOKING = ("/ filter", "q leaves", "↑↓←→ or hjkl move", "PgUp PgDn scroll the card")


class View(NamedTuple):
    """How the screen is parted: the columns of each pane that is seen, by its number, and the lines of each."""

    columns: int
    rows: int
    panes: dict[int, int]

    @property
    def height(self) -> int:
        """Lines of a pane: all but the head and the foot and the rules between; on a tiny screen, all but the head."""
        return max(0, self.rows - 4 if self.rows >= _LEAST_ROWS else self.rows - 1)


def view_of(shelf: Shelf, columns: int, rows: int) -> View:
    """How a screen of this size is parted."""
    left = 2 + max(len(name) for name, _ in [*shelf.topics, ("compose-file", 0)]) + 6
    if columns >= WIDE:
        middle = min(56, max(30, (columns - left) * 2 // 5))
        return View(columns, rows, {TOPICS: left, CARDS: middle, CARD: columns - left - middle - 2})
    if columns < _LEAST_COLUMNS:
        return View(columns, rows, {shelf.pane: columns})
    if shelf.pane == TOPICS or (shelf.pane == CARDS and columns < NARROW):
        return View(columns, rows, {TOPICS: left, CARDS: columns - left - 1})
    if columns >= NARROW:
        return View(columns, rows, {CARDS: columns * 2 // 5, CARD: columns - columns * 2 // 5 - 1})
    return View(columns, rows, {CARD: columns})


def screen(shelf: Shelf, columns: int, rows: int) -> list[Block]:
    """The whole screen, a block a line. Puts the card's scrolling back into its bounds."""
    view = view_of(shelf, columns, rows)
    drawn = []
    for pane, wide in view.panes.items():
        made = {TOPICS: _topics, CARDS: _cards, CARD: _card}[pane](shelf, wide, view.height)
        drawn.append([fitted(line, wide) for line in (made + [[] for _ in range(view.height)])[: view.height]])
    body = []
    for row in zip(*drawn, strict=True):
        line: Block = []
        for number, part in enumerate(row):
            line += [("border", "│"), *part] if number else part
        body.append(line)
    whole = [_head(shelf, columns), _rule(view, "┬"), *body, _rule(view, "┴"), _foot(shelf, columns)]
    return whole if rows >= _LEAST_ROWS else [whole[0], *body]


def _head(shelf: Shelf, width: int) -> Block:
    name = shelf.names[shelf.topic]
    count = len(shelf.cards)
    told = f"{count} card{'' if count == 1 else 's'}" + ("" if name == "all" else f" in {name}")
    if not shelf.filtering and not shelf.filter:
        left: Block = [("title", " Topics and cards")]
    else:
        shown = clean(shelf.filter)[-max(8, width - columns(told) - 6) :]
        left = [("number", " / "), ("text", shown), *([_CURSOR] if shelf.filtering else [])]
    gap = width - sum(columns(text) for _, text in left) - columns(told) - 1
    return fitted([*left, ("", " " * max(1, gap)), ("dim", told)], width)


def _rule(view: View, joint: str) -> Block:
    return fitted([("border", joint.join("─" * wide for wide in view.panes.values()))], view.columns)


def _foot(shelf: Shelf, width: int) -> Block:
    text = ""
    enter = "Enter opens" if shelf.pane == TOPICS else "Enter takes the card"
    for key in _FILTERING if shelf.filtering else (enter, *_LOOKING):
        if columns(text) + columns(key) + 4 > width:
            break
        text += ("  ·  " if text else " ") + key
    return fitted([("dim", text)], width)


def _window(count: int, chosen: int, height: int) -> range:
    """The rows of a list that are seen, the chosen one among them, with some before and behind it."""
    start = max(0, min(chosen - height // 2, count - height))
    return range(start, min(count, start + height))


def _mark(is_chosen: bool, is_here: bool) -> tuple[str, str]:
    """The style of a row, and what stands before it."""
    if not is_chosen:
        return "", "  "
    return ("chosen", "› ") if is_here else ("chosen-idle", "› ")


def _topics(shelf: Shelf, width: int, height: int) -> list[Block]:
    rows = []
    for number in _window(len(shelf.names), shelf.topic, height):
        name, count = shelf.topics[number]
        style, lead = _mark(number == shelf.topic, shelf.pane == TOPICS and not shelf.filtering)
        told = f"{count} "
        text = cut(clean(name), width - 2 - len(told) - 1)
        gap = " " * (width - 2 - columns(text) - len(told))
        row: Block = [("", lead + text + gap), ("" if style else "dim", told)]
        rows.append(fitted(row, width, style))
    return rows


def _cards(shelf: Shelf, width: int, height: int) -> list[Block]:
    if not shelf.cards:
        return [[], [("dim", "  no card fits")]]
    rows = []
    for number in _window(len(shelf.cards), shelf.card, height):
        style, lead = _mark(number == shelf.card, shelf.pane == CARDS)
        title = cut(clean(shelf.cards[number].title), width - 3)
        rows.append(fitted([("", lead), *(_found(title, shelf.filter) if not style else [("", title)])], width, style))
    return rows


def _found(title: str, wanted: str) -> Block:
    """A title with the words of the filter set off."""
    words = sorted(map(re.escape, wanted.split()), key=len, reverse=True)
    parts = re.split(f"({'|'.join(words)})", title, flags=re.IGNORECASE) if words else [title]
    return [("number" if number % 2 else "", part) for number, part in enumerate(parts) if part]


def _card(shelf: Shelf, width: int, height: int) -> list[Block]:
    card = shelf.chosen
    if card is None:
        return []
    drawn = card_lines(card, min(width - 3, _READABLE))
    shelf.scroll = max(0, min(shelf.scroll, len(drawn) - height))
    seen = [[("", " "), *line] for line in drawn[shelf.scroll : shelf.scroll + height]]
    return [_with_bar(line, number, shelf, width, height, len(drawn)) for number, line in enumerate(seen)]


def _with_bar(line: Block, number: int, shelf: Shelf, width: int, height: int, total: int) -> Block:
    """The line with its part of a scroll bar, where there is more than is seen."""
    if total <= height:
        return line
    size = max(1, height * height // total)
    start = shelf.scroll * (height - size) // max(1, total - height)
    here = start <= number < start + size
    style = "number" if shelf.pane == CARD and here else "border"
    return [*fitted(line, width - 1), (style, "┃" if here else " ")]


def card_lines(card: Card, width: int) -> list[Block]:
    """A card in full, line by line, nothing wider than `width`; its id stands last."""
    return lines([*card_pieces(card, width, full=True), ("", "\n"), ("dim", f"{clean(card.id)}  ({clean(card.source)})")], width)
