"""The tables of Docker's command line: how they are made, and that they agree with the client that is installed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.docker import harvest
from assistant.docker.harvest.client import OLDEST, Client, NoClient, takes_value, walk
from assistant.docker.harvest.client import harvest as ask_client
from assistant.docker.harvest.facts import complete, table
from assistant.docker.harvest.helptext import parse
from assistant.docker.harvest.merge import merge
from assistant.docker.harvest.store import Table, number, read, version, write
from assistant.docker.harvest.usage import arguments
from tests.conftest import need

FETCH = """
Usage:  docker basket fetch [OPTIONS] NAME [NAME...]

Fetches things: --nothing here is a flag

Aliases:
  docker basket fetch, docker basket get,
  docker fetch

Options:
  -a, --all                Everything, also what
                           --other flags would leave out
      --deep int           How deep (default 3)
      --help               Print usage
  -q, --quiet basket get   Say less (default true)
      --since duration     Only later ones (default 0s)
      --sign string[="me"]   Whose name (EXPERIMENTAL)
      --store string       Where (default "/var/somewhere")
      --until string       DEPRECATED: see
                           --since (default "now")

Run 'docker basket fetch --help' for more.
"""
ROOT = """
Usage:  docker [OPTIONS] COMMAND

Common Commands:
  fetch       Fetches things
  odd*        Somebody's plugin

Management Commands:
  basket      Manages baskets

Global Options:
  -H, --host list   Where
"""
GROUP = "Usage:  docker basket COMMAND\n\nManages baskets\n\nCommands:\n  fetch   Fetches\n"
ODD = """An odd one

Usage:  docker odd [OPTIONS] PATH | URL | -

EXPERIMENTAL:
  docker odd is new.

Options:
  -n, --now   At once
"""
HIDDEN = "Usage:  docker basket burn\n\nBurns it\n"


def answers(*words: str) -> str:
    """A made-up client, with a hidden command, a hidden flag, and a plugin."""
    if words[0] == "--version":
        return "Docker version 30.1.2, build 0"
    if words[0] == "info":
        return "odd v0.4.0-rc1\n"
    if words[0] == "__complete" and words[-1] == "--":
        return "--all\tEverything\n--secretly\tNo one knows\n:4\n" if words[1:3] == ("basket", "fetch") else ":4\n"
    if words[0] == "__complete":
        swallows = {"--secretly": True, "--quiet": False, "--deep": True}.get(words[-3])
        unknown = words[-3] if swallows is None else words[-2]
        return ":0\n" if swallows else f"[Debug] [Error] while parsing: unknown flag: {unknown}\n:0\n"
    texts = {
        "": ROOT, "basket": GROUP, "fetch": FETCH.replace("  docker basket fetch [", "  docker fetch ["), "basket fetch": FETCH,
        "odd": ODD, "basket burn": HIDDEN,
    }  # fmt: skip
    return texts.get(" ".join(words[:-1]), ROOT)


@pytest.fixture(scope="module")
def made() -> dict[str, Table]:
    present: dict[str, Table] = {
        "docker": {"commands": {"docker basket burn": {"flags": {}}, "docker basket gone": {"flags": {}}}}
    }
    return ask_client(answers, present, threads=1)


def test_help_text_is_read() -> None:
    text = parse(FETCH)
    assert (text.usage, text.path) == ("docker basket fetch [OPTIONS] NAME [NAME...]", "docker basket fetch")
    assert text.aliases == ("docker basket fetch", "docker basket get", "docker fetch")
    assert text.flags == {
        "all": {"short": "a", "type": "bool"},
        "deep": {"takes_value": True, "type": "int", "default": "3"},
        "quiet": {"short": "q", "takes_value": True, "type": "basket get", "default": "true"},
        "since": {"takes_value": True, "type": "duration"},
        "sign": {"takes_value": True, "type": "string", "optional_value": True, "experimental": True},
        "store": {"takes_value": True, "type": "string"},
        "until": {"takes_value": True, "type": "string", "default": "now", "deprecated": True},
    }
    assert not text.experimental


def test_help_text_of_groups_and_plugins() -> None:
    text = parse(ROOT)
    assert (text.path, text.commands, text.plugins) == ("docker", ("fetch", "odd", "basket"), ("odd",))
    assert text.flags == {"host": {"short": "H", "takes_value": True, "type": "list"}}
    assert parse(ODD).experimental
    assert parse(ODD).path == "docker odd"


@pytest.mark.parametrize("text", ["", "no help at all", "Usage:", "Options:\n  --\n      -", "\x00\n  -"])
def test_any_other_text_tells_nothing(text: str) -> None:
    assert parse(text) == ("", "", (), (), (), {}, False)


@pytest.mark.parametrize(
    ("usage", "least", "most"),
    [
        ("docker x [OPTIONS]", 0, 0),
        ("docker x [OPTIONS] A B", 2, 2),
        ("docker x [OPTIONS] A [A...]", 1, None),
        ("docker x A[:TAG] [B[:TAG|@DIGEST]]", 1, 2),
        ("docker x [OPTIONS] PATH | URL | -", 1, 1),
        ("docker x [HOST/]A", 1, 1),
        ("docker x A [ps OPTIONS]", 1, None),
        ("docker x [A [B]]", 0, 2),
        ("docker x [OPTIONS] [SERVICES]", 0, None),
        ("docker x A COMMAND [ARG...]", 2, None),
        ("docker x -- [COMMAND...]", 0, None),
        ("docker x [OPTIONS] -", 0, 1),
    ],
)
def test_arguments_are_counted_in_the_usage(usage: str, least: int, most: int | None) -> None:
    assert arguments("docker x", usage) == {"min": least, "max": most}


@pytest.mark.parametrize("usage", ["docker x", "", "docker x [OPTIONS] < in > out &"])
def test_a_usage_that_does_not_tell_counts_nothing(usage: str) -> None:
    assert arguments("docker x", usage) is None


def test_facts_become_a_table() -> None:
    flag: dict[str, Any] = {
        "name": "all",
        "short": None,
        "takes_value": False,
        "type": "bool",
        "min_api": "1.30",
        "default": "false",
    }
    facts = {
        "source": "somewhere at v5.5.0", "old_version": "v2.0.1", "alias_map": {"docker y": "docker c x"},
        "commands": {
            "docker y": {"usage": "docker y", "flags": [flag]},
            "docker c": {"subcommands": ["x"], "usage": "docker c COMMAND", "flags": [flag, {"name": "dry-run", "type": "bool"}]},
            "docker c x": {
                "usage": "docker c x [OPTIONS] A", "swarm": "manager", "min_api": "1.25", "inherits": ["dry-run"], "args": None,
                "flags": [{"name": "tail", "short": "n", "takes_value": True, "type": "string", "added_after_old": True}],
            },
            "docker z": {"usage": "docker z B", "args": {"min": 0, "max": None}, "experimentalcli": True},
            "docker bake": {"plugin_stub": "buildx", "flags": []},
        },
    }  # fmt: skip
    made = table(facts)
    assert made["version"] == "5.5.0"
    assert made["aliases"] == {"docker bake": "docker buildx bake", "docker y": "docker c x"}
    assert made["commands"] == {
        "docker c": {
            "usage": "docker c COMMAND",
            "flags": {"all": {"type": "bool", "min_api": "1.30"}, "dry-run": {"type": "bool"}},
        },
        "docker c x": {
            "usage": "docker c x [OPTIONS] A", "swarm": "manager", "min_api": "1.25", "args": {"min": 1, "max": 1},
            "flags": {
                "tail": {"short": "n", "takes_value": True, "type": "string", "after": "2.0.1"},
                "dry-run": {"type": "bool"},
            },
        },
        "docker z": {"usage": "docker z B", "args": {"min": 1, "max": 1}, "experimental": True, "flags": {}},
    }  # fmt: skip


def test_flags_that_buildx_only_accepts_get_the_types_of_the_old_builder() -> None:
    buildx = {"commands": {"docker buildx build": {"flags": {"memory": {"hidden": True}, "new": {"hidden": True}}}}}
    old = {
        "commands": {"docker image build": {"flags": {"memory": {"short": "m", "takes_value": True, "type": "bytes", "x": 1}}}}
    }
    complete(buildx, old)
    assert buildx["commands"]["docker buildx build"]["flags"] == {
        "memory": {"hidden": True, "short": "m", "takes_value": True, "type": "bytes"},
        "new": {"hidden": True},
    }


def test_a_client_is_walked(made: dict[str, Table]) -> None:
    assert list(made) == ["docker", "odd"]
    docker = made["docker"]
    assert docker["version"] == "30.1.2"
    assert docker["aliases"] == {"docker basket get": "docker basket fetch", "docker fetch": "docker basket fetch"}
    assert sorted(docker["commands"]) == ["docker", "docker basket", "docker basket burn", "docker basket fetch"]
    assert docker["commands"]["docker basket fetch"]["args"] == {"min": 1, "max": None}
    assert made["odd"] == {
        "source": "odd 0.4.0", "version": "0.4.0", "aliases": {},
        "commands": {
            "docker odd": {
                "usage": "docker odd [OPTIONS] PATH | URL | -", "args": {"min": 1, "max": 1}, "experimental": True,
                "flags": {"now": {"short": "n", "type": "bool"}},
            }
        },
    }  # fmt: skip


def test_completion_tells_what_help_does_not(made: dict[str, Table]) -> None:
    flags = made["docker"]["commands"]["docker basket fetch"]["flags"]
    assert flags["secretly"] == {"takes_value": True, "type": "string", "hidden": True}
    assert flags["quiet"] == {"short": "q", "type": "bool", "default": "true"}  # its "type" was a word of the description
    assert "secretly" not in ask_client(answers, {}, 1, completion=False)["docker"]["commands"]["docker basket fetch"]["flags"]
    assert takes_value(answers, "docker basket fetch", "nosuch") is None


def test_the_walk_finds_what_is_below_a_hidden_group() -> None:
    texts = {
        "": ROOT,
        "dark": "Usage:  docker dark COMMAND\n\nCommands:\n  room   A room\n",
        "dark room": "Usage:  docker dark room\n",
    }
    found = walk(lambda *words: texts.get(" ".join(words[:-1]), ROOT), ["docker dark", "docker nowhere", "docker no plugin"], 1)
    assert {"docker dark", "docker dark room"} <= set(found)
    assert not {"docker nowhere", "docker no plugin"} & set(found)


def one(**flags: dict[str, Any]) -> Table:
    """A table with one command, of version 2.0."""
    return {"source": "s 2.0", "version": "2.0", "aliases": {}, "commands": {"docker x": {"usage": "docker x", "flags": flags}}}


def of(version: str, content: Table) -> Table:
    return {**content, "source": f"s {version}", "version": version}


def test_a_newer_client_is_right_and_nothing_is_lost() -> None:
    present = one(
        all={"type": "bool", "min_api": "1.30", "swarm": "manager"}, gone={"type": "bool"}, dark={"type": "bool", "hidden": True}
    )
    seen = of("3.1", one(all={"short": "a", "takes_value": True, "type": "string"}, fresh={"type": "bool"}))
    seen["aliases"] = {"docker y": "docker x"}
    seen["commands"]["docker new"] = {"usage": "docker new", "flags": {}}
    made, notes = merge(present, seen)
    assert (made["source"], made["version"], made["aliases"]) == ("s 3.1", "3.1", {"docker y": "docker x"})
    assert made["commands"]["docker new"] == {"usage": "docker new", "after": "2.0", "flags": {}}
    assert made["commands"]["docker x"]["flags"] == {
        "all": {"short": "a", "takes_value": True, "type": "string", "min_api": "1.30", "swarm": "manager"},
        "gone": {"type": "bool", "until": "2.0"},
        "dark": {"type": "bool", "hidden": True},
        "fresh": {"type": "bool", "after": "2.0"},
    }
    assert "+ docker x --fresh" in notes
    assert "+ docker new" in notes
    assert "~ docker x --all type: bool -> string" in notes
    assert ". docker x --gone is not in 3.1 any more" in notes
    assert "gone" in present["commands"]["docker x"]["flags"]
    assert "until" not in present["commands"]["docker x"]["flags"]["gone"]
    assert merge(made, seen) == (made, [])


def test_an_older_client_only_adds() -> None:
    present = one(all={"short": "a", "type": "bool"}, new={"type": "bool"}, **{"no-tty": {"short": "T", "type": "bool"}})
    seen = of("1.0", one(all={"takes_value": True, "type": "string"}, **{"no-TTY": {"short": "T", "type": "bool"}}))
    made, notes = merge(present, seen)
    assert made["version"] == "2.0"
    assert made["commands"]["docker x"]["flags"] == {
        "all": {"short": "a", "type": "bool"},
        "new": {"type": "bool", "after": "1.0"},
        "no-tty": {"short": "T", "type": "bool", "after": "1.0"},
        "no-TTY": {"type": "bool", "until": "1.0", "alias_of": "no-tty"},
    }
    assert [note for note in notes if note[0] != "."] == ["+ docker x --no-TTY"]
    assert merge(made, seen) == (made, [])


def test_a_client_in_between_moves_the_dates() -> None:
    present = one(
        old={"type": "bool", "until": "1.0"}, new={"type": "bool", "after": "1.0"}, newer={"type": "bool", "after": "1.0"}
    )
    made, _ = merge(present, of("1.5", one(old={"type": "bool"}, new={"type": "bool"})))
    assert made["commands"]["docker x"]["flags"] == {
        "old": {"type": "bool", "until": "1.5"},
        "new": {"type": "bool", "after": "1.0"},
        "newer": {"type": "bool", "after": "1.5"},
    }
    made, _ = merge(made, one(old={"type": "bool"}, new={"type": "bool"}, newer={"type": "bool"}))
    assert made["commands"]["docker x"]["flags"]["old"] == {"type": "bool"}


def test_a_flag_without_a_type_gets_it_from_any_client() -> None:
    made, notes = merge(one(memory={"hidden": True}), of("1.0", one(memory={"takes_value": True, "type": "bytes"})))
    assert made["commands"]["docker x"]["flags"]["memory"] == {"hidden": True, "takes_value": True, "type": "bytes"}
    assert notes == ["~ docker x --memory: type is bytes"]


def test_versions_are_read_and_compared() -> None:
    assert version("Docker version 28.2.2, build e6534b4") == "28.2.2"
    assert version("nothing") == ""
    assert number("") < number("0.13.1") < number("0.36") < number("2.26.1")


def test_a_table_comes_back_from_disk(tmp_path: Path) -> None:
    content = one(all={"type": "bool"})
    content["aliases"] = {"docker y": "docker x"}
    write(tmp_path / "a.json", content)
    assert read(tmp_path / "a.json") == content
    assert (tmp_path / "a.json").read_text(encoding="utf-8").count("\n") == 8


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with tables of its own; the client that answers is the made-up one."""
    tables = tmp_path / "tables"
    tables.mkdir()
    write(tables / "docker.json", {"source": "x 29.0.0", "version": "29.0.0", "aliases": {}, "commands": {}})
    monkeypatch.setattr(harvest, "TABLES", tables)
    monkeypatch.setattr("assistant.docker.harvest.client.Client", lambda program: answers)
    return tables


def test_check_tells_and_writes_nothing_and_then_there_is_nothing_to_tell(fake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (fake / "docker.json").read_text(encoding="utf-8")
    assert harvest.command(["--client", "--check"]) == 1
    assert "docker: + docker basket fetch" in capsys.readouterr().out
    assert (fake / "docker.json").read_text(encoding="utf-8") == before
    assert harvest.command(["--client"]) == 0
    assert sorted(path.name for path in fake.iterdir()) == ["docker.json", "odd.json"]
    capsys.readouterr()
    assert harvest.command(["--client", "docker", "--check"]) == 0
    assert capsys.readouterr().out == ""


def test_out_writes_elsewhere(fake: Path, tmp_path: Path) -> None:
    assert harvest.command(["--client", "--out", str(tmp_path / "a" / "b")]) == 0
    assert "docker basket fetch" in read(tmp_path / "a" / "b" / "docker.json")["commands"]
    assert read(fake / "docker.json")["commands"] == {}


def test_tables_from_a_folder_of_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert harvest.command([str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "no docker-cli-*.json" in capsys.readouterr().err
    facts = {"source": "test 1.2", "alias_map": {}, "commands": {"docker x": {"usage": "docker x"}}}
    for name in ("docker-cli-1.json", "docker-compose.json", "docker-buildx.json"):
        (tmp_path / name).write_text(json.dumps(facts), encoding="utf-8")
    assert harvest.command([str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    assert read(tmp_path / "out" / "buildx.json")["commands"] == {"docker x": {"usage": "docker x", "flags": {}}}


def test_wrong_use_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        harvest.command(["--check"])
    assert "add --client" in capsys.readouterr().err
    assert harvest.command(["--client", str(tmp_path / "nosuch"), "--check"]) == 2
    assert "cannot ask" in capsys.readouterr().err
    with pytest.raises(NoClient, match="lists no commands"):
        ask_client(lambda *words: "hello", {}, 1)
    with pytest.raises(NoClient, match=r"20\.10\.24 tells too little .* version 23"):
        ask_client(lambda *words: "Docker version 20.10.24, build 0", {}, 1)


def test_a_client_is_kept_away_from_every_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "tcp://example.invalid:2375")
    monkeypatch.setenv("DOCKER_CONTEXT", "production")
    program = tmp_path / "docker"
    program.write_text('#!/bin/sh\necho "$DOCKER_HOST $DOCKER_CONTEXT $*"\necho more >&2\n', encoding="utf-8")
    program.chmod(0o755)
    assert Client(str(program))("ps", "--help") == "unix:///nonexistent/docker.sock  ps --help\nmore\n"


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    return {path.stem: read(path) for path in sorted(harvest.TABLES.glob("*.json"))}


def test_the_tables_hold_what_the_assistant_needs(tables: dict[str, Table]) -> None:
    docker, compose, buildx = (tables[name]["commands"] for name in ("docker", "compose", "buildx"))
    assert docker["docker container run"]["flags"]["publish"] == {"short": "p", "takes_value": True, "type": "list"}
    assert docker["docker container run"]["flags"]["net"]["alias_of"] == "network"
    assert docker["docker container run"]["flags"]["platform"]["min_api"] == "1.32"
    assert docker["docker service create"]["swarm"] == "manager"
    assert docker["docker image tag"]["args"] == {"min": 2, "max": 2}
    assert docker["docker checkpoint create"]["experimental"] is True
    assert docker["docker"]["flags"]["host"]["short"] == "H"
    assert any(flag.get("deprecated") for entry in docker.values() for flag in entry["flags"].values())
    assert compose["docker compose up"]["flags"]["dry-run"] == {"type": "bool"}
    assert compose["docker compose exec"]["args"] == {"min": 2, "max": None}
    assert compose["docker compose exec"]["flags"]["no-TTY"]["alias_of"] == "no-tty"
    assert buildx["docker buildx build"]["flags"]["memory"]["takes_value"] is True
    assert tables["docker"]["aliases"]["docker ps"] == "docker container ls"


def test_the_tables_are_sound(tables: dict[str, Table]) -> None:
    paths = {path for content in tables.values() for path in content["commands"]}
    wrong = [(other, path) for content in tables.values() for other, path in content["aliases"].items() if path not in paths]
    for path, entry in ((path, entry) for content in tables.values() for path, entry in content["commands"].items()):
        shorts = [flag["short"] for flag in entry["flags"].values() if "short" in flag]
        wrong += [(path, short) for short in set(shorts) if shorts.count(short) > 1]
        counts = entry.get("args") or {"min": 0, "max": None}
        wrong += [(path, "args")] if counts["max"] is not None and counts["max"] < counts["min"] else []
        for name, flag in entry["flags"].items():
            wrong += [(path, name)] if bool(flag.get("takes_value")) != (flag.get("type", "bool") != "bool") else []
            wrong += [(path, name)] if str(flag.get("default", "")).startswith("/") else []
            wrong += [(path, name)] if flag.get("alias_of", name) not in entry["flags"] else []
    assert wrong == []
    assert sum(path.stat().st_size for path in harvest.TABLES.glob("*.json")) < 110_000


def client_there() -> str | None:
    return os.environ.get("DOCKERHELP_DOCKER") or shutil.which("docker")


@pytest.fixture(scope="module")
def installed(tables: dict[str, Table]) -> dict[str, Table]:
    """What the installed client's own help tells of every path."""
    client = Client(client_there() or "")
    need("docker-client", client.program != "" and number(version(client("--version"))) >= OLDEST)
    return ask_client(client, tables, completion=False)


def agrees(known: dict[str, Any], flags: dict[str, Any], flag: dict[str, Any], older: bool) -> bool:
    """Whether a flag of the tables is what the client says; an older client may differ where a newer one says otherwise."""
    if bool(known.get("takes_value")) != bool(flag.get("takes_value")):
        return False
    if bool(known.get("optional_value")) != bool(flag.get("optional_value")):
        return older
    heir = flags.get(known.get("alias_of", ""), known)
    return flag.get("short") in (known.get("short"), heir.get("short")) or (older and "until" in known)


def test_every_path_agrees_with_the_help_of_the_installed_client(tables: dict[str, Table], installed: dict[str, Table]) -> None:
    differing = []
    for name, content in installed.items():
        older = number(content["version"]) < number(tables[name]["version"])
        for path, entry in content["commands"].items():
            known = tables[name]["commands"].get(path, {"flags": {}})
            for flag, facts in entry["flags"].items():
                there = known["flags"].get(flag)
                if there is None or not agrees(there, known["flags"], facts, older):
                    differing.append((path, flag, facts, there))
            if not older:
                shown = {flag for flag, facts in known["flags"].items() if not {"hidden", "alias_of", "until"} & set(facts)}
                differing += [(path, flag, None, None) for flag in shown - set(entry["flags"]) - {"help"}]
    assert differing == []
    assert sum(len(content["commands"]) for content in installed.values()) > 100


def test_every_spelling_and_count_agrees_with_the_installed_client(tables: dict[str, Table], installed: dict[str, Table]) -> None:
    differing = []
    for name, content in installed.items():
        for path, entry in content["commands"].items():
            known = tables[name]["commands"].get(path)
            counts, own = (known or {}).get("args"), entry.get("args")
            if known is None or (own and counts and counts["min"] < own["min"]):
                differing.append((path, own, counts))
            if own and counts and own["max"] is None and counts["max"] is not None:
                differing.append((path, own, counts))
        known_as = tables[name]["aliases"]
        differing += [
            (other, path, known_as.get(other)) for other, path in content["aliases"].items() if known_as.get(other) != path
        ]
    assert differing == []
