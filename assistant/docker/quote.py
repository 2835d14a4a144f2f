"""A text → what a shell reads as exactly that one word. Plain words stay bare, everything else goes into 'single quotes'.

`sh` serves bash, zsh, dash and every other shell of that family, `fish` the one that reads a backslash inside single quotes.
"""

from __future__ import annotations

from assistant.docker.late import Late

SHELLS = ("sh", "bash", "zsh", "fish", "none")
_PLAIN = Late(r"[A-Za-z0-9@%+:,./_-][A-Za-z0-9@%+=:,./_-]*")  # zsh expands a = at the start: =ls is /bin/ls


class GrammarError(ValueError):
    """A line that cannot be read, or a value that cannot be written; the sentence says what and where."""


def sh(text: str) -> str:
    """The text as one word for bash, zsh, dash and sh; GrammarError where it holds a NUL, which no argument can carry."""
    _carried(text)
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "'\\''") + "'"


def fish(text: str) -> str:
    """The text as one word for fish; GrammarError where it holds a NUL."""
    _carried(text)
    if _PLAIN.fullmatch(text) and not text.startswith("%"):  # %self is a process there
        return text
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def in_shell(text: str, shell: str) -> str:
    """The text as one word for the named shell, one of SHELLS; "none" gives the text itself, for a list of arguments."""
    if shell not in SHELLS:
        raise GrammarError(f"there is no quoting for the shell {shell!r}; known are {', '.join(SHELLS)}")
    if shell == "none":
        _carried(text)
        return text
    return fish(text) if shell == "fish" else sh(text)


def _carried(text: str) -> None:
    if "\0" in text:
        raise GrammarError(f"a value with a NUL character cannot be handed to a command (at character {text.index(chr(0)) + 1})")
