"""What was asked before, in this chat and in others: for ↑, Ctrl-R and the ghost."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prompt_toolkit.history import History

from assistant.history import Journal
from assistant.paint import clean

_MOST = 1_000  # entries of the journal that are read


class Past(History):
    """The questions of the journal (secrets in them are masked), and the lines of this chat. The journal is written elsewhere."""

    def __init__(self, journal: Journal, short: Callable[[str], str] = str) -> None:
        """`short` gives what stands on the line for a long question."""
        super().__init__()
        self._journal, self._short = journal, short

    def load_history_strings(self) -> Iterable[str]:
        """The questions of the journal, newest first."""
        return [self._short(text) for text in asked(self._journal)]

    def store_string(self, string: str) -> None:
        """Keeps nothing beyond this chat."""


def asked(journal: Journal) -> list[str]:
    """The questions of a journal, each once, newest first."""
    entries = journal.entries(_MOST)
    return list(dict.fromkeys(clean(entry.question) for entry in reversed(entries) if entry.what == "asked" and entry.question))
