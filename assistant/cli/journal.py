"""The journal that the configuration wants. By itself: whoever only draws a first frame loads no search for it."""

from __future__ import annotations

from assistant.history import Journal
from assistant.settings import Settings


def open_journal(settings: Settings) -> Journal:
    """The journal as the configuration wants it."""
    config = settings.config
    return Journal(settings.state, config.history_keep, config.history_entries, config.history_secrets)
