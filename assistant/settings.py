"""The only reader of the environment and of paths: everything else is handed values."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple, TextIO

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
NARROWEST, WIDEST, UNKNOWN_WIDTH = 20, 100, 80  # columns; lines longer than WIDEST are hard to read


class Settings(NamedTuple):
    """Where things are and what the terminal can do. `built` is "" where no place for a built index is known; `terminal` tells
    that a person reads what is written."""

    cards: str
    tuning: str
    built: str
    color: bool
    width: int
    unicode: bool
    terminal: bool = False


def read(environment: Mapping[str, str], out: TextIO) -> Settings:
    """The settings for a process with this environment that writes to `out`."""
    packed = os.path.join(_PACKAGE, "data")
    packed_up = os.path.isdir(packed)
    top = packed if packed_up else os.path.dirname(_PACKAGE)
    index = os.path.join(top, "index")
    own = os.path.join(index, "built")
    in_checkout = not packed_up and os.access(own if os.path.isdir(own) else index, os.W_OK)
    return Settings(
        cards=os.path.join(top, "knowledge"),
        tuning=index,
        built=own if in_checkout else _cache(environment),
        color=_color(environment, out),
        width=_width(environment, out),
        unicode=_unicode(out),
        terminal=out.isatty(),
    )


def _cache(environment: Mapping[str, str]) -> str:
    place = environment.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(place):
        home = environment.get("HOME") or environment.get("USERPROFILE", "")
        below = {"darwin": ("Library", "Caches"), "win32": ("AppData", "Local")}.get(sys.platform, (".cache",))
        place = os.path.join(home, *below) if os.path.isabs(home) else ""
    return os.path.join(place, "dockerhelp") if place else ""


def _color(environment: Mapping[str, str], out: TextIO) -> bool:
    if environment.get("NO_COLOR") or environment.get("TERM", "dumb") == "dumb":
        return False
    return out.isatty()


def _width(environment: Mapping[str, str], out: TextIO) -> int:
    columns = environment.get("COLUMNS", "")
    if not (columns.isascii() and columns.isdigit()) or int(columns[:6] or 0) == 0:
        try:
            found = os.get_terminal_size(out.fileno()).columns or UNKNOWN_WIDTH
        except (OSError, ValueError):
            found = UNKNOWN_WIDTH
    else:
        found = int(columns[:6])
    return max(NARROWEST, min(found, WIDEST))


def _unicode(out: TextIO) -> bool:
    return (getattr(out, "encoding", None) or "ascii").lower().replace("-", "").startswith("utf")
