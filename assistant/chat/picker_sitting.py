"""One picker on a terminal: the application, the cards that are opened behind it, filling in, copying."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from prompt_toolkit.application import create_app_session

from assistant.actions.copy import copy
from assistant.chat.opening import Opening
from assistant.chat.picker_app import Picker
from assistant.chat.picker_finder import Finder
from assistant.chat.picker_offers import Offer, ready
from assistant.chat.picker_put import Picked, Typed, completed, for_shell, remember
from assistant.chat.picker_state import Picking
from assistant.chat.picker_terminal import run
from assistant.history import Journal

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from assistant.ask import Corridor
    from assistant.chat.picker_line import Asked
    from assistant.chat.picker_terminal import Terminal
    from assistant.settings import Settings

_LONGEST = 2_000  # letters of a line that become the query


class Sitting:
    """The picker on a terminal; `devices` are what prompt_toolkit reads from and draws on."""

    def __init__(
        self,
        settings: Settings,
        corridor_maker: Callable[[], Corridor],
        journal: Journal,
        environment: Mapping[str, str],
        editing_mode: str,
        terminal: Terminal | None,
        devices: tuple[Input, Output],
    ) -> None:
        self._settings, self._environment, self._journal = settings, environment, journal
        self._vi, self._terminal, self._devices = editing_mode == "vi", terminal, devices
        self._opening = Opening(settings, corridor_maker, journal, environment)

    def pick(self, typed: Typed, asks: Asked) -> Picked:
        """Lets the person pick; fills in as often as they like."""
        query = " ".join(asks.query.split())[:_LONGEST].encode("utf-8", "replace").decode()
        with create_app_session(*self._devices):
            finder = Finder(lambda: picker.changed(), asks.about)
            picker = Picker(Picking(asks, finder, self._vi), self._settings, query, lambda offer: self._copied(offer, typed))
            finder.look(query)
            picker.app.pre_run_callables.append(
                lambda: self._opening.begin(finder.start, lambda: picker.failed(self._opening.problem()))
            )
            while (ended := run(picker.app)).act == "fill":
                if ended.offer is not None:
                    self._fill(ended.offer, finder)
            finder.close()
        return Picked(ended.act, ended.offer, picker.buffer.text)

    def _fill(self, offer: Offer, finder: Finder) -> None:
        """Lets the person fill in an offer; it then stands filled in the list."""
        from assistant.chat.fields import application, names_for
        from assistant.chat.form import Form

        room, hit = self._opening.wait(), ready(offer)
        form = Form(hit, names_for(room, hit), self._environment.get("HOME", ""))
        filled = run(application(room, form)) if form.blanks else None
        if filled is not None:
            finder.replace(offer, completed(offer, filled))

    def _copied(self, offer: Offer, typed: Typed) -> str:
        text = for_shell(offer.command, typed.shell)
        write = self._terminal.raw if self._terminal else None
        done = copy(text, self._environment, write, self._settings.config.copy)
        if done.way:
            remember(self._journal, offer, typed.buffer, text, done.way)
        return f"copied with {done.way}" if done.way else f"not copied: {done.problem}"
