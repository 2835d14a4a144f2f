"""The line at the foot: which engine a command would reach, and what it is. Nothing waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.chat.drawing import cut
from assistant.paint import Block, clean
from assistant.paint.wrap import columns

if TYPE_CHECKING:
    from assistant.docker.context import Target
    from assistant.docker.status import Status

KEEP = 5.0  # seconds that an answer serves; it is asked anew only while somebody types
LIMIT = 3.0  # seconds that an engine has to answer
_LONGEST_NAME = 32


class Toolbar:
    """Knows nothing at first. `changed` is called, in another thread, when that has changed."""

    def __init__(
        self, environment: Mapping[str, str], changed: Callable[[], None] = lambda: None, keep: float = KEEP, limit: float = LIMIT
    ) -> None:
        self._environment, self.changed, self._keep, self._limit = dict(environment), changed, keep, limit
        self._turn = threading.Lock()
        self._asking, self._at = False, float("-inf")
        self._parts: Block = []

    def pieces(self, width: int = 1_000) -> Block:
        """What is known and fits in `width` columns, at once; [] where no engine answers. What is old is asked anew in the
        background."""
        with self._turn:
            old = not self._asking and time.monotonic() - self._at >= self._keep
            self._asking = self._asking or old
        if old:
            try:
                threading.Thread(target=self._ask, daemon=True, name="toolbar").start()
            except RuntimeError:  # no more threads are to be had: then there is no toolbar
                self._asking, self._at = False, time.monotonic()
        return _fitting(self._parts, width)

    def _ask(self) -> None:
        from assistant.docker.context import target  # here, where nobody waits for it
        from assistant.docker.status import status

        parts: Block = []
        try:
            found = status(self._environment, self._limit)
            parts = _parts(found, target(self._environment)) if found else []
        finally:
            changed = parts != self._parts
            with self._turn:
                self._parts, self._asking, self._at = parts, False, time.monotonic()
        if changed:
            self.changed()


def _parts(found: Status, reached: Target) -> Block:
    """The context stands out where it is another machine's."""
    place = reached.context or reached.host.removeprefix("unix://")
    parts: Block = [("caveat" if reached.remote else "dim", cut(clean(place), _LONGEST_NAME))]
    parts += [("dim", f"engine {clean(found.version)}"), ("dim", f"{found.running} running")]
    return [*parts, *([("dim", f"swarm {found.swarm}")] if found.swarm else [])]


def _fitting(parts: Block, width: int) -> Block:
    pieces: Block = []
    for style, text in parts:
        before = [("dim", " · ")] if pieces else [("", "  ")]
        if columns("".join(part for _, part in [*pieces, *before]) + text) >= width:
            break
        pieces += [*before, (style, text)]
    return pieces
