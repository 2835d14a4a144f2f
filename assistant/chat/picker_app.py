"""The picker on the terminal: the query with its keys, and below it what stands in a Picking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition, emacs_mode, vi_navigation_mode
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import AfterInput, ConditionalProcessor
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import DynamicStyle

from assistant.chat.drawing import fragments
from assistant.chat.filling import open_blanks
from assistant.chat.style import look, mark, style

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from assistant.chat.picker_offers import Offer
    from assistant.chat.picker_state import Picking
    from assistant.settings import Settings

PATIENCE = 0.1  # seconds after Escape in which a second key makes it Meta
_MOST = 2_000  # letters that are pasted
_MOVES = {"down": 1, "c-n": 1, "up": -1, "c-p": -1}


class Ended(NamedTuple):
    """How the picker was left: `act` is insert, word, fill or leave, `offer` what was marked."""

    act: str
    offer: Offer | None = None


class Picker:
    """The application; `copy` copies an offer and says what came of it."""

    def __init__(self, picking: Picking, settings: Settings, query: str, copy: Callable[[Offer], str]) -> None:
        self.picking, self._settings, self._copy = picking, settings, copy
        self._waiting = ""
        self.buffer = Buffer(multiline=False, document=Document(query), on_text_changed=lambda _: self._typed())
        self.app = self._application()
        self.app.ttimeoutlen = self.app.timeoutlen = PATIENCE

    def changed(self) -> None:
        """Something was found; may be called from any thread."""
        if self.app.loop is not None and self.app.is_running:
            self.app.loop.call_soon_threadsafe(self._settled)
        self.app.invalidate()

    def failed(self, error: BaseException | None) -> None:
        """The cards cannot be opened; may be called from any thread."""
        loop = self.app.loop
        if loop is not None and error is not None:
            loop.call_soon_threadsafe(lambda: self.app.is_running and not self.app.is_done and self.app.exit(exception=error))

    def _typed(self) -> None:
        self._waiting = ""
        self.picking.typed(self.buffer.text)

    def _end(self, act: str) -> None:
        """Ends with what is marked, as soon as that is for the text which stands there."""
        self._waiting = act
        self._settled()

    def _settled(self) -> None:
        if not self._waiting or not self.picking.finder.settled or self.app.is_done:
            return
        act, self._waiting = self._waiting, ""
        offer = self.picking.offer
        if act == "copy" and offer:
            self.picking.told = self._copy(offer)
            self.app.invalidate()
        elif act == "card":
            self.picking.turn()
            self.app.invalidate()
        elif offer is None or not offer.command:
            self._without(act, offer)
        elif act == "fill" and not open_blanks(offer.hit):
            self.picking.told = "nothing is open in this"
            self.app.invalidate()
        else:
            self.app.exit(result=Ended(act, offer))

    def _without(self, act: str, offer: Offer | None) -> None:
        """There is no command to do it with: Enter leaves, unless a card is there to be read."""
        if offer is not None:
            self.picking.told = "there is no command in this; F1 shows the card"
            self.app.invalidate()
        elif act in ("insert", "word"):
            self.app.exit(result=Ended("leave"))

    def _application(self) -> Application[Ended]:
        settings, vi = self._settings, self.picking.vi
        hint = "what should it do?" if self.picking.asked.about else "ask in your own words"
        empty = ConditionalProcessor(AfterInput(hint, look("dim", settings)), Condition(lambda: not self.buffer.text))
        control = BufferControl(self.buffer, input_processors=[empty], include_default_input_processors=False)
        line = Window(control, height=1)
        line.get_line_prefix = lambda number, wrapped: [(look("number", settings), mark(settings.unicode))]
        below = Window(FormattedTextControl(self._below), height=self._height, dont_extend_height=True)
        return Application(
            Layout(HSplit([line, below]), focused_element=line),
            key_bindings=self._keys(),
            style=DynamicStyle(lambda: style(settings)),
            include_default_pygments_style=False,
            color_depth=lambda: ColorDepth.DEPTH_4_BIT if settings.color else ColorDepth.DEPTH_1_BIT,
            editing_mode=EditingMode.VI if vi else EditingMode.EMACS,
            erase_when_done=True,
        )

    def _rows(self) -> list[Any]:
        size = self.app.output.get_size()
        return list(self.picking.screen(size.columns, size.rows, "› " if self._settings.unicode else "> "))

    def _height(self) -> Dimension:
        return Dimension.exact(len(self._rows()))

    def _below(self) -> StyleAndTextTuples:
        pieces = [piece for line in self._rows() for piece in (*line, ("", "\n"))][:-1]
        if not self._settings.unicode:  # three dots for one would move all that is right of them
            pieces = [(name, text.replace("…", "~")) for name, text in pieces]
        return fragments(pieces, self._settings)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        ends = {"enter": "insert", "tab": "fill", "c-y": "copy", "f1": "card"}
        for key, act in ends.items():
            keys.add(key)(lambda event, act=act: self._end(act))
        keys.add("escape", "enter")(lambda event: self._end("word"))
        for key, step in _MOVES.items():
            keys.add(key)(lambda event, step=step: self.picking.move(step))
        keys.add("pagedown")(lambda event: self._page(1))
        keys.add("pageup")(lambda event: self._page(-1))
        keys.add(Keys.BracketedPaste)(lambda event: self.buffer.insert_text(" ".join(event.data.split())[:_MOST]))
        keys.add("c-z")(lambda event: None)  # the shell that waits for us could not be brought back
        self._leaving(keys)
        return keys

    def _leaving(self, keys: KeyBindings) -> None:
        def leave(event: KeyPressEvent) -> None:
            event.app.exit(result=Ended("leave"))

        def back(event: KeyPressEvent) -> None:
            self.picking.turn() if self.picking.in_full else leave(event)

        for key in ("c-c", "c-g", "<sigint>"):
            keys.add(key)(leave)
        keys.add("c-d", filter=Condition(lambda: not self.buffer.text))(leave)
        keys.add("escape", filter=emacs_mode | vi_navigation_mode | Condition(lambda: self.picking.in_full))(back)

    def _page(self, way: int) -> None:
        size = self.app.output.get_size()
        self.picking.move(way * self.picking.page(size.columns, size.rows))
