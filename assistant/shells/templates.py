"""The templates of this folder, and how their blanks are filled."""

from __future__ import annotations

import os

from assistant.errors import UsageError

SHELLS = ("bash", "zsh", "fish")
_ENDING = {"bash": "sh", "zsh": "zsh", "fish": "fish"}


def known(shell: str) -> str:
    """The bare name of a shell or its path. Raises UsageError for one that there is no template of."""
    name = os.path.basename(shell)
    if name not in SHELLS:
        raise UsageError(f"there is nothing for the shell '{name}'; name one of {', '.join(SHELLS)}")
    return name


def template(name: str, shell: str) -> str:
    """The text of a template with its blanks."""
    with open(os.path.join(os.path.dirname(__file__), f"{name}.{_ENDING[shell]}"), encoding="utf-8") as file:
        return file.read()


def quoted(text: str, shell: str) -> str:
    """The text as one word of this shell, whatever it holds."""
    if shell == "fish":
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "'" + text.replace("'", "'\\''") + "'"


def filled(text: str, blanks: dict[str, str]) -> str:
    """The text with each @NAME@ replaced, in this order: only the last value may itself hold what looks like a blank."""
    for name, value in blanks.items():
        text = text.replace(f"@{name}@", value)
    return text
