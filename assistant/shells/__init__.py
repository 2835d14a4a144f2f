"""Fills in the shell templates of this folder. Every shell start may wait for this: imports nothing that costs time."""

from __future__ import annotations

import os

from assistant.errors import UsageError
from assistant.shells.keys import notation, person

SHELLS = ("bash", "zsh", "fish")
_ENDING = {"bash": "sh", "zsh": "zsh", "fish": "fish"}


def render(
    shell: str, program: str = "dockerhelp", key: str = "ctrl-g", answer_key: str = "", on_error: bool = False
) -> str:
    """The code that binds `key` in a shell to `program --pick`, and `answer_key` (if any) to `--pick --answer`.

    With `on_error`, a hook too that has a failed docker command explained. Raises UsageError for another shell or key.
    """
    name = known(shell)
    keys, answers = notation(name, key), notation(name, answer_key) if answer_key else ""
    if keys == answers:
        raise UsageError(f"{person(key)} can't do both; give --key and --answer-key a key of their own")
    text = _template(name, name) + ("\n" + _template("on-error", name) if on_error else "")
    blanks = {
        "KEY": quoted(keys, name),
        "KEY_NAME": quoted(person(key), name),
        "ANSWER_KEY": quoted(answers, name),
        "ANSWER_KEY_NAME": quoted(person(answer_key) if answer_key else "", name),
    }
    return _filled(text, {**blanks, "PROGRAM": quoted(program, name)})


def known(shell: str) -> str:
    """The shell's bare name. Raises UsageError for one that there is no template of."""
    name = os.path.basename(shell)
    if name not in SHELLS:
        raise UsageError(f"there is no key for '{name}'; name one of {', '.join(SHELLS)}")
    return name


def quoted(text: str, shell: str) -> str:
    """The text as one word of this shell, whatever it holds."""
    if shell == "fish":
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "'" + text.replace("'", "'\\''") + "'"


def _template(name: str, shell: str) -> str:
    path = os.path.join(os.path.dirname(__file__), f"{name}.{_ENDING[shell]}")
    with open(path, encoding="utf-8") as file:
        return file.read()


def _filled(text: str, blanks: dict[str, str]) -> str:
    for name, value in blanks.items():  # in this order: only the last value may hold something that looks like a blank
        text = text.replace(f"@{name}@", value)
    return text
