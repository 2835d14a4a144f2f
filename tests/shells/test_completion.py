"""Completion of dockerhelp's options, by the shells' own completion."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.cli.options import OPTIONS
from assistant.shells import completion
from tests.conftest import need
from tests.shells.pane import HERE, PROMPT, Shell

# What is typed, and what it may become.
CASES = [
    (["--vers"], {"--version"}),
    (["--shell", ""], {"bash", "zsh", "sh", "fish"}),
    (["--shell", "z"], {"zsh"}),
    (["--live", "a"], {"auto", "always"}),
    (["--init", ""], {"bash", "zsh", "fish"}),
    (["--card", "image-"], {"image-build", "image-tags"}),
    (["--card", "v"], {"volume-create"}),
    (["--topics", ""], {"build-x", "volumes"}),
    (["-n", ""], set()),
    (["--number", ""], set()),
    (["how", "do"], set()),
]
CASE = pytest.mark.parametrize(("words", "wanted"), CASES, ids=[" ".join(words) for words, _ in CASES])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the completions of all shells and a dockerhelp that knows two topics."""
    shutil.copy(HERE / "topics.sh", tmp_path / "dockerhelp")
    for shell in ("bash", "zsh", "fish"):
        (tmp_path / f"complete.{shell}").write_text(completion(shell, OPTIONS), encoding="utf-8")
    return tmp_path


def run(place: Path, *command: str) -> str:
    environment = {**os.environ, "PATH": f"{place}:{os.environ['PATH']}", "HOME": str(place)}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


BASH = """set -euC; IFS=x; source complete.bash; COMP_WORDS=(dockerhelp "$@"); COMP_CWORD=$#; _dockerhelp_complete
printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}"""


@CASE
def test_bash(words: list[str], wanted: set[str], place: Path) -> None:
    assert set(run(place, "bash", "-c", BASH, "bash", *words).split()) == wanted


def test_bash_takes_a_value_behind_an_equals_sign_and_files(place: Path) -> None:
    assert run(place, "bash", "-c", BASH, "bash", "--shell", "=").split() == ["bash", "zsh", "sh", "fish"]
    assert run(place, "bash", "-c", BASH, "bash", "--live", "=", "ne").split() == ["never"]
    (place / "my cards.yaml").touch()
    assert run(place, "bash", "-c", BASH, "bash", "--check", "my").splitlines() == ["my cards.yaml"]


@CASE
def test_fish(words: list[str], wanted: set[str], place: Path) -> None:
    need("fish", shutil.which("fish") is not None)
    line = " ".join(["dockerhelp", *words])
    shown = run(place, "fish", "--no-config", "-c", f"source complete.fish; complete --do-complete '{line}'")
    assert {row.split("\t")[0] for row in shown.splitlines()} == wanted


def test_fish_tells_what_an_option_does_and_completes_files(place: Path) -> None:
    need("fish", shutil.which("fish") is not None)
    (place / "cards.yaml").touch()
    shown = run(
        place,
        "fish",
        "--no-config",
        "-c",
        "source complete.fish; complete -C 'dockerhelp --js'; complete -C 'dockerhelp --check ca'",
    )
    assert shown.splitlines()[0] == "--json\t" + next(option.help for option in OPTIONS if option.name == "json")
    assert "cards.yaml" in shown


@pytest.mark.parametrize("kept", [False, True], ids=["evaluated", "as a file in fpath"])
def test_zsh(kept: bool, place: Path) -> None:
    if kept:
        (place / "own").mkdir()
        shutil.copy(place / "complete.zsh", place / "own" / "_dockerhelp")
    shutil.copy(place / "dockerhelp", place / "topics")
    load = (
        "fpath=(~/own $fpath)\nautoload -Uz compinit; compinit -D"
        if kept
        else "autoload -Uz compinit; compinit -D; source complete.zsh"
    )
    with Shell("zsh", place, before=f"setopt no_unset\n{load}", after='PATH="$HOME/bin:$PATH"', load=False) as pane:
        (place / "bin").mkdir()
        shutil.copy(place / "topics", place / "bin" / "dockerhelp")
        for words, wanted in CASES:
            if len(wanted) == 1 and words[0] != "how":
                pane.type(" ".join(["dockerhelp", *words]))
                pane.keys("Tab")
                pane.shows(f"{PROMPT}{' '.join(['dockerhelp', *words[:-1], *wanted])}")
                pane.keys("C-u")
        pane.type("dockerhelp --shell ")
        pane.keys("Tab", "Tab")
        pane.until(lambda: {"bash", "zsh", "sh", "fish"} <= set(pane.screen().split()), "the shells")
        pane.keys("C-u")
        pane.type("dockerhelp --js")
        pane.keys("C-d")
        pane.shows("the answer as one JSON object, for scripts and editors")
