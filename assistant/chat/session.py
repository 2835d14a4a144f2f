"""The chat at the terminal: a greeting, then prompt and answer by turns. The first prompt stands before the cards are opened."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from assistant.chat.opening import Opening
from assistant.docker.engine import asked_as
from assistant.errors import ANSWERED, COMMAND_FAILED
from assistant.history import Journal
from assistant.paint import Block, put
from assistant.paint.terminal import render
from assistant.paint.wrap import paragraph

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from assistant.ask import Corridor
    from assistant.chat.prompt import Prompt
    from assistant.chat.room import Room
    from assistant.settings import Settings

_DUMB = ("", "dumb", "unknown")


def chat(
    settings: Settings,
    corridor_maker: Callable[[], Corridor],
    journal: Journal,
    environment: Mapping[str, str],
    version: str = "",
    editing_mode: str = "emacs",
    mouse: bool = False,
    devices: tuple[Input, Output] | None = None,
) -> int:
    """Talks until the person leaves; returns the exit code. `editing_mode` is emacs or vi; `devices` are for tests. Raises what
    `corridor_maker` raises."""
    gc.enable()  # the door of a single question does without it; a long talk must not grow
    if ascii_only(environment):
        settings = settings._replace(unicode=False)
    opening = Opening(settings, corridor_maker, journal, environment)
    if devices is None and not _drawable(environment):
        from assistant.chat.plain import talk_plainly

        _write(greeting(version, settings.width, drawable=False), settings._replace(color=False))
        return talk_plainly(opening)
    _write(greeting(version, settings.width), settings)
    from assistant.chat.keyboard import keyboard, screen  # now: something stands on the screen already

    try:
        return Session(settings, opening, environment, editing_mode, mouse, devices or (keyboard(), screen(mouse))).talk()
    except OSError:  # the terminal is gone; there is nobody left to tell
        return COMMAND_FAILED


class Session:
    """One chat with a prompt that is drawn."""

    def __init__(
        self,
        settings: Settings,
        opening: Opening,
        environment: Mapping[str, str],
        editing_mode: str,
        mouse: bool,
        devices: tuple[Input, Output],
    ) -> None:
        from assistant.chat.past import Past
        from assistant.chat.prompt import Prompt
        from assistant.chat.toolbar import Toolbar

        self._opening = opening
        self._foot = Toolbar(asked_as(settings.config.live, environment))
        past = Past(opening.journal, lambda text: self.prompt.pastes.short(text))
        shell = settings.config.shell
        self.prompt: Prompt = Prompt(settings, past, None, shell, self._foot.pieces, editing_mode, mouse, devices)
        self.prompt.hint = [("dim", "  opening the cards …")]
        self._foot.changed = self.prompt.redraw

    def talk(self) -> int:
        """Prompt and answer by turns."""
        from assistant.chat.turn import turn

        while True:
            try:
                with self._aside():
                    said = self.prompt.read(lambda: self._opening.begin(self._opened, self._failed))
            except EOFError:
                return ANSWERED
            room = self._opening.wait()
            self.prompt.hint = []
            if turn(room, said.text, said.hit):
                self.prompt.ghosts.remember(said.text)
            if room.leaving:
                return ANSWERED
            self._ready(room)

    def _ready(self, room: Room) -> None:
        answer = room.talk.answer
        choosing = answer is not None and answer.confidence == "choose" and room.talk.hit is None
        self.prompt.choices = len(answer.hits) if answer is not None and choosing else 0
        self.prompt.settings = room.settings

    def _opened(self, room: Room) -> None:
        """In the background: the cards are there, so suggestions begin, and the ghost learns."""
        from assistant.chat.completer import ChatCompleter
        from assistant.chat.past import asked

        self.prompt.suggester.start(room.corridor)
        self.prompt.completer = ChatCompleter(room)
        cards = room.corridor.cards()
        self.prompt.ghosts.learn(asked(self._opening.journal), cards)
        self.prompt.hint = [("dim", f"  {len(cards):,} cards are ready")]
        self.prompt.redraw()

    def _failed(self) -> None:
        error, loop = self._opening.problem(), self.prompt.app.loop
        if loop is not None and error is not None:
            loop.call_soon_threadsafe(lambda: self.prompt.app.is_running and self.prompt.app.exit(exception=error))

    def _aside(self) -> AbstractContextManager[Any]:
        """While the cards are being opened, what is told about that must not run into the prompt."""
        if self._opening.room is not None:
            return nullcontext()
        from prompt_toolkit.patch_stdout import patch_stdout

        return patch_stdout(raw=True)


def greeting(version: str = "", width: int = 80, drawable: bool = True) -> Block:
    """What a chat begins with. `drawable` tells of a terminal that has suggestions and a menu."""
    keys = f"/help shows commands{' · ↓ takes a suggestion' if drawable else ''} · Ctrl-D leaves"
    return [
        *[("title", f"dockerhelp {version}".strip()), ("dim", " · Docker, from memory, offline"), ("", "\n")],
        *paragraph("Ask in your own words, or paste an error.", width),
        *paragraph(keys, width, "dim"),
        ("", "\n"),
    ]


def _drawable(environment: Mapping[str, str]) -> bool:
    try:
        there = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    except ValueError:  # closed
        return False
    return there and (os.name == "nt" or environment.get("TERM", "") not in _DUMB)


def ascii_only(environment: Mapping[str, str]) -> bool:
    """Whether the person's locale is plain C. Python takes UTF-8 for that, but the terminal may not."""
    named = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    return named in ("C", "POSIX")


def _write(pieces: Block, settings: Settings) -> None:
    put(render(pieces, settings.color, settings.unicode, settings.theme), sys.stdout)
