"""A real shell in a tmux pane: keys go in, the screen is polled; a screen that never comes is printed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from assistant.shells import render
from tests.conftest import need

HERE = Path(__file__).resolve().parent
PROMPT = "ready> "
LOAD = {"bash": 'eval "$(<init)"', "zsh": 'eval "$(<init)"', "fish": "source init"}  # as one does with what --init prints
# Alt-Z writes the line and the place of the cursor in it, in characters, to the file `line`.
_DUMP = {
    "bash": r"""
_dump() { printf '%d\n%s' "$READLINE_POINT" "$READLINE_LINE" >|line.part; command mv line.part line; }
for map in emacs vi-insert vi-command; do bind -m $map -x '"\ez": _dump'; done
PS1='ready> ' PS2='more> '
""",
    "zsh": r"""
_dump() { builtin printf '%d\n%s' "$CURSOR" "$BUFFER" >|line.part; command mv line.part line; zle redisplay }
zle -N _dump
for map in emacs viins vicmd; do bindkey -M $map '\ez' _dump; done
PS1='ready> ' PS2='more> '
""",
    "fish": r"""
function _dump; begin; commandline -C; commandline -b; end > line.part; command mv line.part line; end
for mode in default insert; bind -M $mode \ez _dump; end
function fish_prompt; echo 'ready> '; end
function fish_mode_prompt; end
set -g fish_greeting; set -g fish_autosuggestion_enabled 0
""",
}
_START = {
    "bash": ["bash", "--noprofile", "--rcfile", "rc", "-i"],
    "zsh": ["zsh", "-d", "-i"],
    "fish": ["fish", "--init-command", "source rc"],
}


_REAL = """#!/bin/sh
PYTHONPATH={house} exec {python} -m assistant "$@"
"""


class Shell:
    """A shell in a folder of its own, with what `--init` prints in its rc; `dockerhelp` there is picker.sh, or the real one."""

    def __init__(
        self,
        shell: str,
        folder: Path,
        before: str = "",
        after: str = "",
        size: str = "80x24",
        load: bool = True,
        real: bool = False,
        **options: object,
    ) -> None:
        need(shell, shutil.which(shell) is not None)
        need("tmux", shutil.which("tmux") is not None)
        self.shell, self.folder, self.program = shell, folder, folder / "dockerhelp"
        if real:
            self.program.write_text(_REAL.format(python=sys.executable, house=HERE.parent.parent), encoding="utf-8")
            self.program.chmod(0o755)
        else:
            shutil.copy(HERE / "picker.sh", self.program)
        self.init = folder / "init"
        self.init.write_text(render(shell, program=str(self.program), **options), encoding="utf-8")  # type: ignore[arg-type]
        rc = f"{_DUMP[shell]}\n{before}\n{LOAD[shell] if load else ''}\n{after}\n"
        (folder / (".zshrc" if shell == "zsh" else "rc")).write_text(rc, encoding="utf-8")
        self._tmux = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        environment = {
            "HOME": str(folder),
            "ZDOTDIR": str(folder),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "SHELL": "/bin/sh",
        }
        across, down = size.split("x")
        start = [*self._tmux, "-u", "new-session", "-d", "-x", across, "-y", down, "-c", str(folder), *_START[shell]]
        kept = {name: value for name, value in os.environ.items() if name == "PATH"}
        subprocess.run(start, env={**kept, **environment}, check=True, timeout=20)

    def __enter__(self) -> Shell:
        self.until(lambda: self.screen().rstrip().endswith(PROMPT.strip()), "the first prompt")
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True, timeout=20)

    def keys(self, *keys: str) -> None:
        """Presses keys by tmux's names (C-g, M-h, F1, Escape, Enter)."""
        subprocess.run([*self._tmux, "send-keys", *keys], check=True, timeout=20)

    def type(self, text: str) -> None:
        """Types a text as it is."""
        subprocess.run([*self._tmux, "send-keys", "-l", "--", text], check=True, timeout=20)

    def screen(self, *options: str) -> str:
        """What stands in the pane now."""
        done = subprocess.run(
            [*self._tmux, "capture-pane", "-p", *options], check=False, capture_output=True, text=True, timeout=20
        )
        return done.stdout

    def shows(self, text: str) -> str:
        """Waits until the text stands in the pane; the pane."""
        self.until(lambda: text in self.screen(), repr(text))
        return self.screen()

    def gone(self, text: str) -> str:
        """Waits until the text stands in the pane no more; the pane."""
        self.until(lambda: text not in self.screen(), f"no {text!r}")
        return self.screen()

    def until(self, there: Callable[[], bool], what: str, limit: float = 20) -> None:
        """Polls. AssertionError with the pane where it does not come."""
        end = time.monotonic() + limit
        while not there():
            assert time.monotonic() < end, f"{self.shell}: waited for {what}; in the pane:\n{self.screen()}"
            time.sleep(0.02)

    def pick(self, key: str, opener: str = "C-g") -> list[str]:
        """Opens the picker and presses a key in it; what the picker was asked."""
        self.keys(opener)
        self.shows("[the picker]")
        self.type(key)
        self.gone("[the picker]")
        return self.asked()

    def asked(self) -> list[str]:
        """The arguments of the last call."""
        self.until((self.folder / "asked").exists, "a call")
        words = (self.folder / "asked").read_bytes().decode().split("\0")[:-1]
        (self.folder / "asked").unlink()
        return words

    def line(self) -> tuple[str, int]:
        """The line and the cursor, as the shell itself has them."""
        path = self.folder / "line"
        path.unlink(missing_ok=True)
        self.keys("M-z")
        self.until(path.exists, "the line")
        cursor, text = path.read_bytes().decode().split("\n", 1)
        return (text[:-1] if self.shell == "fish" else text), int(cursor)

    def resize(self, size: str) -> None:
        """Gives the pane another size."""
        across, down = size.split("x")
        subprocess.run([*self._tmux, "resize-window", "-x", across, "-y", down], check=True, timeout=20)

    def column(self) -> int:
        """Where the cursor stands in the pane, counted from 0."""
        done = subprocess.run([*self._tmux, "display-message", "-p", "#{cursor_x}"], check=True, capture_output=True, timeout=20)
        return int(done.stdout)

    def to_command_mode(self) -> None:
        """Leaves vi's insert mode and waits until it is left: Escape and a key too soon after it would be one key with Alt."""
        before = self.column()
        self.keys("Escape")
        self.until(lambda: self.column() == before - 1, "vi's command mode")

    def runs(self, command: str) -> str:
        """Types a command and waits for the prompt after it; what it printed, and all before."""
        prompts = self.screen().count(PROMPT.strip())
        self.type(command)
        self.keys("Enter")
        self.until(lambda: self.screen().count(PROMPT.strip()) > prompts, f"the prompt after {command!r}")
        return self.screen()

    def answer(self, text: str, cursor: int) -> None:
        """What the picker will answer."""
        (self.folder / "answer").write_bytes(f"insert {cursor}\n{text}".encode())
