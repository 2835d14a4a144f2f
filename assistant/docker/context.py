"""Which engine a command would reach, read from the environment and the client's own files: nothing is run and nothing is asked.

As the client does it: -H and --context of the command, then DOCKER_HOST, then DOCKER_CONTEXT, then `currentContext` of its
config.json; the address of a context lies in contexts/meta/<SHA-256 of its name>/meta.json (docker/cli, cli/context/store).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from assistant.docker import grammar

_LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "[::1]", "0.0.0.0")
_MOST = 1_000_000  # bytes of a file of the client's that are read


class Target(NamedTuple):
    """The engine that a command reaches: the context's name ("" where an address was given), its address ("" where not known),
    and whether that is another machine."""

    context: str
    host: str
    remote: bool

    def told(self) -> str:
        """It in words: "context prod (ssh://ops@db1)"."""
        named = f"context {self.context}" if self.context else ""
        return f"{named} ({self.host})" if named and self.host else named or self.host


def target(environment: Mapping[str, str], command: str = "") -> Target:
    """The engine for a command line in this environment. Where several are named in it, the first other machine counts."""
    found = [_of(environment, host, context) for host, context in _named(command)] or [_of(environment, "", "")]
    return next((one for one in found if one.remote), found[0])


def _of(environment: Mapping[str, str], host: str, context: str) -> Target:
    if not context:
        host = host or environment.get("DOCKER_HOST", "")
        if host:
            return Target("", host, is_remote(host))
    home = environment.get("HOME") or environment.get("USERPROFILE", "")
    home = environment.get("HOME") or environment.get("USERPROFILE", "")
    folder = environment.get("DOCKER_CONFIG") or os.path.join(home, ".docker")
    chosen = context or environment.get("DOCKER_CONTEXT")
    name = chosen or str(_read(os.path.join(folder, "config.json")).get("currentContext") or "")
    if not name or name == "default":
        return Target("default", "", False)
    host = _address(folder, name)
    return Target(name, host, is_remote(host))


def _named(command: str) -> list[tuple[str, str]]:
    """(host, context) for every docker command of a line; [] where there is none."""
    try:
        commands = grammar.parse(command).commands if command else ()
    except grammar.GrammarError:
        return []
    found = []
    for one in commands:
        own = {flag.name: (flag.value.value() or "") if flag.value else "" for flag in one.flags() if flag.level == ""}
        found.append((own.get("host", ""), own.get("context", "")))
    return found


def is_remote(host: str) -> bool:
    """Whether an address ("ssh://ops@db1", "tcp://10.0.0.5:2376", "unix:///var/run/docker.sock") is another machine's."""
    scheme, _, rest = host.partition("://")
    if not rest:
        scheme, rest = ("tcp", host) if ":" in host and not host.startswith(("unix:", "npipe:", "fd:")) else ("unix", host)
    place = rest.rpartition("@")[2].partition("/")[0]
    name = place if place.endswith("]") else place.rpartition(":")[0] or place
    return scheme in ("ssh", "tcp", "http", "https") and name not in _LOCAL_HOSTS


def _address(folder: str, name: str) -> str:
    from hashlib import sha256

    place = os.path.join(folder, "contexts", "meta", sha256(name.encode("utf-8", "surrogateescape")).hexdigest(), "meta.json")
    endpoints = _read(place).get("Endpoints")
    docker = endpoints.get("docker") if isinstance(endpoints, dict) else None
    return str(docker.get("Host") or "") if isinstance(docker, dict) else ""


def _read(path: str) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError), open(path, "rb") as content:
        found = json.loads(content.read(_MOST))
        return found if isinstance(found, dict) else {}
    return {}
