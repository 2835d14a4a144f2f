"""The only reader of the environment and of paths: everything else is handed values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple, TextIO

from assistant.settings import config as configuration
from assistant.settings import places
from assistant.settings.config import default_text
from assistant.settings.keys import DEFAULTS, Config

__all__ = ["Config", "Settings", "default_text", "read"]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NARROWEST, WIDEST, UNKNOWN_WIDTH = 20, 100, 80  # columns; lines longer than WIDEST are hard to read


class Settings(NamedTuple):
    """Where things are, what the terminal can do, and what the person wants. `built`, `state` (the folder for the journal) and
    `config_file` are "" where no place for them is known; `terminal` tells that a person reads what is written; `findings` say
    what is wrong in the configuration, each "file:line: sentence"; `theme` is one of paint.terminal.THEMES."""

    cards: str
    tuning: str
    built: str
    color: bool
    width: int
    unicode: bool
    terminal: bool = False
    state: str = ""
    config: Config = DEFAULTS
    findings: tuple[str, ...] = ()
    config_file: str = ""
    theme: str = "auto"


def read(environment: Mapping[str, str], out: TextIO) -> Settings:
    """The settings for a process with this environment that writes to `out`."""
    packed = os.path.join(_PACKAGE, "data")
    packed_up = os.path.isdir(packed)
    top = packed if packed_up else os.path.dirname(_PACKAGE)
    index = os.path.join(top, "index")
    own = os.path.join(index, "built")
    cache, file = places.cache(environment), places.config_file(environment)
    config, findings = configuration.read(file, cache, bool(environment.get("DOCKERHELP_CONFIG")))
    in_checkout = not packed_up and os.access(own if os.path.isdir(own) else index, os.W_OK)
    return Settings(
        cards=os.path.join(top, "knowledge"),
        tuning=index,
        built=own if in_checkout else cache,
        color=_color(config.color, environment, out),
        width=_width(environment, out),
        unicode=_unicode(out),
        terminal=out.isatty(),
        state=places.state(environment),
        config=config,
        findings=findings,
        config_file=file,
    )


def _color(wanted: str, environment: Mapping[str, str], out: TextIO) -> bool:
    if wanted != "auto":
        return wanted == "always"  # a person's own file wins over NO_COLOR (no-color.org says so)
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
