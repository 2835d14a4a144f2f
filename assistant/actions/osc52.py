"""Text → the escape sequence by which a terminal puts it on its clipboard (OSC 52), wrapped for the multiplexer in between.

The text goes in base64, so nothing in it can end the sequence. The terminal never answers: it may ignore what it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping

LONGEST = 74_994
"""Bytes of text. Many terminals drop a sequence above 100,000 bytes; less 8 for its frame, 99,992 of base64 are 74,994 of text
(hterm's limit, which OSC 52 plug-ins of editors keep to)."""

_SCREEN = 252  # of a chunk, 256 with its frame: GNU screen holds 767 bytes of a string (tried on 4.9), its old versions 256
_NO_CLIPBOARD = {"dumb": "a dumb terminal has no clipboard", "linux": "the Linux console has no clipboard"}


def closed(environment: Mapping[str, str], terminal_there: bool) -> str:
    """Why this way is not open, as the rest of a sentence; "" where it is."""
    if not terminal_there:
        return "there is no terminal to hand it to"
    return _NO_CLIPBOARD.get(environment.get("TERM", "dumb") or "dumb", "")


def written(data: bytes, environment: Mapping[str, str]) -> bytes:
    """What is to be written to the terminal so that `data` (UTF-8) gets on its clipboard. Raises ValueError, with the rest of a
    sentence, where that is too much."""
    if len(data) > LONGEST:
        raise ValueError(f"the text has {len(data):,} bytes, and terminals take {LONGEST:,} at most")
    made, term = sequence(data), environment.get("TERM", "")
    if environment.get("STY") or term.startswith("screen."):
        return in_screen(made)
    if environment.get("TMUX") or term.startswith("tmux"):
        return made + in_tmux(made)
    if term.startswith("screen"):  # reached by ssh: tmux gives itself out as this too, and drops what is meant for screen
        return in_screen(made) + (made if len(made) <= _SCREEN else b"")
    return made


def sequence(data: bytes) -> bytes:
    """The bare sequence for the clipboard ("c"). It ends with BEL, since ST would end a wrapping too."""
    from base64 import b64encode

    return b"\x1b]52;c;" + b64encode(data) + b"\x07"


def in_tmux(made: bytes) -> bytes:
    """For tmux to pass through, which it does with allow-passthrough on (always before 3.3). The bare sequence it heeds with
    set-clipboard on; either alone is dropped without a trace where the other's option is set, so both are sent."""
    return b"\x1bPtmux;" + made.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"


def in_screen(made: bytes) -> bytes:
    """For GNU screen to pass through. It drops a bare sequence, and prints the rest of one that is longer than it can hold."""
    return b"".join(b"\x1bP" + made[at : at + _SCREEN] + b"\x1b\\" for at in range(0, len(made), _SCREEN))
