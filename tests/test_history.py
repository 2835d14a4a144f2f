"""The journal: what is kept, for whom, and that nothing is lost when dockerhelp is killed or the disk is full."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.history import LONGEST_QUESTION, Entry, Journal, file, uses
from tests.conftest import HOUSE

posix = pytest.mark.skipif(os.name != "posix", reason="signals, modes and limits of POSIX")


def entry(number: int = 0, what: str = "run", card: str = "container-ls", question: str = "") -> Entry:
    return Entry(1_700_000_000.5 + number, what, question or f"question {number}", card, "docker ps", "sure")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "state" / "dockerhelp")


@pytest.fixture
def children() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for child in started:
        if child.poll() is None:
            child.kill()
        child.communicate()


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def test_what_is_added_comes_back_oldest_first(folder: str) -> None:
    journal = Journal(folder)
    wanted = [
        Entry(1.5, "asked", "how do I list containers", "container-ls", "docker ps", "sure"),
        Entry(2.0, "copied", "how do I list containers", "container-ls", "docker ps", way="OSC 52"),
        Entry(3.0, "run", "", "container-ls", "docker ps", exit=0, seconds=0.25),
    ]
    for one in wanted:
        journal.add(one)
        assert journal.problem == ""
    assert Journal(folder).entries() == wanted
    assert [Journal(folder).entries(last) for last in (0, 1, 2, 9)] == [[], wanted[2:], wanted[1:], wanted]


@given(
    st.builds(
        Entry,
        st.floats(0, 1e11),
        st.sampled_from(["asked", "copied", "run"]),
        *[st.text(max_size=30)] * 5,
        st.none() | st.integers(-200, 300),
        st.none() | st.floats(0, 1e6),
    )
)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_entry_is_one_line_of_plain_letters(tmp_path: Path, one: Entry) -> None:
    journal = Journal(str(tmp_path / "any"), secrets=("nothing",))
    journal.add(one)
    assert journal.problem == ""
    line = Path(journal.path).read_bytes().splitlines(keepends=True)[-1]
    assert line.isascii()
    assert line.endswith(b"\n")
    assert all(32 <= letter < 127 for letter in line[:-1])
    assert journal.entries(1)[0]._replace(question="", command="") == one._replace(question="", command="")


@posix
def test_it_is_for_the_person_alone(folder: str) -> None:
    old = os.umask(0)
    try:
        journal = Journal(folder)
        journal.add(entry())
    finally:
        os.umask(old)
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in Path(folder).iterdir()} == {0o600}
    os.chmod(journal.path, 0o644)
    os.chmod(folder, 0o755)
    journal.add(entry())
    assert stat.S_IMODE(os.stat(journal.path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o755


@pytest.mark.parametrize("keep", [True, False])
def test_nothing_is_kept_where_none_is_wanted(folder: str, tmp_path: Path, keep: bool) -> None:
    journal = Journal("" if keep else folder, keep)
    journal.add(entry())
    assert (journal.problem, journal.entries(), journal.uses()) == ("", [], {})
    assert not os.path.exists(tmp_path / "state")
    assert not os.path.exists("history.jsonl")


def test_secrets_are_masked_before_anything_is_written(folder: str) -> None:
    journal = Journal(folder)
    journal.add(Entry(1.0, "run", "log in as ci with swordfish", "login", "docker login -u ci -p swordfish"))
    journal.add(Entry(2.0, "run", "my password is 'open sesame'", "x", "docker run -e 'X=open sesame' web"))
    written = b"".join(path.read_bytes() for path in Path(folder).iterdir())
    assert b"swordfish" not in written
    assert b"sesame" not in written
    assert journal.entries()[0].command == "docker login -u ci -p ***"


def test_names_of_a_persons_own_can_be_secret(folder: str) -> None:
    journal = Journal(folder, secrets=("license",))
    journal.add(entry()._replace(command="docker run -e APP_LICENSE=abcd-1234 web"))
    assert journal.entries()[0].command == "docker run -e APP_LICENSE=*** web"


def test_a_long_question_is_cut_and_its_secret_before_the_cut(folder: str) -> None:
    journal = Journal(folder)
    journal.add(entry(question="x" * (LONGEST_QUESTION - 20) + " PASSWORD='hunter2 " + "y" * 3_000_000))
    question = journal.entries()[0].question
    assert len(question) <= LONGEST_QUESTION
    assert "hunter2" not in question
    assert question.startswith("x" * (LONGEST_QUESTION - 20))


BROKEN = [
    b'{"at": 1, "wh',
    b"null",
    b"[]",
    b"\xff\xfe\x00",
    b'{"at": "x", "what": "run"}',
    b'{"at": NaN, "what": "run"}',
    b'{"at": 1, "what": 7}',
    b'{"at": 1, "what": "run", "exit": 1.5}',
    b'{"at": 1, "what": "run", "exit": true}',
    b'{"at": 1, "what": "run", "question": null}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_broken_lines_are_left_out_and_spoil_nothing(folder: str, broken: bytes) -> None:
    journal = Journal(folder)
    journal.add(entry(1))
    with open(journal.path, "ab") as out:
        out.write(broken)  # without an end: a crash
    journal.add(entry(2))
    assert journal.problem == ""
    assert journal.entries() == [entry(1), entry(2)]
    assert journal.entries(2) == [entry(1), entry(2)]
    assert journal.uses() == {"container-ls": 2}


def test_what_a_later_version_adds_is_let_pass(folder: str) -> None:
    journal = Journal(folder)
    journal.add(entry())
    with open(journal.path, "ab") as out:
        out.write(b'{"at": 7, "what": "run", "card": "x", "shell": "fish"}\n')
    assert journal.entries()[-1] == Entry(7, "run", "", "x", "")


def test_uses_counts_what_was_copied_and_run(folder: str) -> None:
    journal = Journal(folder)
    assert journal.uses() == {}
    for what, card in [("asked", "a"), ("copied", "a"), ("run", "a"), ("run", "b"), ("run", "")]:
        journal.add(entry(what=what, card=card))
    assert journal.uses() == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    "spoiled", [b"", b"{", b"[]", b"null", b'{"size": -1, "lines": 1, "looked": 1, "uses": {}}', b"[" * 99_999, None]
)
def test_uses_that_are_wrong_are_made_anew_when_something_is_added(folder: str, spoiled: bytes | None) -> None:
    journal, path = Journal(folder), Path(folder, "uses.json")
    for number in range(3):
        journal.add(entry(number))
    path.unlink() if spoiled is None else path.write_bytes(spoiled)
    assert journal.uses() == {}
    journal.add(entry(3))
    assert journal.uses() == {"container-ls": 4}
    state = json.loads(path.read_text())
    path.write_text(json.dumps({**state, "size": state["size"] + 1, "uses": {"container-ls": 99}}))
    journal.add(entry(4))
    assert journal.uses() == {"container-ls": 5}


def test_uses_are_those_of_lately(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uses, "LATELY", 20)
    monkeypatch.setattr(uses, "_SLACK", 5)
    journal = Journal(folder)
    for number in range(200):
        journal.add(entry(number, card="old" if number < 100 else "new"))
        assert sum(journal.uses().values()) <= 25
    assert set(journal.uses()) == {"new"}
    assert 20 <= journal.uses()["new"] <= 25
    assert len(journal.entries()) == 200


def test_it_is_made_shorter_when_it_has_outgrown_its_limit(folder: str) -> None:
    journal = Journal(folder, most=10)
    for number in range(100):
        journal.add(entry(number))
        kept = [int(one.at - 1_700_000_000) for one in journal.entries()]
        assert kept == list(range(number + 1 - len(kept), number + 1))
        assert min(number + 1, 10) <= len(kept) <= 15
    assert len(journal.entries(3)) == 3
    assert sorted(os.listdir(folder)) == ["history.jsonl", "history.lock", "uses.json"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_text("here"), "a file stands where the directory should be"),
        (lambda path: (path / "history.jsonl").mkdir(parents=True), "a directory stands where the file should be"),
        (lambda path: path.symlink_to(path), "its links run in a circle|a file stands where"),
    ],
    ids=["file", "directory", "circle"],
)
def test_what_stands_in_the_way_is_told(tmp_path: Path, make: object, says: str) -> None:
    assert callable(make)
    make(tmp_path / "here")
    journal = Journal(str(tmp_path / "here"))
    journal.add(entry())
    assert journal.problem.startswith(f"the history cannot be kept in {tmp_path / 'here'}: ")
    assert re.search(says, journal.problem)
    assert (journal.entries(), journal.uses()) == ([], {})


@posix
def test_a_pipe_in_the_file_s_place_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "history.jsonl")
    os.mkfifo(tmp_path / "uses.json")
    journal = Journal(str(tmp_path))
    journal.add(entry())
    assert "history.jsonl is not a file" in journal.problem
    assert (journal.entries(), journal.uses()) == ([], {})


def test_folders_that_cannot_be_are_no_error(tmp_path: Path) -> None:
    for folder in ("a\0b", str(tmp_path / "file" / "below"), "x" * 5000):
        (tmp_path / "file").write_text("")
        journal = Journal(folder)
        journal.add(entry())
        assert journal.problem
        assert (journal.entries(), journal.uses()) == ([], {})


ADDS_AS = """
import os, sys
from assistant.history import Entry, Journal
Journal(sys.argv[2]).add(Entry(1.0, "run", "q", "c", "docker ps"))  # everything is imported now
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
journal = Journal(sys.argv[1])
journal.add(Entry(1.0, "run", "q", "c", "docker ps"))
print(journal.problem)
"""


@posix
def test_no_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o555)
    done = python(ADDS_AS, str(tmp_path / "shut" / "dockerhelp"), str(tmp_path / "open")).communicate(timeout=20)
    assert done[0] == f"the history cannot be kept in {tmp_path / 'shut' / 'dockerhelp'}: you may not write there\n", done


FULL = """
import resource, sys
from assistant.history import Entry, Journal
journal = Journal(sys.argv[1])
journal.add(Entry(1.0, "run", "first", "c", "docker ps"))
import os
size = os.path.getsize(journal.path)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 30, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
journal.add(Entry(2.0, "run", "second", "c", "docker ps"))
print(journal.problem)
print(os.path.getsize(journal.path) == size)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2)
journal.add(Entry(3.0, "run", "third", "c", "docker ps"))
print(*[entry.question for entry in journal.entries()], journal.uses(), journal.problem)
"""


@posix
def test_no_room_leaves_the_file_as_it_was(folder: str) -> None:
    out, error = python(FULL, folder).communicate(timeout=20)
    assert out.splitlines() == [
        f"the history cannot be kept in {folder}: there is no room left on the disk",
        "True",
        "first third {'c': 2} ",
    ], error


HOLDS = """
import fcntl, sys
lock = open(sys.argv[1], "a")
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@posix
def test_a_lock_that_is_never_let_go_is_told(
    folder: str, monkeypatch: pytest.MonkeyPatch, children: list[subprocess.Popen[str]]
) -> None:
    monkeypatch.setattr(file, "_PATIENCE", 0.2)
    journal = Journal(folder)
    journal.add(entry(1))
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(Path(folder, "history.lock"))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    children.append(child)
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    journal.add(entry(2))
    assert "another dockerhelp holds the journal's lock" in journal.problem
    child.kill()
    child.wait()
    journal.add(entry(3))
    assert journal.problem == ""
    assert journal.entries() == [entry(1), entry(3)]


MANY = """
import sys
from assistant.history import Entry, Journal
journal = Journal(sys.argv[1], most=int(sys.argv[3]))
for number in range(50):
    journal.add(Entry(number, "run", f"{sys.argv[2]} {number}", "card", "docker ps"))
    assert not journal.problem, journal.problem
"""


def test_many_at_once_lose_nothing(folder: str, children: list[subprocess.Popen[str]]) -> None:
    children += [python(MANY, folder, str(worker), "10000") for worker in range(8)]
    for child in children:
        assert child.communicate(timeout=60)[1] == ""
        assert child.returncode == 0
    lines = Path(folder, "history.jsonl").read_bytes().splitlines()
    assert len(lines) == 400
    assert {json.loads(line)["question"] for line in lines} == {f"{worker} {n}" for worker in range(8) for n in range(50)}
    assert Journal(folder).uses() == {"card": 400}


@posix
def test_many_at_once_that_make_it_shorter_leave_no_gap(folder: str, children: list[subprocess.Popen[str]]) -> None:
    children += [python(MANY, folder, str(worker), "10") for worker in range(8)]
    for child in children:
        assert child.communicate(timeout=60)[1] == ""
    kept: dict[str, list[int]] = {}
    for one in Journal(folder).entries():
        worker, number = one.question.split()
        kept.setdefault(worker, []).append(int(number))
    assert 10 <= sum(map(len, kept.values())) <= 15
    assert all(numbers == list(range(numbers[0], 50)) for numbers in kept.values()), kept


KILLED = """
import os, sys
from assistant.history import Entry, Journal
folder, number, most = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
journal = Journal(folder, most=most)
while True:
    journal.add(Entry(number, "run", "question " * (number % 50), "card", "docker ps"))
    assert not journal.problem, journal.problem
    os.write(1, b"%d\\n" % number)
    number += 1
"""


@posix
@pytest.mark.parametrize("most", [10_000, 20], ids=["long", "short"])
def test_killed_at_fifty_moments_it_loses_no_entry(folder: str, most: int, children: list[subprocess.Popen[str]]) -> None:
    """The moment is what is tested, so here it is left to chance; the seed is told when it fails."""
    seed = random.randrange(10**6)
    chance, journal, done = random.Random(seed), Journal(folder, most=most), -1
    waiting = python(KILLED, folder, "0", str(most))
    children.append(waiting)
    for _ in range(50):
        child = waiting
        assert child.stdout
        told = child.stdout.readline()
        assert told, child.communicate()
        time.sleep(chance.uniform(0, 0.012))
        child.send_signal(signal.SIGKILL)
        told += child.communicate()[0]
        acknowledged = [int(line) for line in told.splitlines() if line]
        kept = [int(one.at) for one in journal.entries()]
        assert kept, seed
        waiting = python(KILLED, folder, str(kept[-1] + 1), str(most))
        children.append(waiting)
        if told.endswith("\n"):
            assert kept[-1] >= acknowledged[-1], seed
        assert acknowledged[0] == done + 1, seed
        assert kept == list(range(kept[0], kept[-1] + 1)), seed
        assert len(kept) >= min(kept[-1] + 1, most), seed
        done = kept[-1]
    waiting.kill()
    waiting.communicate()
    for line in Path(journal.path).read_bytes().splitlines():
        assert file.parsed(line), (seed, line)
    journal.add(entry(what="asked"))
    path = Path(folder, "uses.json")
    state = json.loads(path.read_text())
    assert state["size"] == os.path.getsize(journal.path)
    assert state["lines"] == len(journal.entries())
    assert sum(journal.uses().values()) == state["looked"] - 1


def test_what_the_one_shot_path_reads_is_small_and_quick(folder: str) -> None:
    for number in range(300):
        Journal(folder).add(entry(number, card=f"card-{number}"))
    script = (
        "import sys, time, json\nbegun = time.perf_counter()\nfrom assistant.history import Journal\n"
        "counted = Journal(sys.argv[1]).uses()\ntook = time.perf_counter() - begun\n"
        "print(len(counted), took, *[name for name in sys.modules if name.startswith('assistant.history')])"
    )
    took = []
    for _ in range(5):
        out, error = python(script, folder).communicate(timeout=20)
        counted, seconds, *modules = out.split()
        assert (counted, modules) == ("300", ["assistant.history", "assistant.history.uses"]), error
        took.append(float(seconds))
    assert min(took) < 0.02, took  # a twentieth of it is usual


def test_to_add_is_quick(folder: str) -> None:
    journal, took = Journal(folder), []
    for number in range(100):
        begun = time.perf_counter()
        journal.add(entry(number, question="run postgres with POSTGRES_PASSWORD=hunter2"))
        took.append(time.perf_counter() - begun)
    assert sorted(took)[50] < 0.05, took
