"""The index: opened when it is fresh and whole, built otherwise; in memory where nothing can be written."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import whoosh
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.index import FileIndex

from assistant.errors import IndexDamaged
from assistant.index.stamp import seal, stamp, whole

_KEEP = 3  # built indexes of other states (another version, another checkout) that are left in place

Builder = Callable[[Storage], dict[str, Any]]


@dataclass
class Opened:
    """An index ready to be searched: Whoosh's searcher, and the words (vocabulary, rarities, tuning) that belong to it."""

    searcher: Any
    words: dict[str, Any]
    where: Path | None


def open_or_build(home: Path, sources: list[Path], build: Builder, anew: bool = False) -> Opened:
    """The index for the present state of `sources` (folders of YAML), kept below `home`.

    `build` fills a storage when there is no fresh index; `anew` builds whatever is there. Raises OSError where a source folder is gone.
    """
    folder = home / stamp(sources, f"whoosh {whoosh.__version__}")
    if not anew:
        with contextlib.suppress(IndexDamaged):
            return open_folder(folder)
    try:
        with _alone(home):
            return _fresh(folder, build, anew)
    except OSError:
        return _in_memory(build)


def open_folder(folder: Path) -> Opened:
    """A built index, or IndexDamaged where it is not there or not as it was sealed."""
    if not whole(folder):
        raise IndexDamaged(str(folder))
    try:
        return _open(FileStorage(str(folder), readonly=True), json.loads((folder / "words.json").read_bytes()), folder)
    except Exception as error:  # Whoosh raises whatever its unpickling and unpacking meets
        raise IndexDamaged(str(folder)) from error


def _fresh(folder: Path, build: Builder, anew: bool) -> Opened:
    if not anew:
        with contextlib.suppress(IndexDamaged):  # another process was quicker
            return open_folder(folder)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        build(FileStorage(str(made)))
        seal(made)
        _put(made, folder)
        _tidy(folder)
        return open_folder(folder)
    except IndexDamaged as error:
        raise OSError(f"{folder} does not keep what is written") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, folder: Path) -> None:
    """Moves a finished index to its place in one step; what stood there goes aside first."""
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=folder.parent))
    try:
        with contextlib.suppress(FileNotFoundError):
            os.rename(folder, old / "index")
        with contextlib.suppress(FileExistsError):
            os.rename(made, folder)
    except NotADirectoryError:
        os.rename(made, folder)
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Removes the oldest indexes of other states, and what a killed process left half made."""
    with contextlib.suppress(OSError):
        others = [entry for entry in folder.parent.iterdir() if entry.is_dir() and entry != folder]
        leftovers = [entry for entry in others if entry.name.startswith((".making-", ".old-"))]
        built = sorted((e for e in others if e not in leftovers and (e / "seal").exists()), key=lambda e: e.stat().st_mtime)
        for entry in leftovers + built[: max(0, len(built) - _KEEP)]:
            shutil.rmtree(entry, ignore_errors=True)


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One builder at a time, where the platform has file locks; without them builders only waste work."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(home / ".lock", "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _in_memory(build: Builder) -> Opened:
    storage = RamStorage()
    words = build(storage)
    return _open(storage, words, None)


def _open(storage: Storage, words: dict[str, Any], where: Path | None) -> Opened:
    from whoosh.scoring import BM25F

    from assistant.index.fields import schema

    weights = words["weights"]
    index = FileIndex(storage, schema=schema())
    return Opened(index.searcher(weighting=BM25F(**weights["bm25"])), words, where)
