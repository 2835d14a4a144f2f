"""The operations that are asked for most come out right in every wording, whatever the name."""

from __future__ import annotations

import pytest

from assistant.ask import Corridor
from assistant.docker import grammar
from tests.basics import NAMES, basics, missed, operations

RIGHT = 0.97
_NAMES_EACH = 2


def test_basic_operations_come_out_right(whole_corridor: Corridor) -> None:
    asked = list(basics(_NAMES_EACH))
    wrong = [f"{basic.question} => {command}" for basic, command in missed(whole_corridor, asked)]
    print(f"{len(asked) - len(wrong)} of {len(asked)} right", *wrong, sep="\n")
    assert len(wrong) <= (1 - RIGHT) * len(asked), wrong


def test_every_operation_has_several_wordings_and_sound_commands() -> None:
    every = operations()
    assert [entry["command"] for entry in every if len(entry["ways"]) < 2 or len(set(entry["ways"])) < len(entry["ways"])] == []
    commands = [command for entry in every for command in (entry["command"], *entry.get("or", ()))]
    assert [command for command in commands if grammar.problems(command.replace("{}", "x"))] == []


def test_wordings_take_turns_with_the_names() -> None:
    asked = {basic.question for basic in basics(_NAMES_EACH)}
    assert all(any(name in question for question in asked) for name in NAMES)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("remove the container cache", "docker rm cache"),
        ("delete cache", "docker builder prune"),
        ("stop cache", "docker stop cache"),
        ("roll back service box", "docker service rollback box"),
        ("pull mysql", "docker image pull mysql"),
        ("pull mysql 5.7", "docker image pull mysql:5.7"),
        ("pull quay.io/team/app:2", "docker image pull quay.io/team/app:2"),
        ("rename old-web to new-web", "docker rename old-web new-web"),
    ],
)
def test_what_is_a_name_and_what_is_not(question: str, command: str, whole_corridor: Corridor) -> None:
    assert whole_corridor.ask(question, 1).hits[0].command() == command
