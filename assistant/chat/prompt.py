"""The line at which one types, with what stands around it: reads one line after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import Completer, DummyCompleter, DynamicCompleter, ThreadedCompleter
from prompt_toolkit.cursor_shapes import ModalCursorShapeConfig
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import History, InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import merge_key_bindings
from prompt_toolkit.key_binding.bindings.auto_suggest import load_auto_suggest_bindings
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import DynamicStyle

from assistant.chat.frame import layout
from assistant.chat.ghost import Ghosts
from assistant.chat.keys import bindings
from assistant.chat.paste import Pastes, harmless
from assistant.chat.style import style
from assistant.chat.suggest import Suggester
from assistant.model import Hit
from assistant.paint import Block

if TYPE_CHECKING:
    from assistant.settings import Settings

_LEAST_ROWS, _MOST_ROWS = 3, 5  # suggestions on small and on large screens
_ESCAPE = 0.1  # seconds after which an Escape is the key itself, and no beginning of another's code


class Said(NamedTuple):
    """What was typed, and the suggestion that was taken for it, if one was."""

    text: str
    hit: Hit | None = None


class Prompt:
    """Reads lines at the terminal. Everything slow is elsewhere: `foot` and the suggester give what they know at once.

    Attributes that the loop sets: `settings`; `completer`; `choices`, how many answers a number key can choose from; `hint`,
    which is drawn below an empty line.
    """

    def __init__(
        self,
        settings: Settings,
        history: History | None = None,
        ghosts: Ghosts | None = None,
        shell: str = "sh",
        foot: Callable[[int], Block] = lambda width: [],
        editing_mode: str = "emacs",
        mouse: bool = False,
        devices: tuple[Input, Output] | None = None,
    ) -> None:
        self.settings, self.foot = settings, foot
        self.completer: Completer = DummyCompleter()
        self.choices, self.hint, self.warned = 0, Block(), False
        self.pastes, self.ghosts = Pastes(), ghosts or Ghosts()
        self.suggester = Suggester(self.redraw, self.ghosts.completed, shell)
        self.chosen = -1
        self._listed: tuple[Hit, ...] = ()
        self.buffer = Buffer(
            completer=ThreadedCompleter(DynamicCompleter(lambda: self.completer)),
            complete_while_typing=Condition(lambda: self.buffer.text.startswith("/")),
            history=history or InMemoryHistory(),
            auto_suggest=self.ghosts,
            multiline=True,
            on_text_changed=lambda _: self.typed(),
        )
        self.app = self._application(editing_mode, mouse, devices)
        self.app.ttimeoutlen, self.app.timeoutlen = _ESCAPE, 5 * _ESCAPE

    def read(self, begun: Callable[[], None] | None = None) -> Said:
        """One line, or what was taken in its place. `begun` is called when the prompt stands. Raises EOFError where the person
        leaves, or the terminal is gone."""
        self.buffer.reset()
        self.typed()
        self.warned = False

        def running() -> None:
            asyncio.get_running_loop().set_exception_handler(lambda loop, told: self._failed(told))
            if begun is not None:
                asyncio.get_running_loop().call_soon(begun)

        return self.app.run(pre_run=running, set_exception_handler=False)

    def hits(self) -> tuple[Hit, ...]:
        """The suggestions that stand below the line; they stay as they are while one of them is marked."""
        return self._listed if self.chosen >= 0 else self.suggester.found().hits[: self.rows]

    def choose(self, step: int) -> None:
        """Marks the next suggestion, or the one before; going up from the first leads back to the line."""
        self._listed = self.hits()
        self.chosen = max(-1, min(self.chosen + step, len(self._listed) - 1))

    def said(self, text: str) -> Said:
        """What the line means: pastes in full, control characters harmless, and the suggestion that is marked."""
        return Said(harmless(self.pastes.whole(text)).strip(), self._listed[self.chosen] if self.chosen >= 0 else None)

    @property
    def rows(self) -> int:
        """How many suggestions the screen has room for."""
        return max(_LEAST_ROWS, min(_MOST_ROWS, self.app.output.get_size().rows // 4))

    def typed(self) -> None:
        """The line is another one now: nothing is marked, and suggestions are wanted for it."""
        self.chosen, self.warned = -1, False
        self.suggester.look(self.pastes.whole(self.buffer.text))

    def redraw(self) -> None:
        """Has the prompt drawn anew; may be called from any thread."""
        self.app.invalidate()

    def _failed(self, told: dict[str, Any]) -> None:
        error = told.get("exception")
        if error is not None and self.app.is_running and not self.app.is_done:
            self.app.exit(exception=error)

    def _application(self, editing_mode: str, mouse: bool, devices: tuple[Input, Output] | None) -> Application[Said]:
        vi = editing_mode == "vi"
        return Application(
            layout=layout(self),
            key_bindings=merge_key_bindings([load_auto_suggest_bindings(), bindings(self)]),
            style=DynamicStyle(lambda: style(self.settings)),
            include_default_pygments_style=False,
            color_depth=lambda: ColorDepth.DEPTH_4_BIT if self.settings.color else ColorDepth.DEPTH_1_BIT,
            editing_mode=EditingMode.VI if vi else EditingMode.EMACS,
            cursor=ModalCursorShapeConfig() if vi else None,
            mouse_support=mouse,
            input=devices[0] if devices else None,
            output=devices[1] if devices else None,
        )
