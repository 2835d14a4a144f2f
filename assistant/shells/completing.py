"""Completion of dockerhelp's own options, from the table that --help is made of."""

from __future__ import annotations

from assistant.shells.templates import filled, known, quoted, template

TYPE_CHECKING = False  # `typing` and `collections` would be half of what --init costs
if TYPE_CHECKING:
    from collections.abc import Iterable

# What an option's value may be: words, or @files, @topics, @cards.
_VALUES = {
    "answer-key": "alt-h alt-a f1 f2",
    "card": "@cards",
    "check": "@files",
    "completion": "bash zsh fish",
    "init": "bash zsh fish",
    "install-shell": "bash zsh fish",
    "key": "ctrl-g ctrl-t alt-h alt-d f1 f2",
    "live": "auto always never",
    "shell": "bash zsh sh fish",
    "topics": "@topics",
    "uninstall-shell": "bash zsh fish",
    "yes": "destroy",
}


def completion(shell: str, options: Iterable[tuple[str, str, str, str]]) -> str:
    """The code that completes `dockerhelp` in a shell; an option is its name, its short name, what its value is called, its help.

    Raises UsageError for a shell that there is no template of.
    """
    name = known(shell)
    rows = ["|".join((long, short, value, _VALUES.get(long, ""), text)) for long, short, value, text in options]
    return filled(template("completion", name), {"OPTIONS": quoted("\n".join(rows), name)})
