"""The loop at the terminal, typed into through a pipe: the prompt with its keys, and whole chats."""

from __future__ import annotations

import io
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.data_structures import Size
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from assistant import settings as settings_module
from assistant.ask import Corridor
from assistant.chat.prompt import Prompt, Said
from assistant.chat.session import chat
from assistant.chat.suggest import Suggestions
from assistant.errors import KnowledgeError
from assistant.history import Entry, Journal
from assistant.model import Card, Hit
from assistant.settings import Settings

DOWN, UP, RIGHT, SHIFT_TAB = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[Z"
HITS = tuple(Hit(Card(name, "command", f"Title of {name}", "", "a.yaml:1", f"docker {name}"), 1.0) for name in ("ps", "images"))


class Suggesting:
    """Suggestions that are there at once."""

    def __init__(self, hits: tuple[Hit, ...] = HITS) -> None:
        self.hits, self.looked = hits, ""

    def look(self, text: str) -> None:
        self.looked = text

    def found(self) -> Suggestions:
        return Suggestions(self.looked, self.hits if self.looked else ())


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


@pytest.fixture
def settings() -> Settings:
    return settings_module.read({"TERM": "xterm"}, io.StringIO())._replace(color=True, unicode=True, width=80)


def screen(out: io.StringIO | None = None, rows: int = 24, columns: int = 80) -> Vt100_Output:
    return Vt100_Output(out or io.StringIO(), lambda: Size(rows, columns), term="xterm", enable_cpr=False)


@pytest.fixture
def prompt(keys: PipeInput, settings: Settings) -> Prompt:
    made = Prompt(settings, InMemoryHistory(["first question", "second question"]), devices=(keys, screen()))
    made.suggester = Suggesting()  # type: ignore[assignment]
    return made


@pytest.mark.parametrize(
    ("typed", "text", "hit"),
    [
        ("list volumes\r", "list volumes", None),
        ("  \r list volumes \r", "list volumes", None),
        (f"volumes{DOWN}\r", "volumes", HITS[0]),
        ("volumes\t\t\r", "volumes", HITS[1]),
        (f"volumes\t\t{SHIFT_TAB}\r", "volumes", HITS[0]),
        (f"volumes{DOWN}{DOWN}{DOWN}{DOWN}\r", "volumes", HITS[1]),
        (f"volumes{DOWN}{UP}\r", "volumes", None),
        (f"volumes{DOWN}s\r", "volumess", None),
        (f"{UP}\r", "second question", None),
        (f"{UP}{UP}{DOWN}\r", "second question", None),
        ("\x12first\r\r", "first question", None),
        ("wrong\x03right\r", "right", None),
        ("\x03\x1b[Cleft\r", "left", None),
        ("one\x1b\rtwo\r", "one\ntwo", None),
        ("a\x1b[200~x\x1b[31m\x07\ty\x1b[201~\r", "ax?    y", None),
        ("why: \x1b[200~one\r\ntwo\nthree\n\x1b[201~\r", "why: one\ntwo\nthree", None),
        ("why\x1b[200~one\ntwo\n\x1b[201~\x7f not\r", "why not", None),
        ("2\r", "2", None),
        ("/help\r", "/help", None),
    ],
)
def test_keys(prompt: Prompt, keys: PipeInput, typed: str, text: str, hit: Hit | None) -> None:
    keys.send_text(typed)
    assert prompt.read() == Said(text, hit)


@pytest.mark.parametrize("typed", ["\x04", "\x03\x03", "text\x03\x03\x03"])
def test_leaving(prompt: Prompt, keys: PipeInput, typed: str) -> None:
    keys.send_text(typed)
    with pytest.raises(EOFError):
        prompt.read()


def test_the_end_of_the_input_leaves(prompt: Prompt, keys: PipeInput) -> None:
    keys.close()
    with pytest.raises(EOFError):
        prompt.read()


def test_the_ghost_is_taken(prompt: Prompt, keys: PipeInput) -> None:
    prompt.ghosts.learn(["how do I stop all containers"], [])
    prompt.buffer.on_suggestion_set += lambda _: keys.send_text(f"{RIGHT}\r")
    keys.send_text("how do")
    assert prompt.read().text == "how do I stop all containers"


def test_a_number_chooses_at_once_after_a_choice(prompt: Prompt, keys: PipeInput) -> None:
    prompt.choices = 2
    keys.send_text("2")
    assert prompt.read().text == "2"
    keys.send_text("3 replicas of 2\r")
    assert prompt.read().text == "3 replicas of 2"


def test_tab_completes_where_there_is_something_to_complete(prompt: Prompt, keys: PipeInput) -> None:
    prompt.completer = WordCompleter(["/topics"], sentence=True)
    menu = prompt.buffer.on_completions_changed
    menu += lambda buffer: keys.send_text("\t\r\r") if buffer.complete_state and buffer.text == "/top" else None
    keys.send_text("/top")
    assert prompt.read().text == "/topics"


def test_vi_keys(keys: PipeInput, settings: Settings) -> None:
    prompt = Prompt(settings, editing_mode="vi", devices=(keys, screen()))
    keys.send_text("stop all\x1b")
    prompt.app.after_render += lambda app: keys.send_text("0celist\r") if app.vi_state.input_mode.name == "NAVIGATION" else None
    assert prompt.read().text == "list all"


def test_a_megabyte_is_pasted_quickly(prompt: Prompt, keys: PipeInput) -> None:
    text = "Error response from daemon: no such thing\n" * 25_000
    typing = threading.Thread(target=keys.send_text, args=(f"\x1b[200~{text}\x1b[201~\r",))  # more than a pipe holds
    begun = time.perf_counter()
    typing.start()
    assert prompt.read().text == text.strip()
    assert time.perf_counter() - begun < 5


def test_a_fault_while_drawing_ends_the_prompt_instead_of_asking_for_a_key(prompt: Prompt, keys: PipeInput) -> None:
    def gone() -> None:
        raise OSError(5, "Input/output error")

    def later() -> None:
        assert prompt.app.loop is not None
        prompt.app.loop.call_soon(gone)

    with pytest.raises(OSError, match="Input/output"):
        prompt.read(later)


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_suggestions_stand_below_the_line_and_fit(keys: PipeInput, settings: Settings, width: int) -> None:
    out = io.StringIO()
    foot = [("dim", "the foot")]
    prompt = Prompt(settings._replace(color=False), foot=lambda width: foot, devices=(keys, screen(out, 15, width)))
    prompt.suggester = Suggesting()  # type: ignore[assignment]
    prompt.hint = [("dim", "a hint")]
    typed = {-1: DOWN, 0: "\r"}
    prompt.app.after_render += lambda app: keys.send_text(typed.pop(prompt.chosen, "")) if "Title" in out.getvalue() else None
    keys.send_text("x")
    assert prompt.read().hit == HITS[0]
    assert "Title of images" in out.getvalue()
    assert "›" in out.getvalue()
    assert ("docker ps" in out.getvalue()) == (width >= 50)
    assert "the foot" in out.getvalue()


def talked(
    keys: PipeInput, settings: Settings, corridor: Callable[[], Corridor], tmp_path: Path, typed: str, **more: str
) -> tuple[int, Journal]:
    journal = Journal(str(tmp_path / "state"))
    keys.send_text(typed)
    environment = {"PATH": str(tmp_path), "TERM": "xterm", **more}
    return chat(settings, corridor, journal, environment, "1.2", devices=(keys, screen())), journal


def test_a_chat(
    keys: PipeInput, settings: Settings, corridor: Callable[[], Corridor], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "remove dangling images\rshow the docker ps\r/topics\r/nothing\rexit\rnever\r"
    code, journal = talked(keys, settings, corridor, tmp_path, typed)
    shown = capsys.readouterr().out
    assert code == 0
    assert shown.startswith("\x1b[1mdockerhelp 1.2")
    assert "docker image prune" in shown
    assert "small" in shown
    assert "there is no /nothing" in shown
    assert [entry.question for entry in journal.entries()] == ["remove dangling images", "show the docker ps"]
    assert journal.entries()[0].card == "image-prune"


def test_questions_of_other_chats_are_there_again(
    keys: PipeInput, settings: Settings, corridor: Callable[[], Corridor], tmp_path: Path
) -> None:
    before = Journal(str(tmp_path / "state"))
    before.add(Entry(time.time(), "asked", "list running containers", "container-ls", "docker ps"))
    _, journal = talked(keys, settings, corridor, tmp_path, f"{UP}\r\x04")
    assert [entry.question for entry in journal.entries()] == ["list running containers"] * 2


def test_what_goes_wrong_while_the_cards_are_opened_ends_the_chat(keys: PipeInput, settings: Settings, tmp_path: Path) -> None:
    def broken() -> Corridor:
        raise KnowledgeError("no card can be read")

    with pytest.raises(KnowledgeError, match="no card"):
        chat(settings, broken, Journal(""), {"PATH": str(tmp_path)}, devices=(keys, screen()))


def test_a_plain_locale_gets_plain_letters(
    keys: PipeInput,
    settings: Settings,
    corridor: Callable[[], Corridor],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    talked(keys, settings, corridor, tmp_path, "remove dangling images\r\x04", LC_ALL="C")
    assert capsys.readouterr().out.isascii()


def test_without_a_terminal_it_talks_in_lines(
    settings: Settings,
    corridor: Callable[[], Corridor],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("remove dangling images\nrun it\n"))
    assert chat(settings, corridor, Journal(""), {"TERM": "xterm"}) == 0
    shown = capsys.readouterr().out
    assert "docker image prune" in shown
    assert "> " in shown
    assert "\x1b" not in shown
    assert "Nothing is run without a terminal" in shown
