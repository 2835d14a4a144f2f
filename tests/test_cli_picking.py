"""The doors that the code for the shells calls: a word on a command that failed, and options not in --help."""

from __future__ import annotations

import subprocess

import pytest

from assistant.cli.failure import explained
from assistant.cli.options import HIDDEN, OPTIONS, help_text, parse
from tests.test_cli import run


@pytest.fixture(autouse=True)
def _docker_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


@pytest.mark.parametrize(
    ("status", "text", "diagnosis"),
    [
        (125, "docker run --memroy 5m nginx", "did you mean --memory?"),
        (1, "cd x && docker run --memroy 5m nginx", "did you mean --memory?"),
        (1, "docker psa", "did you mean docker ps?"),
        (16, "docker compose psa", "did you mean docker compose ps?"),
        (1, "docker stop", "wants at least 1 argument"),
        (125, "docker run -p", "wants a value for --publish"),
        (125, "docker run nginx", "docker itself refused"),
        (126, "docker exec web /etc/passwd", "cannot be run"),
        (127, "sudo docker run --rm nginx nope", "was not found in the container"),
        (137, "docker run nginx", "killed"),
        (137, "docker compose run web", "killed"),
        (143, "docker start -a web", "SIGTERM"),
    ],
)
def test_what_is_certain_is_said(status: int, text: str, diagnosis: str) -> None:
    said = explained(text, status)
    assert said is not None
    assert diagnosis in said.diagnosis
    assert said.question


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (1, "docker ps"),
        (0, "docker run --memroy 5m nginx"),
        (130, "docker run --memroy 5m nginx"),
        (1, "docker ask something"),
        (1, "docker my-own-plugin"),
        (125, "docker build --flag-of-tomorrow ."),
        (137, "docker run -d nginx"),
        (137, "docker start web"),
        (137, "docker stop web"),
        (137, "cd x && docker run nginx"),
        (137, "docker run nginx | cat"),
        (1, "docker stop $(docker ps -q)"),
        (1, "docker run 'nginx"),
        (1, "echo docker"),
        (1, "ls"),
        (1, "docker run " + "x" * 100_000),
    ],
)
def test_what_is_not_certain_is_not_said(status: int, text: str) -> None:
    assert explained(text, status) is None


def test_no_docker_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    said = explained("docker ps", 127)
    assert said == ("docker is not installed here, or not in your PATH", "docker command not found")


def ended(done: subprocess.CompletedProcess[bytes]) -> tuple[int, str, str]:
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_two_lines_or_none() -> None:
    wanted = "'docker container run' has no flag --memroy; did you mean --memory?\ndocker run --memroy 5m x\n"
    assert ended(run("--explain-failure", "--status", "125", "--", "docker run \\\n --memroy 5m x")) == (0, wanted, "")
    assert ended(run("--explain-failure", "--status", "1", "--", "docker ps -a")) == (0, "", "")
    assert ended(run("--explain-failure", "--status", "x", "--", "docker ps"))[0] == 2
    assert ended(run("--pick", "--cursor", "-1"))[0] == 2
    assert ended(run("--pick", "--shell", "tcsh"))[0] == 2


def test_they_are_known_and_not_in_the_help() -> None:
    names = {option.name for option in HIDDEN}
    assert names.isdisjoint(option.name for option in OPTIONS)
    assert not any(f"--{name} " in help_text() for name in names)
    line = ["--pick", "--shell", "zsh", "--buffer", "-x --y", "--cursor", "0", "--answer"]
    assert parse(line).given == {"pick": "", "shell": "zsh", "buffer": "-x --y", "cursor": "0", "answer": ""}
