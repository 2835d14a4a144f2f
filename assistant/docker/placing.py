"""What to write for the value of a blank in its place: by the quotes it stands in, and by what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.docker.late import Late
from assistant.docker.parts import Blank, Part, Raw, Redirect, Script, Substitution, Text, Word
from assistant.docker.quote import GrammarError
from assistant.docker.shell import parse
from assistant.docker.writing import in_quotes

_LIVE_DOLLAR = Late(r"(?:[^\\]|\\.)*?\$", re.DOTALL)
_NAME = Late(r"[A-Za-z_][A-Za-z0-9_]*")
_VARIABLE = Late(r"\$\w+")
_GROWS = Late(r"[\w\[:]")


def in_place(before: Part | None, blank: Blank, value: str | Word) -> str:
    """The source of a blank with the value in its place, given the part before it; for bash, zsh and sh.

    Quotation marks that would close at once are left out. GrammarError where a `$` before the blank would make more of the value.
    """
    opening, _, closing = blank.source.partition(f"<{blank.name}>")
    quote, new = blank.quote, replacement(before, blank, value)
    if opening and new.startswith(quote):
        opening, new = "", new[1:]
    if closing and new.endswith(quote):
        closing, new = "", new[:-1]
    return opening + new + closing


def replacement(before: Part | None, blank: Blank, value: str | Word) -> str:
    """What to write for `<name>` alone, between the quotation marks that stand around it."""
    quote = blank.quote
    new = in_quotes(value, quote) if isinstance(value, str) else quote + value.source + quote
    return _apart(before, quote, new) if blank.source.startswith("<") else new


def _apart(before: Part | None, quote: str, new: str) -> str:
    """The source of a value, kept out of a `$` or `$NAME` that stands directly before it."""
    if before is None or isinstance(before, (Blank, Substitution)) or before.quote != quote or quote == "'":
        return new
    if isinstance(before, Text) and _LIVE_DOLLAR.fullmatch(before.source) and not _NAME.fullmatch(new):
        raise GrammarError(f"only the name of a variable can stand behind a $, not {new}")
    if isinstance(before, Raw) and _VARIABLE.fullmatch(before.source.lstrip(quote or " ")) and _GROWS.match(new):
        return (quote or "'") * 2 + new
    return new


def blanks_of_script(word: Word) -> list[tuple[Part | None, Blank]]:
    """The blanks of a word as they stand in the script that an inner shell reads from it, each with the part before it.

    GrammarError where that script cannot be read, since nothing could be quoted rightly there.
    """
    inner = list(_blanks(parse("".join(map(_core, word.parts)))))
    if tuple(blank.name for _, blank in inner) != word.blanks():
        raise GrammarError(f"the script of the inner shell cannot be read: {word.source}")
    return inner


def _core(part: Part) -> str:
    if isinstance(part, Blank):
        return f"<{part.name}>"
    return part.source if isinstance(part, Substitution) else part.text


def _blanks(script: Script) -> Iterator[tuple[Part | None, Blank]]:
    for piece in script.pieces:
        word = piece.target if isinstance(piece, Redirect) else piece
        for at, part in enumerate(word.parts if isinstance(word, Word) else ()):
            if isinstance(part, Blank):
                yield (word.parts[at - 1] if at and isinstance(word, Word) else None), part
            elif isinstance(part, Substitution):
                yield from _blanks(part.script)
