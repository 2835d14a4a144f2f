"""How the picker looks below its query: the list, the marked one in full, the keys. Every line is cut to the width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.chat.drawing import cut, fitted, lines, wrapped
from assistant.chat.picker_offers import Offer
from assistant.model import flag_names
from assistant.paint import Block, clean
from assistant.paint.card import RISK_WORDS, marked, styled_command
from assistant.paint.screen import hit_pieces
from assistant.paint.wrap import columns, paragraph, row

_WIDEST = 120
_LEAST_COLUMNS, _LEAST_ROWS = 60, 15  # of a screen that has room for a preview
_ONLY_TITLES = 50  # columns of one that has room for titles alone


class Sizes(NamedTuple):
    """Columns, and the lines for the list and for the preview (0: none)."""

    width: int
    listed: int
    preview: int

    @property
    def height(self) -> int:
        """The lines below the query, without that which tells what it is about."""
        return self.listed + (self.preview + 1 if self.preview else 0) + 1


def sizes(columns: int, rows: int, about: bool = False) -> Sizes:
    """What a screen has room for. A line of it stays with the prompt, one is the query."""
    width, left = min(columns, _WIDEST) - 1, rows - 3 - about
    if columns < _LEAST_COLUMNS or rows < _LEAST_ROWS:
        return Sizes(width, max(1, min(left, 8)), 0)
    listed = max(4, min(8, rows // 4))
    return Sizes(width, listed, max(1, min(12, rows * 2 // 5, left - 1 - listed)))


def listed(offers: Sequence[Offer], chosen: int, size: Sizes, mark: str) -> list[Block]:
    """The part of the list that the marked one stands in."""
    start = max(0, min(chosen - size.listed + 1, len(offers) - size.listed)) if chosen >= size.listed else 0
    shown = offers[start : start + size.listed]
    room = size.width - 2
    titles = [clean(offer.title) for offer in shown]
    gap = room if size.width < _ONLY_TITLES else min(max(map(columns, titles), default=0), room * 45 // 100)
    found = []
    for number, (offer, title) in enumerate(zip(shown, titles, strict=True), start):
        here, name = number == chosen, cut(title, gap)
        line: Block = [("number", mark if here else "  "), ("title" if here else "text", name)]
        command = clean((offer.piece or offer.command)[:500]).partition("\n")[0]
        if command and gap < room:
            left = cut(command, room - gap - 2)
            line += [("", " " * (gap - columns(name) + 2)), *(styled_command(left) if here else [("dim", left)])]
        found.append(line)
    return found


def preview(offer: Offer, width: int, height: int) -> list[Block]:
    """What is to be known of an offer, in at most `height` lines: its command, then what it means, caveats and flags as far as
    there is room."""
    hit = offer.hit
    card = hit.filled.finished(hit.card) if hit.filled else hit.card
    command = [_flat(line) for line in wrapped(styled_command(clean(offer.command)), width)][: max(1, height // 2)]
    risk: Block = []
    if not offer.piece and card.kind in ("command", "recipe"):
        risk = [(f"risk-{card.risk}", RISK_WORDS[card.risk]), ("dim", " · ")]
    told = offer.option.means if offer.option else card.summary
    names = flag_names(offer.piece)
    caveats = tuple(text for text in card.caveats if not names or any(name in text for name in names))
    warnings = (hit.filled.warnings if hit.filled else ()) + caveats
    meant = lines([*risk, *paragraph(clean(told), width, taken=sum(columns(text) for _, text in risk))], width)
    heeded = lines(marked(warnings, width), width)
    flags = _flags(offer, width)
    left = height - len(command)
    most = [len(heeded), len(flags), len(meant)]
    share = _shares(most, left)
    return [*command, *_cut(meant, share[2]), *_cut(heeded, share[0]), *flags[: share[1]]]


def in_full(offer: Offer, width: int) -> list[Block]:
    """The card of an offer, all of it."""
    return lines(hit_pieces(offer.hit, width, frozenset(flag_names(offer.piece))), width)


def keys(told: str, hints: Sequence[str], width: int) -> Block:
    """The last line: what is told, else as many keys as there is room for."""
    text = told
    for hint in () if told else hints:
        if columns(text) + columns(hint) + 3 <= width:
            text += (" · " if text else "") + hint
    return [("here" if told else "dim", cut(clean(text), width))]


def filled_up(rows: list[Block], height: int, width: int) -> list[Block]:
    """Just `height` lines, none wider than `width`."""
    return [_trimmed(line, width) for line in rows[:height]] + [[] for _ in range(height - len(rows))]


def _trimmed(line: Block, width: int) -> Block:
    return fitted(line, width) if sum(columns(text) for _, text in line) > width else line


def _flags(offer: Offer, width: int) -> list[Block]:
    """The flags of the card: for a flag the examples that have it."""
    card = offer.hit.card
    if offer.piece:
        names = flag_names(offer.option.flag if offer.option else offer.piece)
        fit = [line for line in card.examples if names & flag_names(line.run)]
        return [_flat([*styled_command(clean(line.run)), ("dim", f"  # {clean(line.does)}")]) for line in fit]
    own = [option for option in card.options if not option.of] or list(card.options)
    used = flag_names(offer.command)
    own.sort(key=lambda option: not flag_names(option.flag) & used)
    gap = min(28, max((columns(option.flag) for option in own), default=0) + 2)
    return lines([piece for option in own for piece in row(("flag", clean(option.flag)), gap, clean(option.means), width)], width)


def _shares(most: list[int], left: int) -> list[int]:
    """Lines for several parts: each its share of what is left, what one does not need goes to the others."""
    share = [0] * len(most)
    while left > 0 and any(have < want for have, want in zip(share, most, strict=True)):
        for number, want in enumerate(most):
            if share[number] < want and left > 0:
                share[number] += 1
                left -= 1
    return share


def _cut(part: list[Block], most: int) -> list[Block]:
    """The first lines, with a mark where some are left out."""
    return part if len(part) <= most else [*part[: most - 1], [*part[most - 1], ("dim", " …")]] if most else []


def _flat(line: Block) -> Block:
    return [(style, text.replace("\n", " ").replace("\t", " ")) for style, text in line]
