"""One turn: what is drawn, written down and done; and the same in lines alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import settings as settings_module
from assistant.ask import Corridor
from assistant.chat.opening import Opening
from assistant.chat.plain import talk_plainly
from assistant.chat.room import Room
from assistant.chat.talk import Reply
from assistant.chat.turn import is_command, turn
from assistant.errors import KnowledgeError, UsageError
from assistant.history import Journal


@pytest.fixture
def opening(corridor: Callable[[], Corridor], tmp_path: Path) -> Opening:
    settings = settings_module.read({"TERM": "xterm"}, io.StringIO())._replace(unicode=True)
    return Opening(settings, corridor, Journal(str(tmp_path / "state")), {"PATH": str(tmp_path), "TERM": "dumb"})


@pytest.fixture
def room(opening: Opening) -> Room:
    return opening.wait()


@pytest.mark.parametrize("text", ["/help", "/card container-ls", "/", "/?", "/no-such thing"])
def test_commands(text: str) -> None:
    assert is_command(text)


@pytest.mark.parametrize("text", ["/var/run/docker.sock: permission denied", "/help\nme", "//", "why /help"])
def test_what_is_no_command(text: str) -> None:
    assert not is_command(text)


def test_questions_are_answered_and_written_down(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    assert turn(room, "remove dangling images")
    assert not turn(room, "/card container-ls")
    assert not turn(room, "is it safe")
    shown = capsys.readouterr().out
    assert "docker image prune" in shown
    assert "docker ps" in shown
    assert shown.startswith("\n")
    assert shown.endswith("\n\n")
    assert [(entry.question, entry.card) for entry in room.journal.entries()] == [("remove dangling images", "image-prune")]


def test_a_suggestion_that_was_taken_is_shown_whatever_was_typed(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    hit = room.corridor.ask("scale a service").hits[0]
    assert turn(room, "sca", hit)
    assert "docker service scale" in capsys.readouterr().out
    assert room.talk.hit is not None
    assert room.talk.hit.card.id == "service-scale"
    assert [(entry.question, entry.card) for entry in room.journal.entries()] == [("sca", "service-scale")]


@pytest.mark.parametrize("text", ["exit", "quit", "Quit", "/quit"])
def test_leaving(room: Room, text: str) -> None:
    turn(room, text)
    assert room.leaving


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KnowledgeError("the folder is missing"), "the folder is missing"),
        (UsageError("not so"), "not so"),
        (ValueError("odd\x1b[2J"), "A fault of dockerhelp itself (ValueError: odd?[2J)"),
        (KeyboardInterrupt(), "Stopped."),
    ],
)
def test_a_fault_is_told_and_the_chat_goes_on(
    room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, told: str
) -> None:
    def broken(text: str) -> Reply:
        raise error

    monkeypatch.setattr(room.talk, "say", broken)
    assert not turn(room, "anything")
    assert told in capsys.readouterr().out.replace("\n", " ").replace("  ", " ")
    assert not room.leaving


def test_a_terminal_that_is_gone_is_no_fault_of_the_question(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(pieces: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(room, "show", gone)
    with pytest.raises(OSError, match="Input/output"):
        turn(room, "remove dangling images")


def test_acts(room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    done: list[Any] = []
    monkeypatch.setattr(room, "run", lambda hit, question: done.append((hit.command(), question)))
    turn(room, "remove dangling images")
    monkeypatch.setattr(Room, "there", False)
    turn(room, "run it")
    assert done == []
    assert "Nothing is run without a terminal" in capsys.readouterr().out
    monkeypatch.setattr(Room, "there", True)
    turn(room, "run it")
    assert done == [("docker image prune", "remove dangling images")]
    room.settings = room.settings._replace(config=room.settings.config._replace(copy="off"))
    turn(room, "copy")
    assert "Copying is turned off" in capsys.readouterr().out
    monkeypatch.setattr(room.talk, "say", lambda text: Reply([], "fill", room.talk.hit))
    turn(room, "fill")
    assert "This terminal cannot do that" in capsys.readouterr().out


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[object]], None]:
    """Makes lines, or faults, the input."""

    def put(lines: list[object]) -> None:
        def answered(prompt: str) -> str:
            print(prompt, end="")
            line = lines.pop(0) if lines else EOFError()
            if isinstance(line, BaseException):
                raise line
            return str(line)

        monkeypatch.setattr("builtins.input", answered)

    return put


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        (["remove dangling images", "", "/help"], 0, ["docker image prune", "/topics"]),
        ([KeyboardInterrupt(), "remove dangling images"], 0, ["once more leaves", "docker image prune"]),
        ([KeyboardInterrupt(), KeyboardInterrupt(), "remove dangling images"], 0, ["once more leaves"]),
        (
            [UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), "remove\x1b[31m dangling images"],
            0,
            ["no text", "docker image prune"],
        ),
        (["/quit", "remove dangling images"], 0, []),
        ([OSError(5, "gone")], 3, []),
    ],
)
def test_lines_alone(
    opening: Opening, typed: Any, capsys: pytest.CaptureFixture[str], lines: list[object], code: int, told: list[str]
) -> None:
    typed(lines)
    assert talk_plainly(opening) == code
    shown = capsys.readouterr().out
    assert [text for text in told if text not in shown] == []
    assert "\x1b" not in shown
    assert ("docker image prune" in shown) == ("docker image prune" in told)


def test_what_went_wrong_at_the_opening_is_raised_where_one_waits(opening: Opening) -> None:
    def broken() -> Corridor:
        raise KnowledgeError("no cards")

    ended: list[str] = []
    bad = Opening(opening._settings, broken, opening.journal, {})
    bad.begin(failed=lambda: ended.append("failed"))
    with pytest.raises(KnowledgeError, match="no cards"):
        bad.wait()
    assert isinstance(bad.problem(), KnowledgeError)
