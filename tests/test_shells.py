"""The templates: each rendering is clean to its shell and to shellcheck, says nothing, and is read without cost."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.options import OPTIONS
from assistant.errors import UsageError
from assistant.shells import SHELLS, completion, render
from assistant.shells.keys import notation, person
from assistant.shells.templates import quoted
from tests.conftest import HOUSE, need

PROGRAMS = ("dockerhelp", '/opt/it\'s a "place"/$HOME @KEY@ \\ `x`/dockerhelp')
COMBINATIONS = list(itertools.product(SHELLS, PROGRAMS, ("ctrl-g", "f5"), ("", "alt-h"), (False, True)))
CHECKS = {
    "bash": (["bash", "-n"], ["shellcheck", "-s", "bash"], ["bash", "--norc", "-euo", "pipefail"]),
    "zsh": (["zsh", "-f", "-n"], ["zsh", "-f", "-e", "-u"]),
    "fish": (["fish", "--no-config", "--no-execute"], ["fish", "--no-config"]),
}


def check(shell: str, text: str, folder: Path) -> None:
    """By the shell's own syntax check, by shellcheck, and by running it where nobody sits at a prompt."""
    path = folder / "code"
    path.write_text(text, encoding="utf-8")
    for command in CHECKS[shell]:
        need(command[0], shutil.which(command[0]) is not None)
        environment = {**os.environ, "HOME": str(folder)}
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False, env=environment, timeout=60)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), command


@pytest.mark.parametrize(("shell", "program", "key", "answer_key", "on_error"), COMBINATIONS)
def test_every_combination_is_clean(shell: str, program: str, key: str, answer_key: str, on_error: bool, tmp_path: Path) -> None:
    text = render(shell, program, key, answer_key, on_error)
    assert "@PROGRAM@" not in text
    assert ("_dockerhelp_after" in text) is on_error
    check(shell, text, tmp_path)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_completion_is_clean(shell: str, tmp_path: Path) -> None:
    text = completion(shell, [*OPTIONS, ("odd", "o", "WHAT", 'it\'s | 100% \\ "$HOME" `x` [a]: b')])
    check(shell, text, tmp_path)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("text", ["", "it's", "\\", "\\'", "a\nb", '$x `y` "z" !', "'\\''", "é\\\\"])
def test_a_word_stays_one_word(shell: str, text: str) -> None:
    need(shell, shutil.which(shell) is not None)
    flags = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    command = [shell, *flags, "-c", f"printf '<%s>' {quoted(text, shell)}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout == f"<{text}>"


@pytest.mark.parametrize(
    ("key", "bash", "zsh", "fish", "read"),
    [
        ("ctrl-g", "\\C-g", "^G", "\\cg", "Ctrl-G"),
        (" Ctrl-T ", "\\C-t", "^T", "\\ct", "Ctrl-T"),
        ("alt-h", "\\eh", "^[h", "\\eh", "Alt-H"),
        ("F1", "\\eOP", "^[OP", "f1", "F1"),
        ("f12", "\\e[24~", "^[[24~", "f12", "F12"),
    ],
)
def test_keys(key: str, bash: str, zsh: str, fish: str, read: str) -> None:
    assert [notation(shell, key) for shell in SHELLS] == [bash, zsh, fish]
    assert person(key) == read


@pytest.mark.parametrize(
    "key", ["", "g", "f0", "f13", "f01", "ctrl-", "ctrl-gg", "ctrl-é", "shift-a", "ctrl-c", "ctrl-m", "alt-[", "^G", "ctrl-;rm"]
)
def test_what_is_no_key_is_told(key: str) -> None:
    with pytest.raises(UsageError, match=r"ctrl-g, alt-h or f1"):
        render("bash", key=key)


def test_wrong_use_is_told() -> None:
    with pytest.raises(UsageError, match="bash, zsh, fish"):
        render("tcsh")
    with pytest.raises(UsageError, match="bash, zsh, fish"):
        completion("sh", [])
    with pytest.raises(UsageError, match="Ctrl-G can't do both"):
        render("zsh", answer_key="Ctrl-G")
    assert render("/usr/local/bin/zsh") == render("zsh")


def test_bash_before_4_gets_a_polite_word(tmp_path: Path) -> None:
    text = render("bash", on_error=True).replace("BASH_VERSINFO[0]", "3").replace("$- != *i*", "a == b")
    done = subprocess.run(["bash", "--norc", "-eu", "-c", text], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == ""
    assert done.stderr.startswith("dockerhelp: the key needs bash 4 or newer, and this is ")
    assert done.stderr.count("\n") == 1


def test_nothing_of_weight_is_loaded() -> None:
    script = (
        "import sys; had = set(sys.modules); from assistant.shells import render; render('bash'); print(*set(sys.modules) - had)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=HOUSE)
    assert {name for name in done.stdout.split() if not name.startswith("assistant")} <= {"__future__"}


def test_bash_4_counted_the_cursor_in_bytes() -> None:
    text = render("bash").replace("BASH_VERSINFO[0] <", "4 <")
    script = """
READLINE_LINE='docker é漢 x' point=12; _dockerhelp_characters; printf '%d ' "$point"
line='é漢🐳 docker'; _dockerhelp_point 3; printf '%d ' "$READLINE_POINT"; _dockerhelp_point 0; printf '%d' "$READLINE_POINT"
"""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", "--norc", "-euc", text + script], capture_output=True, text=True, check=True, env=environment)
    assert (done.stdout, done.stderr) == ("9 9 0", "")
