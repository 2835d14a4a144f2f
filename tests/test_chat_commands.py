"""Slash commands: the registry, and each of them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Corridor
from assistant.chat import browser, commands, fields
from assistant.chat.commands import COMMANDS, called, find, run
from assistant.chat.filling import with_values
from assistant.chat.room import Room
from assistant.errors import UsageError
from assistant.history import Entry
from assistant.paint import plain
from assistant.paint.terminal import THEMES, render
from tests.conftest import HOUSE
from tests.pipes import room_of

ISSUE = "topics card copy run history why doctor theme config clear quit help fill"


@pytest.fixture
def room(small_corridor: Corridor, tmp_path: Path) -> Room:
    """A room where a question was answered."""
    return room_of(small_corridor, tmp_path, "scale a service")


@pytest.fixture
def at_terminal(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The same, with somebody at a terminal."""
    monkeypatch.setattr(Room, "there", True)
    return room


def said(room: Room, line: str) -> str:
    return plain(run(room, line) or [])


def test_every_module_of_the_folder_registers_itself() -> None:
    assert set(COMMANDS) == set(ISSUE.split())
    files = {path.stem for path in (HOUSE / "assistant" / "chat" / "commands").glob("*.py")}
    assert files - {"__init__", "registry", "at_hand"} == set(COMMANDS)
    for command in COMMANDS.values():
        assert command.help
        assert command.group in commands.registry.GROUPS


def test_help_prints_the_registry(room: Room) -> None:
    text = said(room, "/help")
    assert all(f"  {command.spelled}" in text and command.help.split(",")[0] in text for command in COMMANDS.values())
    assert "(also /q, /exit)" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("typed", "name"),
    [("card", "card"), ("q", "quit"), ("exit", "quit"), ("to", "topics"), ("HIST", "history"), ("h", "help"), ("?", "help")],
)
def test_names_and_beginnings(typed: str, name: str) -> None:
    assert called(typed).name == name


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("/c", "/c may be /card, /clear, /config or /copy"),
        ("/toppics", "there is no /toppics; did you mean /topics? /help lists them all"),
        ("/exot", "there is no /exot; did you mean /quit?"),
        ("/xyzzy", "there is no /xyzzy; /help lists them all"),
        ("/", "/help lists them all"),
        ("/\x1b[31m", "there is no /?[31m"),
    ],
)
def test_what_is_no_command_is_told_with_the_nearest(room: Room, typed: str, sentence: str) -> None:
    assert " ".join(said(room, typed).split()).startswith(f"! {sentence}")
    assert find("/topcs") == "did you mean /topics? /help lists them all"


def test_topics_without_a_full_screen(room: Room) -> None:
    assert "/topics TOPIC lists" in said(room, "/topics")
    assert "dockerhelp --" not in said(room, "/topics")
    assert "image-prune" in said(room, "/topics small")
    assert "image-prune" in said(room, "/topics sma")
    assert "there is no topic 'smal1'; did you mean 'small'?" in said(room, "/topics smal1")
    assert "there are small" in " ".join(said(room, "/topics 9").split())


def test_topics_takes_what_was_chosen_in_the_browser(at_terminal: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    taken: list[str | None] = ["image-prune", None]

    def browse(room: Room, topic: str) -> str | None:
        asked.append(topic)
        return taken.pop(0)

    monkeypatch.setattr(browser, "browse", browse)
    assert said(at_terminal, "/topics small") == "the card image-prune\n"
    assert run(at_terminal, "/topics") is None
    assert asked == ["small", ""]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/card image-prune", "the card image-prune"),
        ("/card what a volume is", "the card volume-concept"),
        ("/card dangling", "the card image-prune"),
        ("/card imageprune", "! there is no card 'imageprune'; did you mean 'image-prune'?"),
        ("/card volume", "! several titles say 'volume': volume-concept, backup"),
        ("/card", "! /card takes the id of a card"),
        ("/card 9", "! there is no card '9'; /topics shows them all"),
    ],
)
def test_card(room: Room, typed: str, shown: str) -> None:
    assert said(room, typed).startswith(shown)


def test_copy_tells_the_way_and_is_written_down(room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written: list[bytes] = []
    monkeypatch.setattr("assistant.doing.copying.terminal_writer", lambda: written.append)
    room.settings = room.settings._replace(config=room.settings.config._replace(copy="osc52"))
    text = said(room, "/copy")
    assert "Copied with osc52. Still open: <service>, <replicas>." in text
    assert written
    entry = room.journal.entries()[-1]
    assert (entry.what, entry.card, entry.question) == ("copied", "service-scale", "scale a service")
    room.settings = room.settings._replace(config=room.settings.config._replace(copy="off"))
    assert "Mark the command with the mouse instead." in said(room, "/copy 1")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("/copy x", "a whole number is wanted there, not 'x'"),
        ("/run 0", "a whole number is wanted there, not '0'"),
        ("/copy 9", "there is no answer 9; there"),
        ("/run", "nothing is run without a terminal"),
        ("/history -1", "a whole number is wanted there, not '-1'"),
    ],
)
def test_wrong_numbers(room: Room, typed: str, sentence: str) -> None:
    assert sentence in " ".join(said(room, typed).split())


@pytest.mark.parametrize("typed", ["/copy", "/run", "/fill", "/why", "/copy 2"])
def test_where_nothing_was_asked(small_corridor: Corridor, tmp_path: Path, typed: str) -> None:
    assert "ask something first" in said(room_of(small_corridor, tmp_path), typed)


def test_run_goes_through_the_room(at_terminal: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, str]] = []
    monkeypatch.setattr(at_terminal, "run", lambda hit, question: ran.append((hit.card.id, question)))
    assert run(at_terminal, "/run") is None
    assert ran == [("service-scale", "scale a service")]


def test_fill(at_terminal: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "fill_in", lambda room, hit: None)
    assert said(at_terminal, "/fill") == "Left as it was.\n"
    monkeypatch.setattr(fields, "fill_in", lambda room, hit: with_values(hit, {"service": "web", "replicas": "3"}))
    assert said(at_terminal, "/fill") == "docker service scale web=3\n"
    assert said(at_terminal, "/fill") == "Nothing is open in this command.\n"


def test_fill_where_it_cannot_be(room: Room) -> None:
    assert "/run asks for each value" in said(room, "/fill")


def test_history(room: Room) -> None:
    assert said(room, "/history") == "Nothing was asked yet.\n"
    for number in range(30):
        room.journal.add(Entry(time.time(), "asked", f"question {number}.", "x", "docker ps"))
    text = said(room, "/history")
    assert "question 29." in text
    assert "question 9." not in text
    assert room.journal.path in text
    assert "question 27." not in said(room, "/history 2")
    room.journal.keep = False
    room.journal.path = ""
    assert "Nothing is kept" in said(room, "/history")


def test_why(room: Room) -> None:
    assert "How it was read" in said(room, "/why")
    assert "service-scale" in said(room, "/why")
    assert "image-prune" in said(room, "/why remove dangling images")


def test_doctor(room: Room, tmp_path: Path) -> None:
    room.environment = {"HOME": str(tmp_path), "PATH": str(tmp_path)}
    text = said(room, "/doctor")
    assert "there is no docker on the PATH" in text
    assert "6 cards" in text


def test_theme(room: Room) -> None:
    drawn = {}
    for theme in THEMES:
        assert said(room, f"/theme {theme}").startswith(f"{theme}: ")
        assert (room.settings.theme, room.settings.color) == (theme, True)
        drawn[theme] = render([("command", "docker"), ("dim", "x")], True, theme=room.settings.theme)
    assert len(set(drawn.values())) == 3
    assert said(room, "/theme none") == "none: no colours.\n"
    assert not room.settings.color
    assert said(room, "/theme").startswith("none")
    assert "/theme takes auto, light, dark or none, not 'pink'" in said(room, "/theme pink")


def test_config(room: Room) -> None:
    room.settings = room.settings._replace(config_file="/nowhere/config.yaml", findings=("/nowhere/config.yaml:1: odd\x1b",))
    text = said(room, "/config")
    assert "Your own file: /nowhere/config.yaml (it is not there yet)" in text
    assert "! /nowhere/config.yaml:1: odd?" in text
    for key in ("color", "history.keep", "run.look_seconds"):
        assert f"\n{key} " in text


def test_clear_forgets_the_conversation(room: Room) -> None:
    assert run(room, "/clear") is None
    assert (room.talk.hit, room.talk.answer, room.talk.question) == (None, None, "")


@pytest.mark.parametrize("typed", ["/quit", "/q", "/exit", "/QUIT "])
def test_quit(room: Room, typed: str) -> None:
    assert run(room, typed) is None
    assert room.leaving


def test_a_command_of_ones_own_is_found(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.registry, "COMMANDS", own := dict(COMMANDS))
    doing: Any = lambda room, rest: [("", rest)]  # noqa: E731
    commands.register("shout", "TEXT", "says it")(doing)
    assert own["shout"].spelled == "/shout TEXT"
    assert said(room, "/sh  hello") == "hello"
    with pytest.raises(UsageError):
        called("s h")
