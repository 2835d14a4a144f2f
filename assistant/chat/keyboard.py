"""The person's terminal for prompt_toolkit: its keyboard, which may go away, and its screen."""

from __future__ import annotations

import os
import select
import sys
from typing import TextIO

from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import Output, create_output

_AT_ONCE = 65_536  # bytes: a large paste comes in few pieces


def screen(mouse: bool = False) -> Output:
    """The screen. Where the cursor is, is only asked for the mouse: not every terminal answers, and the answer may come late."""
    output = create_output(sys.stdout)
    if not mouse and hasattr(output, "enable_cpr"):
        output.enable_cpr = False
    return output


def keyboard(terminal: TextIO | None = None) -> Input:
    """The keyboard: of this terminal, else standard input. A terminal that is gone is the end of the input: prompt_toolkit itself
    would read it again and again."""
    stdin = terminal or sys.stdin
    if os.name != "posix" or stdin is None:
        return create_input()
    from prompt_toolkit.input.posix_utils import PosixStdinReader
    from prompt_toolkit.input.vt100 import Vt100Input

    class Reader(PosixStdinReader):
        def read(self, count: int = _AT_ONCE) -> str:
            if self.closed:
                return ""
            try:
                if not select.select([self.stdin_fd], [], [], 0)[0]:
                    return ""
                data = os.read(self.stdin_fd, max(count, _AT_ONCE))
            except (BlockingIOError, InterruptedError):
                return ""
            except (OSError, ValueError):
                data = b""
            self.closed = not data
            return self._stdin_decoder.decode(data)

    keys = Vt100Input(stdin)
    keys.stdin_reader = Reader(stdin.fileno(), encoding=stdin.encoding)
    return keys
