"""Cards and tuning → a built index in a folder (or in memory)."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from whoosh.filedb.filestore import Storage

from assistant.docker import grammar
from assistant.index import WORDS_FILE
from assistant.index.fields import SPELLING, schema
from assistant.index.tuning import Tuned
from assistant.model import Card
from assistant.words import Pipe, split

_PATTERN_BLANK = re.compile(r"<[a-z][a-z0-9_-]*>")


class _Vocabulary:
    """Counts which words and terms the cards use, while they are analysed."""

    def __init__(self, pipe: Pipe) -> None:
        self.pipe = pipe
        self.words: Counter[str] = Counter()
        self.terms: Counter[str] = Counter()

    def analyse(self, text: str, seen: set[str], words: set[str]) -> list[str]:
        typed = split(text)
        words.update(typed)
        terms = [term.text for term in self.pipe.terms(typed)]
        seen.update(terms)
        return terms


def write(storage: Storage, cards: Iterable[Card], tuned: Tuned) -> dict[str, Any]:
    """Writes all cards into `storage` and returns the words (also written to WORDS_FILE): vocabulary, rarities, tuning."""
    vocabulary = _Vocabulary(Pipe(tuned.words))
    index = storage.create_index(schema())
    writer = index.writer(limitmb=256)
    worlds = {file: name for name, world in tuned.worlds.items() for file in world["files"]}
    count = 0
    for card in cards:
        writer.add_document(**_document(card, vocabulary, worlds.get(card.source.split(".yaml:")[0], "")))
        count += 1
    writer.add_document(kind=SPELLING, card=json.dumps(vocabulary.words))
    writer.commit()
    words = _words(vocabulary, tuned, count)
    with storage.create_file(WORDS_FILE) as out:
        out.write(json.dumps(words, separators=(",", ":")).encode())
    return words


def _document(card: Card, vocabulary: _Vocabulary, world: str) -> dict[str, Any]:
    seen: set[str] = set()
    words: set[str] = set()

    def terms(*texts: str) -> list[list[str]]:
        return [vocabulary.analyse(text, seen, words) for text in texts]

    asks, title = terms(*card.asks), terms(card.title)
    options = terms(*(ask for option in card.options for ask in option.asks))
    matches = [terms(*(piece for piece in _PATTERN_BLANK.split(match) if piece.strip())) for match in card.matches]
    summary = terms(card.summary, card.because)
    body = terms(*card.caveats, *(step.does for step in card.steps))
    command = terms(card.command, *(option.flag for option in card.options))
    vocabulary.terms.update(seen)
    vocabulary.words.update(words)
    path = grammar.path_of(card.command)
    ways = [way.replace(" ", "_") for way in grammar.spellings(f"docker {path}")] if path else []
    look = {
        "path": path,
        "world": world,
        "ways": ways,
        "flags": _flags(card.command),
        "asks": asks,
        "title": title[0],
        "options": options,
        "matches": matches,
    }
    fields = {
        "asks": asks + title * 2, "options": options, "text": summary + command + body,
        "matches": [chunk for match in matches for chunk in match],
    }  # fmt: skip
    texts = {name: [term for entry in value for term in entry] for name, value in fields.items()}
    return {"id": card.id, "kind": card.kind, "path": " ".join(ways), "look": json.dumps(look), "card": _json(card), **texts}


def _flags(command: str) -> list[str]:
    return [word for word in split(command) if word.startswith("-")]


def _lines(card: Card) -> list[str]:
    return [f"{line.run} {line.does}" for line in (*card.examples, *card.steps, *card.fixes)]


def _json(card: Card) -> str:
    parts = {name: value for name, value in card._asdict().items() if value}
    for name in ("blanks", "options", "examples", "steps", "fixes"):
        if name in parts:
            parts[name] = [part._asdict() for part in parts[name]]
    return json.dumps(parts, ensure_ascii=False)


def _words(vocabulary: _Vocabulary, tuned: Tuned, count: int) -> dict[str, Any]:
    pipe = vocabulary.pipe
    rarity = {term: round(math.log(1 + count / number), 3) for term, number in vocabulary.terms.items()}
    return {
        "rarity": rarity,
        "rarest": round(math.log(1 + count), 3),
        "stems": vocabulary.pipe.stems,
        "stop": sorted(tuned.words.stop),
        "forms": tuned.words.forms,
        "same": tuned.words.same,
        "many": sorted(tuned.words.many),
        "near": tuned.near,
        "weights": tuned.weights,
        "moods": tuned.moods,
        "worlds": {
            name: {"words": sorted({term for word in world["words"] for term in pipe.analyse(word)}), "own": bool(world.get("own"))}
            for name, world in tuned.worlds.items()
        },
        "anchors": sorted({term for anchor in tuned.weights["judge"]["anchors"] for term in pipe.analyse(anchor)}),
    }
