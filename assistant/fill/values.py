"""What a value is, and what readers need to know to find one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from types import MappingProxyType
from typing import Any, NamedTuple

from assistant.fill.question import Question, Token


class Value(NamedTuple):
    """A value for a blank. `lead` is what the shell must still expand before the text: "", "$(pwd)" or "$HOME"; `words` where the
    value is a command line of several words (then `text` is not read); `before` is what stands before the lead."""

    text: str
    lead: str = ""
    words: tuple[str, ...] = ()
    before: str = ""


Read = tuple[Value, int]
"""A value, and the token after the last one that it took."""


class Lore(NamedTuple):
    """index/values.yaml, and what the index knows: `ordinary` tells whether the cards use a word, `rarity` how seldom a term is
    in them."""

    data: Mapping[str, Any]
    ordinary: Set[str]
    little: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()  # both of them: words that are passed over
    path: str = ""  # the docker command at hand, for the columns of its list
    rarity: Mapping[str, float] = MappingProxyType({})

    def is_name(self, word: str) -> bool:
        """Whether people give such names to what they run."""
        return word in self.data["names"] or word in self.data["names_too"]

    def is_noun(self, word: str) -> bool:
        """Whether a word is the noun of a kind of name."""
        return any(word in nouns for nouns in self.data["nouns"].values())

    def number(self, token: Token) -> str | None:
        """A token as a number: digits, decimals, or a word for one."""
        text = token.low
        if text.isascii() and text.replace(".", "", 1).isdigit() and not text.startswith(".") and not text.endswith("."):
            return token.text
        spelled = self.data["numbers"].get(text)
        return None if spelled is None else str(spelled)


Reader = Callable[[Question, int, Lore], "Read | None"]


def lore_of(data: Mapping[str, Any], ordinary: Set[str], rarity: Mapping[str, float]) -> Lore:
    """The lore of index/values.yaml, the words that the cards use, and how seldom each term is in them."""
    little, soft = frozenset(data["little"]), frozenset(data["soft"])
    return Lore(data, ordinary, little, soft, little | soft, rarity=rarity)


def token_at(question: Question, at: int) -> Token | None:
    """The token at a place, or None past the end."""
    return question.tokens[at] if 0 <= at < len(question.tokens) else None
