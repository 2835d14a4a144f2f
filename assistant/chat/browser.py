"""The browser at the terminal, full screen: looks through topics and cards, and takes one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.utils import suspend_to_background_supported

from assistant.chat.drawing import fragments
from assistant.chat.shelf import CARD, CARDS, Shelf
from assistant.chat.shelf_view import screen, view_of

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from assistant.chat.room import Room

PATIENCE = 0.1  # seconds in which the rest of an arrow key has to follow its Escape
_FAR = 1_000_000
_STEPS = {"down": 1, "up": -1, "c-n": 1, "c-p": -1}
_LETTERS = {"j": 1, "k": -1, "home": -_FAR, "g": -_FAR, "end": _FAR, "G": _FAR}
_TURNS = {"right": 1, "l": 1, "tab": 1, "left": -1, "h": -1, "s-tab": -1}


def browse(room: Room, topic: str = "") -> str | None:
    """Lets the person look through the cards, from the cards of a topic on where one is named; the id of the card that was taken,
    None for none."""
    try:
        return application(room, Shelf(room.corridor.cards(), topic)).run()
    except EOFError:  # the terminal is gone
        return None


def application(room: Room, shelf: Shelf) -> Application[str | None]:
    """The application that shows a shelf; it ends with the id of a card, or with None."""

    def drawn() -> StyleAndTextTuples:
        size = get_app().output.get_size()
        rows = screen(shelf, max(20, size.columns), size.rows)
        pieces = [piece for row in rows for piece in (*row, ("", "\n"))][:-1]
        if not room.settings.unicode:  # three dots for one would move all that is right of them
            pieces = [(style, text.replace("…", "~")) for style, text in pieces]
        return fragments(pieces, room.settings)

    control = FormattedTextControl(drawn, focusable=True)
    made: Application[str | None] = Application(
        Layout(Window(control, always_hide_cursor=Condition(lambda: not shelf.filtering))),
        key_bindings=_keys(shelf),
        full_screen=True,
        mouse_support=False,
    )
    made.ttimeoutlen = made.timeoutlen = PATIENCE
    return made


def _keys(shelf: Shelf) -> KeyBindings:
    keys = KeyBindings()
    looking = Condition(lambda: not shelf.filtering)

    def on(names: dict[str, int], move: Callable[[int], None], where: Condition | bool = True) -> None:
        for name, step in names.items():
            keys.add(name, filter=where)(lambda event, step=step: move(step))

    def scroll(part: float) -> Callable[[KeyPressEvent], None]:
        def go(event: KeyPressEvent) -> None:
            size = event.app.output.get_size()
            view = view_of(shelf, size.columns, size.rows)
            step = int(view.height * part)
            if CARD in view.panes:
                shelf.scroll = max(0, shelf.scroll + step)
            else:
                shelf.move(step)

        return go

    on(_STEPS, shelf.move)
    on(_LETTERS, shelf.move, looking)
    on(_TURNS, shelf.turn, looking)
    for name, part in (("pagedown", 0.9), ("pageup", -0.9), ("c-f", 0.9), ("c-b", -0.9), (" ", 0.9), ("c-d", 0.5), ("c-u", -0.5)):
        keys.add(name, filter=looking if name in (" ", "c-u") else True)(scroll(part))
    _leaving(keys, shelf, looking)
    _filtering(keys, shelf, looking)
    return keys


def _leaving(keys: KeyBindings, shelf: Shelf, looking: Condition) -> None:
    @keys.add("enter")
    def take(event: KeyPressEvent) -> None:
        if shelf.pane < CARDS and not shelf.filtering:
            shelf.pane = CARDS
        elif shelf.chosen is not None:
            event.app.exit(result=shelf.chosen.id)

    @keys.add("escape", eager=True)
    def back(event: KeyPressEvent) -> None:
        if shelf.filtering or shelf.filter:
            shelf.stop_filtering(keep=False)
        else:
            event.app.exit(result=None)

    @keys.add("c-z", filter=Condition(suspend_to_background_supported))
    def pause(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    @keys.add("q", filter=looking)
    @keys.add("c-c")
    @keys.add("<sigint>")
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=None)


def _filtering(keys: KeyBindings, shelf: Shelf, looking: Condition) -> None:
    typing = ~looking

    @keys.add("/", filter=looking)
    def begin(event: KeyPressEvent) -> None:
        shelf.filtering, shelf.pane = True, CARDS

    @keys.add(Keys.Any, filter=typing)
    @keys.add(Keys.BracketedPaste, filter=typing)
    def add(event: KeyPressEvent) -> None:
        typed = " ".join(event.data.split()) if len(event.data) > 1 else event.data
        if typed.isprintable():
            shelf.narrow((shelf.filter + typed)[:200])

    @keys.add("backspace", filter=typing)
    def shorten(event: KeyPressEvent) -> None:
        if shelf.filter:
            shelf.narrow(shelf.filter[:-1])
        else:
            shelf.stop_filtering(keep=False)

    @keys.add("c-w", filter=typing)
    def drop_word(event: KeyPressEvent) -> None:
        shelf.narrow(shelf.filter.rstrip().rpartition(" ")[0])

    @keys.add("c-u", filter=typing)
    def drop(event: KeyPressEvent) -> None:
        shelf.narrow("")

    @keys.add("tab", filter=typing)
    def keep(event: KeyPressEvent) -> None:
        shelf.stop_filtering(keep=True)
