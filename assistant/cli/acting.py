"""The doors that do something with an answer: copy it, run it."""

from __future__ import annotations

import os
import sys

from assistant import settings
from assistant.actions.go import Going
from assistant.actions.resume import Progress
from assistant.ask import Corridor
from assistant.cli.options import Request
from assistant.docker.engine import Engine, asked_as
from assistant.doing.copying import copy_hit
from assistant.doing.errand import Errand
from assistant.doing.person import Terminal, keyboard
from assistant.errors import ANSWERED, COMMAND_FAILED, INTERRUPTED, NOTHING_KNOWN, UsageError
from assistant.history import Journal
from assistant.model import Answer, Hit
from assistant.paint import put
from assistant.paint.screen import answer_pieces
from assistant.paint.wrap import paragraph
from assistant.plan import Planner
from assistant.plan.risk import Risks
from assistant.settings import Settings


class Acting:
    """One question whose answer is to be copied or run. `settings` are those of standard error, where the person reads."""

    def __init__(self, settings: Settings, corridor: Corridor, journal: Journal, question: str, piped: bool) -> None:
        self._settings, self._corridor, self._journal, self._question = settings, corridor, journal, question
        self._keyboard = keyboard(piped)
        engine = Engine(asked_as(settings.config.live, os.environ))
        self._person = Terminal(settings, self._keyboard, engine, corridor.card)

    def choose(self, answer: Answer, shown: bool) -> Hit | None:
        """The hit that is meant: the first of a sure answer, else the one that the person picks; None where none is. `shown`
        tells that the answer stands on the screen already."""
        if answer.confidence == "sure":
            return answer.hits[0]
        if not shown:
            self._person.show(answer_pieces(answer, self._settings.width))
        if answer.confidence == "none":
            return None
        if not self._person.there:
            raise UsageError("not sure which of these is meant, so nothing was done; say it more exactly")
        number = self._person.choose(len(answer.hits))
        return answer.hits[number - 1] if number else None

    def copy(self, hit: Hit, shown: bool) -> int:
        """Copies the command of a hit; where no way is open, prints it, to be marked with the mouse, unless it is `shown`."""
        command = hit.command()
        copying = copy_hit(hit, self._question, os.environ, self._settings.config.copy, self._journal)
        for sentence in copying.sentences:
            self._person.say(sentence)
        if copying.done or not command:
            return ANSWERED if copying.done else NOTHING_KNOWN
        self._person.say("Mark the command with the mouse instead." if shown else "Mark it with the mouse:")
        put("" if shown else command + "\n", sys.stdout)
        return COMMAND_FAILED

    def run(self, hit: Hit, yes: str) -> int:
        """Goes through the commands of a hit; returns the exit code of the last one that was run."""
        planner = Planner(Risks(self._corridor.risks))
        keys = None if self._keyboard is sys.stdin else self._keyboard
        settings = self._settings
        errand = Errand(os.environ, settings.config, self._corridor, planner, hit, self._question, self._journal.add, keys)
        self._person.show(paragraph(hit.card.title, settings.width, "title"))
        return Going(self._person, errand.orders(yes), Progress(settings.state)).go(planner.plan(hit))


def act(request: Request, corridor: Corridor, journal: Journal, answer: Answer, piped: bool) -> int:
    """-c and -r: copies the answer, runs it. `piped` tells that the question came through standard input. Returns the exit
    code."""
    running, copying = "run" in request.given, "copy" in request.given
    acting = Acting(settings.read(os.environ, sys.stderr), corridor, journal, answer.question, piped)
    try:
        hit = acting.choose(answer, shown=not running)
    except (EOFError, KeyboardInterrupt):
        return INTERRUPTED
    if hit is None:
        return NOTHING_KNOWN if answer.confidence == "none" else INTERRUPTED
    code = acting.copy(hit, shown=not running and "json" not in request.given) if copying else ANSWERED
    return acting.run(hit, request.yes()) if running else code
