"""Cards and tuning → a built index in a folder (or in memory)."""

from __future__ import annotations

import json
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from whoosh.filedb.filestore import Storage

from assistant.docker import grammar
from assistant.index import WORDS_FILE
from assistant.index.family import bases
from assistant.index.fields import SPELLING, schema
from assistant.index.follow_ups import compiled
from assistant.index.stamp import TEXTS_FILE
from assistant.index.tuning import Tuned
from assistant.index.wishes import cues_of, plain_asks, wishes
from assistant.model import Card
from assistant.words import Pipe, split, with_itself

_PATTERN_BLANK = re.compile(r"<[a-z][a-z0-9_-]*>")


class _Vocabulary:
    """Counts in how many cards each word and each term stands, while the cards are analysed."""

    def __init__(self, pipe: Pipe, itself: list[str]) -> None:
        self.pipe, self._itself = pipe, itself
        self.words: Counter[str] = Counter()
        self.terms: Counter[str] = Counter()
        self._card_words: set[str] = set()
        self._card_terms: set[str] = set()

    def analyse(self, texts: Iterable[str], asked: bool = False) -> list[list[str]]:
        """The terms of each text, counted for the present card; `asked` tells that they are put as people ask."""
        found = []
        for text in texts:
            typed = split(with_itself(text, self._itself) if asked else text)
            terms = self.pipe.analyse_words(typed)
            self._card_words.update(typed)
            self._card_terms.update(terms)
            found.append(terms)
        return found

    def close_card(self) -> None:
        """Counts what the present card had; the next text belongs to another."""
        self.words.update(self._card_words)
        self.terms.update(self._card_terms)
        self._card_words.clear()
        self._card_terms.clear()


def write(storage: Storage, cards: Iterable[Card], tuned: Tuned) -> dict[str, Any]:
    """Writes all cards into `storage` and returns the words (also written to WORDS_FILE): rarities, stems, tuning."""
    vocabulary = _Vocabulary(Pipe(tuned.words), tuned.moods["itself"])
    worlds = {file: name for name, world in tuned.worlds.items() for file in world["files"]}
    writer = storage.create_index(schema()).writer(limitmb=256)
    paths: set[str] = set()
    every, texts = list(cards), bytearray()
    little = frozenset(tuned.values["little"])
    cues = cues_of(tuned.values["cues"], vocabulary.pipe.whole, little)
    family = bases(every)
    for card in every:
        document = _document(card, vocabulary, worlds.get(card.source.split(".yaml:")[0], ""), little, cues)
        document["base"] = " ".join(family.get(card.id, ()))
        document["card"] = _keep(texts, document["card"], document.pop("wishes"))
        paths.add(document["path"])
        writer.add_document(**document)
    writer.add_document(kind=SPELLING, card=json.dumps(vocabulary.words))
    writer.commit()
    with storage.create_file(TEXTS_FILE) as out:
        out.write(bytes(texts))
    words = _words(vocabulary, tuned, len(every), cues) | {"ways": _ways(paths)}
    with storage.create_file(WORDS_FILE) as out:
        out.write(json.dumps(words, separators=(",", ":")).encode())
    return words


def _document(
    card: Card, vocabulary: _Vocabulary, world: str, little: frozenset[str], cues: dict[str, list[str]]
) -> dict[str, Any]:
    terms = vocabulary.analyse
    asks, title = terms(card.asks, asked=True), terms([card.title])
    options = terms(ask for option in card.options for ask in plain_asks(option))
    matches = [terms(piece for piece in _PATTERN_BLANK.split(match) if piece.strip()) for match in card.matches]
    steps = (step.does for step in card.steps)
    text = terms([card.summary, card.because, card.command, *(option.flag for option in card.options), *steps])
    vocabulary.close_card()
    path = grammar.path_of(card.command).replace(" ", "_")
    look = {
        "path": path,
        "length": len(card.command.split()),
        "verb": next(iter(vocabulary.pipe.analyse(path.rpartition("_")[2])), ""),
        "world": world,
        "looks": card.risk == "read" if card.risk and card.kind in ("command", "recipe") else None,
        "destroys": card.risk == "destroy",
        "flags": [word for word in split(card.command) if word.startswith("-")],
        "asks": [" ".join(terms) for terms in asks],
        "title": " ".join(title[0]),
        "options": list({frozenset(terms): " ".join(terms) for terms in options}.values()),
        "matches": [[" ".join(terms) for terms in match] for match in matches],
    }
    asked = _flat(asks + title)
    beside = set(_flat(options + text)).difference(asked)  # counts once; a term counts as often as it is asked with
    return {
        "id": card.id,
        "kind": card.kind,
        "path": path,
        "look": json.dumps(look),
        "wishes": json.dumps(wishes(card, vocabulary.pipe.whole, little, cues, asked)),
        "card": _json(card),
        "whole": sorted({"_".join(ask) for ask in (*asks, *title) if len(ask) > 1 and card.kind in ("command", "recipe")}),
        "words": [*asked, *sorted(beside)],
        "matches": _flat(chunk for match in matches for chunk in match),
    }


def _keep(texts: bytearray, *more: str) -> str:
    """Puts texts at the end of the file beside the index; returns where it begins, its checksum, and how long each is. Whoosh
    reads all that is stored with a document, for every candidate: what only the best of them need is kept apart."""
    encoded = [text.encode() for text in more]
    whole = b"".join(encoded)
    found = [len(texts), zlib.crc32(whole), *map(len, encoded)]
    texts += whole
    return " ".join(map(str, found))


def _world(world: dict[str, Any], pipe: Pipe) -> dict[str, Any]:
    terms = {term for word in world["words"] for term in pipe.analyse(word)}
    return {"words": sorted(terms), "own": bool(world.get("own"))}


def _follow_ups(tuned: Tuned) -> dict[str, Any]:
    """index/follow-ups.yaml, by a pipe of its own: its words are none that questions are asked with."""
    verbs = [*tuned.moods["verbs"], *tuned.moods["doing"]]
    whole, values = Pipe(tuned.words).whole, tuned.values
    return compiled(tuned.follow_ups, whole, values["nouns"], values["numbers"], verbs)


def _ways(paths: Iterable[str]) -> dict[str, str]:
    """Every spelling of the cards' docker commands ("docker_ps") → their path ("container_ls")."""
    spelled = ((path, grammar.spellings("docker " + path.replace("_", " "))) for path in sorted(filter(None, paths)))
    return {way.replace(" ", "_"): path for path, ways in spelled for way in ways}


def _flat(lists: Iterable[list[str]]) -> list[str]:
    return [term for terms in lists for term in terms]


def _json(card: Card) -> str:
    parts = {name: value for name, value in card._asdict().items() if value}
    for name in ("blanks", "options", "examples", "steps", "fixes"):
        if name in parts:
            parts[name] = [part._asdict() for part in parts[name]]
    return json.dumps(parts, ensure_ascii=False)


def _words(vocabulary: _Vocabulary, tuned: Tuned, count: int, cues: dict[str, list[str]]) -> dict[str, Any]:
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
        "values": {**tuned.values, "cues": cues},
        "dangers": tuned.dangers,
        "risks": json.dumps(tuned.risks),  # texts: an answer alone needs neither
        "follow_ups": json.dumps(_follow_ups(tuned)),
        "worlds": {name: _world(world, pipe) for name, world in tuned.worlds.items()},
        "beside": sorted({term for word in tuned.moods["beside"] for term in pipe.analyse(word)}),
        "kinds": sorted(
            {term for nouns in tuned.values["nouns"].values() for word in nouns for term in pipe.analyse(word)}
            | {"compos", "compose", "swarm"}
        ),
        "anchors": sorted({term for anchor in tuned.weights["judge"]["anchors"] for term in pipe.analyse(anchor)}),
    }
