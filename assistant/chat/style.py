"""The look of what prompt_toolkit draws itself, in the colours that assistant.paint has for everything else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prompt_toolkit.styles import BaseStyle, Style

from assistant.chat.drawing import fragments

if TYPE_CHECKING:
    from assistant.settings import Settings

# prompt_toolkit's name of a part → a style of assistant.paint
_PARTS = {
    "auto-suggestion": "dim",
    "completion-menu.completion": "",
    "completion-menu.completion.current": "chosen",
    "completion-menu.meta.completion": "dim",
    "completion-menu.meta.completion.current": "chosen",
    "scrollbar.button": "chosen",
    "search-toolbar": "dim",
    "incsearch": "chosen",
    "incsearch.current": "chosen",
    "search": "chosen",
    "search.current": "chosen",
    "selected": "chosen",
}


@cache
def style(settings: Settings) -> BaseStyle:
    """The look for the person's terminal: the 16 colours of their own theme, or none."""
    return Style([(part, f"noinherit {look(name, settings)}".strip()) for part, name in _PARTS.items()])


def look(name: str, settings: Settings) -> str:
    """A style of assistant.paint in prompt_toolkit's words."""
    return fragments([(name, "")], settings)[0][0]


def mark(unicode: bool) -> str:
    """What stands before a line that is typed."""
    return "❯ " if unicode else "> "
