"""The keys of the configuration as a table: defaults and checking read it; config.yaml explains it to people."""

from __future__ import annotations

from typing import Any, NamedTuple

CHOICE, YES_NO, NUMBER, TEXTS = "choice", "yes or no", "number", "texts"


class Key(NamedTuple):
    """One key, by its full name ("history.keep" is `keep` below `history`), the kind of its value, its default, and what is
    allowed: the names of a choice, or the least and the most of a number."""

    name: str
    kind: str
    default: Any
    allowed: tuple[Any, ...] = ()


_WAYS = (
    "auto",
    "off",
    "osc52",
    "tmux",
    "wl-copy",
    "xclip",
    "xsel",
    "pbcopy",
    "clip.exe",
    "powershell.exe",
)  # as in actions/copy.py
_SECRETS = ("PASSWORD", "PASSWD", "PASSPHRASE", "PASS", "PWD", "TOKEN", "SECRET", "KEY", "KEYS", "CREDENTIAL", "AUTH")
KEYS = (
    Key("color", CHOICE, "auto", ("auto", "always", "never")),
    Key("shell", CHOICE, "sh", ("sh", "bash", "zsh", "fish")),
    Key("live", CHOICE, "auto", ("auto", "always", "never")),
    Key("copy", CHOICE, "auto", _WAYS),
    Key("history.keep", YES_NO, True),
    Key("history.entries", NUMBER, 10_000, (1, 1_000_000)),
    Key("history.rank", YES_NO, True),
    Key("history.secrets", TEXTS, _SECRETS),
    Key("chat.editing", CHOICE, "emacs", ("emacs", "vi")),
    Key("chat.mouse", YES_NO, False),
    Key("run.production", TEXTS, ("prod*", "*-prod", "*production*", "live*")),
    Key("run.look_seconds", NUMBER, 5, (1, 600)),
    Key("run.look_lines", NUMBER, 20, (1, 10_000)),
)


class Config(NamedTuple):
    """The value of every key: `history.keep` is `history_keep` here."""

    color: str
    shell: str
    live: str
    copy: str
    history_keep: bool
    history_entries: int
    history_rank: bool
    history_secrets: tuple[str, ...]
    chat_editing: str
    chat_mouse: bool
    run_production: tuple[str, ...]
    run_look_seconds: int
    run_look_lines: int


def config(values: dict[str, Any]) -> Config:
    """The configuration of these values by full name; the default serves for each key that is not among them."""
    return Config(*[values.get(key.name, key.default) for key in KEYS])


def fits(key: Key, value: object) -> bool:
    """Whether a value is one that the key can have."""
    if key.kind == CHOICE:
        return value in key.allowed
    if key.kind == YES_NO:
        return isinstance(value, bool)
    if key.kind == NUMBER:
        return type(value) is int and key.allowed[0] <= value <= key.allowed[1]
    return isinstance(value, tuple) and all(isinstance(text, str) and text and text.isprintable() for text in value)


DEFAULTS = config({})
