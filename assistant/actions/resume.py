"""Where one stopped in a recipe, so that one can go on there."""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from typing import Any

from assistant.model import Blank, Plan

_FILE = "unfinished.json"
_MOST = 50  # recipes that are remembered
_SAFE = (
    *("container", "image", "service", "node", "network", "volume", "stack", "context", "project", "builder", "name"),
    *("port", "ports", "count", "size", "duration", "path", "file", "platform", "address"),
)  # kinds whose values are no secrets


class Progress:
    """What was done of recipes, in a file of its own in `folder` ("" keeps nothing). Never raises: where nothing can be kept, one
    begins again."""

    def __init__(self, folder: str) -> None:
        self._path = os.path.join(folder, _FILE) if folder else ""
        self._values: dict[str, str] = {}

    def mark(self, plan: Plan) -> str:
        """What tells this plan, with these values, from any other."""
        return f"{zlib.crc32(repr([(stage.text, stage.does) for stage in plan.stages]).encode('utf-8', 'replace')):08x}"

    def given(self, blank: Blank, text: str) -> None:
        """A value that the person gave on the way."""
        if blank.kind in _SAFE:
            self._values[blank.name] = text

    def last(self, plan: Plan) -> tuple[int, dict[str, str]]:
        """How many stages of the plan were done, and the values given then; (0, {}) for a plan that is new."""
        found = self._all().get(plan.card, {})
        if not isinstance(found, dict) or found.get("mark") != self.mark(plan):
            return 0, {}
        done, values = found.get("done"), found.get("values")
        if not isinstance(done, int) or not isinstance(values, dict):
            return 0, {}
        self._values = {str(name): str(text) for name, text in values.items()}
        return done, dict(self._values)

    def keep(self, plan: Plan, mark: str, done: int) -> None:
        """That so many stages are done. `mark` is the plan's as it was before values were given."""
        every = self._all()
        every.pop(plan.card, None)
        every[plan.card] = {"mark": mark, "done": done, "values": self._values}
        self._write(dict(list(every.items())[-_MOST:]))

    def forget(self, plan: Plan) -> None:
        """That the plan is done, or given up."""
        every = self._all()
        if every.pop(plan.card, None) is not None:
            self._write(every)

    def _all(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError), open(self._path, encoding="utf-8") as content:
            found = json.load(content)
            return found if isinstance(found, dict) else {}
        return {}

    def _write(self, every: dict[str, Any]) -> None:
        if not self._path:
            return
        beside = f"{self._path}.{os.getpid()}"
        with suppress(OSError):
            os.makedirs(os.path.dirname(self._path), 0o700, exist_ok=True)
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
                json.dump(every, out)
            os.replace(beside, self._path)
        with suppress(OSError):
            os.unlink(beside)
