"""Whether a built index is fresh and whole, decided by a few stat calls."""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path

SCHEMA_VERSION = 1  # raise it when what is stored changes
_SEAL = "seal"


def stamp(folders: list[Path], version: str) -> str:
    """A short name for the state of all source files: their names, sizes and times, and the versions that read them."""
    parts = [f"{SCHEMA_VERSION} {version} {sys.version_info[0]}.{sys.version_info[1]}"]
    for folder in folders:
        with os.scandir(folder) as entries:
            files = sorted((e.name, e.stat()) for e in entries if e.name.endswith(".yaml") and not e.name.startswith("."))
        parts += [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in files]
        parts.append(str(folder))
    text = "\n".join(parts).encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}"


def seal(folder: Path) -> None:
    """Writes down what every file of a built index looks like, so that a damaged one is noticed."""
    (folder / _SEAL).write_text(_state(folder), encoding="ascii")


def whole(folder: Path) -> bool:
    """True where every file of a built index is as it was sealed."""
    try:
        return (folder / _SEAL).read_text(encoding="ascii") == _state(folder)
    except (OSError, ValueError):
        return False


def _state(folder: Path) -> str:
    lines = []
    for name in sorted(os.listdir(folder)):
        if name != _SEAL and not name.endswith("LOCK"):
            content = (folder / name).read_bytes()
            lines.append(f"{name} {len(content)} {zlib.crc32(content):08x}\n")
    return "".join(lines)
