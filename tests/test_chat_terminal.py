"""The chat on real terminals: what happens there beyond drawing and typing, and how it looks in tmux."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.paint.wrap import columns
from tests.conftest import HOUSE, need
from tests.terminal import in_terminal

ARGV = [sys.executable, "-m", "assistant"]
MARK, READY = "❯", "ready"
SGR = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture
def world(tmp_path: Path) -> dict[str, str]:
    """An environment with a docker that says what it does, and waits where it is asked for volumes."""
    program = tmp_path / "docker"
    program.write_text(
        '#!/bin/sh\ncase "$1" in\n  info) echo "27.3.1 4 active true";;\n  volume) echo WAITING; exec sleep 30;;\n'
        '  *) echo "RAN docker $*";;\nesac\n'
    )
    program.chmod(0o755)
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "LC_ALL") if name in os.environ}
    path = f"{tmp_path}:/usr/local/bin:/usr/bin:/bin"
    return kept | {"PATH": path, "PYTHONPATH": str(HOUSE), "TERM": "xterm-256color", "PYTHONUTF8": "1"}


def test_asking_and_running(world: dict[str, str]) -> None:
    keys = [
        (READY, "list all volumes\r"),
        ("see also", ""),
        (MARK, "run it\r"),
        ("Enter runs it", "\r"),
        ("WAITING", "\x03"),
        (MARK, "\x04"),
    ]
    ended = in_terminal(ARGV, keys, world)
    assert "exit code 130" in ended.text
    assert ended.code == 0


def test_what_is_typed_before_the_cards_are_there_is_answered(world: dict[str, str]) -> None:
    ended = in_terminal(
        ARGV, [(MARK, "show running containers\r"), ("docker ps", ""), (MARK, "\x03"), ("once more", "\x03")], world
    )
    assert ended.text.index(MARK) < ended.text.index("docker ps")
    assert ended.code == 0


def test_a_megabyte_is_pasted(world: dict[str, str]) -> None:
    text = "Error response from daemon: \x1b[31mno such\x07 thing\r" * 20_000
    keys = [(READY, f"\x1b[200~{text}\x1b[201~"), ("[pasted 20,000 lines]", "\r"), (MARK, ""), (MARK, "\x04")]
    ended = in_terminal(ARGV, keys, world)
    assert ended.code == 0
    assert "\x07" not in ended.raw


def test_a_dumb_terminal_gets_lines(world: dict[str, str]) -> None:
    keys = [("> ", "remove dangling images\r"), ("see also", ""), ("> ", "/help\r"), ("/topics", ""), ("> ", "\x04")]
    ended = in_terminal(ARGV, keys, world | {"TERM": "dumb"})
    assert ended.code == 0
    assert "\x1b" not in ended.raw


@pytest.mark.parametrize("utf8", ["0", "1"])
def test_a_plain_locale(world: dict[str, str], utf8: str) -> None:
    more = {"LC_ALL": "C", "PYTHONUTF8": utf8, "PYTHONCOERCECLOCALE": "0"}
    keys = [(READY, "remove dangling imagés\r"), ("see also", ""), ("> ", "\x04")]
    ended = in_terminal(ARGV, keys, world | more)
    assert ended.code == 0
    assert "Error" not in ended.text
    assert ended.raw.replace("é", "").isascii()


def test_no_color(world: dict[str, str]) -> None:
    ended = in_terminal(
        ARGV,
        [(READY, "remove dangling images"), ("prune", "\x1b[B"), (">", "\r"), ("see also", ""), (MARK, "\x04")],
        world | {"NO_COLOR": "1"},
    )
    assert {code for code in SGR.findall(ended.raw) if code not in ("\x1b[m", "\x1b[0m")} == set()
    assert ended.code == 0


@pytest.mark.parametrize("hangup", [signal.SIG_DFL, signal.SIG_IGN])
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_it_goes_when_its_terminal_is_gone(world: dict[str, str], term: str, hangup: signal.Handlers) -> None:
    pid, master = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGHUP, hangup)
        os.execvpe(ARGV[0], ARGV, world | {"TERM": term})
    shown, end = b"", time.monotonic() + 20
    while (MARK if term == "xterm" else "> ").encode() not in shown:
        assert time.monotonic() < end, shown
        if select.select([master], [], [], 0.1)[0]:
            shown += os.read(master, 65536)
    os.close(master)
    end = time.monotonic() + 10
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        if time.monotonic() > end:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            pytest.fail("it lives on without a terminal")
        time.sleep(0.02)


class Tmux:
    """A tmux of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._argv, self._environment = ["tmux", "-S", str(folder / "tmux.socket"), "-f", "/dev/null"], environment

    def do(self, *words: str) -> str:
        """What a command of tmux prints."""
        return subprocess.run(
            [*self._argv, *words], env=self._environment, capture_output=True, check=False, timeout=20
        ).stdout.decode()

    def screen(self, there: Callable[[str], object]) -> str:
        """What stands on the screen, when it is as it should be."""
        end = time.monotonic() + 20
        while not there(text := self.do("capture-pane", "-p")):
            assert time.monotonic() < end, text
            time.sleep(0.03)
        return text

    def type(self, text: str) -> None:
        """Types letters."""
        self.do("send-keys", "-l", text)


@pytest.fixture
def tmux(tmp_path: Path, world: dict[str, str]) -> Iterator[Tmux]:
    need("tmux", shutil.which("tmux") is not None)
    made = Tmux(tmp_path, world)
    yield made
    made.do("kill-server")


def start(tmux: Tmux, columns: int, rows: int, command: list[str]) -> None:
    tmux.do("-u", "new-session", "-d", "-x", str(columns), "-y", str(rows), *command)


@pytest.mark.parametrize(("width", "rows"), [(60, 15), (80, 24), (200, 50)])
def test_the_screen(tmux: Tmux, width: int, rows: int) -> None:
    start(tmux, width, rows, ARGV)
    first = tmux.screen(lambda text: READY in text and "engine" in text)
    assert first.startswith("dockerhelp ")
    assert "default · engine 27.3.1 · 4 running" in first
    tmux.type("remove dangling im")
    shown = tmux.screen(lambda text: "docker image prune" in text).rstrip("\n").split("\n")
    line = next(number for number, text in enumerate(shown) if text.startswith(MARK))
    assert shown[line].startswith("❯ remove dangling images")  # the ghost included
    assert "Remove dangling images" in shown[line + 1]
    assert max(map(columns, shown)) <= width
    assert "engine 27.3.1" in shown[-1]
    tmux.do("send-keys", "Down")
    tmux.screen(lambda text: "› Remove dangling images" in text)
    tmux.do("send-keys", "Enter")
    answered = tmux.screen(lambda text: text.rstrip().split("\n")[-3:-2] == [MARK])
    assert "›" not in answered


def test_resizing(tmux: Tmux) -> None:
    start(tmux, 100, 30, ARGV)
    tmux.screen(lambda text: READY in text)
    tmux.type("remove dangling images")
    tmux.screen(lambda text: "docker image prune" in text)
    for width in (40, 120):  # the narrow one has room for titles alone
        tmux.do("resize-window", "-x", str(width), "-y", "20")
        tmux.screen(lambda text, wide=width > 50: "❯ remove dangling images" in text and ("docker image prune" in text) == wide)
    tmux.do("send-keys", "Enter")
    tmux.screen(lambda text: "see also" in text and text.rstrip().split("\n")[-3] == MARK)


def test_sleeping_and_waking(tmux: Tmux) -> None:
    start(tmux, 80, 24, ["bash", "--norc", "-i"])
    tmux.type(f"PS1='shell: '; {sys.executable} -m assistant\n")
    tmux.screen(lambda text: READY in text)
    tmux.type("list vol")
    tmux.screen(lambda text: "❯ list vol" in text)
    tmux.do("send-keys", "C-z")
    tmux.screen(lambda text: "Stopped" in text and text.rstrip().endswith("shell:"))
    tmux.type("fg\n")
    tmux.screen(lambda text: "❯ list vol" in text[text.rindex("fg") :])
    tmux.type("umes")
    tmux.do("send-keys", "Enter")
    tmux.screen(lambda text: "see also" in text and text.rstrip().split("\n")[-3] == MARK)
    tmux.do("send-keys", "C-d")
    tmux.screen(lambda text: text.rstrip().endswith("shell:"))
