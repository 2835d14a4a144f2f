"""A plan is gone through: each command shown, agreed to, run, its end looked at. Nothing runs that was not shown in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from assistant.actions.person import Person, Seen
from assistant.actions.resume import Progress
from assistant.actions.run import Outcome
from assistant.errors import ANSWERED, INTERRUPTED, UsageError
from assistant.model import Blank, Plan, Stage

_MOST_FIXES = 3  # problems behind problems that are followed
_YES = {"read": ("", "y", "yes"), "change": ("y", "yes"), "destroy": ("yes",)}
_PROMPT = {"read": "Enter runs it, n leaves it: ", "change": "Run it? [y/N] ", "destroy": "Type yes to run it: "}


class Orders(NamedTuple):
    """What the door hands in.

    `yes` is what was agreed to beforehand: "" | "change" | "destroy". `run` runs a stage, `look` runs a read-only command and
    tells what it showed, `where` names the engine of a command where that is not this machine's, or is one to be careful with.
    `fill` puts values into a plan (a GrammarError of its own is a ValueError), `diagnose` finds what is known about an error
    text, `ran` is told of each command that was run.
    """

    run: Callable[[Stage], Outcome]
    look: Callable[[str], Seen]
    where: Callable[[str], str]
    fill: Callable[[Plan, Blank, str], Plan]
    diagnose: Callable[[str], Plan | None]
    ran: Callable[[Stage, Outcome], None]
    yes: str = ""


class Going:
    """One way through a plan."""

    def __init__(self, person: Person, orders: Orders, progress: Progress | None = None, depth: int = 0) -> None:
        """`depth`: how many problems were met on the way to this plan."""
        self._person, self._orders, self._depth = person, orders, depth
        self._progress = progress or Progress("")

    def go(self, plan: Plan) -> int:
        """Goes through all stages; returns the exit code: that of the command, 2 where nobody could agree, 130 where the person
        did not."""
        if not plan.stages:
            self._person.say("There is no command to run in this.")
            return ANSWERED
        try:
            return self._steps(plan)
        except (EOFError, KeyboardInterrupt):
            self._person.say("Stopped; nothing more was run.")
            return INTERRUPTED

    def _steps(self, plan: Plan) -> int:
        total, asked = len(plan.stages), self._progress.mark(plan)
        start, kept = self._taken_up(plan)
        for name, text in kept.items():
            plan = self._with(plan, name, text)
        for number in range(start, total):
            plan = self._completed(plan, number)
            code = self._stage(plan.stages[number], number + 1, total)
            if code != ANSWERED:
                if total > 1 and number > 0:
                    self._person.say("Ask the same again to go on from here.")
                return code
            if total > 1:
                self._progress.keep(plan, asked, number + 1)
        if total > 1:
            self._progress.forget(plan)
        return ANSWERED

    def _taken_up(self, plan: Plan) -> tuple[int, dict[str, str]]:
        """How many stages were done the last time, and the values given then, where the person wants to go on from there."""
        done, values = self._progress.last(plan)
        if not 0 < done < len(plan.stages) or not self._person.there:
            return 0, {}
        answer = self._person.ask(f"You stopped after step {done} of {len(plan.stages)}. Go on there? [Y/n] ")
        if answer.strip().lower() in ("", "y", "yes"):
            return done, values
        self._progress.forget(plan)
        return 0, {}

    def _completed(self, plan: Plan, number: int) -> Plan:
        """The plan with values for what is open in a stage. UsageError where nobody can give them."""
        while plan.stages[number].blanks:
            blank = plan.stages[number].blanks[0]
            if not self._person.there:
                names = ", ".join(f"<{blank.name}>" for blank in plan.stages[number].blanks)
                raise UsageError(f"{names} is still open in: {plan.stages[number].text}; say it in the question")
            plan = self._asked(plan, blank)
        return plan

    def _asked(self, plan: Plan, blank: Blank) -> Plan:
        why = ""
        while True:
            text = self._person.value(blank, why).strip()
            if not text:
                why = "it wants a value; Ctrl-C stops"
                continue
            try:
                filled = self._orders.fill(plan, blank, text)
            except ValueError as error:
                why = str(error)
                continue
            self._progress.given(blank, text)
            return filled

    def _with(self, plan: Plan, name: str, text: str) -> Plan:
        blank = next((blank for stage in plan.stages for blank in stage.blanks if blank.name == name), None)
        try:
            return self._orders.fill(plan, blank, text) if blank else plan
        except ValueError:
            return plan

    def _stage(self, stage: Stage, number: int, total: int) -> int:
        where = self._orders.where(stage.text) if stage.text else ""
        self._person.stage(stage, number, total, where)
        if stage.on or not stage.text:
            return self._by_hand(stage)
        if stage.risk == "destroy":
            self._look(stage)
        agreed = self._agreed(stage, where, total)
        return self._run(stage) if agreed == "yes" else ANSWERED if agreed == "skip" else INTERRUPTED

    def _by_hand(self, stage: Stage) -> int:
        """What is done elsewhere, or not by a command: shown, never run."""
        if stage.on:
            self._person.say(f"This one is for {stage.on}: it is not run here.")
        if not self._person.there:
            self._person.say("It is left to you.")
            return ANSWERED
        answer = self._person.ask("Enter when it is done, q stops: ")
        return INTERRUPTED if answer.strip().lower() in ("q", "quit", "n", "no") else ANSWERED

    def _look(self, stage: Stage) -> None:
        if stage.look:
            self._person.seen(stage.look, self._orders.look(stage.look))
        else:
            self._person.say("Nothing can show beforehand what it will touch.")

    def _agreed(self, stage: Stage, where: str, total: int) -> str:
        """yes | skip | no. UsageError where nobody can agree, and nobody did beforehand."""
        risk = stage.risk
        if self._orders.yes == "destroy" or (self._orders.yes == "change" and risk != "destroy"):
            return "yes"
        if not self._person.there:
            wanted = "--yes=destroy" if risk == "destroy" else "--yes"
            raise UsageError(f"nothing was run: there is no terminal to ask on; {wanted} runs it without asking")
        place = f"On {where}: " if where else ""
        skip = " (s skips this step)" if total > 1 else ""
        answer = self._person.ask(f"{place}{_PROMPT[risk][:-2]}{skip}{_PROMPT[risk][-2:]}", f"risk-{risk}").strip().lower()
        if answer in _YES[risk]:
            return "yes"
        if total > 1 and answer in ("s", "skip"):
            return "skip"
        self._person.say("Not run.")
        return "no"

    def _run(self, stage: Stage) -> int:
        if not stage.argv:
            self._person.say("(run by sh -c: it needs a shell)")
        outcome = self._orders.run(stage)
        self._orders.ran(stage, outcome)
        if outcome.problem:
            self._person.say(outcome.problem)
            return outcome.code
        if outcome.code != ANSWERED:
            return self._failed(outcome)
        if stage.risk != "read":
            self._person.undo(stage.undo, stage.risk == "destroy")
        return ANSWERED

    def _failed(self, outcome: Outcome) -> int:
        self._person.say(f"It ended with exit code {outcome.code}.")
        known = self._orders.diagnose(outcome.errors) if outcome.errors.strip() and outcome.code != INTERRUPTED else None
        if known is None:
            return outcome.code
        self._person.problem(known)
        runnable = any(stage.text and not stage.on for stage in known.stages)
        if not runnable or not self._person.there or self._depth >= _MOST_FIXES:
            return outcome.code
        if self._person.ask("Go through these fixes? [y/N] ").strip().lower() in ("y", "yes"):
            Going(self._person, self._orders, depth=self._depth + 1).go(known)
        return outcome.code
