"""What the keys do at the prompt, beyond what emacs and vi keys do in every line of text.

Enter        answers; a marked suggestion is shown in place of a search
→  Ctrl-E    takes the ghost; Alt-F takes one word of it
↓  Tab       marks the next suggestion (Tab completes commands and flags where there are any)
↑  Shift-Tab goes back among them; ↑ in the line itself: what was asked before
Ctrl-R       searches what was asked before
1 … 9        on an empty line: chooses, when the last answer was a choice
Alt-Enter    a new line in the question
Esc          unmarks, closes a menu
Ctrl-C       clears the line; twice on an empty one leaves, as Ctrl-D does
Ctrl-L       clears the screen; Ctrl-Z puts the chat to sleep (fg wakes it)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, emacs_mode, has_focus, vi_insert_mode
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.utils import suspend_to_background_supported

from assistant.chat.paste import harmless

if TYPE_CHECKING:
    from assistant.chat.prompt import Prompt


def bindings(prompt: Prompt) -> KeyBindings:
    """The keys of a prompt."""
    keys = KeyBindings()
    here = has_focus(prompt.buffer)
    typing = here & (emacs_mode | vi_insert_mode)
    empty = Condition(lambda: not prompt.buffer.text)
    marked = Condition(lambda: prompt.chosen >= 0)
    menu = Condition(lambda: prompt.buffer.complete_state is not None)
    after_name = Condition(lambda: bool(prompt.pastes.name_before(prompt.buffer.document.text_before_cursor)))

    keys.add("enter", filter=here)(lambda event: enter(prompt, event))
    keys.add("down", filter=here)(lambda event: down(prompt))
    keys.add("up", filter=here)(lambda event: up(prompt))
    keys.add("c-n", filter=typing)(lambda event: down(prompt))
    keys.add("c-p", filter=typing)(lambda event: up(prompt))
    keys.add("tab", filter=typing)(lambda event: tab(prompt))
    keys.add("s-tab", filter=typing)(lambda event: back_tab(prompt))
    keys.add("escape", filter=here & marked & ~menu)(lambda event: prompt.choose(-prompt.chosen - 1))
    keys.add("escape", filter=here & menu)(lambda event: prompt.buffer.cancel_completion())
    keys.add("escape", "enter", filter=typing)(lambda event: prompt.buffer.insert_text("\n"))
    keys.add("c-c", filter=here)(lambda event: interrupt(prompt, event))
    keys.add(Keys.SIGINT, filter=here)(lambda event: interrupt(prompt, event))
    keys.add("c-d", filter=typing & empty)(lambda event: event.app.exit(exception=EOFError()))
    keys.add(Keys.BracketedPaste, filter=here)(lambda event: paste(prompt, event.data))
    keys.add("backspace", filter=typing & after_name)(lambda event: rub_out(prompt))
    keys.add("c-z", filter=Condition(suspend_to_background_supported))(lambda event: event.app.suspend_to_background())
    for digit in range(1, 10):
        one = Condition(lambda digit=digit: digit <= prompt.choices)  # type: ignore[misc]
        keys.add(str(digit), filter=typing & empty & one)(lambda event: number(prompt, event))
    return keys


def enter(prompt: Prompt, event: KeyPressEvent) -> None:
    """Takes the marked completion, else answers; an empty line stays."""
    buffer = prompt.buffer
    state = buffer.complete_state
    if state is not None and state.current_completion is not None:
        buffer.complete_state = None
        return
    if buffer.text.strip():
        said = prompt.said(buffer.text)
        buffer.append_to_history()
        event.app.exit(result=said)


def down(prompt: Prompt) -> None:
    """The next completion, line, or question of the past; else the next suggestion."""
    buffer = prompt.buffer
    if buffer.complete_state:
        buffer.complete_next()
    elif prompt.chosen >= 0 or (prompt.hits() and _newest(buffer) and buffer.document.on_last_line):
        prompt.choose(1)
    else:
        buffer.auto_down()


def up(prompt: Prompt) -> None:
    """The completion, suggestion or line before; else the question before."""
    if prompt.buffer.complete_state:
        prompt.buffer.complete_previous()
    elif prompt.chosen >= 0:
        prompt.choose(-1)
    else:
        prompt.buffer.auto_up()


def _newest(buffer: Buffer) -> bool:
    """Whether the line is the one that was begun here, and none of the past."""
    return buffer.working_index == len(buffer._working_lines) - 1


def tab(prompt: Prompt) -> None:
    """Completes where there is something to complete, else marks the next suggestion."""
    buffer = prompt.buffer
    if buffer.complete_state:
        buffer.complete_next()
    elif prompt.chosen < 0 and _completes(prompt):
        buffer.start_completion(insert_common_part=True)
    elif prompt.hits():
        prompt.choose(1)


def back_tab(prompt: Prompt) -> None:
    """Goes back where Tab went on."""
    if prompt.buffer.complete_state:
        prompt.buffer.complete_previous()
    elif prompt.chosen >= 0:
        prompt.choose(-1)


def _completes(prompt: Prompt) -> bool:
    from prompt_toolkit.completion import CompleteEvent

    found = prompt.completer.get_completions(prompt.buffer.document, CompleteEvent(completion_requested=True))
    return next(iter(found), None) is not None


def interrupt(prompt: Prompt, event: KeyPressEvent) -> None:
    """Clears the line; on an empty one says that the next one leaves, then leaves."""
    if prompt.buffer.text:
        prompt.buffer.reset()
        prompt.typed()
    elif prompt.warned:
        event.app.exit(exception=EOFError())
    else:
        prompt.warned = True


def paste(prompt: Prompt, text: str) -> None:
    """One question, however many lines it has: a long one is shown by a short name."""
    prompt.buffer.insert_text(prompt.pastes.short(harmless(text)))


def rub_out(prompt: Prompt) -> None:
    """Removes the name of a paste as a whole."""
    prompt.buffer.delete_before_cursor(len(prompt.pastes.name_before(prompt.buffer.document.text_before_cursor)))


def number(prompt: Prompt, event: KeyPressEvent) -> None:
    """Chooses among the last answers."""
    prompt.buffer.insert_text(event.data)
    event.app.exit(result=prompt.said(event.data))
