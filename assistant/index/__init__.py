"""The index: opened when it is fresh and whole, built otherwise; in memory where nothing can be written."""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

import whoosh
from whoosh.filedb.filestore import FileStorage, Storage
from whoosh.index import FileIndex
from whoosh.scoring import BM25F

from assistant.errors import IndexDamaged
from assistant.index.fields import schema
from assistant.index.stamp import TEXTS_FILE, stamp, whole

WORDS_FILE = "words.json"

Builder = Callable[[Storage], dict[str, Any]]


class Opened(NamedTuple):
    """An index ready to be searched: Whoosh's searcher, the words (vocabulary, rarities, tuning) that belong to it, and where the
    texts of its cards are."""

    searcher: Any
    words: dict[str, Any]
    storage: Storage

    def texts(self, place: str) -> list[str]:
        """The texts that a document tells the place of: a card and what it listens for, both JSON. Raises IndexDamaged where
        they are not what was written."""
        start, proof, *lengths = map(int, place.split())
        with self.storage.open_file(TEXTS_FILE) as content:
            content.seek(start)
            found = [bytes(content.read(length)) for length in lengths]
        if zlib.crc32(b"".join(found)) != proof:
            raise IndexDamaged(TEXTS_FILE)
        return [text.decode() for text in found]


def open_or_build(home: str, sources: list[str], build: Builder, anew: bool = False) -> Opened:
    """The index for the present state of `sources` (folders of YAML), kept below the folder `home`.

    `build` fills a storage where there is no fresh index; `anew` has it built whatever is there. Raises FileNotFoundError where a
    source folder is gone.
    """
    folder = os.path.join(home, stamp(sources, f"whoosh {whoosh.__version__}"))
    if not anew:
        with contextlib.suppress(IndexDamaged):
            return open_folder(folder)
    from assistant.index import making

    try:
        making.make(folder, build, anew)
        return open_folder(folder)
    except (OSError, IndexDamaged):  # no room, no permission, or a disk that does not keep what it is given
        return opened(*making.in_memory(build))


def open_folder(folder: str) -> Opened:
    """A built index, or IndexDamaged where it is not there or not as it was sealed."""
    if not whole(folder):
        raise IndexDamaged(folder)
    try:
        with open(os.path.join(folder, WORDS_FILE), "rb") as content:
            return opened(FileStorage(folder, readonly=True), json.load(content))
    except Exception as error:  # Whoosh raises whatever its unpacking meets
        raise IndexDamaged(folder) from error


def opened(storage: Storage, words: dict[str, Any]) -> Opened:
    """The index in a storage, with its words."""
    weighting = BM25F(**words["weights"]["bm25"])
    return Opened(FileIndex(storage, schema=schema()).searcher(weighting=weighting), words, storage)
