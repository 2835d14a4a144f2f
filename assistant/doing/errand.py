"""What running a plan needs of the world: the orders (actions/go.py) of the one-shot door and of the chat."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from typing import TYPE_CHECKING, TextIO

from assistant.actions.go import Orders
from assistant.actions.person import Seen
from assistant.actions.run import Outcome, run
from assistant.ask import Corridor
from assistant.docker import valid
from assistant.docker.client import Client
from assistant.docker.context import target
from assistant.history import Entry
from assistant.model import Blank, Hit, Plan, Stage
from assistant.plan import Planner, typed

if TYPE_CHECKING:
    from assistant.settings import Config

_SUMS = ("docker system df", "docker info", "docker buildx du")  # tell amounts, not things
_LONGEST_ERROR = 4_000  # letters of an error text that are looked up


class Errand:
    """The running of one hit. `remember` is told of each command that was run; `keyboard` is where a command reads, None for
    standard input."""

    def __init__(
        self,
        environment: Mapping[str, str],
        config: Config,
        corridor: Corridor,
        planner: Planner,
        hit: Hit,
        question: str,
        remember: Callable[[Entry], None],
        keyboard: TextIO | None = None,
    ) -> None:
        self._environment, self._config, self._corridor, self._planner = environment, config, corridor, planner
        self._card, self._question, self._remember, self._keyboard = hit.card.id, question, remember, keyboard
        self._values = dict(hit.filled.values) if hit.filled else {}

    def orders(self, yes: str = "") -> Orders:
        """The orders for going through the hit's plan; `yes` is "", "change" or "destroy"."""
        return Orders(self._run, self._look, self._where, self._fill, self._diagnose, self._ran, yes)

    def _run(self, stage: Stage) -> Outcome:
        return run(stage, self._environment, self._keyboard)

    def _look(self, command: str) -> Seen:
        """What a read-only command shows, within its time. Nothing else is run to look."""
        stage = self._planner.single(command).stages[0]
        if stage.blanks or stage.risk != "read":
            return Seen((), problem="it can't be looked at beforehand: the command for that is not complete")
        seconds, most = self._config.run_look_seconds, self._config.run_look_lines
        reply = Client(self._environment).once(stage.argv or ("sh", "-c", command), float(seconds), errors=True)
        lines = [line for line in reply.text.splitlines() if line.strip()]
        if reply.how != "ok":
            why = f"no answer within {seconds} seconds" if reply.how == "silent" else lines[0] if lines else reply.how
            return Seen((), problem=f"what it will touch is not known: {why}")
        return Seen(tuple(lines[:most]), max(0, len(lines) - most), _count(command, lines))

    def _where(self, command: str) -> str:
        """The engine of a command in words, where it is another machine's or its name is one to be careful with; else ""."""
        found = target(self._environment, command)
        names = [name.lower() for name in (found.context, found.host.rpartition("@")[2]) if name]
        careful = any(fnmatch(name, pattern.lower()) for pattern in self._config.run_production for name in names)
        return found.told() if found.remote or careful else ""

    def _fill(self, plan: Plan, blank: Blank, text: str) -> Plan:
        for part in text.split() if blank.many else [text]:
            if why := valid.problem(blank.kind, part):
                raise ValueError(why)
        return self._planner.with_values(plan, {blank.name: typed(blank, text, self._environment.get("HOME", ""))})

    def _diagnose(self, errors: str) -> Plan | None:
        """What is known about an error text: the plan of a problem's fixes, with the values that were used."""
        answer = self._corridor.ask(errors[-_LONGEST_ERROR:], 1)
        if answer.confidence != "sure" or answer.hits[0].card.kind != "problem":
            return None
        plan = self._planner.plan(answer.hits[0])
        known = {blank.name for stage in plan.stages for blank in stage.blanks} & self._values.keys()
        try:
            return self._planner.with_values(plan, {name: self._values[name] for name in known})
        except ValueError:
            return plan

    def _ran(self, stage: Stage, outcome: Outcome) -> None:
        seconds = round(outcome.seconds, 3)
        self._remember(Entry(time.time(), "run", self._question, self._card, stage.text, exit=outcome.code, seconds=seconds))


def _count(command: str, lines: list[str]) -> int | None:
    """How many things a listing lists, the row of headings of docker's tables apart; None for what is no listing of them."""
    if not lines:
        return 0
    if "; " in command or command.startswith(_SUMS) or lines[0][:1] in "[{ ":
        return None
    words = lines[0].replace("/", " ").replace("-", " ").split()
    return len(lines) - int(all(word.isalpha() and word.isupper() for word in words))
