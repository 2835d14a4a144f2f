"""Words of a question that are somebody's names by where they stand: "stop the container cache", "logs of the box service"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.words import split

_AROUND = ".,;:!?()'\"`"
_CALLERS = ("called", "named", "name")
_OWNERS = ("the", "my", "our", "your", "this", "that")
_OURS = frozenset(("compose", "docker-compose"))
_LEADING = ("of", "in", "into", "inside", "for", "to", "from", "only")


class Bearers:
    """Knows the nouns of what has names, and the words that may be such names, of one index."""

    def __init__(self, values: Mapping[str, Any], moods: Mapping[str, Any]) -> None:
        """`values` and `moods` are those files of index/."""
        nouns = values["nouns"]
        self.nouns = {word for kind in values["bearers"] for word in nouns[kind]}
        self._names, self._too = frozenset(values["names"]), frozenset(values["names_too"])
        self._compounds = frozenset(values["compounds"])
        self._qualities, self._matters = frozenset(values["qualities"]), frozenset(values["matters"])
        self._images = values["images"]
        self._never = {*values["never"], *values["little"], *values["before_names"], *values["filling"]} - self._names
        self._closing = {*values["before_names"], *values["closing"]}
        self._loose = frozenset(moods["loose"])
        self._verbs = frozenset(moods["verbs"]).difference(values["other_objects"])
        self._beside = frozenset(moods["beside"])
        self._polite = frozenset(moods["polite"])

    def named(self, text: str) -> set[str]:
        """The words of such names; images that everybody knows are none."""
        typed = text.split()
        tokens = [token.strip(_AROUND) for token in typed]
        low = [token.removesuffix("'s").lower() for token in tokens]
        found = [
            token
            for at, token in enumerate(low)
            if self._may_be(tokens[at], token, at)
            and (self._beside_noun(low, typed, at) or ((token in self._too or "-" in token) and self._ordered(low, typed, at)))
        ]
        return {word for token in found for word in split(token)}

    def _may_be(self, token: str, low: str, at: int) -> bool:
        if not low or low in self._never or low in self.nouns or low in self._images or not (low[0].isalnum() or low[0] == "_"):
            return False
        return low in self._names or low in self._too or self._odd(token, at)

    def _odd(self, token: str, at: int) -> bool:
        """Digits, underscores or capitals inside, or a hyphen between words that are not joined so in the language."""
        if "-" in token and self._compounds.isdisjoint(token.lower().split("-")):
            return True
        digits = any(map(str.isdigit, token)) and any(map(str.isalpha, token))
        return "_" in token or digits or (at > 0 and token[1:] != token[1:].lower())

    def _beside_noun(self, low: list[str], typed: list[str], at: int) -> bool:
        before, after = (low[at - 1] if at else ""), (low[at + 1] if at + 1 < len(low) else "")
        if before in _CALLERS:
            before = low[at - 2] if at > 1 else ""
        if before in self.nouns and low[at] not in self._matters and self._closes(low, typed, at):
            return True
        return after in self.nouns and low[at] not in self._qualities and before in _OWNERS and typed[at][-1] not in ".,;:"

    def _closes(self, low: list[str], typed: list[str], at: int) -> bool:
        """Whether what is said of a thing ends here: "container cache", "container cache to …", not "container cache size"."""
        return at + 1 == len(low) or typed[at][-1] in ".,;:?!" or low[at + 1] in self._closing

    def _ordered(self, low: list[str], typed: list[str], at: int) -> bool:
        """Whether it is what a verb of Docker's is about ("stop cache"), or whose logs, shell and the like are spoken of."""
        if not at or not self._closes(low, typed, at):
            return False
        first = next((number for number, word in enumerate(low) if word not in self._polite), 0)
        led = low[at - 1] in _LEADING
        ours = low[first] not in self._loose or not _OURS.isdisjoint(low)
        if ours and low[first] in self._verbs and at - first <= 1 + led and at > first:
            return True
        return led and not self._beside.isdisjoint(low[:at])
