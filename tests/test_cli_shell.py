"""The doors to the prompt, as a person meets them: real processes, a real terminal, the real docker client."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.cli import VERSION
from assistant.cli.options import OPTIONS
from assistant.settings import prompt
from assistant.shells import render
from assistant.shells.plugin import plugin
from tests.conftest import HOUSE, need
from tests.terminal import in_terminal
from tests.test_cli import run

SHELLS = ["bash", "zsh", "fish"]
NEVER_AT_INIT = ("typing", "re", "json", "subprocess", "assistant.cli.options", "assistant.settings", "assistant.cli.lean")


def ended(done: subprocess.CompletedProcess[bytes]) -> tuple[int, str, str]:
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("shell", SHELLS)
def test_init_prints_the_code_of_a_shell(shell: str) -> None:
    wanted = render(shell, "dockerhelp", "ctrl-g", "", False)
    assert ended(run("--init", shell)) == ended(run(f"--init={shell}")) == (0, wanted, "")
    wanted = render(shell, "dockerhelp", "alt-h", "f1", True)
    assert ended(run("--init", shell, "--key", "alt-h", "--answer-key=f1", "--on-error")) == (0, wanted, "")
    assert ended(run("--key", "alt-h", "--init", f"/usr/bin/{shell}", "--on-error", "--answer-key", "f1")) == (0, wanted, "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--init", "tcsh"], "--init wants one of bash, zsh, fish, not 'tcsh'"),
        (["--init"], "--init wants a value: --init SHELL"),
        (["--init", "bash", "--key"], "--key wants a value: --key KEY"),
        (["--init", "bash", "--key", "hyper-q"], "'hyper-q'"),
        (["--init", "bash", "--keyy", "f1"], "did you mean --key?"),
        (["--init", "bash", "zsh"], "takes no more words; leave out 'zsh'"),
        (["--completion", "tcsh"], "--completion wants one of bash, zsh, fish, not 'tcsh'"),
        (["--install-shell", "tcsh"], "--install-shell wants one of bash, zsh, fish, not 'tcsh'"),
        (["--key", "f1", "list", "containers"], "--key goes with --init or --install-shell"),
        (["--install-shell", "--yes=all"], "--yes takes nothing or =destroy"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: list[str], sentence: str) -> None:
    code, out, err = ended(run(*arguments, SHELL="/bin/bash"))
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.startswith("dockerhelp: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_comes_from_the_table_of_options(shell: str) -> None:
    code, out, err = ended(run("--completion", shell))
    assert (code, err) == (0, "")
    assert all(option.name in out for option in OPTIONS)


def test_init_loads_next_to_nothing() -> None:
    script = "import sys; before = set(sys.modules); sys.argv[1:] = ['--init', 'bash']\nfrom assistant.cli import run\nrun()\n"
    script += "print(*(set(sys.modules) - before), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, cwd=HOUSE, check=True)
    loaded = done.stderr.split()
    assert "assistant.shells" in loaded
    assert [name for name in NEVER_AT_INIT if name in loaded] == []
    assert len(loaded) < 30


def test_init_names_the_program_by_its_path(tmp_path: Path) -> None:
    program = tmp_path / "dockerhelp"
    program.write_text(f"import sys\nsys.path.insert(0, {str(HOUSE)!r})\nfrom assistant.cli import run\nsys.exit(run())\n")
    done = subprocess.run(
        [sys.executable, "dockerhelp", "--init", "bash"], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout == render("bash", str(program), "ctrl-g", "", False)


def test_install_and_uninstall_shell(tmp_path: Path) -> None:
    home = Path(os.environ["HOME"])
    (home / ".bashrc").write_bytes(b"export A=1")
    code, out, err = ended(run("--install-shell", "bash", "--yes", XDG_DATA_HOME=str(tmp_path / "data")))
    file = tmp_path / "data" / "dockerhelp" / "init.bash"
    assert (code, out) == (0, "")
    assert f"{home}/.bashrc\n" in err
    assert f"    export A=1\n  + if [ -r {file} ]; then . {file}; fi  # dockerhelp\n" in err
    assert file.read_text().endswith(render("bash", "dockerhelp", "ctrl-g", "", False))
    again = run("--install-shell", "--yes", XDG_DATA_HOME=str(tmp_path / "data"), SHELL="/usr/bin/bash")
    assert ended(again) == (0, "", "It is all there already.\n")
    code, out, err = ended(run("--uninstall-shell", "--yes", XDG_DATA_HOME=str(tmp_path / "data")))
    assert (code, out) == (0, "")
    assert "  - if [ -r" in err
    assert (home / ".bashrc").read_bytes() == b"export A=1"
    assert not file.parent.exists()
    assert ended(run("--uninstall-shell", XDG_DATA_HOME=str(tmp_path / "data"))) == (0, "", "Nothing of it is there.\n")


def test_all_shells_at_once_with_keys_of_ones_own() -> None:
    home = Path(os.environ["HOME"])
    before = sorted(home.rglob("*"))
    assert run("--install-shell", *SHELLS, "--yes", "--key=f2", "--on-error", ZDOTDIR=str(home / "z")).returncode == 0
    assert (home / "z" / ".zshrc").is_file()
    fish = (home / ".config" / "fish" / "conf.d" / "dockerhelp.fish").read_text()
    assert fish.endswith(render("fish", "dockerhelp", "f2", "", True))
    assert run("--uninstall-shell", "zsh", "--yes", ZDOTDIR=str(home / "z")).returncode == 0
    assert not (home / "z" / ".zshrc").exists()
    assert (home / ".bashrc").exists()
    assert run("--uninstall-shell", "--yes", ZDOTDIR=str(home / "z")).returncode == 0
    assert sorted(path for path in home.rglob("*") if path.is_file()) == [path for path in before if path.is_file()]


@pytest.mark.parametrize("door", ["--install-shell", "--install-plugin"])
def test_nobody_there_means_nothing_written(door: str) -> None:
    code, out, err = ended(run(door, SHELL="/bin/bash"))
    assert (code, out) == (2, "")
    assert err.endswith("dockerhelp: nothing was written: there is no terminal to ask on; --yes writes it without asking\n")
    assert os.listdir(os.environ["HOME"]) == []


def test_no_home_and_no_known_shell_are_said() -> None:
    assert "no home folder is known" in ended(run("--install-shell", "bash", HOME=""))[2]
    assert "and SHELL names none" in ended(run("--install-shell", SHELL=""))[2]


@pytest.mark.parametrize(
    ("typed", "code", "there"), [("y\n", 0, True), ("n\n", 130, False), ("\n", 130, False), ("\x03", 130, False)]
)
def test_a_person_is_asked(typed: str, code: int, there: bool) -> None:
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "SHELL": "/bin/zsh"}
    done = in_terminal([sys.executable, "-m", "assistant", "--install-shell"], [("[y/N]", typed)], environment)
    assert done.code == code
    assert (Path(os.environ["HOME"]) / ".zshrc").exists() is there


def test_where_shells_look() -> None:
    env = {"HOME": "/h"}
    assert prompt.rc_files("bash", env, "linux")[0] == "/h/.bashrc"
    assert prompt.rc_files("zsh", env) == ("/h/.zshrc",)
    assert prompt.rc_files("zsh", {**env, "ZDOTDIR": "/z"}) == ("/z/.zshrc", "/h/.zshrc")
    assert prompt.rc_files("fish", env) == prompt.rc_files("bash", {}) == ()
    assert prompt.rc_files("bash", env, "darwin")[0] == "/h/.bash_profile"
    assert prompt.shell_file("bash", env) == "/h/.local/share/dockerhelp/init.bash"
    assert prompt.shell_file("fish", {**env, "XDG_CONFIG_HOME": "/c"}) == "/c/fish/conf.d/dockerhelp.fish"
    assert prompt.plugin_folder(env) == "/h/.docker/cli-plugins"
    assert prompt.plugin_folder({**env, "DOCKER_CONFIG": "/d"}) == "/d/cli-plugins"


# docker ask: first the sh program by itself, called as docker calls it, then with the real client


def stub(folder: Path) -> Path:
    """A dockerhelp that tells how it was called."""
    program = folder / "it's a dockerhelp"
    told = '"${DOCKER_CONTEXT-} ${DOCKER_HOST-} ${DOCKER_CONFIG-} ${DOCKER_CLI_PLUGIN_SOCKET-}"'
    program.write_text(f"#!/bin/sh\nprintf '[%s]' \"$@\"\necho {told}\nexit 7\n")
    program.chmod(0o755)
    return program


def called(text: str, folder: Path, *arguments: str, shell: str = "sh", **more: str) -> tuple[int, str, str]:
    (folder / "docker-ask").write_text(text)
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/h", "DOCKER_CLI_PLUGIN_SOCKET": "@x", **more}
    command = [shell, str(folder / "docker-ask"), *arguments]
    return ended(subprocess.run(command, capture_output=True, env=environment, check=False, timeout=20))


@pytest.mark.parametrize("shell", ["sh", "bash", "dash"])
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", "how do I", "scale", ""], "[how do I][scale][]   "),
        (["ask"], "[]   "),
        (["ask", "--run", "ask", "--", "-x"], "[--run][ask][--][-x]   "),
        (["ask", "help"], "[help]   "),
        (["ask", "--help"], "[--help]   "),
        (["help", "ask"], "[--help]   "),
        (["--context", "ask", "ask", "x"], "[x]ask   "),
        (["--context=a b", "ask", "x"], "[x]a b   "),
        (["-c", "one", "-D", "--log-level", "info", "ask", "x"], "[x]one   "),
        (["-cone", "--debug", "ask", "x"], "[x]one   "),
        (["-H", "tcp://h:1", "ask", "x"], "[x] tcp://h:1  "),
        (["-H=tcp://h:1", "--config", "/c", "ask", "x"], "[x] tcp://h:1 /c "),
        (["--tlscacert", "ask", "--tls", "ask", "$(x) `y` 'z' \\"], "[$(x) `y` 'z' \\]   "),
    ],
)
def test_the_line_that_docker_hands_on(tmp_path: Path, shell: str, arguments: list[str], told: str) -> None:
    need(shell, shutil.which(shell) is not None)
    assert called(plugin(str(stub(tmp_path)), "1"), tmp_path, *arguments, shell=shell) == (7, told + "\n", "")


def test_a_context_that_is_named_wins_over_a_host_in_the_environment(tmp_path: Path) -> None:
    text = plugin(str(stub(tmp_path)), "1")
    assert called(text, tmp_path, "--context", "c", "ask", "x", DOCKER_HOST="tcp://h")[1] == "[x]c   \n"
    assert called(text, tmp_path, "ask", "x", DOCKER_HOST="tcp://h", DOCKER_CONTEXT="c")[1] == "[x]c tcp://h  \n"


@pytest.mark.parametrize("shell", ["sh", "bash", "dash"])
def test_a_dockerhelp_that_is_gone(tmp_path: Path, shell: str) -> None:
    need(shell, shutil.which(shell) is not None)
    code, out, err = called(plugin("/nowhere/dockerhelp", "1"), tmp_path, "ask", "x", shell=shell)
    assert (code, out) == (127, "")
    assert "dockerhelp does not start: it was /nowhere/dockerhelp" in err
    assert err.count("\n") == 2
    stub(tmp_path).rename(tmp_path / "dockerhelp")
    path = f"{tmp_path}:/usr/bin:/bin"
    assert called(plugin("/nowhere/dockerhelp", "1"), tmp_path, "ask", "x", shell=shell, PATH=path) == (7, "[x]   \n", "")
    (tmp_path / "old").write_text("#!/nowhere/python3\n")  # its environment was taken away
    (tmp_path / "old").chmod(0o755)
    assert called(plugin(str(tmp_path / "old"), "1"), tmp_path, "ask", "x", shell=shell, PATH=path) == (7, "[x]   \n", "")


def test_dockers_own_questions_start_no_program(tmp_path: Path) -> None:
    text = plugin("/nowhere/dockerhelp", VERSION)
    told = json.loads(called(text, tmp_path, "docker-cli-plugin-metadata")[1])
    assert (told["SchemaVersion"], told["Vendor"], told["Version"]) == ("0.1.0", "dockerhelp", VERSION)
    assert told["ShortDescription"]
    assert called(text, tmp_path, "__complete", "ask", "")[:2] == (0, ":4\n")
    assert called(text, tmp_path, "docker-cli-plugin-hooks", "{}") == (0, "", "")


def test_shellcheck_finds_nothing_in_the_plugin(tmp_path: Path) -> None:
    need("shellcheck", shutil.which("shellcheck") is not None)
    (tmp_path / "docker-ask").write_text(plugin(str(stub(tmp_path)), "1"))
    done = subprocess.run(["shellcheck", str(tmp_path / "docker-ask")], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture
def client(tmp_path: Path) -> Mapping[str, str]:
    """The real docker client with a folder of its own, and a dockerhelp of this checkout on the PATH."""
    need("docker-client", shutil.which("docker") is not None)
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "dockerhelp"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{HOUSE}" exec "{sys.executable}" -m assistant "$@"\n')
    program.chmod(0o755)
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DOCKER_CONFIG": str(tmp_path / "config"), "DOCKER_HOST": "unix:///nowhere.sock"}
    assert run("--install-plugin", "--yes", **environment).returncode == 0
    return environment


def docker(client: Mapping[str, str], *arguments: str, text: bytes = b"") -> tuple[int, str, str]:
    command = ["docker", *arguments]
    return ended(subprocess.run(command, input=text, capture_output=True, env=dict(client), check=False, timeout=60))


def test_the_real_client_knows_it(client: Mapping[str, str]) -> None:
    assert "ask*" in docker(client, "--help")[1]
    plugins = json.loads(docker(client, "info", "--format", "{{json .ClientInfo.Plugins}}")[1])
    assert [(one["Name"], one["Version"], one.get("Err")) for one in plugins if one["Name"] == "ask"] == [("ask", VERSION, None)]
    assert run("--uninstall-plugin", "--yes", **client).returncode == 0
    assert "ask*" not in docker(client, "--help")[1]


def test_the_real_client_hands_everything_on(client: Mapping[str, str]) -> None:
    run("warm up")
    assert docker(client, "ask", "--print", "remove dangling images") == (0, "docker image prune\n", "")
    assert docker(client, "--context", "default", "-D", "ask", "--print", "remove", "dangling", "images")[:2] == (
        0,
        "docker image prune\n",
    )
    assert docker(client, "ask", "play some jazz for me")[0] == 1
    assert docker(client, "ask", "-n", "none", "x")[0] == 2
    assert docker(client, "ask", "--print", "-", text=b"remove dangling images\n")[1] == "docker image prune\n"
    assert docker(client, "ask", "--help")[1].startswith("Usage: dockerhelp ")
    assert docker(client, "help", "ask")[1].startswith("Usage: dockerhelp ")


def test_the_real_client_keeps_the_terminal(client: Mapping[str, str]) -> None:
    """Colors tell that it writes to a terminal; a question is asked at the keyboard."""
    done = in_terminal(["docker", "ask", "remove dangling images"], [], client)
    assert done.code == 0
    assert "\x1b[" in done.raw
    (Path(client["HOME"]) / ".bashrc").write_text("")
    done = in_terminal(["docker", "ask", "--install-shell", "bash"], [("[y/N]", "n\n")], client)
    assert done.code == 130
    done = in_terminal(["docker", "ask", "--install-shell", "bash"], [("[y/N]", "\x03")], client)
    assert (Path(client["HOME"]) / ".bashrc").read_text() == ""
