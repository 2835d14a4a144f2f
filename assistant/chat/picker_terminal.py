"""The person's terminal while a shell waits for the picker: standard input and output may be anything else.

Light to import: the first frame is drawn, and no key is echoed, before prompt_toolkit is there.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, TextIO, TypeVar

from assistant.errors import INTERRUPTED

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

_DEVICE = "/dev/tty"
_Result = TypeVar("_Result")


class Terminal:
    """The terminal, opened for both directions. OSError where there is none."""

    def __init__(self, device: str = _DEVICE) -> None:
        place = os.open(device, os.O_RDWR | getattr(os, "O_NOCTTY", 0))
        self.keys: TextIO = os.fdopen(os.dup(place), "r", closefd=True, errors="replace")
        self.screen: TextIO = os.fdopen(place, "w", closefd=True, errors="replace")

    def write(self, text: str) -> None:
        """Writes at once."""
        self.screen.write(text)
        self.screen.flush()

    def raw(self, content: bytes) -> None:
        """Writes bytes."""
        from assistant.actions.tap import write_all

        write_all(self.screen.fileno(), content)

    def devices(self) -> tuple[Input, Output]:
        """What prompt_toolkit reads from and draws on."""
        from prompt_toolkit.output.vt100 import Vt100_Output

        from assistant.chat.keyboard import keyboard

        class Guest(Vt100_Output):
            """Leaves alone the modes that the shell has set: it does not set them anew when we are gone. A paste would then be
            run line by line, and arrow keys be unknown."""

            def enable_bracketed_paste(self) -> None: ...

            def disable_bracketed_paste(self) -> None: ...

            def reset_cursor_key_mode(self) -> None: ...

        output = Guest.from_pty(self.screen, term=os.environ.get("TERM"))
        output.enable_cpr = False
        return keyboard(self.keys), output

    @contextmanager
    def taken(self, first: str) -> Iterator[None]:
        """The row below the cursor, with a first frame drawn in it; at the end it is empty and the cursor is where it was, in the
        first column. Whoever ends the process has the modes of the keyboard put back too."""
        import termios

        place = self.keys.fileno()
        before = termios.tcgetattr(place)
        with _ended_by(signal.SIGTERM, signal.SIGHUP):
            try:
                _quiet(place)
                self.write(f"\r\n{first}\r")
                yield
            finally:
                with suppress(OSError, termios.error):
                    self.write("\r\x1b[J\x1b[A")
                    termios.tcsetattr(place, termios.TCSADRAIN, before)


def run(application: Application[_Result]) -> _Result:
    """Runs an application. By select: on macOS nothing else can wait for /dev/tty."""
    import asyncio
    import selectors

    def failed(_: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        error = told.get("exception")
        if error is not None and application.is_running and not application.is_done:
            application.exit(exception=error)

    loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
    try:
        asyncio.set_event_loop(loop)
        loop.set_exception_handler(failed)
        return loop.run_until_complete(application.run_async(set_exception_handler=False))
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def _quiet(place: int) -> None:
    """No echo, no lines, no signals, as prompt_toolkit will want it."""
    import termios

    mode = termios.tcgetattr(place)
    mode[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    mode[6][termios.VMIN] = 1
    termios.tcsetattr(place, termios.TCSANOW, mode)


@contextmanager
def _ended_by(*signals: signal.Signals) -> Iterator[None]:
    """Lets signals end us in good order."""

    def end(*_: object) -> None:
        raise SystemExit(INTERRUPTED)

    before: list[Callable[..., object] | int | None] = []
    with suppress(ValueError):  # not the main thread
        before = [signal.signal(one, end) for one in signals]
    try:
        yield
    finally:
        for one, old in zip(signals, before, strict=False):
            signal.signal(one, old)


def encoded(text: str, out: IO[bytes]) -> None:
    """Writes a line of the shell as it came, byte for byte."""
    out.write(os.fsencode(text) if os.name == "posix" else text.encode("utf-8", "replace"))
    out.flush()
