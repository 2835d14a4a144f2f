"""The command line as a person or a script meets it: real processes, real pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import VERSION, main
from assistant.cli.options import OPTIONS, help_text, parse
from assistant.errors import UsageError
from tests.conftest import HOUSE, SMALL


def run(*arguments: str, text: str | bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A process with this checkout's dockerhelp; standard input is a pipe."""
    content = text.encode() if isinstance(text, str) else text
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONIOENCODING": "utf-8", **environment}
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(command, input=content, capture_output=True, env=environment, check=False, timeout=120)


@pytest.fixture(scope="module", autouse=True)
def _index_is_built() -> None:
    run("warm up")


def test_a_question_in_words_and_in_one_text() -> None:
    quoted, words = run("remove dangling images"), run("remove", "dangling", "images")
    assert quoted.stdout == words.stdout
    assert (quoted.returncode, quoted.stderr) == (0, b"")
    assert b"\ndocker image prune\n" in quoted.stdout


def test_a_pipe_gets_plain_text() -> None:
    assert b"\x1b" not in run("list containers", TERM="xterm-256color").stdout


def test_standard_input_is_the_question() -> None:
    done = run(text="Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock\n")
    assert done.returncode == 0
    assert b"permission" in done.stdout.lower()
    assert run("-", text="list containers\n").stdout == run("list containers").stdout


def test_words_win_over_standard_input() -> None:
    assert run("remove dangling images", text="list containers").stdout == run("remove dangling images").stdout


def test_nothing_known_is_said_honestly() -> None:
    done = run("play some jazz for me")
    assert done.returncode == 1
    assert b"I don't know" in done.stdout


def test_json_and_its_exit_code() -> None:
    done = run("--json", "remove dangling images")
    answer = json.loads(done.stdout)
    assert answer["confidence"] == "sure"
    assert len(answer["answers"]) == 5
    assert done.stdout.count(b"\n") == 1
    assert len(json.loads(run("remove dangling images", "--json", "--number=2").stdout)["answers"]) == 2
    none = run("--json", "play some jazz for me")
    assert json.loads(none.stdout)["answers"] == []
    assert none.returncode == 1


@pytest.mark.parametrize("arguments", [("-n", "2"), ("-n2",), ("-n=2",), ("--number", "2"), ("--number=2",)])
def test_how_many(arguments: tuple[str, ...]) -> None:
    assert len(json.loads(run(*arguments, "--json", "list containers").stdout)["answers"]) == 2


def test_more_than_one_card_on_the_screen() -> None:
    assert run("-n", "3", "remove dangling images").stdout.count(b"see also") == 3


def test_batch_answers_every_line_in_order() -> None:
    questions = [
        "remove dangling images",
        "",
        "play some jazz",
        "\udcff broken".encode("utf-8", "surrogateescape").decode("latin-1"),
    ]
    done = run("--batch", text="\n".join(questions).encode("latin-1") + b"\n\xff\xfe\x00\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["confidence"] for answer in answers[:3]] == ["sure", "none", "none"]
    assert len(answers) == 5
    assert done.returncode == 0
    assert run("--batch", text="").returncode == 1


def test_print_gives_the_bare_command() -> None:
    done = run("--print", "remove dangling images")
    assert (done.stdout, done.stderr, done.returncode) == (b"docker image prune\n", b"", 0)
    nothing = run("--print", "play some jazz")
    assert (nothing.stdout, nothing.returncode) == (b"", 1)
    assert nothing.stderr.startswith(b"dockerhelp: I don't know")


def test_one_card_and_the_topics() -> None:
    done = run("--card", "image-prune")
    assert b"docker image prune" in done.stdout
    assert json.loads(run("--card", "image-prune", "--json").stdout)["id"] == "image-prune"
    assert run("--card", "image-prune", "--print").stdout == b"docker image prune\n"
    wrong = run("--card", "image-prun")
    assert wrong.returncode == 2
    assert b"did you mean 'image-prune'?" in wrong.stderr
    assert b"containers" in run("--topics").stdout
    assert b"container-ls" in run("--topics", "containers").stdout
    wrong = run("--topics", "container")
    assert wrong.returncode == 2
    assert b"there is no topic 'container' (did you mean 'containers'?)" in wrong.stderr


def test_help_fits_a_screen_and_names_every_option() -> None:
    done = run("--help")
    lines = done.stdout.decode().splitlines()
    assert len(lines) <= 52
    assert max(map(len, lines)) <= 80
    assert all(f"--{option.name}" in done.stdout.decode() for option in OPTIONS)
    assert run("-h").stdout == done.stdout == help_text().encode()


def test_version() -> None:
    assert run("--version").stdout.decode() == f"dockerhelp {VERSION}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--jsn", "x"), "there is no option --jsn; did you mean --json?"),
        (("-x",), "there is no option -x; put -- before a question that begins with a dash"),
        (("-n",), "-n wants a value: -n N"),
        (("-n", "0", "list containers"), "-n wants a whole number from 1 to 50, not '0'"),
        (("-n", "many", "list containers"), "not 'many'"),
        (("--json=yes", "x"), "--json takes no value; leave out '=yes'"),
        (("--batch", "words"), "--batch reads its questions from standard input"),
        (("--card",), "--card wants a value: --card ID"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr.decode()
    assert done.stderr.startswith(b"dockerhelp: ")
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""


def test_options_may_follow_the_question_but_a_docker_command_keeps_its_own() -> None:
    assert parse(["remove", "images", "--json"]).given == {"json": ""}
    assert parse(["docker", "ps", "-n", "3", "--json"]).words == ["docker", "ps", "-n", "3", "--json"]
    assert parse(["what", "does", "-n", "do"]).words == ["what", "does", "-n", "do"]
    assert parse(["--", "--json"]).words == ["--json"]
    with pytest.raises(UsageError):
        parse(["-na"])


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff" * 5000, b"\x1b[31m" * 100, b"x" * 5_000_000, b"\n" * 10_000, "🐳".encode() * 2000]
)
def test_any_input_is_an_ordinary_case(content: bytes) -> None:
    done = run(text=content)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m assistant --topics containers | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=HOUSE, check=False, timeout=60)
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_full_disk_on_standard_output_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full is not on this platform")
    command = [sys.executable, "-m", "assistant", "list containers"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=HOUSE, check=False, timeout=60)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert b"No space left on device" in done.stderr


def test_a_locale_without_unicode() -> None:
    done = run("what is a volume", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_no_home_and_no_place_to_write(tmp_path: Path) -> None:
    done = run("remove dangling images", HOME="", XDG_CACHE_HOME="/proc/nowhere")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_check_tells_and_counts(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(SMALL.replace("docker image prune\n  summary", "docker image prune --al\n  summary"), encoding="utf-8")
    done = run("--check", str(file))
    assert done.returncode == 1
    assert b"has no flag --al" in done.stdout
    assert b"mine.yaml:14: card image-prune" in done.stdout
    file.write_text(SMALL, encoding="utf-8")
    done = run("--check", str(file))
    assert (done.returncode, done.stdout) == (0, b"6 cards in 1 file: all well\n")
    assert b"cannot be read" in run("--check", str(tmp_path / "none.yaml")).stdout


def test_check_finds_nothing_in_the_built_in_cards() -> None:
    done = run("--check")
    assert done.stdout.decode().splitlines()[-1].endswith("all well")
    assert done.returncode == 0


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.cli import asking

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(asking, "ask", interrupted)
    assert main(["list containers"]) == 130


def test_a_fault_of_our_own_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from assistant.cli import asking

    def broken(*_: object) -> int:
        raise ValueError("odd\x1b[31m")

    monkeypatch.setattr(asking, "ask", broken)
    assert main(["list containers"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("dockerhelp: a fault of dockerhelp itself at test_cli.py:")
    assert told.count("\n") == 1
    assert "\x1b" not in told


def test_no_question_at_a_terminal_says_what_to_type(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main([]) == 2
    assert "ask something, such as: dockerhelp remove dangling images" in capsys.readouterr().err


def test_a_slow_build_is_announced_once(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["mkdir", str(copy)], check=True)
    for name in ("assistant", "knowledge"):
        subprocess.run(["cp", "-r", str(HOUSE / name), str(copy)], check=True)
    (copy / "index").mkdir()
    for path in (HOUSE / "index").glob("*.yaml"):
        (copy / "index" / path.name).write_bytes(path.read_bytes())
    first, second = run("list containers", PYTHONPATH=str(copy)), run("list containers", PYTHONPATH=str(copy))
    assert first.stdout == second.stdout
    assert first.stderr.decode() in ("", "dockerhelp: building the index (once, after an update) …\n")
    assert second.stderr == b""
