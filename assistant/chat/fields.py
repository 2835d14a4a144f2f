"""Filling in at the terminal: the open blanks of a hit one after the other, below the prompt, with the engine's names to choose
from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys as PromptKeys
from prompt_toolkit.layout import HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.utils import suspend_to_background_supported

from assistant.chat.drawing import cut, fragments
from assistant.chat.filling import live_kind
from assistant.chat.form import Form, form_lines
from assistant.paint import Block, clean

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from assistant.chat.room import Room
    from assistant.model import Hit

    Keys = Callable[[KeyPressEvent], None]

PATIENCE = 0.1  # seconds after Escape in which a second key makes it Meta
AGAIN = 0.5  # seconds between two looks for names that the engine has found meanwhile
_WIDEST = 100
_MOST = 2_000  # letters that are pasted into a field


def fill_in(room: Room, hit: Hit) -> Hit | None:
    """Lets the person fill the open blanks of a hit; the hit with what was typed, None where everything stays as it was."""
    form = Form(hit, names_for(room, hit), room.environment.get("HOME", ""))
    try:
        return application(room, form).run() if form.blanks else None
    except EOFError:  # the terminal is gone
        return None


def application(room: Room, form: Form) -> Application[Hit | None]:
    """The application that fills a form in; it ends with the hit, or with None."""
    line = Buffer(multiline=False, on_text_changed=lambda buffer: form.type(buffer.text))

    def part(below: bool) -> Callable[[], StyleAndTextTuples]:
        return lambda: fragments(_joined(_lines(form)[below]), room.settings)

    name = Window(FormattedTextControl(lambda: fragments(_label(form), room.settings)), dont_extend_width=True, height=1)
    body = HSplit(
        [
            Window(height=1),
            Window(FormattedTextControl(part(False)), dont_extend_height=True),
            Window(height=1),
            VSplit([name, Window(BufferControl(line), height=1)], height=1),
            Window(FormattedTextControl(part(True)), dont_extend_height=True),
        ]
    )
    made: Application[Hit | None] = Application(
        Layout(body, focused_element=line), key_bindings=_keys(form, line), erase_when_done=True, refresh_interval=AGAIN
    )
    made.ttimeoutlen = made.timeoutlen = PATIENCE
    return made


def _keys(form: Form, line: Buffer) -> KeyBindings:
    keys = KeyBindings()

    def show() -> None:
        line.document = Document(form.text, len(form.text))

    def step(by: int) -> Keys:
        def go(event: KeyPressEvent) -> None:
            if by > 0:
                form.take()
            form.move(by)
            show()

        return go

    def enter(event: KeyPressEvent) -> None:
        taken = form.take()
        if form.last and not form.problem():
            done = form.finish()
            if done is not None or not form.pressed:
                event.app.exit(result=done)
                return
        elif not form.last or taken:
            form.move(1)
        else:
            form.pressed = True
        show()

    keys.add("tab")(step(1))
    keys.add("s-tab")(step(-1))
    keys.add("enter")(enter)
    for key, by in (("down", 1), ("c-n", 1), ("up", -1), ("c-p", -1), ("pagedown", 5), ("pageup", -5)):
        keys.add(key)(lambda event, by=by: form.choose(by))
    keys.add(PromptKeys.BracketedPaste)(lambda event: event.current_buffer.insert_text(" ".join(event.data.split())[:_MOST]))
    keys.add("c-z", filter=Condition(suspend_to_background_supported))(lambda event: event.app.suspend_to_background())
    for key in ("escape", "c-c", "c-d", "<sigint>"):
        keys.add(key)(lambda event: event.app.exit(result=None))
    return keys


def names_for(room: Room, hit: Hit) -> Callable[[str], tuple[str, ...]]:
    """The engine's names of a kind of blank as far as they are known; asks for them in the background."""
    command = hit.command()

    def names(kind: str) -> tuple[str, ...]:
        listed = live_kind(kind, command)
        return room.engine.names(listed) if listed else ()

    return names


def _lines(form: Form) -> tuple[list[Block], list[Block]]:
    size = get_app().output.get_size()
    return form_lines(form, max(20, min(size.columns, _WIDEST) - 1), size.rows)


def _label(form: Form) -> Block:
    return [("blank", cut(clean(form.blank.name), 24)), ("", "  ")]


def _joined(lines: list[Block]) -> Block:
    return [piece for line in lines for piece in (*line, ("", "\n"))][:-1]
