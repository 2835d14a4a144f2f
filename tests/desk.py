"""What a person sits at, for the tests of copying: a terminal, and what a multiplexer makes of the bytes on their way to it."""

from __future__ import annotations

import base64
import os
import re
import select
import signal
import time
from collections.abc import Callable, Mapping

BARE = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")


def clipboard(stream: bytes) -> list[bytes]:
    """What a terminal that gets these bytes puts on its clipboard, one after the other."""
    return [base64.b64decode(found, validate=True) for found in BARE.findall(stream)]


def as_tmux(stream: bytes, heeds: bool, passes: bool) -> bytes:
    """What tmux lets through: `heeds` is set-clipboard on, `passes` allow-passthrough on. Other strings it drops."""

    def let(found: re.Match[bytes]) -> bytes:
        if found[0].startswith(b"\x1b]52;"):
            return found[0] if heeds else b""
        if found[0].startswith(b"\x1bPtmux;"):
            return re.sub(rb"\x1b(.)", rb"\1", found[1], flags=re.S) if passes else b""
        return b""

    return re.sub(rb"\x1b\][^\x07\x1b]*\x07|\x1bP(?:tmux;)?((?:[^\x1b]|\x1b[^\\])*)\x1b\\", let, stream)


def as_screen(stream: bytes) -> bytes:
    """What GNU screen lets through. It drops a bare sequence and prints one that is too long for it."""
    parts = re.findall(rb"\x1bP((?:[^\x1b]|\x1b(?!\\))*)\x1b\\|\x1b\][^\x07]{0,760}\x07|(.)", stream, re.S)
    return b"".join(passed + printed for passed, printed in parts if len(passed) < 768)


def until(true: Callable[[], object], seconds: float = 10) -> bool:
    """Waits for something to come true; whether it did in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    """Whether a process still runs; one that has ended and that nobody has asked for does not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return not os.path.isdir("/proc/self")


class Terminal:
    """A terminal with one program in it; `got` is all that the program wrote so far."""

    def __init__(self, argv: list[str], environment: Mapping[str, str]) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.got = b""
        self._pid, self._end = pty.fork()
        if not self._pid:
            try:
                os.execvpe(argv[0], argv, dict(environment))
            finally:
                os._exit(127)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def until(self, true: Callable[[], object], seconds: float = 20) -> bool:
        """Reads on until something comes true; whether it did in time."""
        return until(lambda: self._read() and true(), seconds)

    def close(self) -> None:
        """Takes the terminal away from its program."""
        os.close(self._end)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def _read(self) -> bool:
        while select.select([self._end], [], [], 0)[0]:
            try:
                read = os.read(self._end, 65536)
            except OSError:
                break
            if not read:
                break
            self.got += read
        return True
