"""To the clipboards of real programs and multiplexers, and read back from there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.actions.copy import Copied, copy
from tests.conftest import HOUSE, need
from tests.desk import Terminal, clipboard, until

TEXTS = {
    "command": "docker run --rm -v \"$PWD\":/from busybox tar c -C /from . | gzip > 'a b.tgz'",
    "unicode": "é 漢字 🐳 \u202e",
    "newlines": "\ndocker ps \\\n\t--all\r\n\n",
    "controls": "\x1b]52;c;eHh4\x07\x1b[31m",
    "large": "docker ps é\n" * 8_000,
    "empty": "",
}
IN_A_PANE = """\
import json, os, sys
sys.path.insert(0, {house!r})
from assistant.actions.copy import copy
def terminal(data):
    with open("/dev/tty", "wb", buffering=0) as tty:
        tty.write(data)
text, way, place = open({text!r}, encoding="utf-8", newline="").read(), {way!r}, {place!r}
done = copy(text, os.environ, terminal, way, limit=5)
with open(place + ".new", "w") as file:
    json.dump(done, file)
os.rename(place + ".new", place)
import time; time.sleep(60)
"""


def read_back(argv: list[str], environment: dict[str, str]) -> bytes:
    """What a program reads from the clipboard; xsel waits for ever where the clipboard changes hands just then."""
    try:
        return subprocess.run(argv, env=environment, capture_output=True, timeout=2, check=False).stdout
    except subprocess.TimeoutExpired:
        return b"(no answer)"


@pytest.fixture(scope="module")
def screen_of_x() -> Iterator[dict[str, str]]:
    """An X server of its own; an environment with it as the display."""
    need("xvfb", shutil.which("Xvfb") is not None)
    server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert server.stdout
    number = server.stdout.readline().decode().strip()
    yield {"PATH": os.environ["PATH"], "DISPLAY": f":{number}", "TERM": "dumb"}
    server.kill()
    server.wait()
    server.stdout.close()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("program", ["xclip", "xsel"])
def test_x11_has_exactly_the_text(screen_of_x: dict[str, str], tmp_path: Path, program: str, text: str) -> None:
    need(program, shutil.which(program) is not None)
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {**screen_of_x, **home}
    reader = {
        "xclip": ["xclip", "-o", "-selection", "clipboard", "-t", "UTF8_STRING"],
        "xsel": ["xsel", "-b", "-o", "-l", "/dev/null"],
    }[program]
    for value in ("what was there before", text):
        assert copy(value, environment, None, program, limit=10) == Copied(program, "")
        assert until(lambda value=value: read_back(reader, environment) == value.encode())  # type: ignore[misc]
    assert not (tmp_path / "cache" / "xsel.log").exists()


def test_x11_is_found_by_itself(screen_of_x: dict[str, str]) -> None:
    need("xclip", shutil.which("xclip") is not None)
    assert copy("docker ps", screen_of_x, None, limit=10) == Copied("xclip", "")
    assert read_back(["xclip", "-o", "-selection", "clipboard"], screen_of_x) == b"docker ps"


@pytest.mark.parametrize("program", ["xclip", "xsel"])
def test_a_display_that_is_not_there_is_told(tmp_path: Path, program: str) -> None:
    need(program, shutil.which(program) is not None)
    environment = {"PATH": os.environ["PATH"], "DISPLAY": f"unix:{tmp_path}/none.0", "HOME": str(tmp_path)}
    done = copy("x", environment, None, program, limit=10)
    assert done.way == ""
    assert done.problem.startswith(f"{program}: failed with exit code 1: ")
    assert "open display" in done.problem
    assert copy("x", {**environment, "DISPLAY": ""}, None, program) == Copied("", f"{program}: DISPLAY is not set.")


def test_a_display_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    import socket

    need("xclip", shutil.which("xclip") is not None)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        number = silent.getsockname()[1] - 6000
        environment = {"PATH": os.environ["PATH"], "DISPLAY": f"127.0.0.1:{number}", "HOME": str(tmp_path)}
        done = copy("x", environment, None, "xclip", limit=0.5)
    assert done == Copied("", "xclip: gave no answer within 0.5 s, and was ended.")


@pytest.fixture(scope="module")
def screen_of_wayland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A Wayland server without a screen; an environment with it. Sway does not run as root: then it runs as nobody."""
    need("sway", shutil.which("sway") is not None)
    place = tmp_path_factory.mktemp("wayland")
    environment = {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": f"{place}/run", "HOME": f"{place}/run"}
    lower: list[str] = []
    (place / "run").mkdir(mode=0o700)
    if os.geteuid() == 0:
        lower = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chown(place / "run", 65534, 65534)
        for folder in (place, *place.parents[:2]):
            folder.chmod(folder.stat().st_mode | 0o11)
    headless = {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"}
    with open(place / "log", "wb") as log:
        server = subprocess.Popen([*lower, "sway", "-c", "/dev/null"], env={**environment, **headless}, stdout=log, stderr=log)
    try:
        assert until(lambda: list((place / "run").glob("wayland-*"))), (place / "log").read_text()
        name = next(path.name for path in (place / "run").glob("wayland-*") if path.suffix != ".lock")
        yield {**environment, "WAYLAND_DISPLAY": name, "TERM": "dumb"}
    finally:
        server.kill()
        server.wait()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_wayland_has_exactly_the_text(screen_of_wayland: dict[str, str], text: str) -> None:
    need("wl-copy", shutil.which("wl-copy") is not None)
    reader = ["wl-paste", "--no-newline", "--type", "text/plain"]
    for value in ("what was there before", text):
        assert copy(value, screen_of_wayland, None, limit=10) == Copied("wl-copy", "")
        assert until(lambda value=value: read_back(reader, screen_of_wayland) == value.encode())  # type: ignore[misc]


# --- through a multiplexer, to the terminal outside


@pytest.fixture
def in_a_pane(tmp_path: Path) -> Callable[..., list[str]]:
    """What runs copy() where it is started, on its terminal; what came of it is then in the file done."""

    def prepare(text: str, way: str) -> list[str]:
        (tmp_path / "text").write_text(text, encoding="utf-8", newline="")
        done = str(tmp_path / "done")
        script = IN_A_PANE.format(house=str(HOUSE), text=str(tmp_path / "text"), way=way, place=done)
        (tmp_path / "pane.py").write_text(script, encoding="utf-8")
        return [sys.executable, str(tmp_path / "pane.py")]

    return prepare


def environment_of(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}


def in_tmux(
    tmp_path: Path, options: str, argv: list[str], term: str = "xterm-256color", **more: str
) -> tuple[Copied, bytes, bytes]:
    """Runs it in a tmux with these options: what came of it, tmux's own buffer, and what the terminal outside got."""
    need("tmux", shutil.which("tmux") is not None)
    (tmp_path / "conf").write_text(options)
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(tmp_path / "conf")]
    environment = environment_of(tmp_path, TERM=term, **more)
    outside = Terminal([*tmux, "new-session", *argv], environment)
    try:
        assert outside.until((tmp_path / "done").exists), outside.got
        way, problem = json.loads((tmp_path / "done").read_text())
        if way:
            outside.until(lambda: clipboard(outside.got), 1 if way == "osc52" else 20)
        held = read_back([*tmux, "show-buffer"], environment)
        return Copied(way, problem), held, outside.got
    finally:
        subprocess.run([*tmux, "kill-server"], env=environment, check=False)
        outside.close()


CLIP, PASS = ["on", "external", "off"], ["on", "off"]


@pytest.mark.parametrize("passes", PASS)
@pytest.mark.parametrize("clip", CLIP)
def test_tmux_sets_the_clipboard_outside_in_every_setting(
    tmp_path: Path, in_a_pane: Callable[..., list[str]], clip: str, passes: str
) -> None:
    text = TEXTS["command"] + TEXTS["unicode"] + TEXTS["newlines"]
    options = f"set -s set-clipboard {clip}\nset -gq allow-passthrough {passes}\n"
    done, held, got = in_tmux(tmp_path, options, in_a_pane(text, "auto"), SSH_CONNECTION="1 2 3 4")
    assert done == Copied("tmux", "tmux: it is in tmux's buffer, and on your clipboard if your terminal allows it.")
    assert held == text.encode()
    assert clipboard(got) == [text.encode()]


@pytest.mark.parametrize("passes", PASS)
@pytest.mark.parametrize("clip", CLIP)
def test_the_sequence_gets_through_tmux_by_either_option(
    tmp_path: Path, in_a_pane: Callable[..., list[str]], clip: str, passes: str
) -> None:
    text = TEXTS["unicode"] * 200
    options = f"set -s set-clipboard {clip}\nset -gq allow-passthrough {passes}\n"
    done, held, got = in_tmux(tmp_path, options, in_a_pane(text, "osc52"))
    if clip != "on" and passes == "off":
        assert done == Copied("", "osc52: tmux drops it; `set -s set-clipboard on` in ~/.tmux.conf lets it pass.")
        assert (held, clipboard(got)) == (b"", [])
    else:
        assert done.way == "osc52"
        assert set(clipboard(got)) == {text.encode()}
        assert held == (text.encode() if clip == "on" else b"")


def test_tmux_on_a_terminal_without_a_clipboard_says_so(tmp_path: Path, in_a_pane: Callable[..., list[str]]) -> None:
    done, held, got = in_tmux(tmp_path, "", in_a_pane("docker ps", "auto"), term="vt100", SSH_CONNECTION="1 2 3 4")
    assert done.way == ""
    assert done.problem.startswith("tmux: has it in its own buffer only: it knows of no clipboard in the terminal outside.")
    assert (held, clipboard(got)) == (b"docker ps", [])


@pytest.mark.parametrize("text", [TEXTS["command"], TEXTS["unicode"] * 4_000], ids=["command", "large"])
def test_screen_passes_it_on_to_the_terminal_outside(tmp_path: Path, in_a_pane: Callable[..., list[str]], text: str) -> None:
    need("screen", shutil.which("screen") is not None)
    (tmp_path / "screens").mkdir(mode=0o700)
    argv = in_a_pane(text, "auto")
    environment = environment_of(tmp_path, SCREENDIR=str(tmp_path / "screens"), SSH_TTY="/dev/pts/0")
    outside = Terminal(["screen", "-c", "/dev/null", "-S", "desk", *argv], environment)
    try:
        assert outside.until((tmp_path / "done").exists), outside.got
        assert outside.until(lambda: clipboard(outside.got)), outside.got[-2000:]
        assert clipboard(outside.got) == [text.encode()]
        assert json.loads((tmp_path / "done").read_text())[0] == "osc52"
        after = outside.got.split(b"\x1b]52;c;")[1].partition(b"\x07")[2]
        assert len(after) < 200  # nothing of it was printed
    finally:
        subprocess.run(["screen", "-S", "desk", "-X", "quit"], env=environment, check=False, stdout=subprocess.DEVNULL)
        outside.close()
