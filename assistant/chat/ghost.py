"""The ghost behind the cursor: the likeliest question that begins as what was typed, from the journal and from the cards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

from assistant.model import Card
from assistant.paint import clean

_WORD = re.compile(r"[^\W\d_]{2,}\Z")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_LAST = "\U0010ffff"


class Ghosts(AutoSuggest):
    """Knows nothing until `learn` was called, which may be done in another thread."""

    def __init__(self) -> None:
        self._known: list[tuple[str, int, str]] = []  # (in small letters, rank, as it is written), in order
        self._words: list[tuple[str, int]] = []

    def learn(self, asked: Sequence[str], cards: Iterable[Card]) -> None:
        """Learns the questions that the person asked, newest first, and the ways of asking that the cards have."""
        ranks = {text.lower(): (rank, text) for rank, text in reversed(list(enumerate(asked))) if "\n" not in text}
        counted: Counter[str] = Counter()
        for card in cards:
            for place, text in enumerate(card.asks):
                counted.update(_WORDS.findall(text.lower()))
                rank = len(asked) + place * 1_000 + len(text)  # the first of a card are its plainest, and short ones are typed
                if rank < ranks.get(text.lower(), (rank + 1,))[0]:
                    ranks[text.lower()] = (rank, text)
        self._words = sorted(counted.items())
        self._known = sorted((small, rank, clean(text)) for small, (rank, text) in ranks.items())

    def remember(self, text: str) -> None:
        """Learns one question more, as the likeliest; called from one thread only."""
        small = text.lower()
        first = min((rank for _, rank, _ in self._known[:1]), default=0)
        known = [entry for entry in self._known if entry[0] != small]
        known.insert(bisect_left(known, (small,)), (small, min(first, 0) - 1, clean(text)))
        self._known = known

    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        """What prompt_toolkit shows behind the cursor."""
        found = self.likeliest(document.text)
        return Suggestion(found[len(document.text) :]) if found else None

    def likeliest(self, text: str) -> str:
        """The likeliest question that begins so and goes on; "" where none does."""
        small = text.lower()
        if not text.strip() or "\n" in text or text.startswith("/"):
            return ""
        known = self._known
        start, end = bisect_left(known, (small,)), bisect_left(known, (small + _LAST,))
        best = min((entry for entry in known[start:end] if len(entry[0]) > len(small)), key=lambda entry: entry[1], default=None)
        return best[2] if best and len(best[2]) == len(best[0]) else ""

    def completed(self, text: str) -> str:
        """The text with its last word finished, where that is the beginning of a known one and is none itself."""
        match = _WORD.search(text)
        if not match:
            return text
        small, words = match[0].lower(), self._words
        start, end = bisect_left(words, (small,)), bisect_left(words, (small + _LAST,))
        if start == end or words[start][0] == small:
            return text
        return text[: match.start()] + max(words[start:end], key=lambda entry: entry[1])[0]
