"""A chat's organs without a terminal: keys come through a pipe, the screen is read from prompt_toolkit, the room is small."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from assistant.ask import Corridor
from assistant.chat.room import Room
from assistant.history import Journal
from assistant.model import Answer, Card, Hit
from assistant.paint import Block
from assistant.settings import read

DOWN, UP, RIGHT, LEFT, ESCAPE, ENTER, TAB, BACK_TAB = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D", "\x1b", "\r", "\t", "\x1b[Z"
PAGE_DOWN, PAGE_UP, CONTROL_C, BACKSPACE = "\x1b[6~", "\x1b[5~", "\x03", "\x7f"
_LIMIT = 15.0  # seconds for one test's keys


class Sized(DummyOutput):
    """An output of a size that may change."""

    def __init__(self, rows: int, columns: int) -> None:
        self.size = Size(rows, columns)

    def get_size(self) -> Size:
        return self.size


class Ended(NamedTuple):
    """What an application ended with, and the screens on which keys were typed."""

    result: Any
    screens: list[str]
    chosen: list[str]


Keys = str | Callable[[Application[Any]], None]


def driven(make: Callable[[], Application[Any]], keys: Sequence[tuple[str, Keys]], size: tuple[int, int] = (24, 80)) -> Ended:
    """Runs an application on a screen of `size` (rows, columns): once a text stands there, the keys beside it are typed, or the
    function is called with the application."""
    left = list(keys)
    screens: list[str] = []
    chosen: list[str] = []
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=Sized(*size)):
        application = make()

        def drawn(app: Application[Any]) -> None:
            text, reverse = screen(app)
            if left and left[0][0] in text:
                screens.append(text)
                chosen.append(reverse)
                typed = left.pop(0)[1]
                pipe.send_text(typed) if isinstance(typed, str) else typed(app)

        application.after_render += drawn

        async def run() -> Any:
            try:
                return await asyncio.wait_for(application.run_async(), _LIMIT)
            except asyncio.TimeoutError:
                text = screen(application)[0]
                raise AssertionError(f"{left[0][0]!r} did not come" if left else f"it did not end; the screen:\n{text}") from None

        return Ended(asyncio.run(run()), screens, chosen)


def screen(app: Application[Any]) -> tuple[str, str]:
    """What stands on the screen, and what of it is set off as chosen."""
    drawn = app.renderer.last_rendered_screen
    if drawn is None:
        return "", ""
    rows = [[drawn.data_buffer[y][x] for x in range(app.output.get_size().columns)] for y in range(drawn.height)]
    text = "".join("".join(cell.char for cell in row).rstrip() + "\n" for row in rows)
    return text, "".join(cell.char for row in rows for cell in row if "reverse" in cell.style).strip()


class Knowing:
    """An engine that knows names."""

    def __init__(self, **names: tuple[str, ...]) -> None:
        self.known = names

    def names(self, kind: str, project: str = "") -> tuple[str, ...]:
        return self.known.get(kind, ())


class Said:
    """A reply."""

    def __init__(self, pieces: Block) -> None:
        self.pieces = pieces


class Talker:
    """A conversation that remembers what it was handed."""

    def __init__(self) -> None:
        self.hit: Hit | None = None
        self.answer: Answer | None = None
        self.question = ""

    def take(self, hit: Hit, question: str) -> Said:
        self.hit, self.question = hit, question
        return Said([("command", hit.command()), ("", "\n")])

    def card(self, card_id: str) -> Said:
        return Said([("title", f"the card {card_id}"), ("", "\n")])

    def forget(self) -> None:
        self.__init__()  # type: ignore[misc]


def room_of(corridor: Corridor, folder: Path, asked: str = "", **names: tuple[str, ...]) -> Room:
    """A room over a corridor, with an engine that knows these names, where a question was asked."""
    settings = read(os.environ, io.StringIO())._replace(color=True, unicode=True, width=80)
    talk: Any = Talker()
    if asked:
        talk.answer = corridor.ask(asked)
        talk.hit, talk.question = talk.answer.hits[0], asked
    room = Room(settings, corridor, Journal(str(folder / "state")), talk, os.environ)
    room.engine = Knowing(**names)  # type: ignore[assignment]
    return room


def long_card(card_id: str, topic: str, sentences: int = 60) -> Card:
    """A card that no screen holds."""
    summary = "\n\n".join(f"Sentence {number}." for number in range(sentences))
    return Card(card_id, "command", f"Long {card_id}", summary, f"{topic}.yaml:1", command="docker ps")
