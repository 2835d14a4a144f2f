"""Keys as a person writes them (ctrl-g, alt-h, f1) in the notation of each shell."""

from __future__ import annotations

from assistant.errors import UsageError

_CTRL = {"bash": "\\C-", "zsh": "^", "fish": "\\c"}
_ALT = {"bash": "\\e", "zsh": "^[", "fish": "\\e"}
_FUNCTION = ("OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~")  # as terminals send them
_TAKEN = {
    "c": "interrupts", "d": "ends the shell", "h": "is Backspace", "i": "is Tab", "j": "is Enter", "m": "is Enter",
    "q": "resumes the terminal", "s": "stops the terminal", "x": "begins other keys", "z": "suspends",
}  # fmt: skip


def notation(shell: str, key: str) -> str:
    """The key as bash's, zsh's or fish's own `bind` wants it. Raises UsageError for what is no key, or can't be one of ours."""
    kind, which = _parts(key)
    if kind == "ctrl":
        return _CTRL[shell] + (which.upper() if shell == "zsh" else which)
    if kind == "alt":
        return _ALT[shell] + which
    if shell == "fish":
        return f"f{which}"  # the template knows how each fish calls it
    return _ALT[shell] + _FUNCTION[int(which) - 1]


def person(key: str) -> str:
    """The key as people read it: Ctrl-G, Alt-H, F1."""
    kind, which = _parts(key)
    return f"F{which}" if kind == "f" else f"{kind.capitalize()}-{which.upper()}"


def _parts(key: str) -> tuple[str, str]:
    kind, _, which = key.strip().lower().partition("-")
    if not which and kind[:1] == "f" and kind[1:] in map(str, range(1, len(_FUNCTION) + 1)):
        return "f", kind[1:]
    if kind not in ("ctrl", "alt") or len(which) != 1 or not "a" <= which <= "z":
        raise UsageError(f"'{key}' is no key that can be bound; write it as ctrl-g, alt-h or f1")
    if kind == "ctrl" and which in _TAKEN:
        raise UsageError(f"Ctrl-{which.upper()} {_TAKEN[which]}; take another key, such as ctrl-g, alt-h or f1")
    return kind, which
