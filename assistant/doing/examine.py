"""The doctor's examination, for every door: what is installed, what is missing, how to mend it. Looks only; changes nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from assistant.actions.copy import ways
from assistant.ask import Corridor
from assistant.docker.client import Client, on_path
from assistant.docker.context import target
from assistant.docker.engine import Engine, State
from assistant.history import Journal

if TYPE_CHECKING:
    from assistant.settings import Settings

_PATIENCE = 3.0  # seconds for all questions to the client: a doctor may take longer than an answer
_RC_FILES = {
    "bash": (".bashrc", ".bash_profile", ".bash_login", ".profile"),
    "zsh": (".zshrc",),
    "fish": (".config/fish/config.fish", ".config/fish/conf.d/dockerhelp.fish"),
}
_OURS = ("dockerhelp --init", "# dockerhelp", "_dockerhelp")  # what an rc file has where the key is bound
_MOST_RC = 1_000_000  # bytes of an rc file that are read


class Check(NamedTuple):
    """One thing looked at: `well` is True, False, or None where it is neither good nor bad; `mend` says what to do, "" for
    nothing."""

    name: str
    well: bool | None
    found: str
    mend: str = ""


def examine(
    settings: Settings, corridor: Corridor, journal: Journal, environment: Mapping[str, str], terminal_there: bool, platform: str
) -> list[Check]:
    """Everything that matters to dockerhelp on this machine, in the order in which one would mend it. `terminal_there` tells that
    copying may write to the person's terminal; `platform` is sys.platform."""
    state = _state(environment)
    checks = [_client(environment), _engine(environment, state), _context(environment)]
    checks += [_plugin("compose", state.compose, state), _plugin("buildx", "docker buildx" if state.buildx else "", state)]
    checks += [_swarm(state), _clipboard(settings, environment, terminal_there, platform)]
    checks += [_shell(name, paths, environment) for name, paths in _RC_FILES.items() if on_path(name, environment)]
    return [*checks, _index(settings, corridor), _config(settings), _journal(journal)]


def _state(environment: Mapping[str, str]) -> State:
    engine = Engine(environment, limit=_PATIENCE)
    engine.wait(["server", "swarm", "compose", "buildx"])
    found = engine.state()
    engine.close()
    return found


def _client(environment: Mapping[str, str]) -> Check:
    if not on_path("docker", environment):
        return Check("client", False, "there is no docker on the PATH", "install the Docker CLI, or ask about it: install docker")
    reply = Client(environment).once(("docker", "--version"), _PATIENCE)
    if reply.how != "ok":
        return Check("client", False, "docker does not tell its version", "see what `docker --version` says")
    return Check("client", True, reply.text.strip()[:100])


def _engine(environment: Mapping[str, str], state: State) -> Check:
    if state.server:
        return Check("engine", True, f"{state.server}, API {state.api}")
    if state.reachable is None:
        return Check("engine", False, f"no answer within {_PATIENCE:.0f} seconds", "see what `docker version` says")
    return Check("engine", False, "it does not answer", "docker version 2>&1 | dockerhelp tells why")


def _context(environment: Mapping[str, str]) -> Check:
    found = target(environment)
    return Check("context", None if found.remote else True, found.told() + (" - another machine" if found.remote else ""))


def _plugin(name: str, spelled: str, state: State) -> Check:
    if spelled:
        return Check(name, True, spelled)
    if name not in state.known:
        return Check(name, None, "not known")
    return Check(name, None, "not installed", f"only cards that need {name} miss it; your Docker packages have it as a plugin")


def _swarm(state: State) -> Check:
    if state.swarm:
        return Check("swarm", True, f"this node is a {state.swarm}")
    return Check("swarm", None, "not in a swarm" if "swarm" in state.known else "not known")


def _clipboard(settings: Settings, environment: Mapping[str, str], terminal_there: bool, platform: str) -> Check:
    if settings.config.copy == "off":
        return Check("clipboard", None, "off, by the configuration")
    found = ways(environment, terminal_there, platform)
    if found:
        return Check("clipboard", True, f"by {found[0]}" + (f", else {', '.join(found[1:])}" if found[1:] else ""))
    return Check("clipboard", None, "no way is open", "install xclip (X11) or wl-clipboard (Wayland)")


def _shell(name: str, paths: tuple[str, ...], environment: Mapping[str, str]) -> Check:
    for path in paths:
        try:
            with open(os.path.join(environment.get("HOME", ""), path), encoding="utf-8", errors="replace") as content:
                text = content.read(_MOST_RC)
        except OSError:
            continue
        if any(mark in text for mark in _OURS):
            return Check(f"key in {name}", True, f"~/{path} has it")
    return Check(f"key in {name}", None, "not bound", f"dockerhelp --install-shell {name} binds Ctrl-G")


def _index(settings: Settings, corridor: Corridor) -> Check:
    cards = len(corridor.cards())
    if not settings.built or not os.path.isdir(settings.built):
        return Check(
            "index", None, f"{cards} cards, built in memory each time", "give the cache folder room and write permission"
        )
    return Check("index", True, f"{cards} cards, in {settings.built}")


def _config(settings: Settings) -> Check:
    if settings.findings:
        return Check("configuration", False, "; ".join(settings.findings), "mend these lines; the defaults serve until then")
    there = os.path.exists(settings.config_file)
    return Check("configuration", True, settings.config_file if there else f"the defaults (no {settings.config_file})")


def _journal(journal: Journal) -> Check:
    if not journal.keep:
        return Check("history", None, "not kept")
    if os.path.exists(journal.path) and not os.access(journal.path, os.W_OK):
        return Check("history", False, f"{journal.path} cannot be written", "give yourself permission to write it")
    return Check("history", True, journal.path)
