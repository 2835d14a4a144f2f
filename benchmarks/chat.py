"""How quick the chat is, in a terminal of its own: `python benchmarks/chat.py [PROGRAM …]`; without one, `python -m assistant`.

Measures from outside, by what appears on the terminal: the first prompt, from the start of the process; from a key to the screen
standing still with the suggestions for it; from Enter to the whole answer and the next prompt; and the memory after 1,000
questions against that after 100. Prints a line each with its bar, and exits 1 where one is missed. Takes two minutes.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
BARS = {"first prompt": 300.0, "suggestions, median": 60.0, "suggestions, 95 %": 120.0, "answer": 30.0}  # milliseconds
GROWTH = 5.0  # MB
STARTS, ANSWERS, FEW, MANY = 7, 30, 100, 1_000
STILL = 0.15  # seconds without a byte: the screen stands
MARK, READY = "❯".encode(), b"ready"
TYPED = ("remove dangling images", "how do i see the logs of a container")
QUESTIONS = (
    *("remove dangling images", "stop all containers", "run nginx on port 8080", "show the logs of web", "list volumes"),
    *("copy a file out of a container", "scale a service to 5", "what is a dangling image", "how big are my images", "login"),
    *("permission denied docker.sock", "restart web when it crashes", "limit memory to 512m", "build without cache", "xyzzy"),
)


class Screen:
    """A program on a terminal."""

    def __init__(self, argv: Sequence[str], environment: dict[str, str]) -> None:
        self._shown = b""  # what came and was not waited for yet
        self.begun = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], list(argv), environment)
        import fcntl
        import termios

        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))

    def type(self, text: str) -> float:
        """Types; returns the moment."""
        os.write(self._master, text.encode())
        return time.perf_counter()

    def until(self, text: bytes, limit: float = 20.0) -> float:
        """The moment when a text stands there. AssertionError where it does not come."""
        end = time.perf_counter() + limit
        while (at := self._shown.find(text)) < 0:
            there = select.select([self._master], [], [], max(0.0, end - time.perf_counter()))[0]
            assert there, f"no {text!r} in {self._shown[-500:]!r}"
            self._shown += os.read(self._master, 65536)
        self._shown = self._shown[at + len(text) :]
        return time.perf_counter()

    def answered(self) -> float:
        """The moment when the next prompt stands: the line that was typed is drawn once more before it."""
        self.until(MARK)
        return self.until(MARK)

    def still(self, seconds: float = STILL) -> float:
        """The moment of the last byte before the screen stood still for so long."""
        last, self._shown = time.perf_counter(), b""
        while select.select([self._master], [], [], seconds)[0]:
            os.read(self._master, 65536)
            last = time.perf_counter()
        return last

    def memory(self) -> float:
        """MB that the process holds."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii", errors="replace")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def end(self) -> None:
        """Ends the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)


def first_prompts(argv: Sequence[str], environment: dict[str, str]) -> float:
    """Milliseconds from the start of the process to the prompt, the median of several."""
    times = []
    for _ in range(STARTS):
        screen = Screen(argv, environment)
        times.append((screen.until(MARK) - screen.begun) * 1000)
        screen.still(0.5)
        screen.end()
    return statistics.median(times)


def keys(screen: Screen) -> list[float]:
    """Milliseconds from each key to the last that it changes on the screen."""
    times = []
    for text in TYPED:
        for letter in text:
            at = screen.type(letter)
            times.append((screen.still() - at) * 1000)
        screen.type("\x03")
        screen.still()
    return times


def answers(screen: Screen) -> list[float]:
    """Milliseconds from Enter to the next prompt below the answer."""
    times = []
    for number in range(ANSWERS):
        screen.type(QUESTIONS[number % len(QUESTIONS)])
        screen.still()
        at = screen.type("\r")
        times.append((screen.answered() - at) * 1000)
        screen.still()
    return times


def growth(screen: Screen) -> tuple[float, float]:
    """MB after a few and after many questions."""
    few = 0.0
    for number in range(MANY):
        screen.type(f"{QUESTIONS[number % len(QUESTIONS)]} {number}\r")
        screen.answered()
        if number + 1 == FEW:
            screen.still()
            few = screen.memory()
    screen.still()
    return few, screen.memory()


def main(argv: Sequence[str]) -> int:
    """Measures everything and prints it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HOME": folder, "XDG_STATE_HOME": folder, "TERM": "xterm-256color", "PYTHONPATH": str(HOUSE)}
        environment.pop("NO_COLOR", None)
        warm = Screen(argv, environment)  # may build the index
        warm.until(MARK)
        warm.until(READY, 120)
        warm.end()
        found = {"first prompt": first_prompts(argv, environment)}
        screen = Screen(argv, environment)
        screen.until(READY)
        screen.still()
        typed = keys(screen)
        found["suggestions, median"] = statistics.median(typed)
        found["suggestions, 95 %"] = statistics.quantiles(typed, n=20)[-1]
        found["answer"] = statistics.median(answers(screen))
        few, many = growth(screen)
        screen.end()
    return report(found, few, many)


def report(found: dict[str, float], few: float, many: float) -> int:
    """Prints a line each; 1 where a bar is missed."""
    for name, value in found.items():
        print(f"{name:20} {value:7.1f} ms   bar {BARS[name]:.0f} ms: {'met' if value <= BARS[name] else 'MISSED'}")
    grown = many - few
    told = f"{few:.1f} MB after {FEW} questions, {many:.1f} MB after {MANY}"
    print(f"{'memory':20} {grown:+7.1f} MB   bar {GROWTH:.0f} MB: {'met' if grown < GROWTH else 'MISSED'}   ({told})")
    missed = grown >= GROWTH or any(value > BARS[name] for name, value in found.items())
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [sys.executable, "-m", "assistant"]))
