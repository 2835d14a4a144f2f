"""Wheel, sdist and editable install carry the knowledge and the tuning, and answer from an empty place."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import HOUSE, need

DATA = [f"knowledge/{path.name}" for path in (HOUSE / "knowledge").iterdir()] + [
    f"index/{p.name}" for p in (HOUSE / "index").glob("*.yaml")
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("build", importlib.util.find_spec("build") is not None)
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "-o", str(folder), str(HOUSE)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_carries_everything(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    assert [name for name in DATA if f"assistant/data/{name}" not in names] == []
    assert {"assistant/docker/grammar/docker.json", "assistant/settings/config.yaml"} <= names
    templates = {f"assistant/shells/{path.name}" for path in (HOUSE / "assistant" / "shells").iterdir() if path.is_file()}
    assert {"assistant/shells/plugin.sh", "assistant/shells/bash.sh"} <= templates <= names
    assert not [name for name in names if "built" in name or name.startswith("tests/")]


def test_the_sdist_carries_everything(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = [
        *DATA,
        "pyproject.toml",
        "README.md",
        "LICENSE.md",
        "CHANGELOG.md",
        "tests/conftest.py",
        "assistant/cli/__init__.py",
        "assistant/settings/config.yaml",
    ]
    assert [name for name in wanted if name not in names] == []
    assert not [name for name in names if "built" in name]


@pytest.mark.parametrize("editable", [False, True], ids=["wheel", "editable"])
def test_an_installed_one_answers(built: Path, tmp_path: Path, editable: bool) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    what = ["-e", str(HOUSE)] if editable else [str(next(built.glob("*.whl")))]
    subprocess.run([str(python), "-m", "pip", "-q", "install", *what], check=True, capture_output=True)
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("PYTHONPATH", None)
    command = [str(python.with_name("dockerhelp")), "remove dangling images"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "\ndocker image prune\n" in done.stdout
    assert done.returncode == 0
    assert (tmp_path / "cache" / "dockerhelp").exists() is not editable
