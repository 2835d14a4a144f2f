"""What Tab offers."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from assistant.ask import Corridor
from assistant.chat.commands import COMMANDS
from assistant.chat.completer import ChatCompleter
from assistant.chat.room import Room
from tests.pipes import long_card, room_of

NAMES: dict[str, Any] = {
    "container": ("shop-api-1", "shop-db-1", "web"),
    "volume": ("shop_data",),
    "service": ("web", "shop_api"),
    "network": ("n1",),
}


@pytest.fixture
def room(small_corridor: Corridor, tmp_path: Path) -> Room:
    """A room where nothing was asked yet."""
    return room_of(small_corridor, tmp_path, **NAMES)


def offered(room: Room, text: str) -> list[str]:
    """The whole lines that the completions make of a text."""
    found = ChatCompleter(room).get_completions(Document(text), CompleteEvent(completion_requested=True))
    return [text[: len(text) + one.start_position] + one.text for one in found]


def told(room: Room, text: str) -> dict[str, str]:
    found = ChatCompleter(room).get_completions(Document(text), CompleteEvent(completion_requested=True))
    return {one.text: one.display_meta_text for one in found}


def test_slash_commands_with_what_they_do(room: Room) -> None:
    assert [line.strip() for line in offered(room, "/")] == [f"/{name}" for name in sorted(COMMANDS)]
    assert offered(room, "/co") == ["/config", "/copy "]
    assert offered(room, "/CO") == ["/config", "/copy "]
    assert offered(room, "/ex") == ["/quit"]
    assert offered(room, "/xyz") == []
    assert told(room, "/his") == {"/history ": COMMANDS["history"].help}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("/topics ", ["/topics small"]),
        ("/topics sm", ["/topics small"]),
        ("/topics x", []),
        ("/theme ", ["/theme auto", "/theme light", "/theme dark", "/theme none"]),
        ("/theme d", ["/theme dark"]),
        ("/card image", ["/card image-prune"]),
        ("/card volume", ["/card volume-concept", "/card backup"]),
        ("/card tar FILE", ["/card backup"]),
        ("/quit ", []),
        ("/nothing ", []),
        ("/copy ", []),
    ],
)
def test_what_slash_commands_take(room: Room, text: str, lines: list[str]) -> None:
    assert offered(room, text) == lines


def test_cards_are_told_by_their_titles(room: Room) -> None:
    assert told(room, "/card image") == {"image-prune": "Remove dangling images"}
    assert len(offered(room, "/card ")) == 6


def test_numbers_where_there_is_something_to_choose_from(small_corridor: Corridor, tmp_path: Path) -> None:
    room = room_of(small_corridor, tmp_path, "containers and volumes and images")
    count = len(room.talk.answer.hits if room.talk.answer else ())
    assert count > 1
    assert offered(room, "/run ") == [f"/run {number}" for number in range(1, count + 1)]


def test_flags_of_the_command_that_is_typed(room: Room) -> None:
    assert offered(room, "docker run --net") == ["docker run --network", "docker run --network-alias"]
    assert "docker container run -d --rm" in offered(room, "docker container run -d --r")
    assert offered(room, "docker ps --no-t") == ["docker ps --no-trunc"]
    assert offered(room, "docker ps -a") == ["docker ps -a"]
    assert "may be repeated" in told(room, "docker run --env-f")["--env-file"]


def test_flags_of_the_command_at_hand_with_what_its_card_says(small_corridor: Corridor, tmp_path: Path) -> None:
    room = room_of(small_corridor, tmp_path, "list containers")
    assert told(room, "what does --a") == {"--all": "-a  Show stopped ones too."}
    assert offered(room, "with --no-t") == ["with --no-trunc"]
    assert offered(room_of(small_corridor, tmp_path, "what is a volume"), "--q") == ["--quiet"]


def test_no_flags_where_there_is_no_command(room: Room) -> None:
    assert offered(room, "what does --a") == []
    assert offered(room, "what about doc") == []


def test_sub_commands_and_names(room: Room) -> None:
    assert offered(room, "docker vol") == ["docker volume"]
    assert "docker volume prune" in offered(room, "docker volume ")
    assert offered(room, "docker stop sh") == ["docker stop shop-api-1", "docker stop shop-db-1"]
    assert offered(room, "docker stop web sh") == ["docker stop web shop-api-1", "docker stop web shop-db-1"]
    assert offered(room, "docker volume rm ") == ["docker volume rm shop_data"]
    assert offered(room, "docker service logs -f s") == ["docker service logs -f shop_api"]
    assert offered(room, "docker run --network ") == ["docker run --network n1"]


def test_values_for_what_is_open_after_an_answer(small_corridor: Corridor, tmp_path: Path) -> None:
    room = room_of(small_corridor, tmp_path, "scale a service", **NAMES)
    assert told(room, "for sh") == {"shop_api": "service"}
    assert offered(room, "for ") == []
    assert offered(room, "for web") == []


def test_nothing_for_what_is_no_single_line_or_endless(room: Room) -> None:
    assert offered(room, "an error\n/co") == []
    assert offered(room, "docker run " + "x" * 5_000) == []
    for odd in ("docker $(", "docker 'x", "docker run -", "docker  ", "/", "/ ", "docker run --x=", "docker\t", "-", " -"):
        offered(room, odd)


def test_it_is_quick(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = [long_card(f"card-{number}", f"topic{number % 20}") for number in range(2_000)]
    monkeypatch.setattr(room, "corridor", SimpleNamespace(cards=lambda: cards))
    completer = ChatCompleter(room)
    for text in ("/card long", "docker run --", "/topics "):
        assert list(completer.get_completions(Document(text), CompleteEvent()))
        begun = time.perf_counter()
        list(completer.get_completions(Document(text), CompleteEvent()))
        assert time.perf_counter() - begun < 0.2
