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


def flag_names(text: str) -> set[str]:
    """The flags that stand in a text, without their values: "-a, --all" → {"-a", "--all"}."""
    return {word.split("=")[0] for word in text.replace(",", " ").split() if word.startswith("-")}


class Blank(NamedTuple):
    """A part of a command that the person fills in; `kind` is one of BLANK_KINDS."""

    name: str
    kind: str
    many: bool = False
    hint: str = ""


class Option(NamedTuple):
    """A flag worth knowing: its spelling ("-d, --detach"), its meaning, and the words in a question that ask for it.

    `of` is the id of the card that it was taken over from, "" where it is the card's own.
    """

    flag: str
    means: str
    asks: tuple[str, ...] = ()
    of: str = ""


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


class Hit(NamedTuple):
    """A card found, how well it fits (higher is better), and the parts of that score by name, for whoever asks why."""

    card: Card
    score: float
    parts: Mapping[str, float] = MappingProxyType({})


class Answer(NamedTuple):
    """What came of a question. `confidence` is sure, choose or none; `corrected` maps words as typed to words as read."""

    question: str
    confidence: str
    hits: tuple[Hit, ...] = ()
    corrected: Mapping[str, str] = MappingProxyType({})
    nearest: tuple[str, ...] = ()
    took_ms: float = 0.0
