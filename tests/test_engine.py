"""What the local engine tells: names and state from fake clients of every kind, and that no client can hold anybody up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.docker.engine import KINDS, PARTS, Engine, State, asked_as, number
from assistant.docker.live import hints, in_spelling, parts
from assistant.docker.near import nearest
from assistant.model import BLANK_KINDS
from tests.conftest import HOUSE, has_engine, need

AT_ONCE, SLACK = 0.2, 0.4  # seconds: a machine that is busy with other tests
Make = Callable[..., Engine]


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[Make]:
    """Makes an engine whose client is a shell script; it finds a folder to write into at $HERE."""
    made: list[Engine] = []

    def make(script: str, limit: float = 5.0, keep: float = 60.0, *others: str) -> Engine:
        folder = tmp_path / f"bin{len(made)}"
        folder.mkdir()
        for name, text in (("docker", script), *((other, "exit 0") for other in others)):
            program = folder / name
            program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            program.chmod(0o755)
        environment = {"PATH": f"{folder}:/usr/bin:/bin", "HERE": str(tmp_path)}
        made.append(Engine(environment, limit, keep))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Polls for something to become true."""
    end = time.monotonic() + seconds
    while not (done := true()) and time.monotonic() < end:
        time.sleep(0.01)
    return done


def gone(pid: int) -> bool:
    """Whether a process has ended and is no zombie of ours either."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return True
    return state[0] == "Z" and int(state[1]) != os.getpid()


def read(engine: Engine, kind: str) -> tuple[str, ...]:
    engine.wait([kind])
    return engine.names(kind)


def test_nothing_is_known_at_first_and_soon_it_is(fake: Make) -> None:
    engine = fake("printf 'shop-api-1\\nshop-db-1\\n'")
    assert engine.names("container") == ()
    assert engine.wait(["container"])
    assert engine.names("container") == ("shop-api-1", "shop-db-1")


def test_every_kind_is_a_kind_of_blank() -> None:
    assert set(KINDS) - {"compose-service"} <= set(BLANK_KINDS)
    assert not set(KINDS) & set(PARTS)


def test_a_kind_that_no_engine_lists_is_not_asked_for(fake: Make) -> None:
    engine = fake('echo x >> "$HERE/calls"')
    assert engine.names("port") == ()
    assert engine.wait(["port", "duration"])
    assert not os.path.exists(engine._environment["HERE"] + "/calls")


@pytest.mark.parametrize(
    ("kind", "printed", "names"),
    [
        ("container", "web\\nweb\\n-rm\\na b\\n$(x)\\n\\033[31mred\\nx\\nok_1.2\\n", ("web", "ok_1.2")),
        (
            "image",
            "nginx:1.25\\n<none>:<none>\\nreg.example:5000/a/b:v1\\nUPPER:x\\nx;y:1\\n",
            ("nginx:1.25", "reg.example:5000/a/b:v1"),
        ),
        ("volume", "data\\n../etc\\nv.1\\n", ("data", "v.1")),
        ("network", "bridge\\nmy net\\n net\\nnet\\twork\\n\\303\\251t\\303\\251\\n", ("bridge", "my net", "été")),
        ("service", "shop_web\\nweb-\\nw\\n", ("shop_web", "w")),
        ("node", "node1.example.com\\n<x>\\n", ("node1.example.com",)),
        ("context", "default\\nx+y\\n*\\n", ("default", "x+y")),
        (
            "builder",
            "NAME/NODE DRIVER\\nmine *  docker\\n  mine0 x\\n \\\\_ b  \\\\_ b\\ndefault* docker\\nerror:x\\n",
            ("mine", "default"),
        ),
        ("project", "shop\\nshop\\nShop\\n\\n", ("shop",)),
        ("compose-service", "api\\n-x\\n_db\\n", ("api", "_db")),
        ("plugin", "vieux/sshfs:latest\\n", ("vieux/sshfs:latest",)),
        ("secret", "one\\r\\ntwo\\nthree", ("one", "two")),  # a last line without an end may have been cut
    ],
)
def test_only_what_docker_allows_as_a_name_is_one(kind: str, printed: str, names: tuple[str, ...], fake: Make) -> None:
    assert read(fake(f"printf '{printed}'"), kind) == names


def test_names_are_bounded(fake: Make) -> None:
    assert len(read(fake("seq 100000 100999"), "container")) == 500


def test_output_without_end_is_cut_and_not_waited_for(fake: Make) -> None:
    start = time.monotonic()
    assert read(fake("exec yes name", 30.0), "container") == ("name",)
    assert time.monotonic() - start < 5


BIG = "head -c 30000000 /dev/zero | tr '\\0' "
HOSTILE = {
    "hangs": ("sleep 60", ()),
    "hangs after a name": ("echo name; sleep 60", ()),
    "will not be ended": ("trap '' TERM INT HUP; while :; do sleep 1; done", ()),
    "prints without end": ("exec yes name", ("name",)),
    "prints slowly without end": ("while :; do echo name; sleep 0.05; done", ()),
    "prints one endless line": (f"{BIG} x", ()),
    "prints control characters": ("printf '\\033]0;x\\007name\\n\\001\\002\\n\\377\\376\\n\\033[2J\\n'", ()),
    "prints zeros": ("head -c 100000 /dev/zero", ()),
    "closes its output and stays": ("exec >&-; sleep 60", ()),
    "fails": ("echo name; exit 1", ()),
    "is killed": ("echo name; kill -9 $$", ()),
    "leaves a child with the pipe": ("sleep 60 & echo name", ("name",)),
    "leaves a child that prints": ("(sleep 0.05; exec yes other) & echo name", None),
    "complains at length": ("yes >&2", ()),
    "reads what nobody types": ("read x; echo name", ("name",)),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_no_client_holds_anybody_up(how: str, fake: Make) -> None:
    script, names = HOSTILE[how]
    engine = fake(f'echo $$ > "$HERE/pid"\n{script}', 0.3)
    start = time.monotonic()
    assert engine.names("container") == ()
    assert time.monotonic() - start < AT_ONCE
    engine.wait(["container"])
    assert time.monotonic() - start < 0.3 + SLACK
    assert until(lambda: engine.wait(["container"]))
    assert names is None or engine.names("container") in (names, ())  # on a busy machine even a good client may be late
    written = engine_home(engine) / "pid"
    pid = int(written.read_text() or 0) if written.exists() else 0
    assert not pid or until(lambda: gone(pid))


def engine_home(engine: Engine) -> Path:
    return Path(engine._environment["HERE"])


def test_what_a_client_leaves_behind_is_ended(fake: Make) -> None:
    engine = fake('sleep 60 & echo $! > "$HERE/pid"; echo name')
    assert read(engine, "container") == ("name",)
    child = int((engine_home(engine) / "pid").read_text())
    assert until(lambda: gone(child))


@pytest.mark.parametrize("path", ["/nowhere", "", "\0", "/etc/passwd:/dev/null", "\udcff"])
def test_no_client_at_all_is_no_trouble(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine = Engine({"PATH": path})
    engine.wait([*KINDS, *PARTS])
    assert {kind: names for kind in KINDS if (names := engine.names(kind))} == {}
    assert engine.state().reachable in (False, None)
    assert engine.state().compose == ""


@pytest.mark.parametrize("content", [b"", b"\x7fELF\0\0", b"#!/no/such/interpreter\n", b"\xff\xfe no script"])
def test_a_client_that_is_no_program_is_no_trouble(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "docker").write_bytes(content)
    (tmp_path / "docker").chmod(0o755)
    engine = Engine({"PATH": str(tmp_path)}, 2.0)
    assert read(engine, "container") == ()
    assert engine.state().api == ""


EXITS = """
import os, time
from assistant.docker.engine import KINDS, Engine, asked_as
engine = Engine(os.environ, limit={limit})
engine.names("container")
engine.wait(["container"], time.monotonic() + {wait})
if {wait}:
    while not os.path.exists(os.environ["HERE"] + "/pid"):
        time.sleep(0.005)
print("done")
{end}
"""


@pytest.mark.parametrize("end", ["", "raise KeyboardInterrupt", "import sys; sys.exit(3)"])
@pytest.mark.parametrize("wait", [0, 0.05])
def test_the_interpreter_ends_while_the_client_hangs(wait: float, end: str, fake: Make, tmp_path: Path) -> None:
    path = fake('echo $$ > "$HERE/own"; mv "$HERE/own" "$HERE/pid"; sleep 60')._environment["PATH"]
    environment = {**os.environ, "PATH": path, "HERE": str(tmp_path), "PYTHONPATH": str(HOUSE)}
    script = EXITS.format(limit=30, wait=wait, end=end)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=20
    )
    assert time.monotonic() - start < 1.0 + SLACK
    assert done.stdout == "done\n"
    assert "Fatal" not in done.stderr
    assert end or done.stderr == ""
    if wait:
        assert until(lambda: gone(int((tmp_path / "pid").read_text())))


def test_a_deadline_is_kept(fake: Make) -> None:
    engine = fake("sleep 60")
    start = time.monotonic()
    assert not engine.wait(["container"], start + 0.05)
    assert time.monotonic() - start < 0.05 + SLACK
    assert not engine.wait(["container"], start - 1)


COUNTS = 'echo x >> "$HERE/calls"; printf "name%d\\n" $(wc -l < "$HERE/calls")'


def test_an_answer_serves_for_a_while_and_is_then_read_anew(fake: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = fake(COUNTS)
    assert read(engine, "container") == ("name1",)
    assert read(engine, "container") == ("name1",)
    moment = time.monotonic
    monkeypatch.setattr("assistant.docker.asking.time.monotonic", lambda: moment() + 61)
    assert engine.names("container") == ("name1",)  # at once, while it is being read anew
    assert until(lambda: engine.names("container") == ("name2",))


def test_a_question_is_asked_once_at_a_time(fake: Make) -> None:
    engine = fake(f"{COUNTS}; sleep 0.2")
    for _ in range(20):
        engine.names("container")
    assert read(engine, "container") == ("name1",)


def test_a_failure_is_kept_as_well(fake: Make) -> None:
    engine = fake('echo x >> "$HERE/calls"; exit 1')
    for _ in range(5):
        assert read(engine, "container") == ()
    assert (engine_home(engine) / "calls").read_text() == "x\n"


def test_no_thread_to_be_had_is_no_trouble(fake: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    engine = fake("echo name")
    monkeypatch.setattr("threading.Thread.start", refuse)
    assert engine.names("container") == ()
    assert engine.wait(["container"])
    assert engine.state() == State()


def test_nothing_is_started_after_the_end(fake: Make) -> None:
    engine = fake("echo name")
    engine.names("volume")
    engine.close()
    assert read(engine, "container") == ()


def test_services_of_one_project(fake: Make) -> None:
    engine = fake('echo "$@" >> "$HERE/calls"; echo api')
    assert engine.names("compose-service", "shop") == ()
    assert until(lambda: engine.names("compose-service", "shop") == ("api",))
    assert engine.names("compose-service", "shop; x") == ()
    assert engine.names("container", "shop") == ()
    calls = (engine_home(engine) / "calls").read_text().splitlines()
    assert len(calls) == 1
    assert calls[0].endswith("--filter label=com.docker.compose.project=shop")


def test_nothing_heavy_is_loaded_before_something_is_asked() -> None:
    script = (
        "import sys; before = set(sys.modules)\nfrom assistant.docker.engine import Engine\nimport assistant.docker.near\n"
        "Engine({}).names('port')\nprint(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=HOUSE)
    assert not {"subprocess", "threading", "difflib", "selectors", "assistant.docker.asking"} & set(done.stdout.split())


# --- the state

CLIENT = """
case "$1 $2" in
"version --format") {version};;
"info --format") {info};;
"compose version") {compose};;
"buildx version") {buildx};;
*) exit 1;;
esac
"""
GOOD = {
    "version": "echo 1.45 1.45 26.1.5+dfsg1",
    "info": "echo active true",
    "compose": "echo 2.26.1-4",
    "buildx": "echo github.com/docker/buildx v0.13.1 abc",
}
ALL = ("server", "swarm", "compose", "buildx")
NO_SWARM = ("server", "compose", "buildx")
PLUGIN, DC, V = "docker compose", "docker-compose", "26.1.5+dfsg1"


@pytest.mark.parametrize(
    ("client", "others", "state"),
    [
        ({}, (), State("1.45", PLUGIN, "manager", V, True, True, False, ALL)),
        ({"info": "echo active false"}, (), State("1.45", PLUGIN, "worker", V, True, True, False, ALL)),
        ({"info": "echo inactive false"}, (), State("1.45", PLUGIN, "", V, True, True, False, ALL)),
        ({"info": "echo locked false"}, (), State("1.45", PLUGIN, "", V, True, True, False, NO_SWARM)),
        ({"compose": "exit 125"}, (), State("1.45", "", "manager", V, True, True, False, ALL)),
        ({"compose": "exit 1"}, ("docker-compose",), State("1.45", DC, "manager", V, True, True, False, ALL)),
        ({"compose": "echo Usage: docker"}, (), State("1.45", "", "manager", V, True, True, False, ALL)),
        ({"buildx": "exit 1"}, (), State("1.45", PLUGIN, "manager", V, True, False, False, ALL)),
        ({"version": "echo 1.41 1.45 26.1"}, (), State("1.41", PLUGIN, "manager", "26.1", True, True, True, ALL)),
        ({"version": "echo 1.45 1.41 20.10"}, (), State("1.41", PLUGIN, "manager", "20.10", True, True, False, ALL)),
        ({"version": "echo 1.9 1.10 1.7"}, (), State("", PLUGIN, "manager", "1.7", True, True, False, ALL)),
        ({"version": "echo 5.4 5.4 5.4", "info": "exit 125"}, (), State("", PLUGIN, "", "5.4", True, True, False, NO_SWARM)),
        ({"version": "echo 1.45; exit 1", "info": "exit 1"}, (), State("", PLUGIN, "", "", False, True, False, ALL[2:])),
    ],
)  # fmt: skip
def test_state(client: dict[str, str], others: tuple[str, ...], state: State, fake: Make) -> None:
    engine = fake(CLIENT.format(**{**GOOD, **client}), 5.0, 60.0, *others)
    assert engine.state() == State()
    assert engine.wait(PARTS)
    assert engine.state() == state


def test_of_an_engine_that_gives_no_answer_nothing_is_known(fake: Make) -> None:
    engine = fake("sleep 60", 0.1)
    engine.wait(PARTS)
    assert until(lambda: engine.wait(PARTS))
    assert engine.state() == State()
    assert hints(["manager", "compose", "buildx"], "docker compose up", engine.state()) == []


@pytest.mark.parametrize(
    ("api", "is_number"), [("1.45", (1, 45)), ("1.100", (1, 100)), ("1.9", ()), ("", ()), ("5.4.0", ()), ("x", ())]
)
def test_api_numbers(api: str, is_number: tuple[int, ...]) -> None:
    assert number(api) == is_number


# --- nearest

THERE = (
    "shop-api-1",
    "shop-db-1",
    "api_gateway",
    "Nginx",
    "postgres",
    "web",
    "web2",
    "redis:7",
    "reg.example/team/app:latest",
    "busybox:latest",
)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("api", ("api_gateway", "shop-api-1")),
        ("shop-api", ("shop-api-1",)),
        ("shop", ("shop-api-1", "shop-db-1")),
        ("web", ()),
        ("busybox", ()),
        ("WEB", ("web",)),
        ("nginx", ("Nginx",)),
        ("ngnix", ("Nginx",)),
        ("redis", ("redis:7",)),
        ("app", ("reg.example/team/app:latest",)),
        ("postgrse", ("postgres",)),
        ("post", ("postgres",)),
        ("postgresql", ("postgres",)),
        ("pi", ()),
        ("", ()),
        ("-", ()),
        ("mongo", ()),
    ],
)
def test_nearest(wanted: str, names: tuple[str, ...]) -> None:
    assert nearest(wanted, THERE) == names


def test_nearest_is_at_most_five_in_the_order_they_stand() -> None:
    assert nearest("api", [f"api-{n}" for n in range(9)]) == tuple(f"api-{n}" for n in range(5))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.lists(st.text("ab-_.1/", max_size=12), max_size=20))
def test_nearest_is_among_the_names(wanted: str, names: list[str]) -> None:
    found = nearest(wanted, names)
    assert set(found) <= set(names)
    assert len(found) <= 5


def test_nearest_is_quick_among_many_names() -> None:
    names = [f"project{n}-service-name-{n}" for n in range(500)]
    start = time.perf_counter()
    nearest("servise-nmae", names)
    nearest("x" * 100_000, names)
    assert time.perf_counter() - start < 0.3


# --- hints

OLD = State("1.41", "docker-compose", "worker", "20.10.24", True, False, False, ALL)
OLD_CLIENT = OLD._replace(old_client=True)
NEW = State("1.52", "docker compose", "manager", "29.0.0", True, True, False, ALL)
HAS_OTHER = "the compose plugin is not installed here, but docker-compose is: "
NO_COMPOSE = "compose is not installed here: neither docker compose nor docker-compose is there"
NO_SWARM_MODE = "this engine is not in swarm mode, and this needs a swarm; docker swarm init makes it one"
WORKER = "this node is a worker of its swarm; run it on a manager"
START = "--health-start-interval needs API 1.44 (engine 25);"
BARE = State("1.45", "", "", "26.1.5", True, True, False, ALL)


@pytest.mark.parametrize(
    ("state", "needs", "command", "told"),
    [
        (OLD, ["compose"], "docker compose -f <path> up -d", [HAS_OTHER + "docker-compose -f <path> up -d"]),
        (OLD, [], "sudo docker compose logs web | grep x", [HAS_OTHER + "sudo docker-compose logs web | grep x"]),
        (OLD, ["compose"], "docker-compose ps", [HAS_OTHER + "write docker-compose in place of docker compose"]),
        (BARE, ["engine", "compose"], "docker compose ps", [NO_COMPOSE]),
        (NEW, ["compose"], "docker compose ps", []),
        (OLD, ["manager"], "docker service ls", [WORKER]),
        (OLD, [], "docker node ls", [WORKER]),
        (OLD, ["swarm"], "docker swarm leave", []),
        (BARE, ["swarm"], "docker swarm leave", [NO_SWARM_MODE]),
        (BARE, ["manager"], "docker service create nginx", [NO_SWARM_MODE]),
        (BARE, ["engine"], "docker swarm init", []),
        (BARE, ["manager"], "docker swarm join --token <token> <address>", []),
        (NEW, ["manager"], "docker stack ls", []),
        (OLD, ["buildx"], "docker buildx ls", ["the buildx plugin is not installed here, and this needs it"]),
        (NEW, ["buildx"], "docker buildx ls", []),
        (OLD, ["engine"], "docker run -d --health-start-interval 1s nginx", [f"{START} this engine speaks 1.41"]),
        (OLD_CLIENT, [], "docker run --health-start-interval=1s x", [f"{START} this docker client speaks 1.41"]),
        (OLD, [], "docker run nginx --health-start-interval 1s", []),
        (OLD, [], "docker run -e --annotation nginx", []),
        (OLD, [], "docker image rm x --platform linux/arm", ["--platform needs API 1.50 (engine 28.2); this engine speaks 1.41"]),
        (OLD, [], "docker rmi $(docker volume prune -a)", ["--all needs API 1.42 (engine 23); this engine speaks 1.41"]),
        (NEW, [], "docker run --health-start-interval 1s nginx", []),
        (OLD, ["engine"], "docker ps -aq", []),
        (OLD, [], "", []),
        (OLD, [], "ls 'unbalanced", []),
        (State(), ["manager", "compose", "buildx"], "docker compose up", []),
    ],
)  # fmt: skip
def test_hints(state: State, needs: list[str], command: str, told: list[str]) -> None:
    assert hints(needs, command, state) == told


@pytest.mark.parametrize(
    ("needs", "command", "wanted"),
    [
        (["engine"], "docker ps", ()),
        (["engine", "compose"], "docker compose up", ("compose",)),
        ([], "docker run --annotation a=b x", ("server",)),
        ([], "docker system prune", ()),
        (["manager"], "docker service ls", ("swarm",)),
        (["buildx"], "docker buildx ls", ("buildx",)),
    ],
)
def test_only_the_parts_that_matter_are_asked_for(needs: list[str], command: str, wanted: tuple[str, ...]) -> None:
    assert parts(needs, command) == wanted


@pytest.mark.parametrize(
    ("command", "other"),
    [
        ("docker compose up", "docker-compose up"),
        ("docker  compose ps && docker compose down", "docker-compose ps && docker-compose down"),
        ("docker compose-x", "docker compose-x"),
        ("my-docker compose up", "my-docker compose up"),
    ],
)
def test_in_spelling(command: str, other: str) -> None:
    assert in_spelling(command, "docker-compose") == other
    assert in_spelling(command, "docker compose") == command
    assert in_spelling(command, "") == command


@settings(max_examples=200, deadline=None)
@given(st.text("docker compse -=run'\"$()|;\n", max_size=60))
def test_hints_never_raise_and_are_lines(command: str) -> None:
    assert all("\n" not in told for told in hints(["manager", "compose", "buildx"], f"docker {command}", OLD))


# --- a real engine


@pytest.fixture
def real() -> Iterator[Engine]:
    need("engine", has_engine())
    engine = Engine(os.environ, 10.0)  # a busy machine: what it says is looked at here, not how fast
    yield engine
    engine.close()


def docker(*words: str) -> None:
    subprocess.run(["docker", *words], check=True, capture_output=True)


def test_what_a_real_engine_has_is_found(real: Engine) -> None:
    own = f"engine-test-{os.getpid()}"
    labels = ("--label", f"com.docker.compose.project={own}", "--label", "com.docker.compose.service=api")
    docker("create", "--name", f"{own}-api-1", *labels, "busybox", "true")
    try:
        docker("volume", "create", f"{own}.data")
        docker("network", "create", own)
        assert real.wait(["container", "image", "volume", "network", "context", "builder", "project", "compose-service"])
        assert f"{own}-api-1" in real.names("container")
        assert "busybox:latest" in real.names("image")
        assert f"{own}.data" in real.names("volume")
        assert {own, "bridge", "host"} <= set(real.names("network"))
        assert "default" in real.names("context")
        assert "default" in real.names("builder")
        assert own in real.names("project")
        assert "api" in real.names("compose-service")
        assert nearest(f"{own}-api", real.names("container")) == (f"{own}-api-1",)
    finally:
        for words in (("rm", "-f", f"{own}-api-1"), ("volume", "rm", "-f", f"{own}.data"), ("network", "rm", own)):
            subprocess.run(["docker", *words], check=False, capture_output=True)


def test_what_a_real_engine_is_is_found(real: Engine) -> None:
    assert real.wait(PARTS)
    state = real.state()
    assert state.reachable
    assert number(state.api) >= (1, 41)
    assert state.server[0].isdigit()
    assert state.compose == "docker compose"
    assert state.buildx
    assert "swarm" in state.known


def test_an_engine_that_is_not_there_is_known_not_to_be(real: Engine, tmp_path: Path) -> None:
    away = Engine({**os.environ, "DOCKER_HOST": f"unix://{tmp_path}/none.sock"}, 10.0)
    assert away.wait(["server", "compose", "container"])
    assert away.state(["server", "compose"])[:5] == ("", "docker compose", "", "", False)
    assert away.names("container") == ()


def test_an_engine_that_is_to_be_left_alone_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "docker").write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\n", encoding="utf-8")
    (tmp_path / "docker").chmod(0o755)
    engine = Engine(asked_as("never", {"PATH": str(tmp_path)}))
    engine.wait(["container", "server"])
    assert engine.names("container") == ()
    assert not (tmp_path / "asked").exists()
    engine.close()
