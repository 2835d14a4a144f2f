"""Making an index: aside, sealed, and put in its place in one step, by one process at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from whoosh.filedb.filestore import FileStorage, RamStorage, Storage

from assistant.index.stamp import SEAL, seal, whole

_KEEP = 3  # built indexes of other states (another version, another checkout) that are left in place
_HALF_MADE = (".making-", ".old-")


def make(folder: str, build: Callable[[Storage], dict[str, Any]], anew: bool) -> None:
    """Builds the index of `folder`, unless another process was quicker. Raises OSError where it cannot be written."""
    home = os.path.dirname(folder)
    with _alone(home):
        if not anew and whole(folder):
            return
        made = tempfile.mkdtemp(prefix=_HALF_MADE[0], dir=home)
        try:
            build(FileStorage(made))
            seal(made)
            _put(made, folder)
            _tidy(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def in_memory(build: Callable[[Storage], dict[str, Any]]) -> tuple[Storage, dict[str, Any]]:
    """An index that lives as long as this process."""
    storage = RamStorage()
    return storage, build(storage)


def _put(made: str, folder: str) -> None:
    """Moves a finished index to its place in one step; what stood there goes aside first."""
    aside = tempfile.mkdtemp(prefix=_HALF_MADE[1], dir=os.path.dirname(folder))
    try:
        with contextlib.suppress(FileNotFoundError):
            os.rename(folder, os.path.join(aside, "index"))
        os.rename(made, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _tidy(folder: str) -> None:
    """Removes the oldest indexes of other states, and what a killed process left half made."""
    with contextlib.suppress(OSError), os.scandir(os.path.dirname(folder)) as entries:
        others = [entry for entry in entries if entry.is_dir() and entry.path != folder]
        half_made = [entry.path for entry in others if entry.name.startswith(_HALF_MADE)]
        built = [entry for entry in others if os.path.exists(os.path.join(entry.path, SEAL)) and entry.path not in half_made]
        built.sort(key=lambda entry: -entry.stat().st_mtime_ns)
        for path in half_made + [entry.path for entry in built[_KEEP:]]:
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _alone(home: str) -> Iterator[None]:
    """One builder at a time, where the platform has file locks; without them builders only do the same work twice."""
    os.makedirs(home, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(os.path.join(home, ".lock"), "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
