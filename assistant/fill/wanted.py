"""What a question asks for in flags: matches of ways of asking, values that show what they are, flags spelled out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from assistant.docker import tables
from assistant.docker.command import repeatable
from assistant.docker.late import Late
from assistant.fill import readers
from assistant.fill.matching import Match, Wish
from assistant.fill.question import Question
from assistant.fill.values import Lore, Value

_EVIDENT = {"ports": Late(r".*\d:\d"), "mount": Late(r".+:/"), "env": Late(r"[A-Z_][A-Z0-9_.]*=", re.I)}
"""Values that show by themselves what they are, and so which flag they belong to."""
_TWINS = (("limit-", "reserve-", ("limit", "most", "max", "cap")), ("update-", "rollback-", ("update", "updating")))
"""Flags that are alike, the usual and the other, and the words that tell that the usual one is meant."""


class Asked(NamedTuple):
    """One flag asked for: its long name, the path it belongs to, its value (None for a flag without one, "" where it is still
    open)."""

    name: str
    level: str
    value: Value | None
    kind: str = ""


def wishes_of(entry: dict[str, Any], path: str) -> list[Wish]:
    """The wishes of one card's options (as the index keeps them) for flags that a command of this path knows."""
    made: list[Wish] = []
    for name, kind, patterns, gives in entry["flags"]:
        level = level_of(path, name)
        if level is None:
            continue
        made.append(Wish(name, "", split(patterns), level, kind=kind))
        made += [Wish(name, value, split(ways), level, kind=kind) for value, ways in gives]
    return [wish for wish in made if wish.patterns]


def split(patterns: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Patterns as the index keeps them → their elements."""
    return tuple(tuple(pattern.split()) for pattern in patterns)


def level_of(path: str, name: str) -> str | None:
    """The path that a flag belongs to: the command's own, or one above it; None where none knows it."""
    level = path
    while True:
        if tables.flag_of(f"docker {level}".strip(), name)[0]:
            return level
        if not level:
            return None
        level = level.rpartition(" ")[0]


def asked(matches: Iterable[Match], question: Question, lore: Lore, used: set[int]) -> list[Asked]:
    """The flags of matches; a flag that may come several times takes what is joined to its value too: "KEY=a and OTHER=b"."""
    found: list[Asked] = []
    before: Match | None = None
    for match in matches:
        wish = match.wish._replace(flag=_twin(match, before, question))
        before = match._replace(wish=wish)
        takes = tables.flag_of(f"docker {wish.level}".strip(), wish.flag)[1].get("takes_value")
        if not takes:
            found.append(Asked(wish.flag, wish.level, Value(wish.gives) if wish.gives == "false" else None))
        elif wish.gives:
            found.append(Asked(wish.flag, wish.level, _given(wish.gives, match.slots), wish.kind))
        elif match.slots:
            kind, value = match.slots[0]
            name = "env-file" if (wish.flag, wish.level) == ("file", "compose") and value.text.endswith(".env") else wish.flag
            found.append(Asked(name, wish.level, value, kind))
            if repeatable(wish.level, wish.flag):
                found += [Asked(wish.flag, wish.level, more, kind) for more in _joined(kind, match.end, question, lore, used)]
        else:
            found += [Asked(wish.flag, wish.level, Value(""), wish.kind)] * (2 if _wants_several(match, question) else 1)
    return found


def _twin(match: Match, before: Match | None, question: Question) -> str:
    """The flag of a match; of two that are alike, the one that was spoken of just before: "reserve 1g of memory and 2 cpus"."""
    flag = match.wish.flag
    if before is None or match.start - before.end > 1:
        return flag
    for usual, other, own in _TWINS:
        said = any(token.low.startswith(own) for token in question.tokens[match.start : match.end])
        twin = other + flag.removeprefix(usual)
        if flag.startswith(usual) and before.wish.flag.startswith(other) and twin != before.wish.flag and not said:
            return twin if level_of(match.wish.level, twin) == match.wish.level else flag
    return flag


def _wants_several(match: Match, question: Question) -> bool:
    """ "with multiple compose files" wants the flag twice."""
    several = {number for term in question.terms if term.text == "multiple" for number in range(term.start, term.end)}
    near = {number + step for number in match.taken for step in (-1, 0)}
    return repeatable(match.wish.level, match.wish.flag) and not several.isdisjoint(near)


def _given(template: str, slots: tuple[tuple[str, Value], ...]) -> Value:
    """A value to give, with the values of the slots in it."""
    lead = before = ""
    counts = [value.text for kind, value in slots if kind == "count"]
    counted = template == "<service>=<count>" and counts not in ([], ["1"])
    given = template
    for kind, value in slots:
        if value.lead and not lead:
            before, lead = given.partition(f"<{kind}>")[0], value.lead
        text = value.text
        if counted and kind == "service" and re.search(r"[^s]s\Z", text):
            text = text[:-1]  # "4 webs" are four of `web`
        if template.startswith("node.labels.") and kind == "label":  # a constraint compares: disk=ssd there is disk==ssd
            text = re.sub(r"(?<![=!])=(?!=)", "==", text, count=1)
        given = given.replace(f"<{kind}>", text, 1)
    return Value(given.removeprefix(before), lead, before=before)


def _joined(kind: str, at: int, question: Question, lore: Lore, used: set[int]) -> Iterator[Value]:
    while at < len(question.tokens):
        ends = question.tokens[at - 1].ends
        here = at
        while here < len(question.tokens) and question.tokens[here].low in ("and", "&", "plus", "also"):
            here += 1
        if here == at and ends != ",":
            return
        read = None if here in used else readers.read(kind, question, here, lore)
        if read is None or (
            kind not in ("env", "label", "ports", "address", "mount", "path", "file") and question.tokens[here].low in lore.soft
        ):
            return
        yield read[0]
        used.update(range(here, read[1]))
        at = read[1]


def evident(wishes: Iterable[Wish], asked: Iterable[Asked], question: Question, lore: Lore, used: set[int]) -> list[Asked]:
    """Values that nobody has taken and that show what they are: 8080:80, db:/data, KEY=value (of which small ones may be
    labels)."""
    owners: dict[str, Wish] = {}
    labelled = any(flag.kind == "label" for flag in asked)
    for wish in wishes:
        if wish.kind in _EVIDENT and not wish.gives:
            owners.setdefault(wish.kind, wish)
    found: list[Asked] = []
    for kind, wish in owners.items():
        for at, token in enumerate(question.tokens):
            if at in used or not _EVIDENT[kind].match(token.text) or (kind == "env" and labelled and token.text[0].islower()):
                continue
            read = readers.read(kind, question, at, lore)
            if read is not None:
                used.update(range(at, read[1]))
                found.append(Asked(wish.flag, wish.level, read[0], kind))
    return found


def typed(question: Question, path: str, lore: Lore, used: set[int], inside: Collection[int]) -> list[Asked]:
    """Flags that the question spells out: "docker ps with --no-trunc"; those of what is run inside (`inside`: its tokens) are
    not docker's."""
    found: list[Asked] = []
    for at, token in enumerate(question.tokens):
        if token.text[:1] != "-" or token.quoted or not re.match(r"--?[A-Za-z]", token.text) or at in used or at in inside:
            continue
        spelled, _, glued = token.text.partition("=")
        name = spelled.lstrip("-")
        level = level_of(path, name)
        if level is None or (len(name) > 1) != spelled.startswith("--"):
            continue
        long, fact = tables.flag_of(f"docker {level}".strip(), name)
        if not fact.get("takes_value"):
            used.add(at)
            found.append(Asked(long, level, None))
        elif glued:
            used.add(at)
            found.append(Asked(long, level, Value(glued)))
        elif (
            at + 1 < len(question.tokens)
            and at + 1 not in used
            and question.tokens[at + 1].low not in lore.soft
            and not question.tokens[at + 1].text.startswith("-")
        ):
            used.update((at, at + 1))
            found.append(Asked(long, level, Value(question.tokens[at + 1].text)))
        else:
            found.append(Asked(long, level, Value(""), "text"))
    return found
