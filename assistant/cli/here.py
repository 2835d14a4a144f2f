"""What the local engine adds to an answer: names for what the question left open, and what would keep the command from working
here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.docker import grammar, live
from assistant.docker.engine import KINDS, Engine
from assistant.docker.near import nearest
from assistant.docker.shell import word_from
from assistant.model import Answer, Card, Filled

_SHOWN = 6  # names for one blank


def lines(answer: Answer, environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """(sentence, command) pairs for the first hit of a sure answer; [] where the engine has nothing to add, or is not there in
    time."""
    hit = answer.hits[0] if answer.hits and answer.confidence == "sure" else None
    if hit is None or hit.filled is None or hit.card.kind not in ("command", "recipe"):
        return []
    engine = _asked(hit.card, hit.filled, environment)
    if engine is None:
        return []
    parts = live.parts(hit.card.needs, hit.filled.command)
    found = [(sentence, "") for sentence in live.hints(hit.card.needs, hit.filled.command, engine.state(parts))]
    for name, value in hit.filled.values:
        kind = _kind(hit.card, name)
        near = nearest(value, engine.names(kind)) if kind in KINDS else ()
        if near:
            found.append((f"There is no {kind} {value} here, but {_several(near)}:", _with(hit.filled, name, near[0])))
    for blank in hit.filled.blanks:
        names = engine.names(blank.kind) if blank.kind in KINDS else ()
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            found.append((f"<{blank.name}> may be {', '.join(names[:_SHOWN])}{more}.", ""))
    return found


def added(contract: dict[str, Any], answer: Answer, environment: Mapping[str, str]) -> None:
    """Puts what `lines` finds into the JSON object, as `here`: a list of {"means", "command"}."""
    contract["here"] = [{"means": sentence, "command": command} for sentence, command in lines(answer, environment)]


def _asked(card: Card, filled: Filled, environment: Mapping[str, str]) -> Engine | None:
    """An engine that was asked for all that is of use here and given its time; None where nothing is."""
    kinds = {_kind(card, name) for name, _ in filled.values} | {blank.kind for blank in filled.blanks}
    wanted = [*sorted(kinds & KINDS.keys()), *live.parts(card.needs, filled.command)]
    if not wanted:
        return None
    engine = Engine(environment)
    engine.wait(wanted)
    return engine


def _kind(card: Card, name: str) -> str:
    return next((blank.kind for blank in card.blanks if blank.name == name), "")


def _several(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _with(filled: Filled, name: str, value: str) -> str:
    """The finished command with another value in the place of a blank; "" where that cannot be written."""
    try:
        values = {other: word_from(text) if text.startswith('"$') else text for other, text in filled.values}
        return grammar.show(grammar.fill(filled.skeleton, {**values, name: value}))
    except grammar.GrammarError:
        return ""
