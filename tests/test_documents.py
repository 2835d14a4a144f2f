"""Documents that cannot lie: every output in the README is what the program prints. `UPDATE_SCREENS=1` writes them anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HOUSE
from tests.terminal import in_terminal

README = HOUSE / "README.md"
_BLOCK = re.compile(r"^```console\n\$ (?P<command>.+)\n(?P<output>(?:(?!```).*\n)*)```$", re.M)
_RUN = re.compile(r"^```terminal\n\$ (?P<command>.+)\n(?P<output>(?:(?!```).*\n)*)```$", re.M)
_DOCKER = r"""#!/bin/sh
case "$*" in
  *inspect*) printf '/old-api: exited, image acme/api:1, 20480 bytes of its own\n' ;;
  "ps "*-q*) printf '4c54e2f0a95f\n' ;;
  "ps "*) printf 'CONTAINER ID   IMAGE        STATUS                   NAMES\n'
          printf '4c54e2f0a95f   acme/api:1   Exited (1) 2 hours ago   old-api\n' ;;
  *) printf 'Deleted Containers:\n4c54e2f0a95f\n\nTotal reclaimed space: 20.48kB\n' ;;
esac
"""


def printed(command: str) -> str:
    """What a command line of the README prints, with this checkout's dockerhelp, in 80 columns."""
    ours = command.replace("dockerhelp", f"{sys.executable} -m assistant")
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(["bash", "-c", ours], capture_output=True, text=True, env=environment, check=False, encoding="utf-8")
    return done.stdout


def test_the_outputs_in_the_readme_are_real() -> None:
    printed("dockerhelp warm up")
    text = README.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_SCREENS"):
        text = _BLOCK.sub(lambda m: f"```console\n$ {m['command']}\n{printed(m['command'])}```", text)
        README.write_text(text, encoding="utf-8")
    blocks = list(_BLOCK.finditer(text))
    assert len(blocks) >= 4
    for block in blocks:
        assert block["output"] == printed(block["command"]), block["command"]


def test_the_run_in_the_readme_is_real(tmp_path: Path) -> None:
    """The same, for a run that is typed at a terminal, with a docker of the test's own."""
    (tmp_path / "docker").write_text(_DOCKER, encoding="utf-8")
    (tmp_path / "docker").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHONPATH": str(HOUSE),
        "XDG_STATE_HOME": str(tmp_path),
    }
    environment |= {"DOCKER_HOST": "", "DOCKER_CONTEXT": "", "DOCKER_CONFIG": str(tmp_path)}
    text = README.read_text(encoding="utf-8")
    block = _RUN.search(text)
    assert block is not None
    argv = [sys.executable, "-m", "assistant", *block["command"].split()[1:]]
    ended = in_terminal(argv, [("Type yes", "yes\n")], environment, size=(60, 80), folder=str(tmp_path))
    if os.environ.get("UPDATE_SCREENS"):
        text = _RUN.sub(lambda m: f"```terminal\n$ {m['command']}\n{ended.text}```", text)
        README.write_text(text, encoding="utf-8")
        block = _RUN.search(text)
    assert block is not None
    assert block["output"] == ended.text


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "knowledge/README.md", "CHANGELOG.md"])
def test_files_that_documents_name_are_there(name: str) -> None:
    path = HOUSE / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
    if name == "README.md":
        assert links


def test_the_readme_commands_stand_alone() -> None:
    commands = re.findall(r"```sh\n(.+)\n```", README.read_text(encoding="utf-8"))
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && .venv/bin/pip install") for command in commands)
