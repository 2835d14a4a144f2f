"""Keeps the last of what a command says on its standard error, while the person sees all of it at once.

The command keeps a terminal there where it had one, so that progress bars stay: a pseudo-terminal of the same size stands
between. Only POSIX has these; elsewhere nothing is kept.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

_KEPT = 16_384  # bytes
_GRACE = 0.3  # seconds in which what is still on its way comes, after the command has ended


class Tap:
    """Use as a context around a command's life; `end` is the file descriptor for its standard error, None where there is no tap.
    Afterwards `text()` is the last of what it said."""

    def __init__(self) -> None:
        self.end: int | None = None
        self._kept = bytearray()
        self._read = self._out = -1
        self._done: tuple[int, int] = (-1, -1)
        self._thread: threading.Thread | None = None
        self._winch: Any = None

    def __enter__(self) -> Tap:
        if os.name != "posix":
            return self
        with suppress(OSError, ValueError, AttributeError):  # no standard error at all
            self._out = sys.stderr.fileno()
            self._read, self.end = self._pair()
            self._done = os.pipe()
            self._thread = threading.Thread(target=self._forward, daemon=True)
            self._thread.start()
        return self

    def started(self) -> None:
        """To be called when the command has been started: from then on only it holds the other end."""
        if self.end is not None:
            os.close(self.end)
            self.end = None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.started()
        if self._thread is not None:
            self._thread.join(_GRACE)  # a child that it left behind may hold the other end for ever
            os.write(self._done[1], b"x")
            self._thread.join()
        if self._winch is not None:
            signal.signal(signal.SIGWINCH, self._winch)
        for number in {self._read, *self._done} - {-1}:
            os.close(number)

    def text(self) -> str:
        """The last of what was said, its line ends as in a file."""
        return self._kept.decode("utf-8", "replace").replace("\r\n", "\n")

    def _pair(self) -> tuple[int, int]:
        if not os.isatty(self._out):
            return os.pipe()
        import pty
        import termios

        ours, theirs = pty.openpty()
        modes = termios.tcgetattr(theirs)
        modes[1] &= ~termios.OPOST  # the real terminal does this
        termios.tcsetattr(theirs, termios.TCSANOW, modes)
        self._fit(ours)
        if threading.current_thread() is threading.main_thread():
            self._winch = signal.signal(signal.SIGWINCH, lambda number, frame: self._resized(ours, number, frame))
        return ours, theirs

    def _resized(self, ours: int, number: int, frame: FrameType | None) -> None:
        self._fit(ours)
        if callable(self._winch):
            self._winch(number, frame)

    def _fit(self, ours: int) -> None:
        import fcntl
        import termios

        with suppress(OSError):
            size = fcntl.ioctl(self._out, termios.TIOCGWINSZ, b"\0" * 8)
            fcntl.ioctl(ours, termios.TIOCSWINSZ, size)

    def _forward(self) -> None:
        while True:
            ready, _, _ = select.select([self._read, self._done[0]], [], [])
            if self._read not in ready:
                return
            try:
                chunk = os.read(self._read, 65536)
            except OSError:  # Linux tells the end of a pseudo-terminal in this way
                return
            if not chunk:
                return
            self._kept += chunk
            del self._kept[:-_KEPT]
            with suppress(OSError):
                write_all(self._out, chunk)


def write_all(out: int, chunk: bytes) -> None:
    """Writes all bytes to a file descriptor, however little it takes at once. Raises OSError."""
    while chunk:
        chunk = chunk[os.write(out, chunk) :]
