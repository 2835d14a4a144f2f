"""How well a finished command serves the question, beside those of other cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.docker.command import repeatable
from assistant.fill.heard import usual_flags
from assistant.fill.references import halves

if TYPE_CHECKING:
    from assistant.fill.compose import Composed


def explained(made: Composed) -> float:
    """The share (0 to 1) of the question's words that went into the command or stand in the card's ways of asking."""
    lore, question = made.lore, made.question
    terms = set(made.entries[0]["terms"].split()) if made.entries else set()
    met = {number for term in question.terms if term.text in terms for number in range(term.start, term.end)} | made.finder.used
    told = [
        at for at, token in enumerate(question.tokens) if token.low not in lore.passed and token.low not in lore.data["filling"]
    ]
    return sum(at in met for at in told) / len(told) if told else 0.0


def worth(made: Composed) -> float:
    """What speaks for a card among the others that were found, by the weights of index/values.yaml (variants)."""
    weigh = made.lore.data["variants"]
    if not made.line.commands:  # no docker command: systemctl, usermod …
        return float(weigh["explained"] * explained(made))
    asked = {flag.name for flag in made.asked}
    needless = _unasked(made) - _meant(made) - usual_flags(made.entries, made.path)
    light = needless & set(made.lore.data["light"])
    still_open = [name for name in made.open_blanks() if made.blank(name).kind != "command"]
    return float(
        weigh["explained"] * explained(made)
        + weigh["asked"] * len(asked)
        + weigh["value"] * len(made.values)
        - weigh["needless"] * (len(needless - light) + weigh["light"] * len(light))
        - weigh["more"] * _more(made)
        - weigh["refused"] * len(made.refused)
        - weigh["half"] * halves(made.card.command, made.values, still_open)
        - weigh["open"] * len(still_open)
        - weigh["left"] * made.finder.left()
    )


def _more(made: Composed) -> int:
    """How many docker commands follow the first that the question has no word for: "build and run" has one for the second."""
    said = {term.text for term in made.question.terms}
    return sum(
        command.path.split()[-1:] != made.path.split()[-1:] and said.isdisjoint(command.path.split()[-1:])
        for command in made.line.commands[1:]
    )


def _unasked(made: Composed) -> set[str]:
    """The flags that only the card wants: not asked for, or asked for with other values than the fixed one that it has."""
    asked: dict[str, set[str]] = {}
    for flag in made.asked:
        asked.setdefault(flag.name, set()).add(flag.value.text if flag.value else "")
    own = [
        flag for flag in made.own if flag.value and repeatable(flag.level, flag.name)
    ]  # what may come once gives way to what is asked for
    fixed = {flag.name: flag.value.value() for flag in own if flag.value and flag.value.value() is not None}
    return {flag.name for flag in made.own if flag.name not in asked or fixed.get(flag.name, "") not in (*asked[flag.name], "")}


def _meant(made: Composed) -> set[str]:
    """Who asks for a shell means a terminal too."""
    if any(token.text == "-c" for token in made.question.tokens):  # sh -c '…' needs none
        return set()
    shells = {"shell", *made.lore.data["shells"]}
    return {"interactive", "tty"} if any(token.low in shells for token in made.question.tokens) else set()
