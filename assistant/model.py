"""What travels through the house: cards, what was found, and the answer. Frozen; imports nothing of ours.

Named tuples, not dataclasses: importing `dataclasses` alone costs a one-shot question a tenth of its time.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

KINDS = ("command", "recipe", "concept", "problem")
RISKS = ("read", "change", "destroy")
NEEDS = ("engine", "manager", "swarm", "compose", "buildx", "registry", "linux", "gpu", "root")
BLANK_KINDS = (
    *("container", "image", "service", "node", "network", "volume", "stack", "secret", "config", "context", "project"),
    *("port", "ports", "path", "mount", "env", "count", "size", "duration", "time", "user", "label", "platform", "signal"),
    *("command", "address", "filter", "format", "name", "registry", "token", "plugin", "builder", "url", "file", "text"),
)

NAME_KINDS = (
    *("container", "service", "node", "network", "volume", "stack", "secret", "config", "context", "project", "plugin"),
    *("builder", "name"),
)  # kinds whose values are names


def flag_names(text: str) -> set[str]:
    """The flags that stand in a text, without their values: "-a, --all" → {"-a", "--all"}."""
    return {word.split("=")[0] for word in text.replace(",", " ").split() if word.startswith("-")}


class Blank(NamedTuple):
    """A part of a command that the person fills in; `kind` is one of BLANK_KINDS, `asks` are ways of saying its value, with
    `<kind>` for it."""

    name: str
    kind: str
    many: bool = False
    hint: str = ""
    asks: tuple[str, ...] = ()


class Option(NamedTuple):
    """A flag worth knowing: its spelling ("-d, --detach"), its meaning, and the words in a question that ask for it.

    `asks` may hold a slot `<kind>` for the value; `takes` is the kind of its value where no slot says it; `gives` maps values
    ("status=exited") to the words that ask for just them. `of` is the id of the card that it was taken over from, "" where it is
    the card's own.
    """

    flag: str
    means: str
    asks: tuple[str, ...] = ()
    of: str = ""
    takes: str = ""
    gives: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Line(NamedTuple):
    """A command line and what it does; `run` is empty where the doing is not a command; `on` names the node it is done on."""

    run: str
    does: str
    on: str = ""


class Card(NamedTuple):
    """One thing that somebody asks about Docker. Fields are those of knowledge/README.md; `source` is "file.yaml:line"."""

    id: str
    kind: str
    title: str
    summary: str
    source: str
    command: str = ""
    asks: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    options: tuple[Option, ...] = ()
    caveats: tuple[str, ...] = ()
    examples: tuple[Line, ...] = ()
    steps: tuple[Line, ...] = ()
    matches: tuple[str, ...] = ()
    because: str = ""
    fixes: tuple[Line, ...] = ()
    picture: str = ""
    risk: str = "read"
    needs: tuple[str, ...] = ()
    look: str = ""
    undo: str = ""
    see: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def likely_command(self) -> str:
        """The command that one most likely wants from the card; "" where there is none."""
        return self.command or next((fix.run for fix in self.fixes if fix.run), "")


class Filled(NamedTuple):
    """A card's commands with the values and flags of a question.

    `blanks` are those of `command` that are still open; `flags` the long names of the flags in it; `values` what was found for
    the card's blanks; `warnings` what is to be told about this command; `look`, `undo`, `steps` and `fixes` are the card's,
    with the same values. `skeleton` is the command before its blanks were filled; `explained` the share (0 to 1) of the
    question that the card and its finished command account for, `owned` how many of its words are somebody's own beyond doubt:
    my_app, /srv/data.
    """

    command: str
    skeleton: str = ""
    blanks: tuple[Blank, ...] = ()
    flags: frozenset[str] = frozenset()
    values: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    look: str = ""
    undo: str = ""
    steps: tuple[Line, ...] = ()
    fixes: tuple[Line, ...] = ()
    explained: float = 0.0
    owned: int = 0

    def finished(self, card: Card) -> Card:
        """The card with its commands finished."""
        done: dict[str, str | tuple[Line, ...]] = {"look": self.look, "undo": self.undo, "steps": self.steps, "fixes": self.fixes}
        return card._replace(**(done | ({"command": self.command} if card.command else {})))  # type: ignore[arg-type]


class Hit(NamedTuple):
    """A card found, how well it fits (higher is better), the parts of that score by name, for whoever asks why, and its filled
    commands."""

    card: Card
    score: float
    parts: Mapping[str, float] = MappingProxyType({})
    filled: Filled | None = None

    def command(self) -> str:
        """The finished command where there is one, else the card's own; "" where it has none."""
        return self.filled.command if self.filled else self.card.likely_command()


class Stage(NamedTuple):
    """One command as it would be run: shown, agreed to, run.

    `argv` are its words for a run without a shell, () where `text` is for `sh -c`. `on` names the node where it is to be run, ""
    for here. `risk` is one of RISKS, `look` the read-only command that shows what it will touch, `undo` the one that takes it
    back, `blanks` what is still open in `text`, `notes` what to know before. `text` is empty where the doing is no command.
    """

    text: str
    does: str
    risk: str = "read"
    argv: tuple[str, ...] = ()
    on: str = ""
    look: str = ""
    undo: str = ""
    blanks: tuple[Blank, ...] = ()
    notes: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What a hit comes to when it is run: one stage, or the steps of a recipe. `card` is its id."""

    card: str
    title: str
    stages: tuple[Stage, ...]


class Answer(NamedTuple):
    """What came of a question. `confidence` is sure, choose or none; `corrected` maps words as typed to words as read."""

    question: str
    confidence: str
    hits: tuple[Hit, ...] = ()
    corrected: Mapping[str, str] = MappingProxyType({})
    nearest: tuple[str, ...] = ()
    took_ms: float = 0.0
