"""`dockerhelp -r` on a real engine, from a real terminal: what it shows, asks and does, over all risks.

tests/terminal_runs.yaml holds the runs. An entry is `ask` and, optionally, `before` (bash: what must be there), `args` (in place
of -r), `keys` (pairs: the text to wait for, the keys to type), `shows` and `hides` (texts), `code` (the exit code, 0), `check`
(bash that must exit 0; `same GOT WANTED` helps) and `after`. `$P` stands for a prefix of its own.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import HOUSE, has_engine, need
from tests.proving import _CLEAN, _bash, read
from tests.terminal import in_terminal
from tests.test_filled_runs import _HELPERS, _PREFIX

ENTRIES = read(Path(__file__).with_name("terminal_runs.yaml"))
LEAST = 40
SIDE_BY_SIDE = 3
BEGIN = "t" + uuid.uuid4().hex[:5]


def own(value: Any, prefix: str) -> Any:
    """A value of an entry with its own prefix."""
    if isinstance(value, str):
        return _PREFIX.sub(prefix, value)
    return [own(one, prefix) for one in value] if isinstance(value, list) else value


def run(at: int, folder: Path) -> str:
    """What was wrong with one run; "" where it did what it says."""
    prefix = f"{BEGIN}{at:02}"
    entry = {name: own(value, prefix) for name, value in ENTRIES[at].items()}
    environment = {**os.environ, "P": prefix, "PYTHONPATH": str(HOUSE), "XDG_STATE_HOME": str(folder / "state")}
    before = _bash("set -eo pipefail\n" + entry.get("before", ""), str(folder), environment)
    if before.returncode:
        return f"before: {before.stdout}"
    argv = [sys.executable, "-m", "assistant", *entry.get("args", ["-r"]), *entry["ask"].split()]
    try:
        ended = in_terminal(argv, entry.get("keys", ()), environment, size=(40, 120), limit=60, folder=str(folder))
        wrong = [f"not shown: {text}" for text in entry.get("shows", ()) if text not in ended.text]
        wrong += [f"shown: {text}" for text in entry.get("hides", ()) if text in ended.text]
        wrong += [f"ended with {ended.code}"] if ended.code != entry.get("code", 0) else []
        check = _bash(f"set -e\n{_HELPERS}\n{entry.get('check', '')}", str(folder), environment)
        wrong += [f"check: {check.stdout}"] if check.returncode else []
        return "\n".join([*wrong, f"on the terminal:\n{ended.text}"]) if wrong else ""
    except AssertionError as error:
        return str(error)
    finally:
        if "after" in entry:
            _bash(entry["after"], str(folder), environment)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What was wrong with each run; all are run, some side by side, since they mostly wait."""
    need("engine", has_engine())
    folders = [tmp_path_factory.mktemp("run") for _ in ENTRIES]
    try:
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            yield list(pool.map(run, range(len(ENTRIES)), folders))
    finally:
        wanted = (lines for pattern, lines in _CLEAN.items() if not pattern.startswith("context"))
        _bash("\n".join([*wanted, "true"]), "/", {**os.environ, "P": BEGIN})


@pytest.mark.parametrize("at", range(len(ENTRIES)), ids=lambda at: f"{at}-{_PREFIX.sub('', ENTRIES[at]['ask'])[:50]}")
def test_run_from_a_terminal(at: int, outcomes: list[str]) -> None:
    assert outcomes[at] == ""


def test_there_are_enough_over_all_risks() -> None:
    assert len(ENTRIES) >= LEAST
    shown = " ".join(text for entry in ENTRIES for text in entry.get("shows", ()))
    assert all(words in shown for words in ("only looks", "changes things", "deletes for good"))
