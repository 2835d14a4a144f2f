"""index/follow-ups.yaml: what is wrong with it, and how the index keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from assistant.index.wishes import Whole
from assistant.words import split

SLOTS = ("<n>", "<nth>", "<flag>", "<verb>", "<rest>")
ACTS = (
    *("pick", "these", "more", "back", "again", "run", "copy", "fill", "flag", "flags", "why", "whatif", "safe", "undo"),
    *("example", "see", "same", "all", "thanks", "help", "hello", "leave"),
)
_LISTS = (
    *("around", "adding", "replacing", "refusing", "cutting", "changing", "single", "said", "openers", "asking", "it", "its"),
    *("them", "showing", "particles", "leading", "destroying"),
)
_TABLES = ("acts", "means", "ordinals", "places", "makes")
_SLOT = re.compile(r"(<[a-z]*>)")
_PLACE = {"words": list, "add": str, "nouns": dict}


def first_wrong(content: dict[str, Any], path: str) -> tuple[int, str] | None:
    """The line and the sentence of the first thing that is wrong; None where all is well."""
    for text, sentence in _wrong(content):
        return _line(path, text), sentence
    return None


def _wrong(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in (*_LISTS, *_TABLES):
        if name not in content:
            yield "", f"'{name}' is missing; put it back"
            return
        if not isinstance(content[name], list if name in _LISTS else dict):
            yield name, f"'{name}' must be a {'list' if name in _LISTS else 'mapping'}; mend it"
            return
    for name in content.keys() - {*_LISTS, *_TABLES}:
        yield str(name), f"'{name}' is not known here; it has {', '.join((*_LISTS, *_TABLES))}"
    for name in _LISTS:
        for word in content[name]:
            if not isinstance(word, str):
                yield str(word), f"'{word}' is no word; put it in quotes"
    yield from _phrases(content)
    yield from _rest(content)


def _phrases(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, phrases in content["acts"].items():
        if name not in ACTS:
            yield name, f"nothing is done for '{name}'; it is one of {', '.join(ACTS)}"
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in phrases):
            yield name, f"'{name}' must be a list of phrases; mend it"
            return
        for phrase in phrases:
            yield from _slots(phrase)
    for name in set(ACTS) - content["acts"].keys():
        yield "acts", f"'{name}' has no phrases; write some"
    for phrase, meant in content["means"].items():
        if not isinstance(meant, str):
            yield str(phrase), f"what '{phrase}' means must be a text"
            return
        yield from _slots(phrase)
        if set(_SLOT.findall(meant)) - set(_SLOT.findall(phrase)):
            yield meant, f"'{meant}' has a slot that '{phrase}' does not fill"


def _slots(phrase: str) -> Iterator[tuple[str, str]]:
    for slot in _SLOT.findall(phrase):
        if slot not in SLOTS:
            yield phrase, f"{slot} is no slot; it is one of {' '.join(SLOTS)}"


def _rest(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for word, number in content["ordinals"].items():
        if not isinstance(number, int):
            yield str(number), f"'{word}' must be a number"
    for name, place in content["places"].items():
        if not isinstance(place, dict) or {key: type(value) for key, value in place.items()} != _PLACE:
            yield name, f"'{name}' must have words (a list), add (a text) and nouns (a mapping)"
    for path, made in content["makes"].items():
        if not isinstance(made, list) or len(made) != 2:
            yield path, f"'{path}' must be [kind, flag]"


def compiled(
    content: dict[str, Any], whole: Whole, nouns: dict[str, list[str]], numbers: dict[str, Any], verbs: list[str]
) -> dict[str, Any]:
    """What the index keeps: phrases as elements (terms and slots, without the words of `around`), words as terms where terms are
    compared; the nouns of each kind, the words for numbers, and the terms for doing something."""
    around = frozenset(content["around"])

    def elements(phrase: str) -> list[str]:
        made: list[str] = []
        for piece in _SLOT.split(phrase):
            words = split(piece)
            made += [piece] if _SLOT.fullmatch(piece) else [t for t, a, b in whole(words) if not around.issuperset(words[a:b])]
        return made or [term for term, _, _ in whole(split(phrase))]

    def terms(words: list[str]) -> list[str]:
        return sorted({" ".join(term for term, _, _ in whole(split(word))) for word in words})

    phrases = [[elements(phrase), act] for act, every in content["acts"].items() for phrase in every]
    words = (split(_SLOT.sub(" ", phrase)) for every in content["acts"].values() for phrase in every)
    return {
        **content,
        "acts": [[made, act] for made, act in phrases if made],
        "means": [[elements(phrase), meant] for phrase, meant in content["means"].items()],
        "words": sorted({word for some in words for word in some}),
        "destroying": terms(content["destroying"]),
        "nouns": nouns,
        "numbers": {word: number for word, number in numbers.items() if isinstance(number, int)},
        "verbs": sorted(set(terms(verbs)) - set(terms([*content["said"], *content["asking"], *content["changing"]]))),
    }


def _line(path: str, text: str) -> int:
    """The line where a text stands in the file, 1 where it is not found."""
    with open(path, encoding="utf-8") as content:
        tokens = (found for found in yaml.scan(content) if isinstance(found, yaml.ScalarToken))
        return next((found.start_mark.line + 1 for found in tokens if text and found.value == text), 1)
