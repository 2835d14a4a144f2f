"""What the organs of the chat share: the knowledge, the conversation, the engine, the journal, and the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from assistant.actions.go import Going
from assistant.actions.resume import Progress
from assistant.ask import Corridor
from assistant.docker.engine import Engine, asked_as
from assistant.doing.errand import Errand
from assistant.doing.person import Terminal
from assistant.history import Journal
from assistant.model import Hit, Stage
from assistant.paint import Block, put
from assistant.paint.terminal import render
from assistant.plan import Planner
from assistant.plan.risk import Risks

if TYPE_CHECKING:
    from assistant.chat.talk import Talk
    from assistant.settings import Settings


class Room:
    """One chat. `settings` are those of the terminal; its width may change while one talks: `width` tells it anew."""

    def __init__(
        self, settings: Settings, corridor: Corridor, journal: Journal, talk: Talk, environment: Mapping[str, str]
    ) -> None:
        self.settings, self.corridor, self.journal, self.talk = settings, corridor, journal, talk
        self.environment = environment
        self.engine = Engine(asked_as(settings.config.live, environment))
        self.planner = Planner(Risks(corridor.risks))
        self.leaving = False
        self.keyboard: TextIO = sys.stdin
        self.last_code = 0

    @property
    def width(self) -> int:
        """Columns for text, as the terminal is now."""
        try:
            return max(20, min(os.get_terminal_size(sys.stdout.fileno()).columns or self.settings.width, 100))
        except (OSError, ValueError):
            return self.settings.width

    @property
    def there(self) -> bool:
        """Whether somebody sits at a terminal, and can agree to something."""
        try:
            return self.keyboard.isatty() and sys.stdout.isatty()
        except ValueError:  # closed
            return False

    @property
    def full_screen(self) -> bool:
        """Whether the terminal can be drawn on, and is none that only prints lines."""
        return self.there and (os.name == "nt" or self.environment.get("TERM", "") not in ("", "dumb", "unknown"))

    def show(self, pieces: Block) -> None:
        """Draws pieces on the terminal."""
        put(render(pieces, self.settings.color, self.settings.unicode, self.settings.theme), sys.stdout)

    def run(self, hit: Hit, question: str) -> int:
        """Goes through the commands of a hit as `dockerhelp -r` does; returns the exit code of the last one that was run."""
        person = Terminal(self.settings._replace(width=self.width), self.keyboard, self.engine, self.corridor.card)
        errand = Errand(self.environment, self.settings.config, self.corridor, self.planner, hit, question, self.journal.add)
        self.last_code = Going(person, errand.orders(), Progress(self.settings.state)).go(self.planner.plan(hit))
        return self.last_code

    def stage(self, hit: Hit) -> Stage | None:
        """The first stage of what running a hit comes to: its risk, its look, its undo; None where there is nothing to run."""
        stages = self.planner.plan(hit).stages
        return stages[0] if stages else None
