"""Whether a built index is fresh, decided by stat calls alone, and whether it is whole."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterable

SCHEMA_VERSION = 18  # raise it when what is stored changes
SEAL, TEXTS_FILE = "seal", "texts"


def stamp(folders: Iterable[str], version: str) -> str:
    """A short name for the state of all source files: their names, sizes and times, and the versions that read them."""
    parts = [f"{SCHEMA_VERSION} {version} {sys.version_info[0]}.{sys.version_info[1]}"]
    for folder in folders:
        parts.append(folder)
        with os.scandir(folder) as entries:
            files = sorted((e.name, e.stat()) for e in entries if e.name.endswith(".yaml") and not e.name.startswith("."))
        parts += [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in files]
    text = "\n".join(parts).encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}"


def seal(folder: str) -> None:
    """Writes down what every file of a built index looks like, so that a damaged one is noticed."""
    with open(os.path.join(folder, SEAL), "w", encoding="ascii") as out:
        out.write(_state(folder))


def whole(folder: str) -> bool:
    """True where every file of a built index is as it was sealed."""
    try:
        with open(os.path.join(folder, SEAL), encoding="ascii") as sealed:
            return sealed.read() == _state(folder)
    except (OSError, ValueError):
        return False


def _state(folder: str) -> str:
    lines = []
    for name in sorted(os.listdir(folder)):
        if name != SEAL and not name.endswith("LOCK"):
            path = os.path.join(folder, name)
            if name == TEXTS_FILE:  # large, and each text that is read from it is checked by itself
                lines.append(f"{name} {os.path.getsize(path)}\n")
                continue
            with open(path, "rb") as content:
                data = content.read()
            lines.append(f"{name} {len(data)} {zlib.crc32(data):08x}\n")
    return "".join(lines)
