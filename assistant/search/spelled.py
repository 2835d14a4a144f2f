"""What a question spells out: names of one's own, values, docker commands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.words import split

MAX_CHARACTERS = 6000  # of a question are read as they are
MOST_CHARACTERS = 4_000_000  # are looked through for telling lines
_TELLING_LINES = 40
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(8203, 8208), 65279), " ")
_CONTROLS.update(dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), " "))
_QUOTED = r"""["'`\u201c](.{1,80}?)["'`\u201d]"""
_QUOTES = ('"', "'", "`", "\u201c")
_VALUE = re.compile(r"[=/:_]|\w\.\w|^[.~]\w|^\d|[a-z][A-Z]")
_REFERENCE = re.compile(
    r"(?:[a-z][\w.-]*(?:\.\w+|:\d+)/)?[a-z][\w.-]*(?:/[\w.-]+)*:\w[\w.-]*|[a-z][\w.-]*(?:\.\w+|:\d+)(?:/[\w.-]+)+"
)
LONGEST_PATH = 4  # words: docker buildx history ls


def form(text: str, moods: Mapping[str, Any]) -> str:
    """Whether a question, in small letters, is an error text, tells of trouble or wants an explanation: error, trouble, concept
    or plain."""
    concept, trouble = moods["concept"], moods["trouble"]
    ordered = text.startswith(tuple(trouble["not_starts"])) or _ordered(text, moods)
    pasted = any(mark in text for mark in moods["error"]) or (text.startswith("error") and ":" in text)
    if pasted and (not ordered or ":" in text):  # "list the containers that exited with code 1" is an order
        return "error"
    if not ordered and any(mark in text for mark in trouble["holds"]):
        return "trouble"
    if text.startswith(tuple(concept["starts"])) or any(mark in text for mark in concept["holds"]):
        return "concept"
    return "plain"


def _ordered(text: str, moods: Mapping[str, Any]) -> bool:
    """Whether a text begins with an order, perhaps a polite one: "please stop …"."""
    return _first((word.strip(",") for word in text.split(" ")), moods) in moods["doing"]


def _first(words: Iterable[str], moods: Mapping[str, Any]) -> str:
    """The first word that is no politeness."""
    return next((word for word in words if word not in moods["polite"]), "")


def looks(words: list[str], moods: Mapping[str, Any]) -> bool | None:
    """Whether a question begins with an order to look (True) or to change something (False); None where neither is plain."""
    first = _first(words, moods)
    if first in moods["looking"]:
        return True if not any(word in moods["acting"] for word in words) else None
    return False if first in moods["acting"] else None


def names(text: str, words: list[str], naming: frozenset[str]) -> set[str]:
    """Words that are somebody's own names: in quotes, with capitals inside, or after a word such as "named"."""
    typed = enumerate(text.split() if text.upper() != text else ())  # who shouts has no names in capitals
    capitals = [word for number, word in typed if word[1:] != word[1:].lower() or (number and word[0].isupper())]
    quoted = re.findall(_QUOTED, text) if any(quote in text for quote in _QUOTES) else []
    named = [word for before, word in itertools.pairwise(words) if before in naming]
    return {word for name in capitals + quoted + named for word in split(name)}


def quoted(text: str) -> set[str]:
    """Words that stand in quotes."""
    found = re.findall(_QUOTED, text) if any(quote in text for quote in _QUOTES) else []
    return {word for part in found for word in split(part)}


def values(text: str) -> set[str]:
    """Words inside of what is a value by its look: paths, KEY=value, 8080:80, redis:7, my_app, reverseProxy."""
    tokens = (token.strip(".,;:!?()'\"`") for token in text.split())
    return {word for token in tokens if _VALUE.search(token) and not token.startswith("-") for word in split(token)}


def references(text: str) -> set[str]:
    """Words inside of what can only be the name of an image: ghcr.io/me/app:2, redis:7."""
    tokens = (token.strip(".,;!?()'\"`") for token in text.split())
    return {word for token in tokens if _REFERENCE.fullmatch(token) for word in split(token)}


def paths(texts: Iterable[str], ways: dict[str, str]) -> list[str]:
    """The paths of the docker commands spelled out in texts, each the longest that the index knows."""
    found: list[str] = []
    for text in texts:
        words = [word.strip("`'\"$(),.:;?") for word in text.split()]
        for at in (number for number, word in enumerate(words) if word in ("docker", "docker-compose")):
            spelled = ("_".join(words[at : at + length]) for length in range(LONGEST_PATH, 1, -1))
            path = next((ways[way] for way in spelled if way in ways), None)
            if path and path not in found:
                found.append(path)
    return found


def readable(text: str, telling: Iterable[str]) -> str:
    """The text without escape sequences and control characters; of a long one, the telling lines."""
    text = text[:MOST_CHARACTERS]
    if "\x1b" in text:
        text = re.sub(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)", "", text)
    text = text.translate(_CONTROLS)
    if len(text) <= MAX_CHARACTERS:
        return text.strip()
    lines = [line[:500] for line in text.splitlines()]
    told = [line for line in lines if any(mark in line.lower() for mark in telling)]
    return "\n".join((told or lines)[-_TELLING_LINES:])[-MAX_CHARACTERS:].strip()
