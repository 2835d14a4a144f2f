"""The configuration: what a file may say, what is told of what is wrong in it, and that a question reads no YAML."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from assistant.actions.copy import WAYS
from assistant.cli.options import parse
from assistant.errors import UsageError
from assistant.history.names import USUAL
from assistant.settings import Config, checking, config, default_text, keys, places
from assistant.settings import read as read_settings
from tests.conftest import HOUSE

FINDING = re.compile(r"(?P<file>.+?):(?P<line>[1-9][0-9]*): (?P<sentence>[^\n]+)")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


@pytest.fixture
def cache(tmp_path: Path) -> str:
    return str(tmp_path / "cache" / "dockerhelp")


@pytest.fixture
def yaml_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read as YAML."""
    seen: list[str] = []
    check = checking.check

    def counted(file: str, content: bytes) -> tuple[dict[str, Any], list[str]]:
        seen.append(file)
        return check(file, content)

    monkeypatch.setattr(checking, "check", counted)
    return seen


def found(text: str | bytes) -> tuple[Config, list[tuple[int, str]]]:
    """The configuration of a file's content, and line and sentence of what is wrong."""
    values, findings = checking.check("/h/config.yaml", text if isinstance(text, bytes) else text.encode())
    matches = [FINDING.fullmatch(finding) for finding in findings]
    assert all(match and match["file"] == "/h/config.yaml" for match in matches), findings
    return keys.config(values), [(int(match["line"]), match["sentence"]) for match in matches if match]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(
        command, input="", capture_output=True, env=environment, check=False, timeout=120, encoding="utf-8"
    )  # fmt: skip


# The manual and the table


def flat(content: dict[str, Any]) -> dict[str, Any]:
    flattened: dict[str, Any] = {}
    for name, value in content.items():
        inner = {f"{name}.{below}": entry for below, entry in value.items()} if isinstance(value, dict) else {name: value}
        flattened |= {key: tuple(entry) if isinstance(entry, list) else entry for key, entry in inner.items()}
    return flattened


def test_the_manual_has_the_keys_and_defaults_of_the_table_in_its_order() -> None:
    assert list(flat(yaml.safe_load(default_text())).items()) == [(key.name, key.default) for key in keys.KEYS]
    assert found(default_text()) == (keys.DEFAULTS, [])


@pytest.mark.parametrize("key", keys.KEYS, ids=lambda key: key.name)
def test_the_manual_explains_what_each_key_allows(key: keys.Key) -> None:
    before, _, _ = default_text().partition(f"\n{'  ' * key.name.count('.')}{key.name.rpartition('.')[2]}:")
    comment = re.split(r"\n *(?!#)[^\n]*(?=\n)", before)[-1]
    allowed = {keys.YES_NO: ("true", "false"), keys.TEXTS: ()}.get(key.kind, key.allowed)
    assert [value for value in allowed if not re.search(rf"\b{value}\b", comment)] == []
    assert "#" in comment


def test_the_manual_fits_a_screen_of_80_columns() -> None:
    assert max(map(len, default_text().splitlines())) <= 80


def test_a_field_of_the_configuration_for_every_key() -> None:
    assert Config._fields == tuple(key.name.replace(".", "_") for key in keys.KEYS)
    assert all(keys.fits(key, key.default) for key in keys.KEYS)
    assert set(next(key.allowed for key in keys.KEYS if key.name == "copy")) == set(WAYS)
    assert Config(*[key.default for key in keys.KEYS]) == keys.DEFAULTS


# What a file may say


def test_every_key_is_taken() -> None:
    config, wrong = found(
        'color: never\nshell: fish\nlive: "always"\ncopy: off\nhistory:\n  keep: no\n  entries: 1_000\n  rank: False\n'
        "  secrets:\n  - PIN\nchat: {editing: vi, mouse: yes}\n"
        "run: {production: ['*-prod', 10.0.0.*], look_seconds: 600, look_lines: 1}\n"
    )
    assert wrong == []
    history, chat, run = (False, 1000, False, ("PIN",)), ("vi", True), (("*-prod", "10.0.0.*"), 600, 1)
    assert config == Config("never", "fish", "always", "off", *history, *chat, *run)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "# nothing\n", "~", "---\n", "\ufeff", "history:\nrun: ~\n", "history: {}\n", "---\n# none\n...\n"],
)
def test_a_file_that_says_nothing_is_well(text: str) -> None:
    assert found(text) == (keys.DEFAULTS, [])


def test_other_ways_to_write_the_same() -> None:
    for text in (
        "history.keep: false",
        "history: {keep: off}",
        "\ufeffhistory:\r\n  keep: NO\r\n",
        "%YAML 1.1\n---\n{history: {keep: false}}",
    ):
        assert found(text) == (keys.DEFAULTS._replace(history_keep=False), []), text
    assert found("run: {production: []}")[0].run_production == ()


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("\ncolour: never", 2, "there is no key 'colour'; did you mean 'color'?"),
        ("Color: never", 1, "there is no key 'Color'; did you mean 'color'?"),
        ("history:\n  kepe: false", 2, "there is no key 'history.kepe'; did you mean 'history.keep'?"),
        ("keep: false", 1, "there is no key 'keep'; did you mean 'history.keep'?"),
        ("run:\n  entries: 5", 2, "there is no key 'run.entries'; did you mean 'history.entries'?"),
        ("histroy:\n  keep: false", 1, "there is no key 'histroy'; did you mean 'history'?"),
        ("zzz: 1", 1, "there is no key 'zzz'; dockerhelp --config shows those that there are"),
        ("? [a, b]\n: 1", 1, "there is no key '?'; dockerhelp --config shows those that there are"),
        ('"a\\e[31m\\n": 1', 1, "there is no key 'a?[31m?'; dockerhelp --config shows those that there are"),
        (f"{'k' * 90}: 1", 1, f"there is no key '{'k' * 39}…'; dockerhelp --config shows those that there are"),
        (
            "color: alwys",
            1,
            "color wants one of auto, always, never, not 'alwys' (did you mean always?); the default (auto) serves",
        ),
        ("color: [never]", 1, "color wants one of auto, always, never, not a list; the default (auto) serves"),
        ("color:", 1, "color wants one of auto, always, never, not nothing; the default (auto) serves"),
        ("color: {a: b}", 1, "color wants one of auto, always, never, not keys; the default (auto) serves"),
        (
            "color: !!python/object/apply:os._exit [3]",
            1,
            "color wants one of auto, always, never, not a list; the default (auto) serves",
        ),
        ("history:\n  keep: flase", 2, "history.keep wants true or false, not 'flase'; the default (true) serves"),
        ("history: {keep: 1}", 1, "history.keep wants true or false, not '1'; the default (true) serves"),
        ("history: off", 1, "history wants keys below it (keep, entries, rank, secrets), not 'off'; their defaults serve"),
        ("run: {look_seconds: 0}", 1, "run.look_seconds wants a whole number from 1 to 600, not '0'; the default (5) serves"),
        ("run: {look_seconds: -1}", 1, "run.look_seconds wants a whole number from 1 to 600, not '-1'; the default (5) serves"),
        ("run: {look_seconds: 1.5}", 1, "run.look_seconds wants a whole number from 1 to 600, not '1.5'; the default (5) serves"),
        ("run: {look_lines: ²}", 1, "run.look_lines wants a whole number from 1 to 10000, not '²'; the default (20) serves"),
        (
            f"history: {{entries: {'9' * 9000}}}",
            1,
            f"history.entries wants a whole number from 1 to 1000000, not '{'9' * 39}…'; the default (10000) serves",
        ),
        (
            "history: {secrets: PIN}",
            1,
            'history.secrets wants a list of texts, such as ["PASSWORD", "PASSWD"], not \'PIN\'; its default serves',
        ),
        (
            "run:\n  production:\n  - a\n  - [b]",
            4,
            "run.production wants texts without control characters in its list, not a list; its default serves",
        ),
        (
            "run:\n  production:\n  - a\n  -",
            4,
            "run.production wants texts without control characters in its list, not nothing; its default serves",
        ),
        (
            'run: {production: ["a\\x1b", b]}',
            1,
            "run.production wants texts without control characters in its list, not 'a?'; its default serves",
        ),
        (
            'run: {production: ["\\ud800"]}',
            1,
            "run.production wants texts without control characters in its list, not '?'; its default serves",
        ),
        ("color: never\n\ncolor: never", 3, "'color' stands in line 1 already; keep one of them; the default serves"),
        (
            "history: {keep: no}\nhistory: {rank: no}",
            2,
            "'history' stands in line 1 already; keep one of them; the default serves",
        ),
        (
            "history: {keep: no}\nhistory.keep: no",
            2,
            "'history.keep' stands in line 1 already; keep one of them; the default serves",
        ),
        ("- color", 1, "keys with values are wanted, such as 'color: never', not a list; the defaults serve"),
        ("\nnever", 2, "keys with values are wanted, such as 'color: never', not 'never'; the defaults serve"),
    ],
)
def test_what_is_wrong_is_told_and_the_default_serves(text: str, line: int, sentence: str) -> None:
    config, wrong = found(text)
    assert wrong == [(line, sentence)]
    assert config == keys.DEFAULTS


def test_what_is_wrong_costs_its_own_key_alone() -> None:
    config, wrong = found("color: never\nshell: tcsh\nlive: never\nhistory:\n  keep: false\n  rnk: false\nfoo: {color: always}\n")
    assert config == keys.DEFAULTS._replace(color="never", live="never", history_keep=False)
    assert [line for line, _ in wrong] == [2, 6, 7]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("color: never\nlive: [always\n", 3, "not YAML (expected ',' or ']'"),
        ("color: never\nlive: a: b\n", 2, "not YAML (mapping values are not allowed here); mend this line"),
        ('color: never\nlive: "never\nshell: sh\n', 2, "close the quotes"),
        ("history:\n\tkeep: false\n", 2, "indent with spaces, not with tabs"),
        ("run:\n  production: [a, *-prod]\n", 2, 'a text that begins with * or & stands in quotes, such as "*-prod"'),
        ("run:\n  production:\n  - *production*\n", 3, 'a text that begins with * or & stands in quotes, such as "*-prod"'),
        ("color: never\nlive: &a never\n", 2, "anchors and aliases are not taken"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", 1, "anchors and aliases are not taken"),
        ("color: never\n--- \ncolor: always\n", 2, "found another document"),
        ("%YAML 9.9\n---\ncolor: never\n", 1, "not YAML"),
        ('color: never\nlive: "\\Uffffffff"\n', 1, "not YAML"),
        ("color: never\n# \x1b[31m\n", 2, "a control character (U+001B); take it out"),
        ("color: never\n\x00", 2, "a control character (U+0000); take it out"),
        ("color: " + "[" * 9000, 1, "too deeply nested"),
        (b"color: never\nshell: \xff\n", 2, "not UTF-8 (byte 0xff); save the file as UTF-8"),
        ("color: never\n".encode("utf-16"), 1, "not UTF-8"),
        (bytes(range(255, -1, -1)) * 300, 1, "not UTF-8"),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(text: str | bytes, line: int, part: str) -> None:
    config, wrong = found(text)
    assert config == keys.DEFAULTS
    assert len(wrong) == 1
    assert wrong[0][0] == line
    assert part in wrong[0][1]
    assert wrong[0][1].endswith("; the defaults serve")


@pytest.mark.parametrize(
    "text", ["[" * 99_999, "{" * 99_999, "? " * 49_000, "k: v\n" * 19_000, "run: {production: [" + "x," * 49_000 + "]}"]
)
def test_nothing_takes_long(text: str) -> None:
    begun = time.process_time()
    _, wrong = found(text)
    assert time.process_time() - begun < 20
    assert len(wrong) <= 100


names = [*(key.name.rpartition(".")[2] for key in keys.KEYS), "history", "run"]
signs = [*": -,[]{}\n'\"&*!|>%@?#\t", "  ", ": ", "\n  ", "\n- ", "\x1b", "\\ud800", "---", "..."]
pieces = some.sampled_from([*names, *signs, "never", "true", "5", "é"])
texts = some.text().map(lambda text: text.encode("utf-8", "replace"))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.one_of(some.lists(pieces, max_size=40).map(lambda words: "".join(words).encode()), texts, some.binary()))
def test_any_content_gives_fitting_values_and_findings_with_lines(content: bytes) -> None:
    values, findings = checking.check("/h/config.yaml", content)
    table = {key.name: key for key in keys.KEYS}
    assert all(keys.fits(table[name], value) for name, value in values.items())
    for finding in findings:
        match = FINDING.fullmatch(finding)
        assert match
        assert finding.isprintable()
        assert int(match["line"]) <= len(re.split(rb"\r\n|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9]", content)) + 1
    if values:
        assert yaml.safe_load(content) is not None


# The file in its place


def test_without_a_file_nothing_is_wrong_and_nothing_is_kept(file: Path, cache: str) -> None:
    assert config.read(str(file), cache) == (keys.DEFAULTS, ())
    assert config.read("", cache) == config.read(os.devnull, cache, named=True) == (keys.DEFAULTS, ())
    assert config.read(str(file / "below"), cache) == (keys.DEFAULTS, ())
    assert not os.path.exists(cache)


def told(file: Path, cache: str, named: bool = False) -> str:
    """The one sentence about a file that cannot be read; the defaults serve."""
    found, findings = config.read(str(file), cache, named)
    assert found == keys.DEFAULTS
    assert len(findings) == 1
    match = FINDING.fullmatch(findings[0])
    assert match
    assert (match["file"], match["line"]) == (str(file), "1")
    assert match["sentence"].endswith("; the defaults serve")
    return match["sentence"]


def test_files_that_cannot_be_read(file: Path, cache: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(file, cache, named=True).startswith("there is no such file; make it")
    file.symlink_to(tmp_path / "gone")
    assert told(file, cache).startswith("there is no such file; make it")
    (tmp_path / "gone").symlink_to(file)
    assert told(file, cache).startswith("cannot be read (Too many levels of symbolic links)")
    assert told(tmp_path, cache).startswith("this is a folder; a text file is wanted")
    os.mkfifo(tmp_path / "pipe")
    assert told(tmp_path / "pipe", cache).startswith("this is no ordinary file; a text file is wanted")
    (tmp_path / "large").write_bytes(b"# 5 MB\n" * 750_000)
    assert told(tmp_path / "large", cache).startswith("5250000 bytes are too many; at most 100000 are read")
    (tmp_path / "closed").write_text("color: never\n")
    (tmp_path / "closed").chmod(0)
    if os.access(tmp_path / "closed", os.R_OK):  # root may read everything

        def refused(*_: Any) -> Any:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setitem(config.__dict__, "open", refused)
    assert told(tmp_path / "closed", cache).startswith("cannot be read (Permission denied); mend that or remove it")
    assert not os.path.exists(cache)


def test_a_path_with_odd_letters_is_one_line(tmp_path: Path, cache: str) -> None:
    odd = tmp_path / "a\nb\x1b"
    odd.write_text("colour: x")
    (finding,) = config.read(str(odd), cache)[1]
    assert finding == f"{tmp_path}/a?b?:1: there is no key 'colour'; did you mean 'color'?"
    assert config.read("a\0b", cache)[1][0].startswith("a?b:1: cannot be read (a NUL in its name)")


# What is kept, so that a question reads no YAML


def test_yaml_is_read_once_and_again_when_the_file_is_new(file: Path, cache: str, yaml_reads: list[str]) -> None:
    file.write_text("color: never\nrun: {production: [a]}\nshel: fish\n")
    first = config.read(str(file), cache)
    assert first[0] == keys.DEFAULTS._replace(color="never", run_production=("a",))
    assert config.read(str(file), cache) == config.read(str(file), cache) == first
    assert "did you mean 'shell'?" in first[1][0]
    assert len(yaml_reads) == 1
    os.utime(file, ns=(0, 1))
    assert config.read(str(file), cache) == first
    assert len(yaml_reads) == 2
    file.write_text("color: always")
    assert config.read(str(file), cache) == (keys.DEFAULTS._replace(color="always"), ())
    file.unlink()
    assert config.read(str(file), cache) == (keys.DEFAULTS, ())


def test_another_file_and_another_table_are_not_mistaken(
    file: Path, cache: str, yaml_reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("color: never")
    other = file.with_name("other.yaml")
    other.write_text("color: never")
    os.utime(file, ns=(5, 5))
    os.utime(other, ns=(5, 5))
    assert config.read(str(file), cache) == config.read(str(other), cache)
    assert yaml_reads == [str(file), str(other)]
    monkeypatch.setattr(config, "KEYS", keys.KEYS[:3])
    config.read(str(other), cache)
    assert len(yaml_reads) == 3


def test_what_is_kept_is_for_the_person_alone_and_nothing_else_is_left(file: Path, cache: str) -> None:
    file.write_text("color: never")
    config.read(str(file), cache)
    assert os.listdir(cache) == ["config.json"]
    if os.name == "posix":
        assert os.stat(os.path.join(cache, "config.json")).st_mode & 0o777 == 0o600


def test_what_is_kept_but_broken_is_not_believed(file: Path, cache: str, yaml_reads: list[str]) -> None:
    file.write_text("color: never\nfoo: 1")
    right = config.read(str(file), cache)
    path = Path(cache) / "config.json"
    whole = path.read_bytes()
    kept = json.loads(whole)
    changes: list[dict[str, Any]] = [
        {"mark": None}, {"values": None}, {"values": {"color": "pink"}}, {"values": {"color": ["never"]}},
        {"values": {"colour": "never"}}, {"values": {"run.production": [1]}}, {"values": {"run.production": "a"}},
        {"values": {"history.keep": 1}}, {"values": {"run.look_lines": True}}, {"values": {"run.look_lines": 0}},
        {"findings": None}, {"findings": [1]},
    ]  # fmt: skip
    broken = [b"", b"\xff", whole[:-9], b"[]", b"3", b"[" * 100_000, b'{"mark": 1}']
    broken += [json.dumps(kept | change).encode() for change in changes]
    for number, content in enumerate(broken, 2):
        path.write_bytes(content)
        assert config.read(str(file), cache) == right, content
        assert len(yaml_reads) == number, content
        assert path.read_bytes() == whole


def test_where_nothing_can_be_kept_the_file_is_read_each_time(
    file: Path, cache: str, yaml_reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("color: never")
    never = (keys.DEFAULTS._replace(color="never"), ())
    for place in ("", str(file / "below"), "/proc/nowhere"):
        assert config.read(str(file), place) == config.read(str(file), place) == never
    assert len(yaml_reads) == 6
    os.makedirs(os.path.join(cache, "config.json"))
    assert config.read(str(file), cache) == config.read(str(file), cache) == never
    assert os.listdir(cache) == ["config.json"]

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert config.read(str(file), cache + "2") == never
    assert os.listdir(cache + "2") == []


LOADED = """
import sys
before = set(sys.modules)
import os, io
from assistant import settings
found = settings.read(os.environ, io.StringIO())
print(found.config.color, *sorted(name for name in ("yaml", "json", "difflib", "zlib") if name in set(sys.modules) - before))
"""


def test_what_is_imported_to_know_the_settings(file: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "DOCKERHELP_CONFIG": str(file), "XDG_CACHE_HOME": str(tmp_path)}

    def loaded() -> list[str]:
        done = subprocess.run([sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    assert loaded() == ["auto"]
    file.write_text("color: never")
    assert "yaml" in loaded()
    again = loaded()
    assert again[:2] == ["never", "json"]
    assert "yaml" not in again


# Places


@pytest.mark.parametrize(
    ("platform", "environment", "config_file", "state", "cache"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/dockerhelp/config.yaml", "/h/.local/state/dockerhelp", "/h/.cache/dockerhelp"),
        (
            "linux",
            {"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "/k", "APPDATA": "/a"},
            "/c/dockerhelp/config.yaml",
            "/s/dockerhelp",
            "/k/dockerhelp",
        ),
        (
            "linux",
            {"HOME": "/h", "XDG_CONFIG_HOME": "c", "XDG_STATE_HOME": "s", "XDG_CACHE_HOME": ""},
            "/h/.config/dockerhelp/config.yaml",
            "/h/.local/state/dockerhelp",
            "/h/.cache/dockerhelp",
        ),
        (
            "darwin",
            {"HOME": "/h"},
            "/h/Library/Application Support/dockerhelp/config.yaml",
            "/h/Library/Application Support/dockerhelp",
            "/h/Library/Caches/dockerhelp",
        ),
        (
            "win32",
            {"USERPROFILE": "/u", "APPDATA": "/a", "LOCALAPPDATA": "/l"},
            "/a/dockerhelp/config.yaml",
            "/l/dockerhelp",
            "/l/dockerhelp",
        ),
        (
            "win32",
            {"USERPROFILE": "/u"},
            "/u/AppData/Roaming/dockerhelp/config.yaml",
            "/u/AppData/Local/dockerhelp",
            "/u/AppData/Local/dockerhelp",
        ),
        ("linux", {}, "", "", ""),
        ("linux", {"HOME": "here"}, "", "", ""),
        (
            "linux",
            {"HOME": "/h", "DOCKERHELP_CONFIG": "/my/file"},
            "/my/file",
            "/h/.local/state/dockerhelp",
            "/h/.cache/dockerhelp",
        ),
        ("linux", {"HOME": "/h", "DOCKERHELP_CONFIG": "~/f"}, "/h/f", "/h/.local/state/dockerhelp", "/h/.cache/dockerhelp"),
        ("linux", {"DOCKERHELP_CONFIG": "f.yaml"}, os.path.abspath("f.yaml"), "", ""),
    ],
)
def test_places(
    platform: str, environment: dict[str, str], config_file: str, state: str, cache: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert places.config_file(environment) == config_file
    assert places.state(environment) == state
    assert places.cache(environment) == cache
    monkeypatch.undo()
    if platform == "linux":
        read = read_settings(environment, io.StringIO())
        assert (read.config_file, read.state) == (config_file, state)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("color", "terminal", "environment", "shown"),
    [
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("always", True, {}, True),
        ("never", True, {"TERM": "xterm"}, False),
        ("auto", True, {"TERM": "xterm"}, True),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("pink", True, {"TERM": "xterm"}, True),
    ],
)
def test_color(file: Path, tmp_path: Path, color: str, terminal: bool, environment: dict[str, str], shown: bool) -> None:
    file.write_text(f"color: {color}")
    environment = {**environment, "DOCKERHELP_CONFIG": str(file), "HOME": str(tmp_path)}
    read = read_settings(environment, Terminal() if terminal else io.StringIO())
    assert read.color is shown
    assert bool(read.findings) is (color == "pink")


# The command line


def test_an_option_wins_over_the_configuration() -> None:
    assert (parse(["q"]).shell("fish"), parse(["--shell", "zsh", "q"]).shell("fish")) == ("fish", "zsh")
    assert parse(["q"]).live(False, "always")
    assert not parse(["q"]).live(True, "never")
    assert parse(["--live", "auto", "q"]).live(True, "never")
    assert not parse(["--live", "never", "q"]).live(True, "always")
    with pytest.raises(UsageError):
        parse(["--shell", "tcsh"]).shell("fish")


def test_the_manual_saved_as_ones_own_file_changes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "fresh"
    place = home / ".config" / "dockerhelp" / "config.yaml"
    place.parent.mkdir(parents=True)
    first = run("--config", HOME=str(home))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == f"# Your own file: {place} (it is not there yet)\n#\n{default_text()}"
    place.write_text(first.stdout, encoding="utf-8")
    second = run("--config", HOME=str(home))
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.splitlines()[0] == f"# Your own file: {place} (it is there)"
    assert config.read(str(place), "") == (keys.DEFAULTS, ())


def test_config_in_odd_surroundings() -> None:
    lost = run("--config", HOME="", USERPROFILE="")
    assert lost.returncode == 0
    assert "set DOCKERHELP_CONFIG" in lost.stdout.splitlines()[0]
    odd = run("--config", DOCKERHELP_CONFIG="/a\nb\x1b[31m")
    assert odd.stdout.startswith("# Your own file: /a?b?[31m (it is not there yet)\n#\n")
    assert yaml.safe_load(odd.stdout)["color"] == "auto"
    assert "/a?b?[31m:1: there is no such file" in odd.stderr
    wrong = run("--config", "color")
    assert wrong.returncode == 2
    assert "--config takes no words" in wrong.stderr


def test_findings_are_told_once_on_standard_error_each_time(file: Path) -> None:
    file.write_text("colour: never\na: 1\nb: 2\nc: 3\nd: 4\n")
    well = run("--topics")
    for _ in range(2):  # the second time they are not read from YAML
        done = run("--topics", DOCKERHELP_CONFIG=str(file))
        assert (done.returncode, done.stdout) == (well.returncode, well.stdout)
        lines = done.stderr.splitlines()
        assert lines[0] == f"dockerhelp: {file}:1: there is no key 'colour'; did you mean 'color'?"
        assert lines[3:] == ["dockerhelp: and 2 more in the configuration"]
    file.write_text("colour: never\n")
    done = run("--config", DOCKERHELP_CONFIG=str(file))
    assert done.stderr == f"dockerhelp: {file}:1: there is no key 'colour'; did you mean 'color'?\n"
    assert run("--version", DOCKERHELP_CONFIG=str(file)).stderr == ""


def test_the_shell_of_the_configuration_quotes_and_an_option_wins(file: Path) -> None:
    question = ("--print", 'launch nginx named "it\'s"')
    file.write_text("shell: fish")
    fish, sh = run(*question, "--shell", "fish"), run(*question, "--shell", "sh")
    assert fish.stdout != sh.stdout
    assert run(*question, DOCKERHELP_CONFIG=str(file)).stdout == fish.stdout
    assert run(*question, "--shell", "sh", DOCKERHELP_CONFIG=str(file)).stdout == sh.stdout


def test_the_words_of_secrets_are_those_that_the_journal_masks_by() -> None:
    assert tuple(word.lower() for word in keys.DEFAULTS.history_secrets) == USUAL
