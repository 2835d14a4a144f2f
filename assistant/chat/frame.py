"""What stands on the screen while one types: the line, below it suggestions or a hint, and the toolbar at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Dimension,
    Float,
    FloatContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VerticalAlign,
    Window,
)
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.layout.processors import AppendAutoSuggestion, ConditionalProcessor
from prompt_toolkit.widgets import SearchToolbar

from assistant.chat.drawing import fragments
from assistant.chat.style import look, mark
from assistant.chat.suggest import rows

if TYPE_CHECKING:
    from assistant.chat.prompt import Prompt

_MENU = 8  # rows of a menu of completions
_TALLEST = 8  # rows of the line itself, before it scrolls


def layout(prompt: Prompt) -> Layout:
    """The layout for a prompt; the line has the focus."""
    search = SearchToolbar(forward_search_prompt="forward: ", backward_search_prompt="search: ", ignore_case=True)
    line = Window(_line(prompt, search), height=Dimension(min=1, max=_TALLEST), dont_extend_height=True, wrap_lines=True)
    line.get_line_prefix = lambda number, wrapped: _lead(prompt, number, wrapped)
    shown = FormattedTextControl(lambda: fragments(_below(prompt), prompt.settings))
    below = Window(shown, height=lambda: _height(prompt), dont_extend_height=True)
    at_foot = FormattedTextControl(lambda: fragments([("", "\n"), *prompt.foot(_columns(prompt))], prompt.settings))
    foot = Window(at_foot, height=Dimension(min=0, max=2, preferred=2))
    body = HSplit(
        [
            line,
            search,
            ConditionalContainer(below, ~is_done & Condition(lambda: _height(prompt).max > 0)),
            ConditionalContainer(foot, ~is_done & Condition(lambda: bool(prompt.foot(_columns(prompt))))),
        ],
        align=VerticalAlign.TOP,
    )
    menu = Float(CompletionsMenu(max_height=_MENU, scroll_offset=1, extra_filter=~is_done), xcursor=True, ycursor=True)
    return Layout(FloatContainer(body, [menu]), focused_element=line)


def _line(prompt: Prompt, search: SearchToolbar) -> BufferControl:
    return BufferControl(
        prompt.buffer,
        input_processors=[ConditionalProcessor(AppendAutoSuggestion(), ~is_done)],
        search_buffer_control=search.control,
        preview_search=True,
        include_default_input_processors=True,
    )


def _lead(prompt: Prompt, number: int, wrapped: int) -> StyleAndTextTuples:
    first = number == 0 and wrapped == 0
    return [(look("number", prompt.settings) if first else "", mark(prompt.settings.unicode) if first else "  ")]


def _below(prompt: Prompt) -> list[tuple[str, str]]:
    if prompt.warned:
        return [("dim", "  Ctrl-C once more leaves")]
    if not prompt.buffer.text:
        return prompt.hint
    return rows(prompt.hits(), prompt.chosen, _columns(prompt), "›" if prompt.settings.unicode else ">")


def _columns(prompt: Prompt) -> int:
    return prompt.app.output.get_size().columns


def _height(prompt: Prompt) -> Dimension:
    """The same for every text, so that nothing jumps while one types; `min`: a small screen keeps the line itself."""
    text = prompt.buffer.text
    wanted = prompt.rows if text else int(bool(prompt.hint) or prompt.warned)
    if text.startswith("/") or prompt.buffer.complete_state:
        wanted = max(wanted, _MENU)
    return Dimension(min=0, max=wanted, preferred=wanted)
