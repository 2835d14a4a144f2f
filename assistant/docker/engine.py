"""What the local engine has: names for the blanks of a command, and what it is. It helps, and is never needed.

    engine = Engine(os.environ)
    engine.names("container")         # at once: what is known so far, () at first; asks in the background
    engine.wait(["container"])        # gives it until the limit, if one wants to
    engine.names("container")         # ("shop-api-1", "shop-db-1")

Nothing raises and nothing waits, whatever the client does: no client, no engine, a slow one, or a hostile one.
Threads and processes are only imported when something is asked (asking.py, client.py).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.docker.asking import Desk, Reading

LIMIT, KEEP = 0.3, 5.0  # seconds


class Question(NamedTuple):
    """What the client is asked, and the shape of an answer's line: group 1 of the pattern is the name.

    `instead` is a program whose being there answers the question where the client can't.
    """

    argv: tuple[str, ...]
    allows: str
    instead: str = ""


def _listing(command: str, shape: str, form: str) -> Question:
    return Question(("docker", *command.split(), "--format", form), f"({shape})")


# The shapes are those that the engine and its plugins check names against when something is created.
_NAME = r"[a-zA-Z0-9][a-zA-Z0-9_.-]+"
_SWARM = r"[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?"
_PROJECT = r"[a-z0-9][a-z0-9_-]*"
_IMAGE = r"(?:[a-zA-Z0-9.-]+(?::\d+)?/)?[a-z0-9]+(?:[/._-]+[a-z0-9]+)*(?::[a-zA-Z0-9_][a-zA-Z0-9_.-]*)?"
_LABELS = "com.docker.compose."
_COMPOSED = f"ps -a --filter label={_LABELS}"

KINDS: dict[str, Question] = {
    "container": _listing("ps -a", _NAME, "{{.Names}}"),
    "image": _listing("images", _IMAGE, "{{.Repository}}:{{.Tag}}"),
    "volume": _listing("volume ls", _NAME, "{{.Name}}"),
    "network": _listing("network ls", r"\w[\w.+-]*(?: [\w.+-]+)*", "{{.Name}}"),  # the engine allows nearly anything
    "service": _listing("service ls", _SWARM, "{{.Name}}"),
    "node": _listing("node ls", _SWARM, "{{.Hostname}}"),
    "stack": _listing("stack ls", _SWARM, "{{.Name}}"),
    "secret": _listing("secret ls", _SWARM, "{{.Name}}"),
    "config": _listing("config ls", _SWARM, "{{.Name}}"),
    "plugin": _listing("plugin ls", _IMAGE, "{{.Name}}"),
    "context": _listing("context ls", r"[a-zA-Z0-9][a-zA-Z0-9_.+-]+", "{{.Name}}"),
    # before 0.13, buildx can't print names alone; a builder's line begins at the margin, those of its nodes do not
    "builder": Question(("docker", "buildx", "ls"), r"((?!NAME/NODE)[a-zA-Z0-9][a-zA-Z0-9_.-]*)(?:[* ].*)?"),
    # by labels: seven times as fast as `docker compose ls`, and the plugin need not be there
    "project": _listing(f"{_COMPOSED}project", _PROJECT, f'{{{{.Label "{_LABELS}project"}}}}'),
    "compose-service": _listing(f"{_COMPOSED}service", r"[a-zA-Z0-9_][a-zA-Z0-9_.-]*", f'{{{{.Label "{_LABELS}service"}}}}'),
}

# The parts of the state, asked for in the same way.
PARTS: dict[str, Question] = {
    "server": _listing(
        "version", r"[\d.]+ [\d.]+ [\w.+~-]+", "{{.Client.APIVersion}} {{.Server.APIVersion}} {{.Server.Version}}"
    ),
    "swarm": _listing("info", r"inactive false|active (?:true|false)", "{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}"),
    "compose": Question(("docker", "compose", "version", "--short"), r"(v?\d+\.\d+\S*)", instead="docker-compose"),
    "buildx": Question(("docker", "buildx", "version"), r"(\S*buildx \S.*)"),
}


class State(NamedTuple):
    """What the engine and its client are.

    `api` is the highest version that both ends speak ("1.45"), "" where unknown; `old_client` is true where it is the client that
    speaks no higher. `compose` is the spelling that works here, `swarm` is manager or worker. Empty means "no" for a part that
    stands in `known`, and "not known" for any other. `reachable` is None as long as nothing is known.
    """

    api: str = ""
    compose: str = ""
    swarm: str = ""
    server: str = ""
    reachable: bool | None = None
    buildx: bool = False
    old_client: bool = False
    known: tuple[str, ...] = ()


class Engine:
    """The engine that `docker` reaches with this environment. One for a process is enough."""

    def __init__(self, environment: Mapping[str, str], limit: float = LIMIT, keep: float = KEEP) -> None:
        """`limit`: seconds after which a client is killed and nobody waits any more; `keep`: seconds that an answer serves."""
        self._environment, self._limit, self._keep = environment, limit, keep
        self._desk: Desk | None = None

    def names(self, kind: str, project: str = "") -> tuple[str, ...]:
        """The names of a kind of blank (see KINDS) known so far, at once; () for none, and for a kind that no engine lists.

        What is older than `keep` is read anew in the background. `project` narrows compose-service to one project.
        """
        question = _question(kind, project)
        last = self._opened().reading(question) if question else None
        return last.words if last else ()

    def wait(self, kinds: Iterable[str], deadline: float | None = None) -> bool:
        """Waits for fresh answers about these kinds, or parts of the state; returns whether all are there.

        Never past the limit, nor past `deadline`, a moment of time.monotonic().
        """
        until = time.monotonic() + self._limit
        questions = [question for kind in kinds if (question := PARTS.get(kind) or _question(kind))]
        return not questions or self._opened().wait(questions, until if deadline is None else min(until, deadline))

    def state(self, parts: Iterable[str] = tuple(PARTS)) -> State:
        """What is known so far about these parts of the state, at once; asks for them in the background."""
        return _state({part: last for part in parts if (last := self._opened().reading(PARTS[part]))})

    def close(self) -> None:
        """Ends the clients that still run; done anyway when the interpreter ends."""
        if self._desk is not None:
            self._desk.close()

    def _opened(self) -> Desk:
        if self._desk is None:
            from assistant.docker.asking import Desk

            self._desk = Desk(self._environment, self._limit, self._keep)
        return self._desk


def asked_as(live: str, environment: Mapping[str, str]) -> Mapping[str, str]:
    """The environment to ask the engine with; for a person who wants it left alone (`live` is never), one in which no client is
    found."""
    return {**environment, "PATH": ""} if live == "never" else environment


def _question(kind: str, project: str = "") -> Question | None:
    question = KINDS.get(kind)
    if question and project:
        if kind != "compose-service" or not re.fullmatch(_PROJECT, project):
            return None
        return question._replace(argv=(*question.argv, "--filter", f"label={_LABELS}project={project}"))
    return question


def _state(last: Mapping[str, Reading]) -> State:
    words = {part: reading.words[0] for part, reading in last.items() if reading.words}
    client, engine, server = (*words.get("server", "").split(), "", "", "")[:3]
    both = number(client) and number(engine)
    answered = {part for part in ("compose", "buildx") if part in last and last[part].how != "silent"}
    compose = words.get("compose", "")
    return State(
        api=min(client, engine, key=number) if both else "",
        compose="docker compose" if compose and compose != "docker-compose" else compose,
        swarm={"active true": "manager", "active false": "worker"}.get(words.get("swarm", ""), ""),
        server=server,
        reachable=_reachable(last.get("server")),
        buildx="buildx" in words,
        old_client=bool(both) and number(client) < number(engine),
        known=tuple(part for part in PARTS if part in words or part in answered),
    )


def _reachable(reading: Reading | None) -> bool | None:
    return None if reading is None or reading.how == "silent" else reading.how == "ok"


def number(api: str) -> tuple[int, ...]:
    """An API version to compare by: "1.45" → (1, 45); () for what is no version of Docker's API."""
    match = re.fullmatch(r"1\.(\d{2,3})", api)
    return (1, int(match[1])) if match else ()
