"""`dockerhelp --init SHELL`, for which a new shell waits: no table of options, no settings, nothing that is slow to import."""

from __future__ import annotations

import os
import sys

from assistant.errors import ANSWERED

KEY = "ctrl-g"
_VALUED = ("--init", "--key", "--answer-key")


def meant(arguments: list[str]) -> bool:
    """Whether the line is the code for a shell and nothing else; anything odd is for the table of options to judge."""
    return bool(arguments) and arguments[0].split("=", 1)[0] == "--init" and _parsed(arguments) is not None


def init(arguments: list[str]) -> int:
    """Prints that code; returns the exit code. Raises UsageError for an unknown shell or key."""
    from assistant import shells

    given = _parsed(arguments) or {}
    shell, on_error = os.path.basename(given["--init"]), "--on-error" in given
    text = shells.render(shell, program(sys.argv[0]), given.get("--key", KEY), given.get("--answer-key", ""), on_error)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
    return ANSWERED


def program(called: str) -> str:
    """How others can call the dockerhelp that was started as `called` (sys.argv[0]): its path, else its name."""
    ours = os.path.basename(called) in ("dockerhelp", "dockerhelp.exe") and os.path.exists(called)
    return os.path.abspath(called) if ours else "dockerhelp"


def _parsed(arguments: list[str]) -> dict[str, str] | None:
    """The options by their names; None where there is anything else, or one of these is written wrong."""
    given: dict[str, str] = {}
    left = iter(arguments)
    for word in left:
        name, equals, value = word.partition("=")
        if name in _VALUED and (equals or (value := next(left, "")) != ""):
            given[name] = value
        elif word == "--on-error":
            given[word] = ""
        else:
            return None
    return given if os.path.basename(given.get("--init", "")) in ("bash", "zsh", "fish") else None
