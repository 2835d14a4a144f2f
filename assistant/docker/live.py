"""What to tell about a command on the engine that is here: one line for each thing that would keep it from working.

    engine.wait(parts(needs, command))
    hints(needs, command, engine.state(parts(needs, command)))

Only what is known is told: a part of the state that is not known (engine.State.known) gives no hint.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.docker import grammar, tables
from assistant.docker.engine import State, number

if TYPE_CHECKING:
    from assistant.docker.command import Command
    from assistant.docker.line import Line

_COMPOSE = re.compile(r"(?<![\w./-])docker[ \t]+compose(?![\w./-])")
_MAKES_SWARM = ("swarm init", "swarm join")
# The first engine to speak each API version: the version table of Docker's API reference.
_ENGINES = (  # from 1.24 on, without a gap
    *("1.12", "1.13", "17.03", "17.03.1", "17.04", "17.05", "17.06", "17.07", "17.09", "17.10", "17.11", "17.12"),
    *(
        "18.02",
        "18.03",
        "18.06",
        "18.09",
        "19.03",
        "20.10",
        "23",
        "24",
        "25",
        "26",
        "27",
        "27.2",
        "28",
        "28.1",
        "28.2",
        "28.3",
        "29",
    ),
)
_FIRST = 24
_SPOKEN = (1, 26)  # every engine that is still in use speaks this: nothing is asked for less


def parts(needs: Collection[str], command: str) -> tuple[str, ...]:
    """The parts of the state that `hints` would look at: what to wait for, and () for most commands."""
    return _parts(needs, _read(command))


def hints(needs: Collection[str], command: str, state: State) -> list[str]:
    """Sentences, each one line, on why this command would not work here as it stands; [] where nothing is known against it.

    `needs` are those of its card (model.NEEDS), `command` is the finished command; open blanks do no harm.
    """
    line = _read(command)
    asked = _parts(needs, line)
    found = []
    if "compose" in asked and "compose" in state.known and state.compose != "docker compose":
        found.append(_compose(command, state))
    if "buildx" in asked and "buildx" in state.known and not state.buildx:
        found.append("the buildx plugin is not installed here, and this needs it")
    if "swarm" in asked and "swarm" in state.known:
        found += _swarm(_swarm_role(needs, line), state.swarm)
    if "server" in asked and state.api:
        found += _too_old(line, state)
    return found


def in_spelling(command: str, spelling: str) -> str:
    """The command with `docker compose` spelled as it works here (State.compose); as it is where that is not known."""
    return _COMPOSE.sub("docker-compose", command) if spelling == "docker-compose" else command


def _read(command: str) -> Line | None:
    """None for what no shell could read: the grammar tells about that, not we."""
    try:
        return grammar.parse(command)
    except grammar.GrammarError:
        return None


def _parts(needs: Collection[str], line: Line | None) -> tuple[str, ...]:
    paths = [command.path for command in _commands(line)]
    found = [plugin for plugin in ("compose", "buildx") if plugin in needs or any(path.split()[:1] == [plugin] for path in paths)]
    found += ["swarm"] if _swarm_role(needs, line) else []
    return (*found, "server") if _newer(line) else tuple(found)


def _commands(line: Line | None) -> tuple[Command, ...]:
    return tuple(line.commands) if line else ()


def _compose(command: str, state: State) -> str:
    if not state.compose:
        return "compose is not installed here: neither docker compose nor docker-compose is there"
    other = in_spelling(command, state.compose)
    told = other if other != command and "\n" not in other else "write docker-compose in place of docker compose"
    return f"the compose plugin is not installed here, but docker-compose is: {told}"


def _swarm_role(needs: Collection[str], line: Line | None) -> str:
    """What the node must be: manager, active (any node of a swarm), or "" for nothing in particular."""
    commands = _commands(line)
    if any(command.path in _MAKES_SWARM for command in commands):
        return ""
    facts = [tables.facts(f"docker {command.path}") for command in commands]
    facts += [grammar.flag_facts(flag.level, flag.name) for command in commands for flag in command.flags()]
    roles = {fact.get("swarm") for fact in facts}
    if "manager" in needs or "manager" in roles:
        return "manager"
    return "active" if "swarm" in needs or "active" in roles else ""


def _swarm(role: str, is_now: str) -> list[str]:
    if not is_now:
        return ["this engine is not in swarm mode, and this needs a swarm; docker swarm init makes it one"]
    return ["this node is a worker of its swarm; run it on a manager"] if role == "manager" and is_now == "worker" else []


def _too_old(line: Line | None, state: State) -> list[str]:
    who = "docker client" if state.old_client else "engine"
    needed = {what: api for what, api in _newer(line).items() if number(api) > number(state.api)}
    return [f"{what} needs API {api}{_engine(api)}; this {who} speaks {state.api}" for what, api in needed.items()]


def _newer(line: Line | None) -> dict[str, str]:
    """Every command and flag that some engines are too old for, with the API version that it needs."""
    found = grammar.needs_api(line) if line else []
    return {what if what.startswith("-") else f"docker {what}": api for what, api in found if number(api) > _SPOKEN}


def _engine(api: str) -> str:
    place = number(api)[1] - _FIRST
    return f" (engine {_ENGINES[place]})" if 0 <= place < len(_ENGINES) else ""
