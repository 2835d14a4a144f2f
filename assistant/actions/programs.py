"""Clipboard programs: which are there, and one run with a text. None of them can make us wait for longer than the limit."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from subprocess import Popen

_KEPT = ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION")  # what tmux may know anew when a person comes back
_TOLD = 160  # characters of what a program says when it fails
_READ = 100_000  # bytes of it
_SET = "Set-Clipboard -Value ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd())))"


class Program(NamedTuple):
    """How a program takes a text on its standard input. It is open where the variable `needs` is set; `patience` times the limit
    is what it may take."""

    arguments: tuple[str, ...] = ()
    needs: str = ""
    form: str = "utf-8"
    locale: str = ""
    patience: int = 1


PROGRAMS = {
    # without --type, wl-copy asks xdg-mime what it is: "#!/bin/sh" is then no text
    "wl-copy": Program(("--type", "text/plain"), "WAYLAND_DISPLAY"),
    "xclip": Program(("-selection", "clipboard", "-in"), "DISPLAY"),
    "xsel": Program(("--clipboard", "--input", "--logfile", os.devnull), "DISPLAY"),  # else a log in the person's ~/.cache
    "pbcopy": Program(locale="en_US.UTF-8"),  # reads its input as MacRoman where the locale is C
    "clip.exe": Program(form="utf-16-le"),  # with a byte order mark, that would be copied too
    "powershell.exe": Program(("-NoProfile", "-NonInteractive", "-Command", _SET), form="base64", patience=5),
    # -w: to the terminal's clipboard as well, whatever set-clipboard and allow-passthrough say (tmux 3.2 and later)
    "tmux": Program(
        ("load-buffer", "-w", "-", ";", "display-message", "-p", "#{client_tty}", ";", "show-messages", "-T"), "TMUX"
    ),
}


def closed(name: str, environment: Mapping[str, str]) -> str:
    """Why this program is not open, as the rest of a sentence; "" where it is."""
    needs = PROGRAMS[name].needs
    if needs and not environment.get(needs):
        return f"{needs} is not set"
    return "" if found(name, environment) else "is not installed"


def found(name: str, environment: Mapping[str, str]) -> str:
    """The full path of a program; "" where it is nowhere on PATH. Folders relative to the current one are passed over, which
    shutil.which looks into: what lies there is nobody's clipboard program."""
    for folder in environment.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return ""


def take(name: str, text: str, environment: Mapping[str, str], limit: float) -> str:
    """Hands `text`, which has no lone surrogates, to the program. What went wrong, as the rest of a sentence; "" where nothing
    did."""
    program = PROGRAMS[name]
    if program.locale:
        environment = {**environment, **dict.fromkeys(("LANG", "LC_CTYPE", "LC_ALL"), program.locale)}
    argv = [found(name, environment), *program.arguments]
    problem, said = _run(argv, _formed(text, program.form), environment, limit * program.patience)
    return problem or (_not_passed_on(said) if name == "tmux" else "")


def renewed(environment: Mapping[str, str], limit: float) -> Mapping[str, str]:
    """The environment with what tmux knows better: a pane keeps what it was opened with, while a person may have come back by
    another way (over SSH, to another screen)."""
    tmux = found("tmux", environment) if environment.get("TMUX") else ""
    problem, said = _run([tmux, "show-environment"], b"", environment, limit) if tmux else ("no", "")
    if problem:
        return environment
    told = [line.partition("=") for line in said.splitlines()]
    known: dict[str, str] = {name: value for name, _, value in told if value and name in _KEPT}
    gone: tuple[str, ...] = ()
    if known.get("SSH_CONNECTION") or "-SSH_CONNECTION" in said.splitlines():  # the other two it does not keep up to date
        gone = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
    return {**{name: value for name, value in environment.items() if name not in gone}, **known}


def tmux_drops(environment: Mapping[str, str], limit: float) -> bool:
    """Whether the tmux around us drops a clipboard sequence both bare and wrapped, as it does by default since 3.3."""
    tmux = found("tmux", environment) if environment.get("TMUX") else ""
    if not tmux:
        return False
    problem, said = _run([tmux, "display-message", "-p", "#{set-clipboard} #{allow-passthrough}"], b"", environment, limit)
    return not problem and said.strip() in ("external off", "external 0", "off off", "off 0")


def _formed(text: str, form: str) -> bytes:
    if form != "base64":
        return text.encode(form)
    from base64 import b64encode

    return b64encode(text.encode())


def _not_passed_on(said: str) -> str:
    """From what tmux says of its terminals: why the text stays in its own buffer. It tells each terminal's capabilities in turn;
    Ms is the clipboard."""
    terminal, _, every = said.partition("\n")
    for told in every.split("\nTerminal ") if terminal else ():
        head, _, capabilities = told.partition("\n")
        if f" for {terminal}," in head and " Ms: " in capabilities:
            missing = capabilities.split(" Ms: ", 1)[1].startswith("[missing]")
            return "has it in its own buffer only: it knows of no clipboard in the terminal outside" if missing else ""
    return "has it in its own buffer, and does not tell whether the terminal outside takes it"


def _run(argv: list[str], data: bytes, environment: Mapping[str, str], limit: float) -> tuple[str, str]:
    """Runs a program to its end with `data` as its input: what went wrong, and what it said. What it says goes to a file: a
    program that stays behind to hold the clipboard would keep a pipe open."""
    import subprocess

    with _notes() as notes:
        try:
            process = subprocess.Popen(
                argv, stdin=subprocess.PIPE, stdout=notes, stderr=notes, env=dict(environment), start_new_session=True
            )
        except (OSError, ValueError) as error:
            return f"cannot be run: {getattr(error, 'strerror', None) or error}", ""
        try:
            process.communicate(data, limit)
        except subprocess.TimeoutExpired:
            return f"gave no answer within {limit:g} s, and was ended", ""
        finally:
            _end(process)
        notes.seek(0)
        said = notes.read(_READ).decode("utf-8", "replace")
    if process.returncode == 0:
        return "", said
    told = " ".join("".join(c if c.isprintable() else " " for c in said).split())[:_TOLD]
    return f"failed with exit code {process.returncode}" + (f": {told}" if told else ""), ""


def _notes() -> BinaryIO:
    from tempfile import TemporaryFile

    try:
        return TemporaryFile()
    except OSError:  # no place for it: then nothing is known of what was said
        return open(os.devnull, "r+b")


def _end(process: Popen[bytes]) -> None:
    """Ends a program that still runs, with all that it started."""
    import signal
    from contextlib import suppress
    from subprocess import TimeoutExpired

    if process.poll() is None:
        with suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        with suppress(TimeoutExpired):
            process.wait(1)
    with suppress(OSError):
        if process.stdin:
            process.stdin.close()
