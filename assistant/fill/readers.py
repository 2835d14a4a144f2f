"""The registry of readers: one for each kind of blank."""

from __future__ import annotations

from assistant.fill import amounts, identities, mounts, places, portmaps, programs, texts
from assistant.fill.question import Question
from assistant.fill.texts import Reader
from assistant.fill.values import Lore, Read

NAMES = (
    "container",
    "service",
    "node",
    "network",
    "volume",
    "stack",
    "secret",
    "config",
    "context",
    "project",
    "plugin",
    "builder",
    "name",
)
READERS: dict[str, Reader] = {
    **dict.fromkeys(NAMES, texts.name),
    "count": amounts.count,
    "size": amounts.size,
    "duration": amounts.duration,
    "time": amounts.time,
    "port": portmaps.port,
    "ports": portmaps.ports,
    "address": places.address,
    "path": places.path,
    "file": places.file,
    "mount": mounts.mount,
    "env": texts.key_value,
    "label": texts.label,
    "user": identities.user,
    "platform": identities.platform,
    "signal": identities.signal,
    "command": programs.command,
    "image": programs.image,
    "filter": texts.condition,
    "format": texts.columns,
    "registry": places.address,
    "url": places.address,
    "token": texts.text,
    "text": texts.text,
}


def read(kind: str, question: Question, at: int, lore: Lore) -> Read | None:
    """The value of a kind that begins at a token, and where it ends; None where there is none, or the kind has no reader."""
    reader = READERS.get(kind)
    found = reader(question, at, lore) if reader else None
    return (found[0], min(found[1], len(question.tokens))) if found else None
