"""A text → the clipboard that the person really has: which ways are open, in what order, and what came of it.

Over SSH only the person's terminal is at hand, and on the way to it perhaps a tmux or a screen. On the person's own machine its
clipboard program is surest, since that can be asked whether it went well; the terminal is the last resort.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from assistant.actions import osc52, programs

WAYS = ("auto", "off", "osc52", *programs.PROGRAMS)
_X11 = ("xclip", "xsel")
_WINDOWS = ("clip.exe", "powershell.exe")
_UNCERTAIN = {
    "osc52": "osc52: it is on your clipboard if your terminal allows it.",
    "tmux": "tmux: it is in tmux's buffer, and on your clipboard if your terminal allows it.",
}
_KERNEL = "/proc/version"


class Copied(NamedTuple):
    """Which way a text was copied ("" where no way was open), and sentences on what went wrong before, or on how far the way can
    be trusted ("" where all went well)."""

    way: str
    problem: str


def copy(
    text: str, environment: Mapping[str, str], terminal: Callable[[bytes], None] | None, way: str = "auto", limit: float = 1.0
) -> Copied:
    """Copies `text`, with "?" for each lone surrogate. `terminal` writes bytes to the person's terminal (None: there is none),
    `way` is one of WAYS; one that is named is tried alone. A program may take `limit` seconds. Never raises."""
    if way == "off":
        return Copied("", "Copying is turned off.")
    if way not in WAYS:
        return Copied("", f"There is no such way to copy as {way!r}; there are {', '.join(WAYS)}.")
    names: tuple[str, ...] = (way,)
    tried: list[str] = []
    closed: list[str] = []
    if way == "auto":
        environment = programs.renewed(environment, limit)
        names = _preferred(environment, sys.platform)
        if set(names) <= _UNCERTAIN.keys() and not _remote(environment):
            closed.append("There is no graphical screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.")
    clean = text.encode("utf-8", "replace").decode()
    for name in names:
        if reason := _closed(name, environment, terminal is not None):
            closed.append(f"{name}: {reason}.")
        elif problem := _by(name, clean, environment, terminal, limit):
            tried.append(f"{name}: {problem}.")
        else:
            aside = closed if name == "osc52" and not _remote(environment) else []
            return Copied(name, " ".join([*tried, *aside, *([_UNCERTAIN[name]] if name in _UNCERTAIN else [])]))
    return Copied("", " ".join([*tried, *closed]))


def ways(environment: Mapping[str, str], terminal_there: bool, platform: str) -> tuple[str, ...]:
    """The ways that would be tried, in order, on a `platform` as in sys.platform. Nothing is run."""
    return tuple(name for name in _preferred(environment, platform) if not _closed(name, environment, terminal_there))


def _preferred(environment: Mapping[str, str], platform: str) -> tuple[str, ...]:
    """All ways that are for this kind of machine, best first, open or not."""
    through = ("tmux", "osc52") if environment.get("TMUX") else ("osc52",)
    display = environment.get("DISPLAY", "")
    if _remote(environment):  # a display of the machine itself is not where the person is
        return through + (_X11 if display and not display.startswith((":", "unix:", "/")) else ())
    screens = (("wl-copy",) if environment.get("WAYLAND_DISPLAY") else ()) + (_X11 if display else ())
    if platform == "darwin":
        return ("pbcopy", *through)
    if platform in ("win32", "cygwin"):
        return _WINDOWS + through
    return (_WINDOWS if _in_windows(environment) else ()) + screens + through


def _remote(environment: Mapping[str, str]) -> bool:
    return any(environment.get(name) for name in ("SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"))


def _in_windows(environment: Mapping[str, str]) -> bool:
    """Whether this Linux is a guest of Windows (WSL). sudo takes the variable away."""
    if environment.get("WSL_DISTRO_NAME"):
        return True
    try:
        with open(_KERNEL, encoding="utf-8", errors="replace") as file:
            return "microsoft" in file.read().lower()
    except OSError:
        return False


def _closed(name: str, environment: Mapping[str, str], terminal_there: bool) -> str:
    return osc52.closed(environment, terminal_there) if name == "osc52" else programs.closed(name, environment)


def _by(
    name: str, text: str, environment: Mapping[str, str], terminal: Callable[[bytes], None] | None, limit: float
) -> str:  # what went wrong, as the rest of a sentence
    if name not in _UNCERTAIN:
        return programs.take(name, text, environment, limit)
    try:
        sequence = osc52.written(text.encode(), environment)  # what tmux passes on has the terminal's limit too
        if name == "tmux":
            return programs.take(name, text, environment, limit)
        if programs.tmux_drops(environment, limit):
            return "tmux drops it; `set -s set-clipboard on` in ~/.tmux.conf lets it pass"
        if terminal is not None:
            terminal(sequence)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return ""
