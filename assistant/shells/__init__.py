"""Fills in the shell templates of this folder. Every shell start may wait for this: imports nothing that costs time."""

from __future__ import annotations

from assistant.errors import UsageError
from assistant.shells.completing import completion
from assistant.shells.keys import notation, person
from assistant.shells.templates import SHELLS, filled, known, quoted, template

__all__ = ["SHELLS", "completion", "render"]


def render(shell: str, program: str = "dockerhelp", key: str = "ctrl-g", answer_key: str = "", on_error: bool = False) -> str:
    """The code that binds `key` in a shell to `program --pick`, and `answer_key` (if any) to `--pick --answer`.

    With `on_error`, a hook too that has a failed docker command explained. Raises UsageError for another shell or key.
    """
    name = known(shell)
    keys, answers = notation(name, key), notation(name, answer_key) if answer_key else ""
    if keys == answers:
        raise UsageError(f"{person(key)} can't do both; give --key and --answer-key a key of their own")
    text = template(name, name) + ("\n" + template("on-error", name) if on_error else "")
    blanks = {
        "KEY": _bindable(keys, name),
        "KEY_NAME": quoted(person(key), name),
        "ANSWER_KEY": _bindable(answers, name),
        "ANSWER_KEY_NAME": quoted(person(answer_key) if answer_key else "", name),
    }
    return filled(text, {**blanks, "PROGRAM": quoted(program, name)})


def _bindable(keys: str, shell: str) -> str:
    return keys if keys and shell == "fish" else quoted(keys, shell)  # fish reads \c and \e in words without quotes alone
