"""The line at the foot, with clients that answer, fail, hang and are not there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.chat.toolbar import Toolbar
from assistant.docker.status import Status, status
from assistant.paint import plain
from assistant.paint.wrap import columns


def client(folder: Path, does: str) -> dict[str, str]:
    """An environment whose docker does this."""
    program = folder / "docker"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder)}


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("echo '27.3.1 4 active true'", Status("27.3.1", 4, "manager")),
        ("echo '26.1.5+dfsg1 0 active false'", Status("26.1.5+dfsg1", 0, "worker")),
        ("echo '27.3.1 0 inactive false'", Status("27.3.1", 0, "")),
        ("echo '27.3.1  0  false'", None),
        ("echo ' 0  false'; exit 1", None),
        ("printf '\\033[31m27 1 x true\\n'", None),
        ("exec sleep 9", None),
    ],
)
def test_status(tmp_path: Path, says: str, found: Status | None) -> None:
    assert status(client(tmp_path, says), 1.0 if found else 0.3) == found


def test_no_client() -> None:
    assert status({"PATH": "/nowhere"}, 1.0) is None


def known(toolbar: Toolbar, there: Callable[[str], object]) -> str:
    """The line, when it is as it should be."""
    end = time.monotonic() + 5
    while not there(text := plain(toolbar.pieces())):
        assert time.monotonic() < end, text
        time.sleep(0.005)
    return text


def test_it_comes_by_itself_and_goes_with_the_engine(tmp_path: Path) -> None:
    changes: list[float] = []
    environment = client(tmp_path, "echo '27.3.1 4 active true'")
    toolbar = Toolbar(environment, lambda: changes.append(time.monotonic()), keep=0.05)
    assert toolbar.pieces() == []
    assert known(toolbar, len) == "  default · engine 27.3.1 · 4 running · swarm manager"
    assert len(changes) == 1
    client(tmp_path, "exit 1")
    assert known(toolbar, lambda text: not text) == ""


def test_nothing_waits_for_a_slow_engine(tmp_path: Path) -> None:
    toolbar = Toolbar(client(tmp_path, "exec sleep 9"), limit=0.3)
    begun = time.monotonic()
    assert [toolbar.pieces() for _ in range(20)] == [[]] * 20
    assert time.monotonic() - begun < 0.2


def test_another_machine_stands_out_and_narrow_screens_get_less(tmp_path: Path) -> None:
    environment = client(tmp_path, "echo '27.3.1 4 inactive false'") | {"DOCKER_HOST": "ssh://ops@db1"}
    toolbar = Toolbar(environment)
    assert known(toolbar, len) == "  ssh://ops@db1 · engine 27.3.1 · 4 running"
    assert ("caveat", "ssh://ops@db1") in toolbar.pieces()
    for width in range(60):
        assert columns(plain(toolbar.pieces(width))) < max(width, 1)
