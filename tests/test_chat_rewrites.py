from __future__ import annotations

import pytest

from assistant.ask import Corridor
from assistant.chat.manners import Manners
from assistant.chat.rewrites import Rewriter


@pytest.fixture
def rewriter(whole_corridor: Corridor) -> Rewriter:
    return Rewriter(whole_corridor, Manners(whole_corridor.follow_ups))


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("stop container web", ("container", "web")),
        ("run nginx named web", ("container", "web")),
        ("run nginx", ("container", "")),
        ("build an image called app", ("image", "app")),
        ("pull nginx", ("image", "nginx")),
        ("create a volume named data", ("volume", "data")),
        ("update the image of service web to nginx:1.27", ("service", "web")),
        ("list networks", ("network", "")),
        ("docker compose up", ("docker compose", "")),
    ],
)
def test_what_a_command_is_about(whole_corridor: Corridor, rewriter: Rewriter, question: str, thing: tuple[str, str]) -> None:
    assert rewriter.thing(whole_corridor.ask(question).hits[0]) == thing


@pytest.mark.parametrize(
    ("question", "rest", "asked"),
    [
        ("list containers", "volumes", "list volumes"),
        ("remove container web", "a volume", "remove volume"),
        ("restart container web", "swarm", "restart service web in a swarm"),
        ("logs of web", "compose", "logs of web with docker compose"),
        ("list containers", "gremlins", ""),
        ("list containers", "web", ""),
    ],
)
def test_the_same_of_something_else(whole_corridor: Corridor, rewriter: Rewriter, question: str, rest: str, asked: str) -> None:
    assert rewriter.same(question, whole_corridor.ask(question).hits[0], rest) == asked


def test_of_it_and_of_all(whole_corridor: Corridor, rewriter: Rewriter) -> None:
    hit = whole_corridor.ask("stop container web").hits[0]
    assert rewriter.all("stop container web", hit) == "stop all containers"
    assert rewriter.of_it("the logs", hit) == "the logs of container web"
    listed = whole_corridor.ask("list stopped containers").hits[0]
    order = whole_corridor.heard("remove them", mend=False)
    assert rewriter.on_them(order, "list stopped containers", listed) == "remove stopped containers"
    assert rewriter.on_them(order, "stop container web", hit) == ""
