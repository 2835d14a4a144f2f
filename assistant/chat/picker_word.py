"""The word at the cursor of a line: which it is, and the line with another in its place."""

from __future__ import annotations

import re

from assistant.chat.picker_flags import written
from assistant.docker import grammar
from assistant.docker.parts import Word

_BLANK = re.compile(r"<[a-z][a-z0-9_-]*>")


def swapped(buffer: str, cursor: int, piece: str) -> tuple[str, int]:
    """The line with only the flag or word at the cursor replaced; the place of the cursor in it."""
    start, end = span(buffer, cursor, piece.startswith("-"))
    gap = " " if start == end and start and not buffer[start - 1].isspace() else ""
    after = " " if start == end and end < len(buffer) and not buffer[end].isspace() else ""
    whole = buffer[:start] + gap + piece + after + buffer[end:]
    blank = _BLANK.search(piece)
    return whole, start + len(gap) + (blank.start() if blank else len(piece))


def word_at(buffer: str, cursor: int) -> str:
    """The word at the cursor."""
    start, end = span(buffer, cursor, False)
    return buffer[start:end]


def span(buffer: str, cursor: int, with_value: bool) -> tuple[int, int]:
    """From where to where the word at the cursor goes; `with_value`: a flag and its value are one."""
    words, at = [], 0
    try:
        for piece in grammar.parse(buffer).script.pieces:
            words += [(at, at + len(piece.source))] if isinstance(piece, Word) else []
            at += len(piece.source)
    except grammar.GrammarError:
        words = [match.span() for match in re.finditer(r"\S+", buffer)]
    here = next((number for number, (start, end) in enumerate(words) if start <= cursor <= end), None)
    if here is None:
        return cursor, cursor
    first = last = here
    path = grammar.path_of(buffer[: words[here][1]]) if with_value else ""
    takes = [_takes(path, buffer[start:end]) for start, end in words] if path else []
    if takes and takes[here] and here + 1 < len(words):
        last = here + 1
    elif takes and here and takes[here - 1]:
        first = here - 1
    return words[first][0], words[last][1]


def _takes(path: str, word: str) -> bool:
    known = word.startswith("-") and "=" not in word and grammar.flag_facts(path, word)
    return bool(known and known.get("takes_value"))


def alike(buffer: str, cursor: int, command: str) -> str:
    """The flag of a command that the flag at the cursor is too, as it stands there; "" where there is none."""
    start, end = span(buffer, cursor, True)
    try:
        line = grammar.parse(buffer[start:end])
        flags = grammar.parse(command).commands[0].flags()
    except (grammar.GrammarError, IndexError):
        return ""
    word = next((piece.source for piece in line.script.pieces if isinstance(piece, Word)), "").partition("=")[0]
    if not word.startswith("-"):
        return ""
    path = grammar.path_of(command)
    name = grammar.flag_facts(path, word).get("name") or grammar.nearest_flag(path, word)
    found = next((flag for flag in flags if flag.name == name), None)
    return written([found]) if found else ""
