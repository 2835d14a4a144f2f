"""Finished commands on a real engine: a question is asked, what comes is run as it is, and the engine tells what was done.

tests/filled_runs.yaml holds the questions. An entry is `ask` and, optionally, `before` (bash: what must be there), `check` (bash
that must exit 0), `prints` (text that the command or the check must print), `after` (bash: what is to be tidied up beyond names
with the prefix) and `swarm: true`. `$P` stands everywhere for a prefix of its own. A check may call `same GOT WANTED` and
`has NAME FORMAT WANTED` (docker inspect), and finds what the command printed in `$OUT`.

Needs an engine of its own (DOCKERHELP_ENGINE=1), as tests/test_proofs.py does. The test makes up no command and mends none.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.ask import Corridor
from assistant.model import Card, Hit
from tests.conftest import has_engine, need
from tests.proving import _CLEAN, _SWARM, _bash, read

ENTRIES = read(Path(__file__).with_name("filled_runs.yaml"))
WANTED = 60  # so many must do what their question said
TIME_LIMIT = 30  # seconds for one command
SIDE_BY_SIDE = 4  # and as many with swarm: a service that settles mostly waits

_PREFIX = re.compile(r"\$P(?![A-Z])")  # not $PWD and $PATH
_HELPERS = """
same() { [ "$1" = "$2" ] || { printf 'is     %s\\nwanted %s\\n' "$1" "$2"; exit 1; }; }
has() { same "$(docker inspect -f "$2" "$1")" "$3"; }
"""
_asking = threading.Lock()  # one question at a time; the commands run side by side


class Outcome(NamedTuple):
    """The command that came, and what was wrong with it or its doing; "" when it did what the question said."""

    command: str
    wrong: str


def run(entry: dict[str, Any], prefix: str, corridor: Corridor) -> Outcome:
    """Asks, prepares, runs and checks one entry, in a folder with the name of its prefix (so are compose projects called)."""
    own = {name: _PREFIX.sub(prefix, text) for name, text in entry.items() if isinstance(text, str)}
    with _asking:
        hits = corridor.ask(own["ask"], 1).hits
    command = hits[0].command() if hits else ""
    if not hits or _unsafe(hits[0], command, prefix):
        return Outcome(command, f"not run: {command or 'no answer'}")
    environment = {**os.environ, "P": prefix, "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryDirectory() as parent:
        folder = os.path.join(parent, prefix)
        os.mkdir(folder)
        try:
            return Outcome(command, _wrong(own, command, folder, environment))
        except subprocess.TimeoutExpired as error:
            return Outcome(command, f"took longer than {error.timeout:.0f} s: {command}")
        finally:
            if "after" in own:
                _bash(own["after"], folder, environment)


def _unsafe(hit: Hit, command: str, prefix: str) -> bool:
    """Whether a command has an open blank, or would change something that is not this run's own."""
    bound = prefix in command or command.startswith(("docker compose ", "docker build ")) or " --rm " in command
    return bool(re.search(r"<[a-z][\w-]*>", command)) or not (bound or hit.card.risk == "read")


def _wrong(own: dict[str, str], command: str, folder: str, environment: dict[str, str]) -> str:
    before = _bash("set -eo pipefail\n" + own.get("before", ""), folder, environment)
    if before.returncode:
        return f"before ended with {before.returncode}:\n{before.stdout}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", timeout=TIME_LIMIT, check=False,
    )  # fmt: skip
    if done.returncode:
        return f"ended with {done.returncode}: {command}\n{done.stdout}"
    check = _bash(f"set -e\n{_HELPERS}\n{own.get('check', '')}", folder, {**environment, "OUT": done.stdout.rstrip("\n")})
    printed = done.stdout + check.stdout
    if check.returncode:
        return f"check ended with {check.returncode} after: {command}\n{printed}"
    return "" if own.get("prints", "") in printed else f"'{own['prints']}' was not printed by: {command}\n{printed}"


def run_all(corridor: Corridor) -> list[Outcome]:
    """The outcome of each entry: those with swarm beside the others, which wait less. What fails is tried once more, alone.

    All is tidied up at once: the names begin alike, and an engine removes a hundred containers in the time of ten calls.
    """
    begin = "p" + uuid.uuid4().hex[:5]
    calm = [at for at, entry in enumerate(ENTRIES) if not entry.get("swarm")]
    swarm = [at for at, entry in enumerate(ENTRIES) if entry.get("swarm")]

    def tried(at: int, again: int = 0) -> Outcome:
        return run(ENTRIES[at], f"{begin}{again}{at:03}", corridor)

    try:
        _bash(_SWARM, "/", dict(os.environ))
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool, ThreadPoolExecutor(SIDE_BY_SIDE) as waiting:
            begun = [waiting.map(tried, swarm), pool.map(tried, calm)]  # both, before either is waited for
            results = [outcome for group in begun for outcome in group]
        found = dict(zip(swarm + calm, results, strict=True))
        _tidy(begin)
        return [tried(at, 1) if found[at].wrong else found[at] for at in range(len(ENTRIES))]
    finally:
        _tidy(begin)


def _tidy(begin: str) -> None:
    """Removes everything whose name begins so."""
    wanted = (lines for pattern, lines in _CLEAN.items() if not pattern.startswith("context"))
    _bash("\n".join([*wanted, "true"]), "/", {**os.environ, "P": begin})


@pytest.fixture(scope="module")
def outcomes(whole_corridor: Corridor) -> list[Outcome]:
    """What came of each entry, asked and run once."""
    need("engine", has_engine())
    return run_all(whole_corridor)


@pytest.mark.parametrize("at", range(len(ENTRIES)), ids=lambda at: _PREFIX.sub("", ENTRIES[at]["ask"])[:60])
def test_filled_command_does_what_was_asked(at: int, outcomes: list[Outcome]) -> None:
    assert outcomes[at].wrong == ""


def test_as_many_as_promised_do_what_was_asked(outcomes: list[Outcome]) -> None:
    done = {outcome.command for outcome in outcomes if not outcome.wrong}
    assert len(done) >= WANTED


def test_entries_are_well_formed() -> None:
    known = {"ask", "before", "check", "prints", "after", "swarm"}
    for entry in ENTRIES:
        assert set(entry) <= known, entry
        assert entry.get("check") or entry.get("prints"), f"nothing is checked: {entry['ask']}"
    asked = [entry["ask"] for entry in ENTRIES]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("risk", "command", "kept"),
    [
        ("change", "docker stop p1web", False),
        ("change", "docker stop web", True),
        ("read", "docker ps", False),
        ("read", "docker logs <container>", True),
        ("destroy", "docker rm -f $(docker ps -aq)", True),
        ("change", "docker run --rm busybox env", False),
        ("change", "docker compose up -d", False),
    ],
)
def test_what_is_not_of_this_run_is_not_run(risk: str, command: str, kept: bool) -> None:
    card = Card("some", "command", "Some", "Does something.", "some.yaml:1", command=command, risk=risk)
    assert _unsafe(Hit(card, 1.0), command, "p1") is kept
