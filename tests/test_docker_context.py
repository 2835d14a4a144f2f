"""Which engine a command reaches."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from assistant.docker.context import Target, is_remote, target


def context(folder: Path, name: str, host: str) -> None:
    place = folder / "contexts" / "meta" / hashlib.sha256(name.encode()).hexdigest()
    place.mkdir(parents=True)
    (place / "meta.json").write_text(json.dumps({"Name": name, "Endpoints": {"docker": {"Host": host}}}), encoding="utf-8")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A client's folder with two contexts, of which `prod` is in use."""
    folder = tmp_path / ".docker"
    context(folder, "prod", "ssh://ops@db1")
    context(folder, "here", "unix:///run/user/1000/docker.sock")
    (folder / "config.json").write_text('{"currentContext": "prod"}', encoding="utf-8")
    return {"HOME": str(tmp_path)}


PROD = Target("prod", "ssh://ops@db1", True)
HERE = Target("here", "unix:///run/user/1000/docker.sock", False)


@pytest.mark.parametrize(
    ("more", "command", "expected"),
    [
        ({}, "", PROD),
        ({}, "docker ps", PROD),
        ({"DOCKER_CONTEXT": "here"}, "docker ps", HERE),
        ({"DOCKER_HOST": "tcp://10.0.0.5:2376", "DOCKER_CONTEXT": "here"}, "docker ps", Target("", "tcp://10.0.0.5:2376", True)),
        ({}, "docker --context here ps", HERE),
        ({"DOCKER_HOST": "tcp://10.0.0.5:2376"}, "docker -c here ps", HERE),
        ({}, "docker -H unix:///var/run/docker.sock ps", Target("", "unix:///var/run/docker.sock", False)),
        ({"DOCKER_CONTEXT": "here"}, "docker rm $(docker --context prod ps -q)", PROD),
        ({"DOCKER_CONTEXT": "default"}, "docker ps", Target("default", "", False)),
        ({"DOCKER_CONTEXT": "gone"}, "docker ps", Target("gone", "", False)),
        ({"DOCKER_CONTEXT": "here"}, "docker 'unbalanced", HERE),
        ({"DOCKER_CONFIG": "/nowhere"}, "", Target("default", "", False)),
    ],
)
def test_as_the_client_finds_it(environment: dict[str, str], more: dict[str, str], command: str, expected: Target) -> None:
    assert target(environment | more, command) == expected


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff", b'{"currentContext": 7}', b'{"currentContext": null}', b"[" * 100_000]
)
def test_a_broken_file_of_the_client_is_no_failure(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.json").write_bytes(content)
    assert not target({"DOCKER_CONFIG": str(tmp_path)}).remote


@pytest.mark.parametrize(
    ("host", "remote"),
    [
        ("ssh://ops@db1", True), ("tcp://10.0.0.5:2376", True), ("tcp://[2001:db8::1]:2376", True), ("10.1.1.1:2375", True),
        ("https://docker.example", True), ("unix:///var/run/docker.sock", False), ("npipe:////./pipe/docker_engine", False),
        ("tcp://127.0.0.1:2375", False), ("tcp://localhost:2375", False), ("tcp://[::1]:2375", False), ("", False),
        ("fd://", False), ("/var/run/docker.sock", False),
    ],
)  # fmt: skip
def test_other_machines(host: str, remote: bool) -> None:
    assert is_remote(host) == remote


def test_told_in_words() -> None:
    assert PROD.told() == "context prod (ssh://ops@db1)"
    assert Target("", "tcp://10.0.0.5:2376", True).told() == "tcp://10.0.0.5:2376"
    assert Target("default", "", False).told() == "context default"
