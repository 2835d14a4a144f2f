"""Runs one command in the person's terminal: its keyboard, its screen, its Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, TextIO

from assistant.actions.tap import Tap
from assistant.model import Stage

NOT_STARTED = 127  # as shells have it: there is no such program
_FROM_KEYS = ("SIGINT", "SIGQUIT")  # the terminal sends them to the command as well, whose business they are


class Outcome(NamedTuple):
    """How a command ended: its exit code (128 + the number of the signal that ended it, as shells count), seconds it took, the
    last of what it said on standard error, and why it could not be started, "" where it was."""

    code: int
    seconds: float
    errors: str = ""
    problem: str = ""


def run(stage: Stage, environment: Mapping[str, str], keyboard: TextIO | None = None) -> Outcome:
    """Runs the command of a stage, without a shell where it has `argv`, else by `sh -c`. It reads from `keyboard`, or from
    standard input. Raises nothing."""
    words = list(stage.argv) or ["sh", "-c", stage.text]
    begun = time.monotonic()
    with _terminal_as_it_was(), _keys_to_the_command(), Tap() as tap:
        try:
            process = subprocess.Popen(words, env=dict(environment), stdin=keyboard, stderr=tap.end)
        except (OSError, ValueError) as error:
            return Outcome(NOT_STARTED, 0.0, problem=_not_started(words[0], error))
        tap.started()
        code = process.wait()
    return Outcome(code if code >= 0 else 128 - code, time.monotonic() - begun, tap.text())


def _not_started(program: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"there is no program {program} here; install it, or run this on a machine that has it"
    return f"{program} could not be started: {getattr(error, 'strerror', None) or error}"


@contextmanager
def _keys_to_the_command() -> Iterator[None]:
    """We live on when the person stops the command. A handler, not SIG_IGN: that one, programs that are started inherit."""
    before: dict[int, Any] = {}
    with suppress(ValueError):  # not in the main thread
        for name in _FROM_KEYS:
            if hasattr(signal, name):
                number = getattr(signal, name)
                before[number] = signal.signal(number, lambda number, frame: None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """An interactive command that is killed leaves the terminal in raw mode."""
    sys.stdout.flush()
    sys.stderr.flush()
    modes = None
    if os.name == "posix":
        import termios

        with suppress(termios.error, OSError, ValueError, AttributeError):
            place = sys.stdin.fileno()
            modes = termios.tcgetattr(place)
    try:
        yield
    finally:
        if modes is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(place, termios.TCSADRAIN, modes)
