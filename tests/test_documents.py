"""Documents that cannot lie: every output in the README is what the program prints. `UPDATE_SCREENS=1` writes them anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import HOUSE

README = HOUSE / "README.md"
_BLOCK = re.compile(r"^```console\n\$ (?P<command>.+)\n(?P<output>(?:(?!```).*\n)*)```$", re.M)


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
