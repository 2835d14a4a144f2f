from __future__ import annotations

import pytest

from assistant.ask import Corridor
from assistant.chat.manners import Manners, Put


@pytest.fixture
def manners(whole_corridor: Corridor) -> Manners:
    return Manners(whole_corridor.follow_ups)


def put(corridor: Corridor, manners: Manners, text: str) -> Put:
    return manners.put(corridor.heard(text, mend=False))


@pytest.mark.parametrize(
    "text",
    [
        "list containers",
        "stop web",
        "what's a dangling image",
        "how do I list volumes",
        "run nginx and remove it when it exits",
        "logs of container web",
    ],
)
def test_what_can_be_asked_by_itself(whole_corridor: Corridor, manners: Manners, text: str) -> None:
    assert put(whole_corridor, manners, text).whole()


@pytest.mark.parametrize(
    "text", ["in the background", "with name web", "remove it", "as json", "show its logs", "also follow", "512m"]
)
def test_what_needs_something_before_it(whole_corridor: Corridor, manners: Manners, text: str) -> None:
    assert not put(whole_corridor, manners, text).whole()


@pytest.mark.parametrize(
    ("text", "opens", "refers"),
    [
        ("and remove it", True, True),
        ("on port 80 instead", True, False),
        ("remove that", False, True),
        ("mount this folder", False, False),
        ("list containers that are stopped", False, False),
        ("connect web to it", False, False),
        ("how do I remove one", False, True),
    ],
)
def test_how_it_goes_on(whole_corridor: Corridor, manners: Manners, text: str, opens: bool, refers: bool) -> None:
    found = put(whole_corridor, manners, text)
    assert (found.opens, found.refers) == (opens, refers)


def test_it_is_named(whole_corridor: Corridor, manners: Manners) -> None:
    def named(text: str) -> str:
        return manners.with_it(whole_corridor.heard(text, mend=False), "container web")

    assert named("remove it") == "remove container web"
    assert named("back it up") == "back up container web"
    assert named("show its logs") == "show logs of container web"
    assert manners.object(whole_corridor.heard("show me all the stopped containers", mend=False)) == "stopped containers"
    assert manners.opened(whole_corridor.heard("and now list volumes", mend=False)) == "list volumes"


def test_only_nouns(whole_corridor: Corridor, manners: Manners) -> None:
    assert put(whole_corridor, manners, "volumes").bare
    assert not put(whole_corridor, manners, "and volumes").bare
    assert (manners.kind("Volumes"), manners.kind("web"), manners.place("docker-compose")) == ("volume", "", "compose")
