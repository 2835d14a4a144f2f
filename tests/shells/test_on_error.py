"""After a failed docker command in real shells: one line where something is known, and else nothing, at no cost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.shells import SHELLS
from tests.shells.pane import Shell

EVERY = pytest.mark.parametrize("shell", SHELLS)
# Stands in for docker: fails with 125, and counts how often it is run.
DOCKER = {
    "bash": "docker() { builtin echo x >>ran; return 125; }\nalias d=docker\nHISTCONTROL=\n",
    "zsh": "docker() { builtin echo x >>ran; return 125; }\nalias d=docker\n",
    "fish": "function docker; echo x >>ran; return 125; end\nabbr d docker\n",
}
SAID = "port 80 is taken by another container"


def known(folder: Path, script: str = f"echo '{SAID}'; echo 'port is already allocated'") -> None:
    """What is known of every failure from now on."""
    (folder / "explains").write_text(script, encoding="utf-8")


@EVERY
def test_one_line_and_the_key_opens_it(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before=DOCKER[shell], on_error=True) as pane:
        known(tmp_path)
        assert pane.runs("docker run -p 80:80 'a b' # é").count(f"\n{SAID} [Ctrl-G]\n") == 1
        assert pane.asked() == ["--explain-failure", "--status", "125", "--", "docker run -p 80:80 'a b' # é"]
        assert (tmp_path / "ran").read_text() == "x\n"
        assert pane.pick("q")[-4:] == ["--buffer", "port is already allocated", "--cursor", "25"]
        assert pane.line() == ("", 0)
        pane.answer("docker ps --filter publish=80", 29)
        pane.pick("i")
        assert pane.line() == ("docker ps --filter publish=80", 29)


@EVERY
@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("X=1 sudo -n docker ps", ""),
        ("d ps", "docker ps"),
        ("echo a; docker ps", ""),
        ("docker-compose up", ""),
        ("true && docker ps", ""),
        ("cat /docker/docker.txt", None),
        ("dockerize x", None),
        ("ls docker ps", None),
        ("false", None),
    ],
)
def test_only_docker_commands_are_looked_at(shell: str, command: str, text: str | None, tmp_path: Path) -> None:
    if shell == "fish" and command.startswith("X=1"):
        command = "env X=1 docker ps -x"
    with Shell(shell, tmp_path, before=DOCKER[shell], on_error=True) as pane:
        known(tmp_path)
        shown = pane.runs(command)
        assert (SAID in shown) is (text is not None)
        if text is not None:
            assert pane.asked()[-1] == (text or command)


@EVERY
def test_nothing_after_success_an_interrupt_and_an_empty_line(shell: str, tmp_path: Path) -> None:
    quiet = {"bash": "docker() { return $1; }", "zsh": "docker() { return $1; }", "fish": "function docker; return $argv[1]; end"}
    with Shell(shell, tmp_path, before=quiet[shell], on_error=True) as pane:
        known(tmp_path)
        for code in (0, 130, 148):
            pane.runs(f"docker {code}")
        assert not (tmp_path / "asked").exists()
        assert SAID in pane.runs("docker 1")
        pane.asked()
        for _ in range(2):
            pane.runs("")
        assert not (tmp_path / "asked").exists()
        assert pane.pick("q")[4] == "port is already allocated"  # still what the key asks on an empty line
        pane.runs("true")
        assert pane.pick("q")[4] == ""


@EVERY
@pytest.mark.parametrize("script", ["exit 0", "echo oops >&2; exit 3", "sleep 4; echo late", "exec cat /dev/tty"])
def test_who_knows_nothing_or_is_late_is_not_heard(shell: str, script: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before=DOCKER[shell], on_error=True) as pane:
        known(tmp_path, script)
        began = time.monotonic()
        shown = pane.runs("docker ps")
        assert time.monotonic() - began < 1.5
        assert [line for line in shown.splitlines() if line.strip()] == ["ready> docker ps", "ready>"]
        assert "echo still here" in pane.runs("echo still here")


@EVERY
def test_the_program_taken_away_is_no_failure(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before=DOCKER[shell], on_error=True) as pane:
        pane.program.unlink()
        assert pane.runs("docker ps").split() == ["ready>", "docker", "ps", "ready>"]


@pytest.mark.parametrize("kind", ["PROMPT_COMMAND='seen+=$?,'", "PROMPT_COMMAND=('seen+=$?,' 'two=$?')"])
def test_bash_keeps_what_others_do_at_the_prompt(kind: str, tmp_path: Path) -> None:
    before = f"{DOCKER['bash']}{kind}; trap 'traps=$((traps+1))' DEBUG; trap 'errs=$((errs+1))' ERR"
    with Shell("bash", tmp_path, before=before, on_error=True) as pane:
        known(tmp_path)
        pane.runs("docker x")
        pane.runs("(exit 3)")
        pane.runs("true")
        assert "0,125,3,0, 2 yes" in pane.runs("echo $seen $errs $( ((traps > 3)) && echo yes)")
        assert "DEBUG" in pane.runs("trap -p DEBUG")


@EVERY
def test_under_strict_options_the_prompt_lives_on(shell: str, tmp_path: Path) -> None:
    strict = {"bash": "set -euC; IFS=0123n", "zsh": "setopt no_unset no_clobber ksh_arrays; IFS=0123n", "fish": ""}
    with Shell(shell, tmp_path, before=DOCKER[shell], after=strict[shell], on_error=True) as pane:
        known(tmp_path)
        negated = {"bash": "! docker", "zsh": "docker"}.get(shell, "docker")
        pane.runs(f"{negated} x 10")
        pane.runs("! true" if shell != "fish" else "false")
        assert "still here" in pane.runs("echo still here")


@EVERY
def test_it_costs_next_to_nothing(shell: str, tmp_path: Path) -> None:
    """A thousand prompts after a command that is not docker's: far below 5 ms each."""
    loop = {
        "bash": "for i in {1..1000}; do false; _dockerhelp_after; done; echo done",
        "zsh": "for i in {1..1000}; do false; _dockerhelp_after; done; echo done",
        "fish": "for i in (seq 1000); false; _dockerhelp_after 'ls docker.txt'; end; echo done",
    }
    with Shell(shell, tmp_path, on_error=True) as pane:
        began = time.monotonic()
        pane.runs(loop[shell])
        assert time.monotonic() - began < 5
