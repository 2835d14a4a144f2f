"""What a question does not want: "not in the background", "but keep its volumes", "without --rm"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.docker import tables
from assistant.docker.command import Command
from assistant.docker.items import Flag
from assistant.fill.question import Question
from assistant.fill.values import Lore

if TYPE_CHECKING:
    from assistant.fill.matching import Match, Wish

_NEGATIONS = ("without", "not", "no", "never", "except", "don't", "dont", "keep", "nor", "instead")
_MOST_PASSED = 4


def by(question: Question, start: int, lore: Lore) -> int | None:
    """The token before `start` that refuses what begins there; None where nothing does. "It does not restart" tells how things
    are, and refuses nothing."""
    words = lore.data["refusing"]
    for at in range(start - 1, max(-1, start - 2 - _MOST_PASSED), -1):
        token = question.tokens[at]
        if token.ends:
            return None
        if token.low in words["words"]:
            stated = token.low == "not" and at and question.tokens[at - 1].low in words["stating"]
            return None if stated else at
        known = token.low in lore.little or token.low in words["passed"]
        if not known and token.low.split(":")[0] not in lore.data["images"] and not lore.is_name(token.low):
            return None
    return None


def negated(question: Question, start: int, wish: Wish, pattern: tuple[str, ...], lore: Lore) -> bool:
    """Whether the asking is for the contrary: "without removing volumes"."""
    if pattern[0] in _NEGATIONS:
        return False
    before = [token.low for token in question.tokens[max(0, start - 2) : start]]
    if any(word in _NEGATIONS or word.endswith("n't") for word in before):
        return True
    return bool(wish.flag and core(pattern, lore) and by(question, start, lore) is not None)


def core(pattern: tuple[str, ...], lore: Lore) -> tuple[str, ...]:
    """What may be refused of a way of asking: "with its volumes" is refused by "without its volumes". Empty where it has a value
    or is a refusal itself."""
    words = lore.data["refusing"]
    first, last = 0, len(pattern)
    while first < last and pattern[first] in words["around"]:
        first += 1
    while last > first and pattern[last - 1] in words["around"]:
        last -= 1
    made = pattern[first:last]
    return () if any(element[0] == "<" or element in words["words"] for element in made) else made


def parted(matches: Iterable[Match]) -> tuple[list[Match], list[Match]]:
    """What is asked for, and what is refused. The refusal of a flag holds, whatever else seems to ask for it."""
    every = list(matches)
    refused = [match for match in every if match.refused]
    gone = {(match.wish.flag, match.wish.gives) for match in refused}
    return [match for match in every if not match.refused and (match.wish.flag, match.wish.gives) not in gone], refused


def spelled(question: Question, path: str, lore: Lore) -> set[str]:
    """The long names of the flags that are spelled out and refused: "without --rm"."""
    places = (at for at, token in enumerate(question.tokens) if token.text[:1] == "-" and by(question, at, lore) is not None)
    return {tables.flag_of(f"docker {path}", question.tokens[at].text.lstrip("-"))[0] for at in places} - {""}


def without(command: Command, gone: set[tuple[str, str]]) -> Command:
    """The command without the flags of which name and value are in `gone`; the value is "" for one that takes none, or whose own
    is still open."""
    kept = tuple(item for item in command.items if not (isinstance(item, Flag) and _meets(item, gone)))
    return command._replace(items=kept) if len(kept) < len(command.items) else command


def _meets(flag: Flag, gone: set[tuple[str, str]]) -> bool:
    value = "" if flag.value is None or flag.value.blanks() else flag.value.value()
    return (flag.name, value or "") in gone
