"""What a docker command is made of: steps, flags, arguments, redirections; and how each is written as pieces of a script."""

from __future__ import annotations

from typing import NamedTuple

from assistant.docker.parts import Piece, Redirect, Space, Word
from assistant.docker.shell import word_from
from assistant.docker.writing import quoted


class Step(NamedTuple):
    """A word of the path, as typed ("ps"), and the level that it leads to ("container ls")."""

    text: str
    level: str
    gap: str = " "


class Flag(NamedTuple):
    """A flag. `name` is the long one without dashes (a letter where there is no long one), `spelled` as typed: "-p".

    `style` is how the value follows: "space", "glued" (-p80:80), "equals", or "none" where there is no value. `level` is the
    path it belongs to. `joined`: it stands in the same word as the flag before (-dit). Make one with grammar.flag or .flags.
    """

    name: str
    value: Word | None
    spelled: str
    style: str
    level: str = ""
    joined: bool = False
    gap: str = " "
    between: str = " "


class Argument(NamedTuple):
    """A word that is no flag: an image, a container, or part of what runs inside."""

    word: Word
    gap: str = " "


class Dashes(NamedTuple):
    """`--`: no flags from here on."""

    gap: str = " "


class Aside(NamedTuple):
    """A redirection among the words."""

    redirect: Redirect
    gap: str = " "


class Wrapper(NamedTuple):
    """A word before `docker`: sudo, NAME=value, xargs -r, do …"""

    word: Word
    gap: str = " "


Item = Step | Flag | Argument | Dashes | Aside


def add(out: list[Piece], gap: str, piece: Piece) -> None:
    """Adds a piece, with white space before it unless it is the first."""
    if out:
        out.append(Space(gap or " "))
    out.append(piece)


def write(out: list[Piece], item: Item, before: Item | None) -> None:
    """Adds the pieces of an item; the item before it tells whether a joined flag goes into the same word."""
    if isinstance(item, Flag):
        _write_flag(out, item, before)
    elif isinstance(item, Step):
        add(out, item.gap, word_from(item.text))
    elif isinstance(item, Argument):
        add(out, item.gap, item.word)
    else:
        add(out, item.gap, item.redirect if isinstance(item, Aside) else word_from("--"))


def _write_flag(out: list[Piece], flag: Flag, before: Item | None) -> None:
    head = flag.spelled
    last = out[-1] if out else None
    open_word = isinstance(before, Flag) and before.style == "none" and not before.spelled.startswith("--")
    if flag.joined and open_word and isinstance(last, Word):
        out.pop()
        head = (last.value() or "") + flag.spelled[1:]
    else:
        out.append(Space(flag.gap or " "))
    if flag.value is None or flag.style == "space":
        out.append(word_from(quoted(head)))
    else:
        value = flag.value.source if flag.value.source != "''" or flag.style == "glued" else ""
        out.append(word_from(quoted(head) + ("=" if flag.style == "equals" else "") + value))
    if flag.value is not None and flag.style == "space":
        add(out, flag.between, flag.value)
