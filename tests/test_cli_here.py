"""What the local engine adds to an answer, with made-up docker clients: good ones, and such that hang, flood or are not there."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from assistant.cli.options import parse
from assistant.errors import UsageError
from tests.test_cli import run

CLIENT = """#!/bin/sh
case "$*" in
  *"ps -a"*) printf '%s\\n' shop-api-1 shop-db-1 ;;
  *info*) printf '%s\\n' inactive '|' false ;;
  *) exit 1 ;;
esac
"""


def client(folder: Path, script: str) -> str:
    """A folder with this script as `docker`, first in PATH."""
    folder.mkdir()
    (folder / "docker").write_text(script, encoding="utf-8")
    (folder / "docker").chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def test_a_name_that_is_not_there_is_offered_as_what_is(tmp_path: Path) -> None:
    done = run("--live", "always", "restart the api container", PATH=client(tmp_path / "bin", CLIENT), COLUMNS="80")
    text = done.stdout.decode()
    assert "\ndocker restart api\n" in text
    assert "There is no container api here, but shop-api-1:\n  docker restart shop-api-1\n" in text


def test_an_open_blank_is_told_what_it_may_be(tmp_path: Path) -> None:
    done = run("--live", "always", "show the logs of a container", PATH=client(tmp_path / "bin", CLIENT))
    assert "<container> may be shop-api-1, shop-db-1." in done.stdout.decode()


def test_json_has_what_the_engine_adds_only_where_it_is_asked_for(tmp_path: Path) -> None:
    path = client(tmp_path / "bin", CLIENT)
    asked = json.loads(run("--json", "--live", "always", "restart the api container", PATH=path).stdout)
    assert asked["here"] == [{"means": "There is no container api here, but shop-api-1:", "command": "docker restart shop-api-1"}]
    assert asked["answers"][0]["command"] == "docker restart api"
    assert "here" not in json.loads(run("--json", "restart the api container", PATH=path).stdout)


@pytest.mark.parametrize("script", ["#!/bin/sh\nsleep 60\n", "#!/bin/sh\nyes\n", "#!/bin/sh\nprintf '\\033[31m;rm -rf\\n'\n", ""])
def test_a_slow_or_hostile_client_changes_nothing(tmp_path: Path, script: str) -> None:
    path = client(tmp_path / "bin", script) if script else "/nonexistent"
    begun = time.perf_counter()
    done = run("--live", "always", "restart the api container", PATH=path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run("--live", "never", "restart the api container", PATH=path).stdout
    assert time.perf_counter() - begun < 10  # both runs; a client that hangs would hold it for a minute


def test_a_pipe_asks_no_engine(tmp_path: Path) -> None:
    telltale = tmp_path / "asked"
    path = client(tmp_path / "bin", f"#!/bin/sh\ntouch {telltale}\n")
    assert run("restart the api container", PATH=path).returncode == 0
    assert not telltale.exists()


def test_live_and_shell_want_what_they_know() -> None:
    with pytest.raises(UsageError, match="auto, always or never"):
        parse(["--live", "sometimes", "x"]).live(True)
    assert [parse(["--live", when, "x"]).live(True) for when in ("auto", "always", "never")] == [True, True, False]
    assert [parse(["--live", when, "x"]).live(False) for when in ("auto", "always", "never")] == [False, True, False]
    with pytest.raises(UsageError, match="--shell wants"):
        parse(["--shell", "tcsh", "x"]).shell()
    assert parse(["--shell", "/usr/bin/fish", "x"]).shell() == "fish"


def test_a_command_is_quoted_for_the_shell_it_goes_to() -> None:
    question = r"run nginx called 'it\is'"
    ours, theirs = (run("--print", "--shell", shell, question).stdout.decode() for shell in ("sh", "fish"))
    assert ours == "docker run --name 'it\\is' nginx\n"
    assert theirs == "docker run --name 'it\\\\is' nginx\n"
