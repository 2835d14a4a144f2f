"""Answer → the JSON object that scripts and editors read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistant.model import Answer, Card, Filled, Hit, Line, flag_names
from assistant.paint.screen import asked_flags

_BLANK = re.compile(r"<([a-z][a-z0-9_-]*)>")


def contract(answer: Answer) -> dict[str, Any]:
    """The object for one question; its keys and their types do not change between releases."""
    asked = asked_flags(answer.question)
    return {
        "question": answer.question,
        "confidence": answer.confidence,
        "corrected": dict(answer.corrected),
        "took_ms": answer.took_ms,
        "nearest": list(answer.nearest) if answer.confidence == "none" else [],
        "answers": [_hit(hit, asked) for hit in answer.hits],
    }


def card_contract(card: Card) -> dict[str, Any]:
    """The object for one card asked for by its id."""
    return _hit(Hit(card, 0.0), frozenset())


def _hit(hit: Hit, asked: frozenset[str]) -> dict[str, Any]:
    card, command, filled = (
        hit.card,
        hit.command(),
        hit.filled or Filled(hit.card.likely_command(), look=hit.card.look, undo=hit.card.undo),
    )
    used = asked | flag_names(command) | {f"--{name}" for name in filled.flags}
    kinds = {blank.name: blank.kind for blank in (*card.blanks, *filled.blanks)}
    found: dict[str, Any] = {
        "id": card.id, "kind": card.kind, "title": card.title, "summary": card.summary, "command": command,
        "template": card.likely_command(),
        "blanks": [{"name": name, "is": kinds.get(name, "text")} for name in dict.fromkeys(_BLANK.findall(command))],
        "flags": [
            {"flag": option.flag, "means": option.means, "used": bool(flag_names(option.flag) & used)}
            for option in card.options
        ],
        "caveats": list(card.caveats), "examples": _lines(card.examples),
        "steps": [{"on": step.on, "command": step.run, "means": step.does} for step in filled.steps or card.steps],
        "risk": card.risk, "needs": list(card.needs), "look": filled.look, "undo": filled.undo, "see": list(card.see),
        "score": hit.score, "source": card.source,
        "values": dict(filled.values), "warnings": list(filled.warnings),
    }  # fmt: skip
    if card.kind == "problem":
        found |= {"because": card.because, "fixes": _lines(filled.fixes or card.fixes)}
    if card.picture or card.kind == "concept":
        found["picture"] = card.picture
    return found


def _lines(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [{"command": line.run, "means": line.does} for line in lines]
