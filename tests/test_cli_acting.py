"""-c, -r, --history, --why and --doctor as a person calls them, with a docker of the test's own on the PATH."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HOUSE
from tests.terminal import Ended, in_terminal

DOCKER = """#!/bin/sh
printf '%s\\n' "$*" >>"$DOCKER_LOG"
case " $* " in
  *" --version "*) echo "Docker version 99.0"; exit 0 ;;
  *" ps -a --filter status=exited"*) printf 'CONTAINER ID   NAMES\\nabc   old-one\\ndef   old-two\\n'; exit 0 ;;
  *" inspect "*) echo "/web: running"; exit 0 ;;
esac
echo "did: $*"
[ -z "$DOCKER_SAYS" ] || echo "$DOCKER_SAYS" >&2
exit "${DOCKER_CODE:-0}"
"""
RUN = [sys.executable, "-m", "assistant"]


@pytest.fixture
def world(tmp_path: Path) -> dict[str, str]:
    """An environment whose docker writes down what it was called with, and whose state is the test's own."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "docker").write_text(DOCKER, encoding="utf-8")
    (programs / "docker").chmod(0o755)
    for name in ("sh", "env"):
        os.symlink(shutil.which(name) or name, programs / name)
    return {
        "PATH": str(programs),
        "HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(HOUSE),
        "DOCKER_LOG": str(tmp_path / "log"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "TERM": "xterm-256color",
        "PYTHONUTF8": "1",
    }


def called(world: dict[str, str]) -> list[str]:
    """What docker was called with, but for looks and questions of ours."""
    path = Path(world["DOCKER_LOG"])
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    ours = (
        "container inspect",
        "version",
        "info",
        "compose version",
        "buildx version",
        "--version",
        "ps -a --format",
        "ps -a --filter",
    )
    return [line for line in lines if not line.startswith(ours)]


def piped(world: dict[str, str], *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*RUN, *arguments], env=world, input=stdin, capture_output=True, check=False, timeout=60)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def typed(world: dict[str, str], arguments: list[str], *keys: tuple[str, str | Callable[[int], object]]) -> Ended:
    return in_terminal([*RUN, *arguments], keys, world, size=(40, 100))


def entries(world: dict[str, str]) -> list[dict[str, object]]:
    path = Path(world["XDG_STATE_HOME"], "dockerhelp", "history.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_without_a_terminal_and_without_a_yes_nothing_runs(world: dict[str, str]) -> None:
    for question in ("list all containers", "stop the container web", "remove container web by force"):
        done = piped(world, "-r", question)
        assert done.returncode == 2
        assert "nothing was run" in done.stderr
    assert called(world) == []


@pytest.mark.parametrize(
    ("yes", "question", "ran"),
    [
        ("--yes", "list all containers", ["ps -a"]),
        ("--yes", "stop the container web", ["stop web"]),
        ("--yes", "remove container web by force", []),
        ("--yes=destroy", "remove container web by force", ["rm -f web"]),
        ("--yes=destroy", "stop the container web", ["stop web"]),
    ],
)
def test_what_was_agreed_to_beforehand(world: dict[str, str], yes: str, question: str, ran: list[str]) -> None:
    done = piped(world, "-r", yes, question)
    assert called(world) == ran
    assert done.returncode == (0 if ran else 2)
    assert done.stdout == "".join(f"did: {line}\n" for line in ran)
    assert all(f"docker {line}" in done.stderr for line in ran)


@pytest.mark.parametrize("code", [1, 42, 125])
def test_the_exit_code_passes_through(world: dict[str, str], code: int) -> None:
    assert piped(world | {"DOCKER_CODE": str(code)}, "-r", "--yes", "stop the container web").returncode == code
    assert entries(world)[-1]["exit"] == code


def test_a_failure_is_looked_up(world: dict[str, str]) -> None:
    says = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"
    done = piped(world | {"DOCKER_CODE": "1", "DOCKER_SAYS": says}, "-r", "--yes", "stop the container web")
    assert "It ended with exit code 1." in done.stderr
    assert "systemctl" in done.stderr
    assert called(world) == ["stop web"]


def test_open_blanks_are_an_error_without_a_terminal(world: dict[str, str]) -> None:
    done = piped(world, "-r", "--yes=destroy", "stop a container")
    assert done.returncode == 2
    assert "<container> is still open" in done.stderr
    assert called(world) == []


def test_where_it_is_not_sure_it_does_nothing_without_a_terminal(world: dict[str, str]) -> None:
    done = piped(world, "-r", "--yes=destroy", "memory")
    assert done.returncode in (1, 2)
    assert called(world) == []


@pytest.mark.parametrize("arguments", [["--yes", "x"], ["-r", "--yes=all", "x"], ["-r", "--json", "x"], ["-r", "--print", "x"]])
def test_wrong_use_is_told(world: dict[str, str], arguments: list[str]) -> None:
    done = piped(world, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("dockerhelp: ")


def test_at_a_terminal_it_asks_and_runs(world: dict[str, str]) -> None:
    ended = typed(world, ["-r", "stop", "the", "container", "web"], ("Run it? [y/N]", "y\n"))
    assert ended.code == 0
    assert called(world) == ["stop web"]
    assert ended.text.index("docker stop web") < ended.text.index("Run it?") < ended.text.index("did: stop web")
    assert "docker start web" in ended.text


def test_a_yes_typed_too_early_destroys_nothing(world: dict[str, str]) -> None:
    ended = typed(world, ["-r", "remove", "container", "web", "by", "force"], ("Remove a running", "yes\n"), ("Type yes", "no\n"))
    assert ended.code == 130
    assert called(world) == []


def test_another_machine_is_named_in_the_question(world: dict[str, str]) -> None:
    ended = typed(world | {"DOCKER_HOST": "ssh://ops@db1"}, ["-r", "stop", "the", "container", "web"], ("Run it? [y/N]", "n\n"))
    assert "On ssh://ops@db1: Run it?" in ended.text
    assert called(world) == []


def test_a_context_that_is_to_be_handled_with_care(world: dict[str, str], tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("run: {production: ['shop-*']}\n", encoding="utf-8")
    world |= {"DOCKERHELP_CONFIG": str(config), "DOCKER_CONTEXT": "shop-live"}
    ended = typed(world, ["-r", "stop", "the", "container", "web"], ("Run it? [y/N]", "n\n"))
    assert "On context shop-live: Run it?" in ended.text


def test_a_piped_error_is_fixed_at_the_terminal(world: dict[str, str]) -> None:
    script = f"echo 'Error: No such container: web' | {sys.executable} -m assistant -r"
    ended = in_terminal(["/bin/sh", "-c", script], [("n leaves it", "\n"), ("n leaves it", "n\n")], world, size=(50, 100))
    assert "did: ps -a" in ended.text
    assert len(called(world)) == 1


def test_copying_where_no_way_is_open_prints_the_command(world: dict[str, str]) -> None:
    done = piped(world, "-c", "--print", "stop the container web")
    assert done.stdout == "docker stop web\n"
    assert "Not copied" in done.stderr
    assert done.returncode == 3
    assert not any(entry["what"] == "copied" for entry in entries(world))


def test_copying_to_the_terminal(world: dict[str, str]) -> None:
    ended = typed(world, ["-c", "stop", "the", "container", "web"])
    assert ended.code == 0
    assert "]52;c;ZG9ja2VyIHN0b3Agd2Vi" in ended.raw  # docker stop web
    assert "Copied with osc52" in ended.text
    assert [entry["what"] for entry in entries(world)] == ["asked", "copied"]


def test_the_history_tells_what_was_done_and_masks_secrets(world: dict[str, str]) -> None:
    piped(world, "-r", "--yes", "stop the container web")
    piped(world, "run postgres with POSTGRES_PASSWORD=hunter2 in the background")
    done = piped(world, "--history")
    assert "docker stop web" in done.stdout
    assert "exit 0" in done.stdout
    whole = Path(world["XDG_STATE_HOME"], "dockerhelp", "history.jsonl").read_text(encoding="utf-8")
    assert "hunter2" not in done.stdout + whole
    assert "POSTGRES_PASSWORD=***" in whole
    assert len(piped(world, "--history", "1").stdout.splitlines()) <= 3
    assert piped(world, "--history", "many").returncode == 2
    assert [json.loads(line)["what"] for line in piped(world, "--history", "--json").stdout.splitlines()] == [
        "asked",
        "run",
        "asked",
    ]


def test_a_setting_turns_the_history_off(world: dict[str, str], tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("history: {keep: false}\n", encoding="utf-8")
    piped(world | {"DOCKERHELP_CONFIG": str(config)}, "stop the container web")
    assert not Path(world["XDG_STATE_HOME"]).exists()


def test_what_is_used_often_ranks_a_little_higher_and_why_tells_so(world: dict[str, str], tmp_path: Path) -> None:
    for _ in range(3):
        piped(world, "-r", "--yes", "stop the container web")
    assert "you use it" in piped(world, "--why", "stop the container web").stdout
    config = tmp_path / "config.yaml"
    config.write_text("history: {rank: false}\n", encoding="utf-8")
    assert "you use it" not in piped(world | {"DOCKERHELP_CONFIG": str(config)}, "--why", "stop the container web").stdout


def test_the_doctor_finds_what_is_missing(world: dict[str, str], tmp_path: Path) -> None:
    os.symlink(shutil.which("bash") or "bash", tmp_path / "bin" / "bash")
    well = piped(world, "--doctor")
    assert "Docker version 99.0" in well.stdout
    assert "key in bash" in well.stdout
    assert "not bound" in well.stdout
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / ".bashrc").write_text("if [ -r F ]; then . F; fi  # dockerhelp\n", encoding="utf-8")
    assert "~/.bashrc has it" in piped(world, "--doctor").stdout
    (tmp_path / "bin" / "docker").unlink()
    ill = piped(world, "--doctor")
    assert ill.returncode == 3
    assert "there is no docker on the PATH" in ill.stdout
    found = {check["name"]: check for check in json.loads(piped(world, "--doctor", "--json").stdout)}
    assert found["client"]["well"] is False
    assert found["client"]["mend"]


def test_killed_at_any_moment_it_loses_no_history(world: dict[str, str]) -> None:
    """The process is killed at random moments, from its start to after its end: what was kept stays, and every line reads."""
    piped(world, "-r", "--yes", "stop the container web")  # builds what there is to build
    begun = time.monotonic()
    piped(world, "-r", "--yes", "stop the container web")
    whole, kept = time.monotonic() - begun, entries(world)
    moments = random.Random(7)
    for _ in range(100):
        process = subprocess.Popen(
            [*RUN, "-r", "--yes", "stop the container web"],
            env=world, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            process.wait(moments.uniform(0.0, whole * 1.1))  # the moment is the point
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        now = entries(world)
        assert now[: len(kept)] == kept
        kept = now
    assert piped(world, "-r", "--yes", "stop the container web").returncode == 0
    assert piped(world, "--print", "list all containers").stdout == "docker ps -a\n"
