"""A card's options and blanks → the patterns by which fill/ finds flags and values in a question; kept in the index beside the
card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assistant.docker import grammar
from assistant.model import NAME_KINDS, Blank, Card, Option
from assistant.words import split

_SLOT = re.compile(r"(<[a-z]+>)")
_KINDS = {
    "bytes": "size",
    "duration": "duration",
    "int": "count",
    "uint": "count",
    "uint16": "count",
    "int64": "count",
    "decimal": "count",
    "float": "count",
}
_SEARCHED = 4  # ways of asking of an option
_TOO_COMMON = frozenset(
    {
        "all",
        "quiet",
        "force",
        "format",
        "filter",
        "file",
        "name",
        "size",
        "type",
        "last",
        "latest",
        "tag",
        "output",
        "time",
        "user",
        "config",
        "host",
        "debug",
    }
)
_BY_NAMER = frozenset((*NAME_KINDS, "image"))

Whole = Callable[[list[str]], Iterable[tuple[str, int, int]]]
Wishes = dict[str, Any]


def wishes(card: Card, whole: Whole, little: frozenset[str], cues: dict[str, list[str]], asked: Iterable[str]) -> Wishes:
    """What the index keeps: `flags` as [long name, kind of value, [pattern …], [[value, [pattern …]] …]], `blanks` as name →
    [pattern …], `verbs` the terms that say what the command does, `terms` those of its title and ways of asking. `cues` are the
    patterns of each kind that has some, `asked` those terms."""
    flags = []
    path = "docker " + grammar.path_of(card.command)
    facts = grammar.tables()["commands"].get(path.strip(), {}).get("flags", {})
    for option in card.options:
        name = _long(option, facts)
        kind = _kind(option, facts.get(name, {}))
        gives = [[value, _patterns(asks, whole, little, kind)] for value, asks in option.gives]
        flags.append([name, kind, [*_patterns(option.asks, whole, little, kind), *_by_name(name, kind, whole)], gives])
    path = path.removeprefix("docker").strip()
    verbs = [term for term, _, _ in whole(path.split()[-1:])]
    naming = {f"{verb} <command>" for verb in verbs if path.endswith("run")}  # "run nginx" names the image, not a command
    blanks = {
        blank.name: [
            *_patterns(blank.asks, whole, little, ""),
            *_named_so(blank, whole),
            *(c for c in cues.get(blank.kind, ()) if c not in naming),
        ]
        for blank in card.blanks
    }
    own = sorted({_long_name(word, facts) for word in split(card.command) if word.startswith("-")})
    return {
        "path": path,
        "own": own,
        "flags": flags,
        "blanks": {name: found for name, found in blanks.items() if found},
        "verbs": verbs,
        "terms": " ".join(sorted(set(asked))),
    }


def _named_so(blank: Blank, whole: Whole) -> list[str]:
    """A blank's own name leads to its value, where it says more than the kind: "driver <text>"."""
    if blank.kind in _BY_NAMER:
        return []
    terms = " ".join(term for term, _, _ in whole(split(blank.name.replace("-", " ").replace("_", " "))))
    return [f"{terms} <{blank.kind}>"] if terms and blank.name != blank.kind else []


def cues_of(table: dict[str, list[str]], whole: Whole, little: frozenset[str]) -> dict[str, list[str]]:
    """The cues of index/values.yaml as patterns."""
    return {kind: _patterns(asks, whole, little, kind) for kind, asks in table.items()}


def plain_asks(option: Option) -> Iterator[str]:
    """The words of an option's first ways of asking, without their slots, for searching: who fills needs all of them, who
    searches few."""
    for ask in (*option.asks[:_SEARCHED], *(ask for _, asks in option.gives for ask in asks[:1])):
        words = _SLOT.sub(" ", ask).strip()
        if words:
            yield words


def pattern(ask: str, whole: Whole, little: frozenset[str]) -> str:
    """A way of asking as the index keeps it: terms and slots, joined by blanks."""
    elements: list[str] = []
    for piece in _SLOT.split(ask):
        if _SLOT.fullmatch(piece):
            elements.append(piece)
        else:
            elements += [term for term, _, _ in whole(split(piece)) if term not in little]
    return " ".join(elements)


def _patterns(asks: Iterable[str], whole: Whole, little: frozenset[str], kind: str) -> list[str]:
    return [made for ask in asks if (made := pattern(ask, whole, little))]


def _long(option: Option, facts: dict[str, Any]) -> str:
    """The long name of an option's flag, without dashes."""
    names = [word.split("=")[0] for word in option.flag.replace(",", " ").split() if word.startswith("-")]
    for name in names:
        if name.startswith("--"):
            return name[2:]
    return _long_name(names[0] if names else option.flag, facts)


def _long_name(spelled: str, facts: dict[str, Any]) -> str:
    """The long name of a flag as spelled, without dashes; the letter where no long name is known."""
    short = spelled.strip("-")
    return (
        short if spelled.startswith("--") else next((name for name, fact in facts.items() if fact.get("short") == short), short)
    )


def _kind(option: Option, fact: dict[str, Any]) -> str:
    """The kind of value that a flag takes; "" where it takes none."""
    if option.takes:
        return option.takes
    slots = [slot for ask in option.asks for slot in _SLOT.findall(ask)]
    if slots:
        return str(slots[0]).strip("<>")
    return _KINDS.get(str(fact.get("type")), "text") if fact.get("takes_value") else ""


def _by_name(name: str, kind: str, whole: Whole) -> list[str]:
    """The flag's own name as a way of asking for it: "read only", "dns <address>"."""
    terms = [term for term, _, _ in whole(split(name.replace("-", " ")))]
    if not terms or (len(terms) == 1 and terms[0] in _TOO_COMMON):
        return []
    words = " ".join(terms)
    if not kind:
        return [words] if len(terms) > 1 else []
    if kind == "text" and len(terms) == 1:
        return []
    return [f"{words} <{kind}>"]
