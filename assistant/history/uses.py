"""What is used often: how many times each card was lately copied or run, in a small file beside the journal.

It is derived from the journal and says of which size of it; where that is not the journal's, it is made anew when something is
added.
"""

from __future__ import annotations

import json
import os

LATELY = 1_000  # entries that are counted at least, where there are so many
_SLACK = 250  # and how many more, before it is counted anew
_FILE = "uses.json"
_LARGEST = 1 << 20  # bytes; a larger file is none of ours
_COUNTED = ("copied", "run")


class Counted:
    """The counts, and of what: the journal's size in bytes, its lines, and how many of the newest ones were counted."""

    def __init__(self, size: int, lines: int, looked: int, uses: dict[str, int]) -> None:
        self.size, self.lines, self.looked, self.uses = size, lines, looked, uses


def read(folder: str) -> dict[str, int]:
    """The counts by card; {} where there are none, or none that read."""
    counted = _read(folder)
    return counted.uses if counted else {}


def after(folder: str, path: str, before: int, size: int, line: bytes) -> Counted:
    """The counts once a line is written that let the journal grow from `before` to `size`. Raises OSError."""
    counted = _read(folder)
    if counted is None or counted.size != before or counted.looked >= LATELY + _SLACK:
        return of(path)
    uses = dict(counted.uses)
    _count(uses, line)
    return Counted(size, counted.lines + 1, counted.looked + 1, uses)


def of(path: str) -> Counted:
    """The counts of a journal, read from it. Raises OSError."""
    from assistant.history.file import tail

    lines = 0
    with open(path, "rb") as file:
        while data := file.read(1 << 20):
            lines += data.count(b"\n")
        size = file.tell()
    uses: dict[str, int] = {}
    newest = tail(path, LATELY)
    for line in newest:
        _count(uses, line)
    return Counted(size, lines, len(newest), uses)


def write(folder: str, counted: Counted) -> None:
    """Puts the counts in their place in one step. Raises OSError."""
    path = os.path.join(folder, _FILE)
    beside = path + ".new"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(json.dumps(vars(counted)).encode("ascii"))
    os.replace(beside, path)


def _read(folder: str) -> Counted | None:
    try:
        descriptor = os.open(os.path.join(folder, _FILE), os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            told = json.loads(os.read(descriptor, _LARGEST))
        finally:
            os.close(descriptor)
        counted = Counted(told["size"], told["lines"], told["looked"], told["uses"])
        right = all(
            type(number) is int and number >= 0
            for number in (counted.size, counted.lines, counted.looked, *counted.uses.values())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return counted if right else None


def _count(uses: dict[str, int], line: bytes) -> None:
    from assistant.history.file import parsed

    entry = parsed(line)
    if entry and entry.card and entry.what in _COUNTED:
        uses[entry.card] = uses.get(entry.card, 0) + 1
