"""Copying the command of a hit, for every door: it is copied, told in sentences, and written into the journal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from assistant.actions.copy import copy
from assistant.actions.tap import write_all
from assistant.history import Entry, Journal
from assistant.model import Hit


class Copying(NamedTuple):
    """What came of it: whether it is copied, and what to tell about that, one sentence each."""

    done: bool
    sentences: tuple[str, ...]


def copy_hit(hit: Hit, question: str, environment: Mapping[str, str], way: str, journal: Journal) -> Copying:
    """Copies the command of a hit that answered `question`. `way` is the configuration's `copy`."""
    command = hit.command()
    if not command:
        return Copying(False, ("There is no command to copy in this.",))
    done = copy(command, environment, terminal_writer(), way)
    if not done.way:
        return Copying(False, (f"Not copied: {done.problem}",))
    journal.add(Entry(time.time(), "copied", question, hit.card.id, command, way=done.way))
    still_open = ", ".join(f"<{blank.name}>" for blank in (hit.filled.blanks if hit.filled else ()))
    told = f"Copied with {done.way}." + (f" Still open: {still_open}." if still_open else "")
    return Copying(True, (told, done.problem) if done.problem else (told,))


def terminal_writer() -> Callable[[bytes], None] | None:
    """What writes to the person's terminal; None where neither standard error nor standard output is one."""
    for stream in (sys.stderr, sys.stdout):
        try:
            if stream.isatty():
                place = stream.fileno()
                return lambda content: write_all(place, content)
        except (ValueError, AttributeError):
            continue
    return None
