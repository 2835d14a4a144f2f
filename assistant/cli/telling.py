"""The doors that tell about dockerhelp itself: its journal, why an answer is what it is, and what the doctor finds."""

from __future__ import annotations

import json
import os
import sys

from assistant.ask import Corridor
from assistant.cli.options import Request
from assistant.errors import ANSWERED, COMMAND_FAILED, NOTHING_KNOWN, UsageError
from assistant.history import Journal
from assistant.paint import Block, put
from assistant.paint.terminal import render
from assistant.settings import Settings

_LAST, _CARDS = 20, 5


def history(request: Request, settings: Settings, journal: Journal) -> int:
    """The last entries of the journal, or as many as are asked for."""
    from assistant.paint.history import history_pieces

    text = request.words[0] if request.words else str(_LAST)
    if not (text.isascii() and text.isdigit() and len(request.words) <= 1) or int(text[:9]) == 0:
        raise UsageError(f"--history takes how many entries are to be shown, not '{' '.join(request.words)}'")
    entries = journal.entries(int(text[:9]))
    if "json" in request.given:
        put("".join(json.dumps(entry._asdict()) + "\n" for entry in entries), sys.stdout)
    else:
        _draw(history_pieces(entries, settings.width), settings)
    if not entries:
        why = "nothing is kept (history.keep is off)" if not journal.keep else "nothing was asked yet"
        print(f"dockerhelp: {why}", file=sys.stderr)
    elif settings.terminal:
        print(f"\n{journal.path}", file=sys.stderr)
    return ANSWERED if entries else NOTHING_KNOWN


def why(request: Request, settings: Settings, corridor: Corridor, question: str) -> int:
    """How the question was read and what the best cards scored."""
    from assistant.doing.reasons import reasons

    pieces, confidence = reasons(corridor, question, request.number(_CARDS), settings.width)
    _draw(pieces, settings)
    return NOTHING_KNOWN if confidence == "none" else ANSWERED


def doctor(request: Request, settings: Settings, corridor: Corridor, journal: Journal) -> int:
    """What is there and what is missing; 3 where something that dockerhelp needs is amiss."""
    from assistant.doing.copying import terminal_writer
    from assistant.doing.examine import examine
    from assistant.paint.doctor import doctor_pieces

    checks = examine(settings, corridor, journal, os.environ, terminal_writer() is not None, sys.platform)
    if "json" in request.given:
        put(json.dumps([check._asdict() for check in checks]) + "\n", sys.stdout)
    else:
        _draw(doctor_pieces(checks, settings.width), settings)
    return COMMAND_FAILED if any(check.well is False for check in checks) else ANSWERED


def _draw(pieces: Block, settings: Settings) -> None:
    put(render(pieces, settings.color, settings.unicode), sys.stdout)
