"""What a question refuses is not in its command: "not in the background", "but keep its volumes", "without --rm"."""

from __future__ import annotations

import pytest

from assistant.ask import Corridor
from assistant.docker import grammar
from assistant.model import Filled


def filled(corridor: Corridor, question: str) -> Filled:
    told = corridor.ask(question, 1).hits[0].filled
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("run nginx, not in the background", "docker run nginx"),
        ("don't run nginx in the background", "docker run nginx"),
        ("run redis on port 6379 but not detached", "docker run -p 6379:6379 redis"),
        ("run postgres without --rm", "docker run postgres"),
        ("run alpine interactively without a tty", "docker run -i alpine sh"),
        ("list containers without the stopped ones", "docker ps"),
        ("list all images, no intermediate ones", "docker image ls"),
        ("remove container web but keep its volumes", "docker rm web"),
        ("remove container web and not its volumes", "docker rm web"),
        ("remove image app without force", "docker image rm app"),
        ("logs of api without following", "docker logs api"),
        ("show logs of api but don't follow them", "docker logs api"),
        ("tail the last 50 lines of web without following", "docker logs --tail 50 web"),
        ("start compose without detaching", "docker compose up"),
        ("compose down but keep the volumes", "docker compose down"),
        ("pull nginx, not quietly", "docker image pull nginx"),
        ("prune the system, not the volumes", "docker system prune"),
    ],
)
def test_a_flag_that_is_refused_is_left_out(whole_corridor: Corridor, question: str, command: str) -> None:
    assert grammar.show(grammar.parse(filled(whole_corridor, question).command)) == command


@pytest.mark.parametrize(
    ("question", "flag"),
    [
        ("build without cache", "no-cache"),
        ("prune the system without asking", "force"),
        ("scale web to 3 without waiting", "detach"),
        ("run nginx as web, do not restart it", "restart"),
        ("run mysql in the background without publishing a port", "detach"),
        ("start compose in the background without dependencies", "no-deps"),
    ],
)
def test_what_is_wanted_may_sound_like_a_refusal(whole_corridor: Corridor, question: str, flag: str) -> None:
    assert flag in filled(whole_corridor, question).flags


@pytest.mark.parametrize(
    ("question", "flag"),
    [("run nginx, no name, in the background", "detach"), ("run alpine without a name, detached", "detach")],
)
def test_a_refusal_ends_with_its_phrase(whole_corridor: Corridor, question: str, flag: str) -> None:
    assert flag in filled(whole_corridor, question).flags
