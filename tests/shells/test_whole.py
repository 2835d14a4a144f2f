"""The real picker at the prompt of real shells: ask, choose, insert, edit, run; and leave without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.shells import SHELLS
from tests.shells.pane import PROMPT, Shell

EVERY = pytest.mark.parametrize("shell", SHELLS)
KEYS = "Enter inserts"  # the last row of the picker
# Stands in for docker, and tells what it was given.
DOCKER = {
    "bash": "docker() { printf '[%s]' \"$@\"; echo; }",
    "zsh": "docker() { printf '[%s]' \"$@\"; echo; }",
    "fish": "function docker; printf '[%s]' $argv; echo; end",
}


@EVERY
def test_ask_choose_insert_edit_and_run(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before=DOCKER[shell], real=True) as pane:
        pane.type("# remove dangling images")
        pane.keys("C-g")
        pane.shows("docker image prune")
        pane.shows(KEYS)
        pane.keys("Enter")
        pane.gone(KEYS)
        assert pane.shows(f"{PROMPT}docker image prune").count("docker") == 1
        pane.keys("C-e")
        pane.type(" --force")
        pane.keys("Enter")
        assert pane.shows("[image][prune][--force]")


@EVERY
@pytest.mark.parametrize("key", ["Escape", "C-c"])
def test_it_leaves_without_a_trace(shell: str, key: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before=DOCKER[shell], real=True, size="60x12") as pane:
        for _ in range(12):  # down to the last row of the pane
            pane.keys("Enter")
        pane.type("remove dangling images & more")
        pane.keys("Left", "Left", "Left")
        pane.keys("C-g")
        pane.shows(KEYS)
        pane.keys(key)
        pane.gone(KEYS)
        assert pane.line() == ("remove dangling images & more", 26)
        pane.until(lambda: pane.screen().rstrip().endswith(f"{PROMPT}remove dangling images & more"), "the line alone")
