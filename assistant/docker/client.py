"""One question to the installed docker client, bounded in time and in size. Imported only when the engine is really asked.

The client is asked, not the socket: it knows contexts, TLS and ssh. It is not trusted: it may hang, print without end, or leave
children behind that keep the pipe open.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

MOST_BYTES = 256 * 1024
_TICK = 0.02  # seconds between two looks at whether the client has ended while its pipe stays open
_QUIET = {"SSH_ASKPASS_REQUIRE": "never", "DOCKER_CLI_HINTS": "false"}  # no password window out of nowhere


class Reply(NamedTuple):
    """What the client printed, and how it ended: ok | failed | missing | silent.

    Missing: there is no such program. Silent: it was too slow, or could not be started.
    """

    text: str
    how: str


class Client:
    """Starts programs with one environment, each in a process group of its own, and ends every one of them.

    Safe to use from several threads. `close` ends what still runs; after it, nothing is started any more.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {**environment, **_QUIET}
        self._spawning = threading.Lock()  # so that `close` never misses a process that is just being started
        self._live: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def ask(self, argv: tuple[str, ...], limit: float, errors: bool = False) -> tuple[Reply, subprocess.Popen[bytes] | None]:
        """What `argv` prints within `limit` seconds, also on standard error with `errors`; never raises. Hand the process to
        `reap` when the reply has been used."""
        until = time.monotonic() + limit
        try:
            process = self._start(argv, errors)
        except (FileNotFoundError, PermissionError, NotADirectoryError):
            return Reply("", "missing"), None
        except (OSError, ValueError, subprocess.SubprocessError):
            return Reply("", "silent"), None
        if process is None:
            return Reply("", "silent"), None
        content, how = b"", "silent"
        with suppress(OSError, ValueError):
            content, how = _read(process, until)
        _kill(process)
        return Reply(content.decode("utf-8", "replace"), how), process

    def reap(self, process: subprocess.Popen[bytes]) -> None:
        """Waits for the end of a killed process, so that no zombie stays."""
        with suppress(OSError):
            if process.stdout:
                process.stdout.close()
            process.wait()
        self._live.discard(process)

    def once(self, argv: tuple[str, ...], limit: float, errors: bool = False) -> Reply:
        """As `ask`, for one question by itself: the process is waited for."""
        reply, process = self.ask(argv, limit, errors)
        if process is not None:
            self.reap(process)
        return reply

    def close(self) -> None:
        """Kills whatever still runs."""
        self._closed = True
        held = self._spawning.acquire(timeout=0.1)  # starting a program may itself hang, on a dead file server
        for process in tuple(self._live):
            _kill(process)
        if held:
            self._spawning.release()

    def _start(self, argv: tuple[str, ...], errors: bool) -> subprocess.Popen[bytes] | None:
        with self._spawning:
            if self._closed:
                return None
            process = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if errors else subprocess.DEVNULL,
                bufsize=0,
                env=self._environment,
                start_new_session=True,  # its own group to kill, and no terminal to ask for passwords on
            )
            self._live.add(process)
            return process


def on_path(program: str, environment: Mapping[str, str]) -> bool:
    """Whether a program stands in one of the folders of PATH."""
    places = (os.path.join(folder, program) for folder in os.get_exec_path(environment))
    return any(os.path.isfile(place) and os.access(place, os.X_OK) for place in places)


def _read(process: subprocess.Popen[bytes], until: float) -> tuple[bytes, str]:
    """The output up to its end, its bound or `until`; output that was cut at the bound counts as ok."""
    assert process.stdout is not None
    pipe, content = process.stdout.fileno(), bytearray()
    os.set_blocking(pipe, False)
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            gone = process.poll() is not None  # looked at before the pipe: what it printed last is not missed
            if ready.select(0 if gone else min(left, _TICK)):
                chunk = os.read(pipe, 65536)
                content += chunk
                if len(content) >= MOST_BYTES:
                    return bytes(content[:MOST_BYTES]), "ok"
                if not chunk:
                    break
            elif gone:  # a child that it left behind keeps the pipe open
                break
        else:
            return b"", "silent"
    try:
        code = process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return b"", "silent"
    return bytes(content), "failed" if code else "ok"


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
