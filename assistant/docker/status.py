"""The engine in a few words, for a line that is always in sight: one question to the client, in the caller's own time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_ARGV = (
    *("docker", "info", "--format"),
    "{{.ServerVersion}} {{.ContainersRunning}} {{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}",
)
_LINE = re.compile(r"([\w.+~-]{1,40}) (\d{1,9}) ([a-z]*) (true|false)")
_ROLES = {"active true": "manager", "active false": "worker"}


class Status(NamedTuple):
    """The engine's version, how many containers run, and the node's role in a swarm: manager, worker or ""."""

    version: str
    running: int
    swarm: str


def status(environment: Mapping[str, str], limit: float) -> Status | None:
    """What the engine says of itself within `limit` seconds; None where there is none, or none that answers. Never raises."""
    from assistant.docker.client import Client

    reply = Client(environment).once(_ARGV, limit)
    match = _LINE.fullmatch(reply.text.strip()) if reply.how == "ok" else None
    return Status(match[1], int(match[2]), _ROLES.get(f"{match[3]} {match[4]}", "")) if match else None
