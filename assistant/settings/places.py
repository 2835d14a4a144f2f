"""Where this person's files are, on each platform; "" where no home is known."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

_NAME = "dockerhelp"
_SUPPORT = ("Library", "Application Support")


def cache(environment: Mapping[str, str]) -> str:
    """The folder for what can be made again."""
    return _place(environment, "XDG_CACHE_HOME", (".cache",), ("Library", "Caches"), "Local")


def state(environment: Mapping[str, str]) -> str:
    """The folder for what is to be remembered."""
    return _place(environment, "XDG_STATE_HOME", (".local", "state"), _SUPPORT, "Local")


def config_file(environment: Mapping[str, str]) -> str:
    """The file with the person's configuration, whether it is there or not; DOCKERHELP_CONFIG names another one."""
    named = environment.get("DOCKERHELP_CONFIG", "")
    if named.startswith("~/"):  # from a file of variables, where no shell has read it
        named = os.path.join(home(environment), named[2:])
    if named:
        return os.path.abspath(named)
    place = _place(environment, "XDG_CONFIG_HOME", (".config",), _SUPPORT, "Roaming")
    return os.path.join(place, "config.yaml") if place else ""


def home(environment: Mapping[str, str]) -> str:
    """The person's home folder."""
    return environment.get("HOME") or environment.get("USERPROFILE", "")


def _place(environment: Mapping[str, str], xdg: str, unix: tuple[str, ...], mac: tuple[str, ...], windows: str) -> str:
    """Our folder in the place that a variable names, else in the platform's own place below the home.

    A relative one is passed over, as the XDG base directory specification has it.
    """
    own = {"Local": "LOCALAPPDATA", "Roaming": "APPDATA"}[windows]
    for name in (xdg, own) if sys.platform == "win32" else (xdg,):
        place = environment.get(name, "")
        if os.path.isabs(place):
            return os.path.join(place, _NAME)
    below = {"darwin": mac, "win32": ("AppData", windows)}.get(sys.platform, unix)
    top = home(environment)
    return os.path.join(top, *below, _NAME) if os.path.isabs(top) else ""
