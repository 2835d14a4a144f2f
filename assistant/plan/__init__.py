"""A found command → what running it comes to: stages with their words, their risk, what shows what they touch. Runs nothing.

hit ► plan (Planner.plan) ► values for what is still open (Planner.with_values) ► actions/ runs the stages
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.docker import grammar
from assistant.docker.filling import Value
from assistant.docker.shell import words
from assistant.model import RISKS, Blank, Card, Filled, Hit, Line, Plan, Stage
from assistant.plan.risk import Risks

_PATHS = ("path", "file", "mount")


class Planner:
    """Makes plans by the rules of index/risks.yaml, as the index keeps them."""

    def __init__(self, risks: Risks) -> None:
        self._risks = risks

    def plan(self, hit: Hit) -> Plan:
        """What running a hit comes to: its command, the steps of a recipe, the fixes of a problem; no stages where there is
        nothing to run."""
        card, filled = hit.card, hit.filled
        done = filled.finished(card) if filled else card
        if card.kind in ("recipe", "problem"):
            lines = done.steps if card.kind == "recipe" else done.fixes
            stages = tuple(self._step(line, done, filled) for line in lines)
            if any(stage.text for stage in stages):
                return Plan(card.id, card.title, stages)
        command = hit.command()
        stage = self._main(Line(command, card.summary), done, filled) if command else None
        return Plan(card.id, card.title, (stage,) if stage else ())

    def single(self, command: str, does: str = "") -> Plan:
        """The plan for a command that stands on no card: a fix, an undo."""
        return Plan("", does or command, (self._stage(Line(command, does), {}),))

    def with_values(self, plan: Plan, values: Mapping[str, Value]) -> Plan:
        """The plan with values in its blanks. GrammarError where a value cannot stand there."""
        return plan._replace(stages=tuple(self._filled(stage, values) for stage in plan.stages))

    def _filled(self, stage: Stage, values: Mapping[str, Value]) -> Stage:
        if not stage.text:
            return stage
        text, look, undo = (_fill(line, values) for line in (stage.text, stage.look, stage.undo))
        verdict = self._risks.of(text)
        worst = max(stage.risk, verdict.risk, key=RISKS.index)
        if worst == "destroy":
            look = _look(text, look, verdict.look)
        blanks = tuple(blank for blank in stage.blanks if blank.name not in values)
        return stage._replace(text=text, argv=_argv(text), look=look, undo=undo, risk=worst, blanks=blanks)

    def _step(self, line: Line, card: Card, filled: Filled | None) -> Stage:
        if line.run and line.run == card.command:
            return self._main(line, card, filled)
        return self._stage(line, {blank.name: blank for blank in card.blanks}, look=card.look)

    def _main(self, line: Line, card: Card, filled: Filled | None) -> Stage:
        """The stage of the command that a card is about: its risk, its undo and what is to be told belong to that one."""
        stage = self._stage(line, {blank.name: blank for blank in card.blanks}, card.risk, card.look)
        notes = (*(filled.warnings if filled else ()), *(card.caveats if stage.risk == "destroy" else ()))
        return stage._replace(undo=card.undo, notes=(*stage.notes, *notes))

    def _stage(self, line: Line, blanks: Mapping[str, Blank], least: str = "read", look: str = "") -> Stage:
        if not line.run:
            return Stage("", line.does, on=line.on)
        verdict = self._risks.of(line.run)
        risk = max(least, verdict.risk, key=RISKS.index)
        text = _without_asking(line.run, verdict.asks)
        notes = [verdict.because] if verdict.because and risk == verdict.risk else []
        notes += [f"{verdict.asks}: so that docker does not ask once more."] if text != line.run else []
        return Stage(
            text=text,
            does=line.does,
            risk=risk,
            argv=_argv(text),
            on=line.on,
            look=_look(text, look, verdict.look) if risk == "destroy" else "",
            blanks=tuple(blanks.get(name, Blank(name, "text")) for name in open_blanks(text)),
            notes=tuple(notes),
        )


def open_blanks(text: str) -> list[str]:
    """The names of the blanks of a command, each once, in order."""
    try:
        return grammar.open_blanks(text)
    except grammar.GrammarError:
        return []


def typed(blank: Blank, text: str, home: str = "") -> Value:
    """What a person typed for a blank, as the grammar fills it in: several words where the blank takes several, a command line
    as its words, `~/` as `home`. GrammarError where a command line cannot be read."""
    text = text.strip()
    if blank.kind == "command":
        return words(text)
    if home and blank.kind in _PATHS and (text == "~" or text.startswith("~/")):
        text = home + text[1:]
    several = text.split() if blank.many else [text]
    return several if len(several) > 1 else text


def _fill(line: str, values: Mapping[str, Value]) -> str:
    return grammar.show(grammar.fill(line, values)) if line else ""


def _look(text: str, of_card: str, of_rules: str) -> str:
    """The better look at what a command will touch: the rules' where it has the command's own arguments, else the card's."""
    try:
        arguments = grammar.parse(text).commands[0].arguments()
    except (grammar.GrammarError, IndexError):
        arguments = ()
    exact = any(argument.source in of_rules for argument in arguments)
    return of_rules if exact or not of_card else of_card


def _argv(text: str) -> tuple[str, ...]:
    """The words of a command that needs no shell; () for any other."""
    try:
        return tuple(grammar.argv(text))
    except grammar.GrammarError:
        return ()


def _without_asking(text: str, flag: str) -> str:
    """A command that would ask by itself, told not to: the person is asked here, once."""
    if not flag:
        return text
    try:
        line = grammar.parse(text)
        if len(line.commands) != 1 or any(f"--{own.name}" == flag for own in line.commands[0].flags()):
            return text
        command = line.commands[0]
        return grammar.show(line.replace(command, command.with_flags(grammar.flags(command.path, flag))))
    except grammar.GrammarError:
        return text
