"""The picker: what a line asks, its keys typed into a pipe, its screens, a real terminal. `UPDATE_SCREENS=1` writes the screens
anew; read the diff."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from prompt_toolkit.input import create_pipe_input

from assistant.ask import Corridor
from assistant.chat import picker_terminal
from assistant.chat.picker import pick
from assistant.chat.picker_flags import added, mended
from assistant.chat.picker_line import Asked, asked
from assistant.chat.picker_offers import Offer, once
from assistant.chat.picker_put import Typed, for_shell, line_with
from assistant.chat.picker_sitting import Sitting
from assistant.chat.picker_view import sizes
from assistant.chat.picker_word import alike, swapped
from assistant.errors import KnowledgeError, UsageError
from assistant.history import Entry, Journal
from assistant.paint.wrap import columns
from assistant.settings import read
from tests.conftest import HOUSE, SMALL, corridor_over
from tests.pipes import CONTROL_C, DOWN, ENTER, ESCAPE, PAGE_DOWN, PAGE_UP, TAB, UP, Knowing, Sized, screen
from tests.terminal import in_terminal
from tests.test_paint import check_screen

CARDS = (
    SMALL
    + """\
- id: container-run
  kind: command
  title: Run a command in a new container
  command: docker run <image>
  summary: Creates a container from an image and starts it.
  asks: [run a container, start a new container from an image, create and start a container]
  blanks: {image: {is: image}}
  options:
    - {flag: "-d, --detach", means: Run in the background., asks: [in the background]}
    - {flag: "-m, --memory", means: "Hard limit of memory, such as 512m.", asks: [limit memory to <size>, limit memory]}
    - {flag: "--name", means: A name for it., takes: name, asks: [name it <name>]}
    - {flag: "-p, --publish", means: "Publish a port, host:container."}
  caveats: ["-d returns at once, also where the program ends at once."]
  examples: [{run: docker run -m 512m nginx, does: at most 512 MB}]
  risk: change
  needs: [engine]
"""
)
ALT_ENTER, F1, CONTROL_Y, CONTROL_G = "\x1b\r", "\x1bOP", "\x19", "\x07"
SIZES = {"60": (15, 60), "80": (24, 80), "200": (50, 200)}
Keys = Sequence[tuple[str, str]]
Line = tuple[str, int] | None


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Corridor:
    return corridor_over(CARDS, tmp_path_factory.mktemp("picker"))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", Asked("")),
        ("  ", Asked("")),
        ("# list containers", Asked("list containers")),
        ("? what is¦ it", Asked("what is it")),
        ("it's bro¦ken", Asked("it's broken")),
        ("docker scale a service¦", Asked("docker scale a service")),
        ("docker container¦", Asked("docker container")),
        ("docker stop all containers¦", Asked("docker stop all containers")),
        ("docker run vs exec¦", Asked("docker run vs exec")),
        ("docker run alpine echo all of it¦", Asked("", "", "", "docker run alpine echo all of it")),
        ("how do I use && in a file¦", Asked("how do I use && in a file")),
        ("cd /srv && list con¦tainers && ls", Asked("list containers", "cd /srv && ", " && ls")),
        ("docker run¦ nginx", Asked("", "", "", "docker run nginx")),
        ("A=1 sudo docker run¦ nginx && ls", Asked("", "A=1 sudo ", " && ls", "docker run nginx")),
        ("docker ps -q && docker rm¦ x", Asked("", "docker ps -q && ", "", "docker rm x")),
        ("docker ps -q && ls¦", Asked("", "", " && ls", "docker ps -q")),
        ("for c in a; do docker rm $c¦; done", Asked("", "for c in a; do ", "; done", "docker rm $c")),
        ("docker run --mem¦ nginx", Asked("--mem", "", "", "docker run nginx")),
        ("docker run -¦", Asked("-", "", "", "docker run")),
        ("docker run -it¦ nginx", Asked("", "", "", "docker run -it nginx")),
        ("docker ps # stopped ones¦", Asked("stopped ones", "", "", "docker ps")),
        ("docker ps ? stopped ones¦", Asked("stopped ones", "", "", "docker ps")),
        ("docker ps show stopped ones¦", Asked("show stopped ones", "", "", "docker ps")),
        ("docker run \\\n  -d¦ nginx", Asked("", "", "", "docker run \\\n  -d nginx")),
        ("docker run 'a¦", Asked("docker run 'a")),
    ],
)
def test_what_a_line_asks(line: str, wanted: Asked) -> None:
    at = line.find("¦") if "¦" in line else len(line)
    assert asked(line.replace("¦", "", 1), at) == wanted


def test_a_cursor_that_is_nowhere_and_a_long_line_harm_nothing() -> None:
    assert asked("docker ps", 99).about == asked("docker ps", -1).about == "docker ps"
    assert asked("x" * 1_000_000, 3).about == ""


@pytest.mark.parametrize(
    ("line", "piece", "wanted"),
    [
        ("docker run -p 8¦0:80 nginx", "-p <port>:80", "docker run -p ¦<port>:80 nginx"),
        ("docker run -¦p 80:80 nginx", "-P", "docker run -P¦ nginx"),
        ("docker run --fi¦x nginx", "-d", "docker run -d¦ nginx"),
        ("docker run¦ nginx", "docker ps", "docker docker ps¦ nginx"),
        ("a  ¦  b", "-m 1", "a  -m 1¦  b"),
        ("it's ¦all", "x", "it's x¦"),
        ("", "docker ps", "docker ps¦"),
    ],
)
def test_only_the_word_at_the_cursor(line: str, piece: str, wanted: str) -> None:
    at = line.find("¦") if "¦" in line else len(line)
    text, cursor = swapped(line.replace("¦", ""), at, piece)
    assert f"{text[:cursor]}¦{text[cursor:]}" == wanted


def test_flags_as_text() -> None:
    assert added("docker run nginx", "docker run -m <size> nginx") == "-m <size>"
    assert added("docker run -d nginx", "docker run -dit nginx") == "-i -t"
    assert added("docker run -d nginx", "docker run nginx") is None
    assert added("docker run nginx", "docker ps -a") is None
    assert mended("docker run --memroy=5m --nmae x nginx") == "docker run --memory=5m --name x nginx"
    assert mended("docker run --zzzz nginx") == mended("docker run nginx") == mended("docker 'run") == ""
    assert alike("docker run -p 80 nginx", 12, "docker run --publish 8080:80 nginx") == "--publish 8080:80"
    assert alike("docker run nginx", 8, "docker run -d nginx") == ""


class Sat(NamedTuple):
    """The new line with its cursor, None where it stays; the screens on which keys were typed."""

    line: Line
    screens: list[str]
    journal: Journal


@pytest.fixture
def sit(running: Corridor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Sat]:
    """Lets somebody pick: once a text stands on the screen, the keys beside it are typed."""

    def sat(
        buffer: str, keys: Keys, size: tuple[int, int] = (24, 80), shell: str = "bash", editing: str = "emacs", **more: Any
    ) -> Sat:
        at = buffer.find("¦") if "¦" in buffer else len(buffer)
        buffer = buffer.replace("¦", "", 1)
        settings = read(os.environ, open(os.devnull))._replace(**{"color": True, "unicode": True, **more})  # noqa: SIM115
        journal = Journal(str(tmp_path / "state"))
        left, screens, real = list(keys), [], picker_terminal.run

        def run(app: Any) -> Any:
            def drawn(app: Any) -> None:
                text = screen(app)[0].rstrip() + "\n"  # this output says that all rows are to be drawn
                if left and left[0][0] in text:
                    screens.append(text)
                    pipe.send_text(left.pop(0)[1])

            app.after_render += drawn
            return real(app)

        monkeypatch.setattr("assistant.chat.picker_sitting.run", run)
        monkeypatch.setattr("assistant.chat.room.Engine", lambda environment: Knowing(container=("web",), service=("api",)))
        with create_pipe_input() as pipe:
            timer = signal.signal(signal.SIGALRM, lambda *_: pytest.fail(f"waited for {left[:1]}; it showed {screens[-1:]}"))
            signal.alarm(4)
            try:
                sitting = Sitting(settings, lambda: running, journal, os.environ, editing, None, (pipe, Sized(*size)))
                typed, asks = Typed(buffer, at, shell), asked(buffer, at)
                done = sitting.pick(typed, asks)
            finally:
                signal.alarm(0)
                signal.signal(signal.SIGALRM, timer)
        return Sat(line_with(typed, asks, done.act, done.offer) if done.offer else None, screens, journal)

    return sat


@pytest.mark.parametrize(
    ("buffer", "keys", "wanted"),
    [
        ("remove dangling images", [("docker image prune", ENTER)], "docker image prune¦"),
        ("? scale a service", [("replicas>", ENTER)], "docker service scale ¦<service>=<replicas>"),
        ("cd x && list contain¦ers && ls", [("docker ps", ENTER)], "cd x && docker ps && ls¦"),
        ("remove dangling images", [("docker image prune", ESCAPE)], None),
        ("remove dangling images", [("docker image prune", CONTROL_C)], None),
        ("remove dangling images", [("docker image prune", CONTROL_G)], None),
        ("how to bake a cake", [("nothing found", ENTER)], None),
        ("", [("› ", "\x04")], None),
        ("list all", [("list all", "\x15remove dangling images"), ("docker image prune", ENTER)], "docker image prune¦"),
        ("# remove dangl", [("remove", "ing images" + ENTER)], "docker image prune¦"),
        ("docker run¦ nginx | cat", [("-d", "limit memory"), ("› Hard", ENTER)], "docker run -m ¦<size> nginx | cat"),
        ("sudo docker run¦ nginx", [("-d", "limit memory to 512m" + ENTER)], "sudo docker run -m 512m nginx¦"),
        ("docker run --mem¦ nginx", [("› Hard", ENTER)], "docker run -m ¦<size> nginx"),
        ("docker run --mem¦ nginx", [("› Hard", ALT_ENTER)], "docker run -m ¦<size> nginx"),
        ("docker run --memroy 5m nginx¦", [("› Put right", ENTER)], "docker run --memory 5m nginx¦"),
        (
            "docker run¦ nginx",
            [("› Run in", DOWN), ("› Hard", DOWN), ("› A name", UP), ("› Hard", ENTER)],
            "docker run -m ¦<size> nginx",
        ),
        ("docker run¦ nginx", [("› Run in", "\x0e"), ("› Hard", "\x10"), ("› Run in", ENTER)], "docker run -d nginx¦"),
        ("docker run¦ nginx", [("› Run in", PAGE_DOWN), ("› Publish", PAGE_UP), ("› Run in", ENTER)], "docker run -d nginx¦"),
        ("docker run¦ nginx", [("› Run in", F1), ("Esc back", ESCAPE), ("› Run in", ENTER)], "docker run -d nginx¦"),
        ("docker run¦ nginx", [("› Run in", F1), ("Esc back", DOWN + PAGE_DOWN + UP + ENTER)], "docker run -d nginx¦"),
        (
            "scale a service",
            [("replicas>", TAB), ("1 of 2", "api\t"), ("2 of 2", "3" + ENTER), ("=3", ENTER)],
            "docker service scale api=3¦",
        ),
        (
            "scale a service",
            [("replicas>", TAB), ("1 of 2", DOWN + ENTER), ("2 of 2", "3\r"), ("=3", ENTER)],
            "docker service scale api=3¦",
        ),
        (
            "scale a service",
            [("replicas>", TAB), ("1 of 2", "api" + ESCAPE), ("F1", ENTER)],
            "docker service scale ¦<service>=<replicas>",
        ),
        (
            "docker run¦ nginx",
            [("-d", "limit memory"), ("› Hard", TAB), ("Esc leaves it", "1g\r"), ("-m 1g", ENTER)],
            "docker run -m 1g nginx¦",
        ),
        (
            "docker run --mem¦ nginx",
            [("› Hard", TAB), ("Esc leaves it", "1g\r"), ("-m 1g", ALT_ENTER)],
            "docker run -m 1g¦ nginx",
        ),
        ("remove dangling images", [("prune", TAB), ("nothing is open", ENTER)], "docker image prune¦"),
        ("", [("docker", "\x1b[200~remove\ndangling\nimages\x1b[201~"), ("› Remove dangling", ENTER)], "docker image prune¦"),
    ],
)
def test_keys(sit: Callable[..., Sat], buffer: str, keys: Keys, wanted: str | None) -> None:
    line = sit(buffer, keys).line
    assert (f"{line[0][: line[1]]}¦{line[0][line[1] :]}" if line else None) == wanted


def test_vi_keys(sit: Callable[..., Sat]) -> None:
    keys = [("› Remove", ESCAPE), ("› Remove", "0dw"), ("❯ dangling", ENTER)]
    assert sit("remove dangling images", keys, editing="vi").line == ("docker image prune", 18)
    assert sit("how to bake", [("nothing found", ESCAPE), ("nothing found", ESCAPE)], editing="vi").line is None


def test_what_the_person_used_comes_first(sit: Callable[..., Sat], tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "state"))
    journal.add(Entry(time.time(), "copied", "q", "image-prune", "docker image prune"))
    assert sit("", [("› Remove dangling images", ENTER)]).line == ("docker image prune", 18)


def test_one_command_is_shown_once(running: Corridor) -> None:
    hit = running.ask("list containers").hits[0]
    assert once([Offer("a", hit), Offer("b", hit)]) == [Offer("a", hit)]


def test_copy_says_what_came_of_it(sit: Callable[..., Sat]) -> None:
    sat = sit("remove dangling images", [("docker image prune", CONTROL_Y), ("opied", ESCAPE)])
    assert sat.line is None


def test_fish_gets_its_own_quotes() -> None:
    assert for_shell("docker run nginx sh -c 'a\\'", "fish") == "docker run nginx sh -c 'a\\\\'"
    assert for_shell("docker run nginx sh -c 'a\\'", "zsh") == "docker run nginx sh -c 'a\\'"


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize(("told", "buffer"), [("answer", "scale a service"), ("about", "docker run¦ nginx && ls")])
def test_screens(sit: Callable[..., Sat], name: str, told: str, buffer: str) -> None:
    rows, width = SIZES[name]
    shown = sit(buffer, [("›", ESCAPE)], SIZES[name]).screens[0]
    assert len(shown.splitlines()) < rows
    assert max(map(columns, shown.splitlines())) < width
    check_screen(f"picker-{name}-{told}", shown)


@pytest.mark.parametrize("size", [(24, 59), (14, 80), (5, 20), (4, 12)])
def test_small_screens_have_no_preview(sit: Callable[..., Sat], size: tuple[int, int]) -> None:
    shown = sit("scale a service", [("›", ESCAPE)], size).screens[0]
    assert "─" not in shown
    assert len(shown.splitlines()) <= max(3, size[0] - 1)


def test_no_screen_is_filled() -> None:
    for rows in range(6, 80):
        for about in (False, True):
            assert sizes(80, rows, about).height + 1 + about < rows


def test_ascii_alone(sit: Callable[..., Sat]) -> None:
    assert sit("scale a service", [("> Change", ESCAPE)], unicode=False, color=False).screens[0].isascii()


def test_cards_that_cannot_be_opened_end_it(tmp_path: Path) -> None:
    def broken() -> Corridor:
        raise KnowledgeError("no card can be read")

    settings = read(os.environ, open(os.devnull))  # noqa: SIM115
    with create_pipe_input() as pipe, pytest.raises(KnowledgeError):
        Sitting(settings, broken, Journal(""), os.environ, "emacs", None, (pipe, Sized(24, 80))).pick(Typed("x", 1), Asked("x"))


@pytest.mark.parametrize(
    ("buffer", "wanted"),
    [
        ("remove dangling images", "insert 18\ndocker image prune"),
        ("docker run nginx # limit memory to 512m", "insert 24\ndocker run -m 512m nginx"),
        ("docker run --memroy 5m nginx", "insert 28\ndocker run --memory 5m nginx"),
        ("docker run nginx", ""),
        ("how to bake a cake", ""),
        ("", ""),
    ],
)
def test_answer_at_once(running: Corridor, capfdbinary: pytest.CaptureFixture[bytes], buffer: str, wanted: str) -> None:
    settings = read(os.environ, open(os.devnull))  # noqa: SIM115
    arguments = (settings, lambda: running, Journal(""), {"TERM": "dumb"}, buffer, len(buffer), "bash", True)
    if wanted:
        assert pick(*arguments) == 0
    else:
        with pytest.raises(UsageError, match="the picker needs a terminal"):
            pick(*arguments)
    assert capfdbinary.readouterr().out.decode() == wanted


# On a real terminal: standard output is a pipe, as in the widgets

SHELL = """
before=$(stty -g)
printf 'ready> '
out=$("$PYTHON" -m assistant --pick --shell bash "$@" 2>err; printf '\\036%s' $?)
[ "$before" = "$(stty -g)" ] || echo MODES
printf '[%s]' "$out" | tr '\\036' '#'; cat err; echo .
"""


def in_shell(buffer: str, cursor: int, keys: Keys, folder: Path, *more: str, **environment: str) -> tuple[str, str]:
    """What a shell got, and all that came to the terminal."""
    whole = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHON": sys.executable, "LC_ALL": "C.UTF-8", **environment}
    argv = ["sh", "-c", SHELL, "sh", "--buffer", buffer, "--cursor", str(cursor), *more]
    done = in_terminal(argv, keys, whole, folder=str(folder))
    return done.text[done.text.rindex("[") :] if "[" in done.text else "", done.raw


@pytest.mark.parametrize(
    ("buffer", "keys", "wanted"),
    [
        ("scale a service", [("service scale", ENTER)], "[insert 21\ndocker service scale <service>=<replicas>#0].\n"),
        ("docker run nginx", [("about:", "limit memory"), ("Hard limit", ENTER)], "[insert 14\ndocker run -m <size> nginx#0].\n"),
        (
            "écho 'ü!&'; docker run x",
            [("about:", "limit memory to 1g"), ("-m 1g", ENTER)],
            "[insert 30\nécho 'ü!&'; docker run -m 1g x#0].\n",
        ),
        ("scale", [("❯ scale", ESCAPE)], "[#130].\n"),
        ("scale", [("❯ scale", CONTROL_C)], "[#130].\n"),
    ],
)
def test_on_a_terminal(tmp_path: Path, buffer: str, keys: Keys, wanted: str) -> None:
    got, raw = in_shell(buffer, len(buffer), keys, tmp_path)
    assert got.replace("\r\n", "\n") == wanted
    assert "MODES" not in raw
    assert "?2004" not in raw  # the shell's own modes stay
    assert "\x1b[?1049h" not in raw


def test_without_color_and_in_a_plain_locale(tmp_path: Path) -> None:
    keys = [("> scale a", ""), ("service scale", ENTER)]
    raw = in_shell("scale a service", 0, keys, tmp_path, NO_COLOR="1", LC_ALL="C")[1]
    assert "\x1b[0;32" not in raw
    assert raw.isascii()


def test_a_terminal_of_another_size_and_an_end_by_signal(tmp_path: Path) -> None:
    def ended(pid: int) -> None:
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=True).stdout.split()
        below = [one for child in children for one in _children(child)] or children
        for one in below:
            os.kill(int(one), signal.SIGWINCH)
            os.kill(int(one), signal.SIGTERM)

    got, raw = in_shell("scale a service", 0, [("service scale", ended)], tmp_path)  # type: ignore[list-item]
    assert got.endswith(("#130].\r\n", "#130].\n"))
    assert "MODES" not in raw


def _children(pid: str) -> list[str]:
    return subprocess.run(["pgrep", "-P", pid], capture_output=True, text=True, check=False).stdout.split()


def test_no_terminal_is_one_sentence() -> None:
    command = [sys.executable, "-m", "assistant", "--pick", "--buffer", "x", "--cursor", "1"]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, start_new_session=True, check=False, timeout=30
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dockerhelp: the picker needs a terminal")
    assert done.stderr.count("\n") == 1
