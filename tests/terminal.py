"""A terminal of its own for a program: what it shows is read, keys are typed when a text stands there."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

_SGR = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Ended(NamedTuple):
    """What stood on the terminal, as it came and without its colours, and how the program ended."""

    raw: str
    code: int

    @property
    def text(self) -> str:
        """What a person read."""
        return _SGR.sub("", self.raw).replace("\r\n", "\n")


def in_terminal(
    argv: Sequence[str],
    keys: Sequence[tuple[str, str | bytes | Callable[[int], object]]] = (),
    environment: Mapping[str, str] | None = None,
    size: tuple[int, int] = (24, 80),
    limit: float = 30,
    folder: str | None = None,
) -> Ended:
    """Runs a program on a new terminal of `size` (rows, columns).

    `keys` are pairs: once the text stands in what has come since the last pair, the keys are typed, or the function is called
    with the process's id. AssertionError where it does not end in time.
    """
    import fcntl
    import pty
    import struct
    import termios

    begin, start = os.pipe()
    pid, master = pty.fork()
    if pid == 0:
        os.close(start)
        os.read(begin, 1)  # not before the terminal has its size
        if folder:
            os.chdir(folder)
        os.execvpe(argv[0], list(argv), dict(os.environ if environment is None else environment))
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    os.write(start, b"!")  # closing it would not do: a child of another thread may hold it too
    os.close(begin)
    os.close(start)
    shown, seen, left, until = b"", 0, list(keys), time.monotonic() + limit
    try:
        while time.monotonic() < until:
            while left and (at := shown.find(left[0][0].encode(), seen)) >= 0:
                seen = at + len(left[0][0].encode())
                _act(left.pop(0)[1], master, pid)
            if select.select([master], [], [], 0.05)[0]:
                chunk = _read(master)
                if not chunk:
                    break
                shown += chunk
        else:
            waiting = f"; waited for {left[0][0]!r}" if left else ""
            raise AssertionError(f"no end within {limit} s{waiting}; on the terminal:\n{shown.decode('utf-8', 'replace')}")
    finally:
        os.close(master)
        code = _end(pid)
    return Ended(shown.decode("utf-8", "replace"), code)


def _act(doing: str | bytes | Callable[[int], object], master: int, pid: int) -> None:
    if callable(doing):
        doing(pid)
    else:
        os.write(master, doing.encode() if isinstance(doing, str) else doing)


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # Linux tells the end of a terminal in this way
        return b""


def _end(pid: int) -> int:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
