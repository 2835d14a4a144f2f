"""The key in real shells, with a picker that is played: what is asked, what arrives, and that a line is never lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.shells import SHELLS
from tests.conftest import need
from tests.shells.pane import LOAD, PROMPT, Shell

EVERY = pytest.mark.parametrize("shell", SHELLS)
# Whatever a shell, an editor or a substitution might take for its own.
HARD = (
    "docker run \\\n  -e 'A=b & c' \"$HOME !x !! !$\" `y` $(z) | grep -v '\\\\' # ü 漢 é 🐳\n"
    "\tend \\& && \\1 %s %% ~ * ? [a-z] {b,c} ; <x >y 'it'\\''s' @PROGRAM@ \x1d\n\n"
)
VI = {"bash": "set -o vi", "zsh": "bindkey -v", "fish": "fish_vi_key_bindings"}
STRICT = {
    "bash": "set -euC; IFS=0123n",
    "zsh": "builtin setopt err_exit no_unset no_clobber ksh_arrays sh_word_split; IFS=0123n",
    "fish": "",
}
NAMES = (
    "printf",
    "local",
    "read",
    "echo",
    "command",
    "cat",
    "test",
    "true",
    "history",
    "bind",
    "type",
    "print",
    "string",
    "sh",
    "math",
)
ALIASES = {
    "bash": "\n".join(f"alias {name}='echo WRONG'" for name in NAMES),
    "zsh": "\n".join(f"alias {name}='echo WRONG'" for name in (*NAMES, "zle", "emulate", "setopt", "bindkey", "whence")),
    "fish": "\n".join(f"function {name}; builtin echo WRONG; end" for name in ("cat", "sh", "ls", "grep")),
}
PLUGINS = [Path(f"/usr/share/{name}/{name}.zsh") for name in ("zsh-autosuggestions", "zsh-syntax-highlighting")]


@EVERY
def test_asks_inserts_and_cancels_with_text_on_both_sides(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path) as pane:
        pane.type("docker ps é漢 last")
        pane.keys("Left", "Left", "Left", "Left", "Left")
        assert pane.pick("q") == ["--pick", "--shell", shell, "--buffer", "docker ps é漢 last", "--cursor", "12"]
        assert pane.line() == ("docker ps é漢 last", 12)
        pane.answer("echo inser''ted", 4)
        pane.pick("i")
        assert pane.line() == ("echo inser''ted", 4)
        assert pane.shows(f"{PROMPT}echo inser''ted")
        pane.keys("Enter")
        assert pane.shows("\ninserted")


@EVERY
@pytest.mark.parametrize("mode", ["emacs", "insert", "command"])
def test_every_character_arrives_unchanged_in_every_keymap(shell: str, mode: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before="" if mode == "emacs" else VI[shell]) as pane:
        pane.type("docker é one")
        if mode == "command":
            pane.to_command_mode()
        cursor = 11 if mode == "command" else 12
        assert pane.pick("q")[3:] == ["--buffer", "docker é one", "--cursor", str(cursor)]
        assert pane.line() == ("docker é one", cursor)
        pane.answer(HARD, 63)
        pane.pick("i")
        assert pane.line() == (HARD, 63)
        assert pane.pick("q")[3:] == ["--buffer", HARD, "--cursor", "63"]
        assert pane.line() == (HARD, 63)


@EVERY
def test_an_empty_line_and_an_empty_answer(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path) as pane:
        assert pane.pick("q")[3:] == ["--buffer", "", "--cursor", "0"]
        assert pane.line() == ("", 0)
        pane.type("xy")
        pane.answer("", 0)
        pane.pick("i")
        assert pane.line() == ("", 0)


@EVERY
def test_a_failure_leaves_the_line_and_says_why(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path) as pane:
        pane.type("# how do I")
        pane.keys("Left")
        pane.pick("f")
        assert pane.shows("dockerhelp: the index is broken; ask again")
        assert pane.line() == ("# how do I", 9)
        pane.pick("b")
        assert pane.shows("dockerhelp: the picker failed (exit code 3)")
        assert pane.line() == ("# how do I", 9)


@EVERY
@pytest.mark.parametrize("answer", ["", "insert\nx", "insert 1x\nx", "insert 3", "echo 1; rm x\nx"])
def test_what_is_no_answer_changes_nothing(shell: str, answer: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path) as pane:
        pane.type("keep me")
        (tmp_path / "answer").write_text(answer, encoding="utf-8")
        pane.pick("i")
        assert pane.line() == ("keep me", 7)


@EVERY
def test_the_program_taken_away_after_init(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, size="200x24") as pane:
        pane.type("docker 'half ")
        pane.program.unlink()
        pane.keys("C-g")
        assert pane.shows("is gone; install it again, or take dockerhelp --init out of your")
        assert pane.line() == ("docker 'half ", 13)


@EVERY
def test_the_key_twice_quickly(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path) as pane:
        pane.type("docker ps")
        pane.keys("C-g", "C-g")
        pane.asked()
        pane.gone("[the picker]")
        assert pane.line() == ("docker ps", 9)
        assert (tmp_path / "count").read_text() == "\n"


@EVERY
def test_other_keys_and_an_answer_at_once(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, key="f1", answer_key="alt-h") as pane:
        pane.type("scale a service")
        assert pane.pick("q", "F1")[-4:] == ["--buffer", "scale a service", "--cursor", "15"]
        pane.answer("docker service scale <service>=5", 21)
        pane.keys("M-h")
        assert pane.shows(f"{PROMPT}docker service scale <service>=5")
        assert pane.asked()[-3:] == ["--cursor", "15", "--answer"]
        assert pane.line() == ("docker service scale <service>=5", 21)


@EVERY
def test_a_narrow_pane_at_its_last_row(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, size="24x5") as pane:
        for _ in range(5):
            pane.keys("Enter")
        pane.type("docker run --rm -it alpine sh -c 'echo far too long'")
        text = "docker run --rm -it alpine sh -c 'echo far too long'"
        pane.pick("q")
        assert pane.line() == (text, 52)
        pane.until(lambda: text[-16:] in pane.screen("-J"), "the line again")
        pane.answer("echo short", 10)
        pane.pick("i")
        assert pane.line() == ("echo short", 10)
        pane.keys("Enter")
        assert pane.shows("\nshort")


@EVERY
def test_strict_options_aliases_and_a_second_evaluation(shell: str, tmp_path: Path) -> None:
    before = f"{ALIASES[shell]}\n" + ("shopt -s expand_aliases\n" if shell == "bash" else "")
    with Shell(shell, tmp_path, before=before, after=f"{LOAD[shell]}\n{STRICT[shell]}", on_error=True) as pane:
        assert pane.screen().strip() == PROMPT.strip()
        pane.type("docker ps 10 n")
        assert pane.pick("q")[3:] == ["--buffer", "docker ps 10 n", "--cursor", "14"]
        assert pane.line() == ("docker ps 10 n", 14)
        pane.answer(HARD, 10)
        pane.pick("i")
        assert pane.line() == (HARD, 10)
        pane.pick("f")
        assert pane.line() == (HARD, 10)
        assert "WRONG" not in pane.screen()


@EVERY
def test_under_strict_options_the_shell_lives_on_without_the_program(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before=STRICT[shell], on_error=True) as pane:
        pane.type("keep")
        pane.program.unlink()
        pane.keys("C-g")
        pane.until(lambda: "is gone" in pane.screen(), "the message")
        assert pane.line() == ("keep", 4)


TAKEN = [
    ("bash", "bind -x '\"\\C-g\": echo hi'", True),
    ("bash", 'bind -m vi-insert \'"\\C-g": "text"\'', True),
    ("bash", "bind '\"\\C-g\": kill-word'", True),
    ("bash", "bind '\"\\C-t\": kill-word'", False),
    ("zsh", "bindkey -s '^G' text", True),
    ("zsh", "mine() { :; }; zle -N mine; bindkey -M vicmd '^G' mine", True),
    ("zsh", "bindkey '^G' kill-word", True),
    ("zsh", "bindkey -v", False),
    ("fish", "bind \\cg 'echo hi'", True),
    ("fish", "bind -M insert \\cg mine", True),
    ("fish", "fish_vi_key_bindings", False),
]


@pytest.mark.parametrize(("shell", "before", "warns"), TAKEN)
def test_a_key_of_the_persons_own_is_told_of(shell: str, before: str, warns: bool, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, before=before, size="200x24") as pane:
        assert ("dockerhelp: Ctrl-G was bound" in pane.screen()) is warns
        assert pane.screen().count("dockerhelp") == (2 if warns else 0)
        assert pane.pick("q")[0] == "--pick"


LISTS = {
    "bash": "{ compgen -A function; compgen -v; compgen -A alias; }",
    "zsh": "print -l -- ${(k)functions} ${(k)parameters} ${(k)aliases}",
    "fish": "begin; functions --all --names | string replace --all , ''; set --names; end",
}
# Names of the shells' own that come with looking: the hooks of zsh, what a command leaves behind.
THEIRS = {"add-zsh-hook", "precmd_functions", "preexec_functions", "PROMPT_COMMAND", "BASH_REMATCH", "PIPESTATUS"}


@EVERY
def test_no_name_but_our_own_is_left_behind(shell: str, tmp_path: Path) -> None:
    with Shell(shell, tmp_path, load=False, on_error=True, answer_key="f2") as pane:
        pane.runs(f"{LISTS[shell]} >before")
        pane.runs(LOAD[shell])
        pane.pick("q")
        pane.runs("false")
        pane.runs(f"{LISTS[shell]} >after")
        before, after = (set((tmp_path / name).read_text().split()) for name in ("before", "after"))
        assert {name for name in after - before if not name.startswith("_dockerhelp")} <= THEIRS


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("mode", ["", "bindkey -v"])
def test_with_autosuggestions_and_syntax_highlighting(order: str, mode: str, tmp_path: Path) -> None:
    need("zsh-plugins", all(path.exists() for path in PLUGINS))
    load = "\n".join(f"source {path}" for path in PLUGINS)
    vi_mode = f"{mode}\nzle-keymap-select() {{ zle reset-prompt; }}; zle -N zle-keymap-select" if mode else ""
    history = "HISTSIZE=50; print -s 'docker ps --all --no-trunc'"
    where = {"before": load if order == "before" else "", "after": load if order == "after" else ""}
    with Shell("zsh", tmp_path, before=f"{vi_mode}\n{history}\n{where['before']}", after=where["after"]) as pane:
        pane.type("docker p")
        pane.shows(f"{PROMPT}docker ps --all --no-trunc")  # the grey part is suggested
        pane.pick("q")
        assert pane.line() == ("docker p", 8)
        pane.answer("docker ps \\\n  -a && echo '漢 & x'", 9)
        pane.pick("i")
        assert pane.line() == ("docker ps \\\n  -a && echo '漢 & x'", 9)
        assert "--no-trunc" not in pane.gone("--no-trunc")
        pane.pick("f")
        assert pane.shows("the index is broken")
        pane.keys("Enter")
        pane.shows("漢 & x'")


def test_bash_keeps_the_last_row_of_the_prompt_while_the_picker_is_open(tmp_path: Path) -> None:
    with Shell("bash", tmp_path, after=r"PS1='\[\e[31m\]first row\n\[\e[0m\]ready> '") as pane:
        pane.type("docker ps")
        pane.keys("C-g")
        pane.shows(f"first row\n{PROMPT}docker ps\n[the picker]")
        pane.type("q")
        pane.gone("[the picker]")
        assert pane.shows(f"first row\n{PROMPT}docker ps\n").count("ready>") == 1
        assert pane.line() == ("docker ps", 9)


def test_a_resize_while_the_picker_is_open(tmp_path: Path) -> None:
    for shell in SHELLS:
        folder = tmp_path / shell
        folder.mkdir()
        with Shell(shell, folder) as pane:
            pane.type("docker ps --all")
            pane.keys("C-g")
            pane.shows("[the picker]")
            pane.resize("40x10")
            pane.type("q")
            pane.gone("[the picker]")
            assert pane.line() == ("docker ps --all", 15)


def test_the_answer_comes_without_delay_of_ours(tmp_path: Path) -> None:
    """From key to line with a picker that answers at once: what the widgets themselves cost is small."""
    for shell in SHELLS:
        folder = tmp_path / shell
        folder.mkdir()
        with Shell(shell, folder, answer_key="alt-h") as pane:
            pane.answer("echo here", 9)
            began = time.monotonic()
            pane.keys("M-h")
            pane.shows(f"{PROMPT}echo here")
            assert time.monotonic() - began < 1.5
