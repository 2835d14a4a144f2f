"""An offer into the line at the prompt, as the shell reads it, and into the journal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from assistant.chat.picker_flags import written
from assistant.chat.picker_offers import Offer
from assistant.chat.picker_word import alike, swapped
from assistant.docker import grammar
from assistant.model import Hit

if TYPE_CHECKING:
    from assistant.chat.picker_line import Asked
    from assistant.history import Journal


class Typed(NamedTuple):
    """The line at the prompt, where its cursor is (in characters), and which shell it is in."""

    buffer: str
    cursor: int
    shell: str = "sh"


class Picked(NamedTuple):
    """What came of a picker: insert, word or leave, with what, and what stood in the query."""

    act: str
    offer: Offer | None = None
    query: str = ""


def for_shell(command: str, shell: str) -> str:
    """A command, quoted for sh, as this shell reads it."""
    if shell != "fish":
        return command
    try:
        return grammar.show(grammar.parse(command), shell)
    except grammar.GrammarError:
        return command


def line_with(typed: Typed, asks: Asked, act: str, offer: Offer) -> tuple[str, int]:
    """The new line and the place of its cursor: the command in the place of what was asked, or (`act` is word) the word at the
    cursor alone replaced."""
    text = offer.command if offer.piece else for_shell(offer.command, typed.shell)
    if act == "word":
        return swapped(typed.buffer, typed.cursor, offer.piece or alike(typed.buffer, typed.cursor, offer.command) or text)
    return asks.line(text)


def completed(offer: Offer, hit: Hit) -> Offer:
    """An offer with its blanks filled in, the flags that it adds too."""
    if not offer.piece:
        return offer._replace(hit=hit)
    path = grammar.path_of(hit.command())
    names = [flag.name for flag in grammar.flags(path, offer.piece)]
    own = {flag.name: flag for flag in grammar.parse(hit.command()).commands[0].flags()}  # of several the last: it is the new one
    return offer._replace(hit=hit, piece=written([own[name] for name in names if name in own]))


def remember(journal: Journal, offer: Offer, question: str, command: str, way: str) -> None:
    """Writes down that an offer was taken."""
    from assistant.history import Entry

    journal.add(Entry(time.time(), "copied", question, offer.hit.card.id, command, way=way))
