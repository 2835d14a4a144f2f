"""Finished commands, changed by what is said: question, text, command, and what came to nothing."""

from __future__ import annotations

import pytest

from assistant.ask import Corridor
from assistant.docker import grammar
from assistant.fill.manner import Manner
from assistant.model import Hit

PLAIN = Manner(single=frozenset({"publish"}), leading=frozenset({"for", "to"}), refusing=frozenset({"without", "not", "no"}))
ADDS, INSTEAD = PLAIN._replace(adds=True), PLAIN._replace(replaces=True)


def again(corridor: Corridor, hit: Hit, text: str, manner: Manner) -> tuple[str, tuple[str, ...]]:
    made = corridor.again(hit, corridor.heard(text), manner)
    assert made is not None
    assert made[0].filled is not None
    assert grammar.problems(made[0].command()) == []
    return made[0].command(), made[1]


@pytest.mark.parametrize(
    ("question", "text", "manner", "command"),
    [
        ("run nginx on port 8080", "in the background", PLAIN, "docker run -d -p 8080:80 nginx"),
        ("run nginx on port 8080", "on port 9090", PLAIN, "docker run -p 9090:80 nginx"),
        ("run nginx on port 8080", "on port 9090", ADDS, "docker run -p 8080:80 -p 9090:9090 nginx"),
        ("run nginx on port 8080", "redis", INSTEAD, "docker run -p 8080:80 redis"),
        ("run nginx with volume data:/data", "without the volume", PLAIN, "docker run nginx"),
        ("run nginx with volume data:/data", "without data", PLAIN, "docker run nginx"),
        ("docker run -it --rm nginx", "without -it", PLAIN, "docker run --rm nginx"),
        ("docker run -e A=1 -e B=2 nginx", "with B=3", PLAIN, "docker run -e A=1 -e B=3 nginx"),
        ("docker run -e A=1 -e B=2 nginx", "without B", PLAIN, "docker run -e A=1 nginx"),
        ("stop container web", "for api", PLAIN, "docker stop api"),
        ("stop container web", "api", ADDS, "docker stop web api"),
        ("remove containers web and api", "without api", PLAIN, "docker rm web"),
        ("scale service web to 5", "to 8", PLAIN, "docker service scale web=8"),
        ("list containers as json", "only the ids", PLAIN, "docker ps -q"),
    ],
)
def test_a_change(whole_corridor: Corridor, question: str, text: str, manner: Manner, command: str) -> None:
    assert again(whole_corridor, whole_corridor.ask(question).hits[0], text, manner) == (command, ())


@pytest.mark.parametrize("text", ["with unicorns", "in the moonlight", "as json", "without mercy"])
def test_what_comes_to_nothing_is_told_and_changes_nothing(whole_corridor: Corridor, text: str) -> None:
    hit = whole_corridor.ask("run nginx on port 8080").hits[0]
    command, left = again(whole_corridor, hit, text, PLAIN)
    assert command == hit.command()
    assert left


def test_changes_follow_each_other(whole_corridor: Corridor) -> None:
    hit = whole_corridor.ask("run nginx").hits[0]
    for text in ("named web", "on port 80", "with 512m of memory", "named api"):
        made = whole_corridor.again(hit, whole_corridor.heard(text), PLAIN)
        assert made is not None
        hit = made[0]
    assert "--name api" in hit.command()
    assert "-m 512m" in hit.command()
    assert hit.filled is not None
    assert dict(hit.filled.values)["image"] == "nginx"


def test_what_has_no_command_is_not_changed(whole_corridor: Corridor) -> None:
    hit = whole_corridor.ask("run nginx").hits[0]
    assert whole_corridor.again(hit._replace(filled=None), whole_corridor.heard("in the background"), PLAIN) is None
    problem = whole_corridor.ask("permission denied while trying to connect to the Docker daemon socket").hits[0]
    assert whole_corridor.again(problem, whole_corridor.heard("in the background"), PLAIN) is None
    assert whole_corridor.again(hit, whole_corridor.heard("with --version"), PLAIN) is None
