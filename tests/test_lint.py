"""Lint and types are part of the tests."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys

import pytest

from tests.conftest import HOUSE, need


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "assistant", "tests", "benchmarks"],
        ["ruff", "format", "--check", "assistant", "tests", "benchmarks"],
        ["mypy", "--strict", "assistant"],
    ],
    ids=" ".join,
)
def test_clean(command: list[str]) -> None:
    need(command[0], importlib.util.find_spec(command[0]) is not None)
    done = subprocess.run([sys.executable, "-m", *command], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_shell_scripts_are_clean() -> None:
    need("shellcheck", shutil.which("shellcheck") is not None)
    done = subprocess.run(["shellcheck", ".ci/run", ".ci/engine"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
