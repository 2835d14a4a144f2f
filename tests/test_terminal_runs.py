"""`dockerhelp -r` on a real engine, from a real terminal: what it shows, asks and does, over all risks.

tests/terminal_runs.yaml holds the runs. An entry is `ask` and, optionally, `before` (bash: what must be there), `args` (in place
of -r), `keys` (pairs: the text to wait for, the keys to type), `shows` and `hides` (texts), `code` (the exit code, 0), `check`
(bash that must exit 0; `same GOT WANTED` helps) and `after`. `$P` stands for a prefix of its own.
"""

from __future__ import annotations

import os
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import HOUSE, need
from tests.proving import _CLEAN, _bash, read
from tests.terminal import in_terminal
from tests.test_filled_runs import _HELPERS, _PREFIX
from tests.test_proofs import has_engine

ENTRIES = read(Path(__file__).with_name("terminal_runs.yaml"))
LEAST = 40
BEGIN = "t" + uuid.uuid4().hex[:5]


@pytest.fixture(scope="module", autouse=True)
def _engine() -> Any:
    need("engine", has_engine())
    yield
    wanted = (lines for pattern, lines in _CLEAN.items() if not pattern.startswith("context"))
    _bash("\n".join([*wanted, "true"]), "/", {**os.environ, "P": BEGIN})


def own(value: Any, prefix: str) -> Any:
    """A value of an entry with its own prefix."""
    if isinstance(value, str):
        return _PREFIX.sub(prefix, value)
    return [own(one, prefix) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("at", range(len(ENTRIES)), ids=lambda at: f"{at}-{_PREFIX.sub('', ENTRIES[at]['ask'])[:50]}")
def test_run_from_a_terminal(at: int, tmp_path: Path) -> None:
    prefix = f"{BEGIN}{at:02}"
    entry = {name: own(value, prefix) for name, value in ENTRIES[at].items()}
    environment = {**os.environ, "P": prefix, "PYTHONPATH": str(HOUSE), "XDG_STATE_HOME": str(tmp_path / "state")}
    before = _bash("set -eo pipefail\n" + entry.get("before", ""), str(tmp_path), environment)
    assert before.returncode == 0, before.stdout
    argv = [sys.executable, "-m", "assistant", *entry.get("args", ["-r"]), *entry["ask"].split()]
    try:
        ended = in_terminal(argv, entry.get("keys", ()), environment, size=(40, 120), folder=str(tmp_path))
        for text in entry.get("shows", ()):
            assert text in ended.text
        for text in entry.get("hides", ()):
            assert text not in ended.text
        assert ended.code == entry.get("code", 0), ended.text
        check = _bash(f"set -e\n{_HELPERS}\n{entry.get('check', '')}", str(tmp_path), environment)
        assert check.returncode == 0, f"{check.stdout}\non the terminal:\n{ended.text}"
    finally:
        if "after" in entry:
            _bash(entry["after"], str(tmp_path), environment)


def test_there_are_enough_over_all_risks() -> None:
    assert len(ENTRIES) >= LEAST
    shown = " ".join(text for entry in ENTRIES for text in entry.get("shows", ()))
    assert all(words in shown for words in ("only looks", "changes things", "deletes for good"))
