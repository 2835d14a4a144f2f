"""To the clipboard: which way is taken, what is sent to a terminal, and clipboard programs that do not behave."""

from __future__ import annotations

import base64
import itertools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.actions import copy as copying
from assistant.actions import osc52, programs
from assistant.actions.copy import Copied, copy, ways
from tests.desk import alive, as_screen, as_tmux, clipboard, until

SSH = {"SSH_CONNECTION": "10.0.0.1 5000 10.0.0.2 22"}
TERMINAL = {"TERM": "xterm-256color"}
TEXTS = st.text(st.characters(), max_size=400) | st.text(max_size=30).map(lambda text: text * 100)


def unread(_: bytes) -> None:
    """A terminal that nobody looks at."""


posix = pytest.mark.skipif(os.name != "posix", reason="the fake programs are scripts of sh")


@pytest.fixture(autouse=True)
def _no_windows_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "version").write_text("Linux version 6.1\n")
    monkeypatch.setattr(copying, "_KERNEL", str(tmp_path / "version"))


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Puts fake programs, each with this body, into a folder; gives an environment that has that folder on its PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def put(*names: str, body: str = f"/bin/cat > {tmp_path}/$(/usr/bin/basename $0).got") -> dict[str, str]:
        for name in names:
            (folder / name).write_text(f"#!/bin/sh\n{body}\n")
            (folder / name).chmod(0o755)
        return {"PATH": str(folder), **TERMINAL}

    return put


EVERY = ("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "powershell.exe", "tmux")
X11, WAYLAND, TMUX = {"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"TMUX": "/tmp/tmux-0/default,1,0"}
ORDERS = [
    ("linux", {}, "osc52"),
    ("linux", X11, "xclip xsel osc52"),
    ("linux", {**X11, **WAYLAND}, "wl-copy xclip xsel osc52"),
    ("linux", {**X11, **TMUX}, "xclip xsel tmux osc52"),
    ("linux", {"WSL_DISTRO_NAME": "Debian", **X11}, "clip.exe powershell.exe xclip xsel osc52"),
    ("linux", {**SSH, "STY": "1.x"}, "osc52"),
    ("linux", {**SSH, **TMUX}, "tmux osc52"),
    ("linux", {"SSH_TTY": "/dev/pts/0", **X11, **WAYLAND}, "osc52"),  # the screen of that machine is not the person's
    ("linux", {"SSH_CLIENT": "10.0.0.1 5000 22", "DISPLAY": "localhost:10.0"}, "osc52 xclip xsel"),
    ("linux", {"TERM": "linux", **X11}, "xclip xsel"),
    ("linux", {"TERM": "dumb", **SSH}, ""),
    ("darwin", {}, "pbcopy osc52"),
    ("darwin", SSH, "osc52"),
    ("win32", {}, "clip.exe powershell.exe osc52"),
]


@posix
@pytest.mark.parametrize(("platform", "environment", "order"), ORDERS)
def test_the_ways_stand_in_the_order_of_how_sure_they_are(
    install: Callable[..., dict[str, str]], platform: str, environment: dict[str, str], order: str
) -> None:
    here = {**install(*EVERY), **environment}
    assert ways(here, True, platform) == tuple(order.split())
    assert ways(here, False, platform) == tuple(name for name in order.split() if name != "osc52")
    assert set(order.split()) <= set(copying.WAYS)
    nothing = {**here, "PATH": ""}
    assert ways(nothing, True, platform) == (("osc52",) if "osc52" in order else ())


def test_the_kernel_tells_of_windows_where_sudo_took_the_variable_away(install: Callable[..., dict[str, str]]) -> None:
    Path(copying._KERNEL).write_text("Linux version 5.15.90.1-microsoft-standard-WSL2\n")
    assert ways(install("clip.exe"), False, "linux") == ("clip.exe",)


def test_a_program_in_the_current_folder_is_none(
    install: Callable[..., dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {**install("xclip"), **X11}
    monkeypatch.chdir(tmp_path / "bin")
    assert ways(environment, False, "linux") == ("xclip",)
    assert ways({**environment, "PATH": f".{os.pathsep}"}, False, "linux") == ()


@pytest.mark.parametrize(
    ("environment", "there", "told"),
    [
        ({}, False, ["neither DISPLAY nor WAYLAND_DISPLAY is set", "osc52: there is no terminal to hand it to."]),
        ({"TERM": "linux"}, True, ["osc52: the Linux console has no clipboard."]),
        ({**X11, **WAYLAND}, False, ["wl-copy: is not installed.", "xclip: is not installed.", "xsel: is not installed."]),
        ({**SSH, **X11}, False, ["osc52: there is no terminal to hand it to."]),
    ],
)
def test_where_no_way_is_open_it_says_why(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], there: bool, told: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    sent: list[bytes] = []
    done = copy("docker ps", {"PATH": "", **TERMINAL, **environment}, sent.append if there else None)
    assert (done.way, sent) == ("", [])
    assert all(sentence in done.problem for sentence in told), done.problem


def test_what_the_configuration_names_is_tried_alone(install: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    sent: list[bytes] = []
    environment = {**install("xclip", "xsel"), **X11}
    assert copy("x", environment, sent.append, "off") == Copied("", "Copying is turned off.")
    assert copy("x", environment, sent.append, "wl-copy") == Copied("", "wl-copy: WAYLAND_DISPLAY is not set.")
    assert "no such way to copy as 'xlcip'" in copy("x", environment, sent.append, "xlcip").problem
    assert sent == []
    assert copy("x", environment, sent.append, "osc52").way == "osc52"
    assert clipboard(b"".join(sent)) == [b"x"]
    assert not list(tmp_path.glob("*.got"))


# --- what is sent to a terminal


@settings(max_examples=300, deadline=None)
@given(
    TEXTS,
    st.sampled_from([{}, TMUX, {"STY": "1.x"}, {**TMUX, "STY": "1.x"}]),
    st.sampled_from(["xterm", "screen", "tmux-256color"]),
)
def test_a_text_comes_out_of_the_sequence_as_it_went_in(text: str, around: dict[str, str], term: str) -> None:
    data = text.encode("utf-8", "replace")
    sent: list[bytes] = []
    assert copy(text, {"TERM": term, "PATH": "", **SSH, **around}, sent.append).way == "osc52"
    made = b"".join(sent)
    if "STY" in around:
        arrivals = [as_screen(made)]
    elif around or term.startswith("tmux"):
        arrivals = [as_tmux(made, True, False), as_tmux(made, False, True)]
    elif term == "screen":  # over SSH it can be either
        arrivals = [as_screen(made)] + ([as_tmux(made, True, False)] if len(data) < 150 else [])
    else:
        arrivals = [made]
    for arrived in arrivals:
        assert clipboard(arrived) == [data]
        assert arrived.startswith(b"\x1b]52;c;")
        assert arrived.count(b"\x1b") == arrived.count(b"\x07") == 1
        assert arrived.endswith(b"\x07")  # nothing stands beside the sequence that would be printed


@pytest.mark.parametrize("text", ["\x1b]0;title\x07", "a\x1b\\b", "\x9c\x07\x00", "\ud800", "\x1bPtmux;\x1b\x1b[31m\x1b\\"])
def test_no_text_breaks_out_of_the_sequence(text: str) -> None:
    for around in ({}, TMUX, {"STY": "1.x"}):
        sent: list[bytes] = []
        assert copy(text, {**TERMINAL, "PATH": "", **around}, sent.append, "osc52").way == "osc52"
        passed = {(): sent[0], ("TMUX",): as_tmux(sent[0], True, False), ("STY",): as_screen(sent[0])}[tuple(around)]
        assert passed == b"\x1b]52;c;" + base64.b64encode(text.encode("utf-8", "replace")) + b"\x07"


def test_a_text_too_long_for_terminals_is_not_sent() -> None:
    sent: list[bytes] = []
    fits = "é" * (osc52.LONGEST // 2)
    assert copy(fits, {**TERMINAL, **SSH, "PATH": ""}, sent.append).way == "osc52"
    assert len(sent[0]) == 100_000
    done = copy(fits + "x", {**TERMINAL, **SSH, "PATH": ""}, sent.append)
    assert done == Copied("", "osc52: the text has 74,995 bytes, and terminals take 74,994 at most.")
    assert len(sent) == 1


@posix
def test_a_text_too_long_for_terminals_takes_the_next_way(install: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    environment = {**install("xclip"), **SSH, "DISPLAY": "localhost:10.0"}
    done = copy("x" * 80_000, environment, unread)
    assert done == Copied("xclip", "osc52: the text has 80,000 bytes, and terminals take 74,994 at most.")
    assert (tmp_path / "xclip.got").read_bytes() == b"x" * 80_000


def test_a_terminal_that_is_gone_is_told() -> None:
    def gone(_: bytes) -> None:
        raise OSError(5, "Input/output error")

    assert copy("x", {**TERMINAL, **SSH, "PATH": ""}, gone) == Copied("", "osc52: Input/output error.")


def test_nobody_is_told_that_a_terminal_took_it_for_certain() -> None:
    done = copy("x", {**TERMINAL, **SSH, "PATH": ""}, unread)
    assert done == Copied("osc52", "osc52: it is on your clipboard if your terminal allows it.")


# --- programs


@posix
@pytest.mark.parametrize("text", ["", "docker ps", "é\n漢字 🐳\r\n\n", "\x1b[31m\x00", "x" * 300_000])
def test_a_program_gets_the_text_and_nothing_else(install: Callable[..., dict[str, str]], tmp_path: Path, text: str) -> None:
    environment = {**install("xclip", "clip.exe", "powershell.exe", "pbcopy"), **X11}
    for name, decoded in (("xclip", "utf-8"), ("clip.exe", "utf-16-le"), ("pbcopy", "utf-8")):
        assert copy(text, environment, None, name) == Copied(name, "")
        assert (tmp_path / f"{name}.got").read_bytes().decode(decoded) == text
    assert copy(text, environment, None, "powershell.exe") == Copied("powershell.exe", "")
    assert (tmp_path / "powershell.exe.got").read_bytes() == programs._formed(text, "base64")


@posix
def test_a_lone_surrogate_is_replaced(install: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    environment = {**install("xclip", "clip.exe"), **X11}
    for name in ("xclip", "clip.exe"):
        assert copy("a\udc80b", environment, None, name) == Copied(name, "")
    assert (tmp_path / "xclip.got").read_bytes() == b"a?b"


@posix
def test_pbcopy_is_told_that_it_gets_utf8(install: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    environment = {**install("pbcopy", body=f'echo "$LANG $LC_CTYPE $LC_ALL" > {tmp_path}/locale'), "LC_ALL": "C"}
    assert copy("é", environment, None, "pbcopy") == Copied("pbcopy", "")
    assert (tmp_path / "locale").read_text() == "en_US.UTF-8 en_US.UTF-8 en_US.UTF-8\n"


@posix
@pytest.mark.parametrize("text", ["docker ps", "x" * 300_000])  # the second fills the pipe
def test_a_program_that_hangs_is_ended_with_all_it_started(
    install: Callable[..., dict[str, str]], tmp_path: Path, text: str
) -> None:
    body = f"/bin/sleep 100 &\necho $$ $! > {tmp_path}/pids\nwait"
    environment = {**install("xclip", body=body), **X11}
    began = time.monotonic()
    done = copy(text, environment, None, "xclip", limit=0.5)
    assert 0.5 <= time.monotonic() - began < 2
    assert done == Copied("", "xclip: gave no answer within 0.5 s, and was ended.")
    for pid in (tmp_path / "pids").read_text().split():
        assert until(lambda pid=pid: not alive(int(pid)), 2)  # type: ignore[misc]


@posix
def test_after_a_program_that_hangs_comes_the_next(
    install: Callable[..., dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    install("xclip", body="/bin/sleep 100")
    done = copy("docker ps", {**install("xsel"), **X11}, None, limit=0.3)
    assert done == Copied("xsel", "xclip: gave no answer within 0.3 s, and was ended.")
    assert (tmp_path / "xsel.got").read_text() == "docker ps"


@posix
def test_a_program_that_fails_is_told_in_its_own_words(install: Callable[..., dict[str, str]]) -> None:
    body = r"printf 'Can\047t open \033[31mdisplay:\n :0\n' >&2; exit 3"
    done = copy("x", {**install("xclip", body=body), **X11}, None, "xclip")
    assert done == Copied("", "xclip: failed with exit code 3: Can't open [31mdisplay: :0.")


@posix
def test_a_program_that_cannot_be_run_is_told(install: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    environment = {**install("xclip"), **X11}
    (tmp_path / "bin" / "xclip").write_bytes(b"\x7fELF of another machine")
    assert copy("x", environment, None, "xclip") == Copied("", "xclip: cannot be run: Exec format error.")


@posix
def test_a_program_that_stays_behind_with_our_pipes_does_not_hold_us(
    install: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    body = f"/bin/cat >/dev/null; /bin/sleep 30 &\necho $! > {tmp_path}/pid"
    environment = {**install("xclip", body=body), **X11}
    began = time.monotonic()
    assert copy("x", environment, None, "xclip", limit=5) == Copied("xclip", "")
    assert time.monotonic() - began < 3
    pid = int((tmp_path / "pid").read_text())
    assert alive(pid)  # it went well: what holds the clipboard lives on
    os.kill(pid, 9)


@posix
def test_nothing_is_known_of_what_a_program_said_where_no_file_can_be_made(
    install: Callable[..., dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: os.open("/nowhere/at/all", os.O_RDONLY))
    environment = {**install("xclip", body="echo no >&2; exit 1"), **X11}
    assert copy("x", environment, None, "xclip") == Copied("", "xclip: failed with exit code 1.")


# --- what tmux says


@posix
@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("/dev/pts/1\nTerminal 0: xterm for /dev/pts/1, flags=0x0:\n 192: Ms: (string) x\n", ""),
        (
            "/dev/pts/1\nTerminal 0: vt100 for /dev/pts/1, flags=0x0:\n 192: Ms: [missing]\n",
            "knows of no clipboard in the terminal",
        ),
        (
            "/dev/pts/2\nTerminal 0: xterm for /dev/pts/1, flags=0x0:\n 192: Ms: (string) x\n"
            "Terminal 1: vt100 for /dev/pts/2, flags=0x0:\n 192: Ms: [missing]\n",
            "knows of no clipboard in the terminal",
        ),
        ("\n", "does not tell whether the terminal"),
        ("", "does not tell whether the terminal"),
    ],
)
def test_tmux_is_asked_whether_the_terminal_outside_has_a_clipboard(
    install: Callable[..., dict[str, str]], says: str, told: str
) -> None:
    environment = {**install("tmux", body=f"/bin/cat >/dev/null\n/bin/cat <<'.'\n{says}."), **TMUX}
    done = copy("x", environment, None, "tmux")
    assert done.way == ("" if told else "tmux")
    assert told in done.problem


@posix
def test_tmux_knows_where_the_person_came_from(
    install: Callable[..., dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    install("xclip")
    shows = [("-SSH_CONNECTION", ""), ("SSH_CONNECTION=1 2 3 4", SSH), ("", SSH)]
    for (said, _), opened in itertools.product(shows, ({}, {**SSH, "SSH_TTY": "/dev/pts/9"})):
        body = f'[ "$1" = show-environment ] && echo "{said}" || exit 1'
        done = copy("x", {**install("tmux", body=body), **X11, **TMUX, **opened}, unread)
        over_ssh = bool(opened) if not said else said[0] != "-"
        assert done.way == ("osc52" if over_ssh else "xclip"), (said, opened)
