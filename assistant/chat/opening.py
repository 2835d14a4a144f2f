"""Everything slow that a chat begins with, done in the background while one types already."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.history import Journal

if TYPE_CHECKING:
    from assistant.ask import Corridor
    from assistant.chat.room import Room
    from assistant.settings import Settings


class Opening:
    """Opens the corridor and makes the room of a chat. `room` is None until that is done; wait() raises what went wrong."""

    def __init__(
        self, settings: Settings, corridor_maker: Callable[[], Corridor], journal: Journal, environment: Mapping[str, str]
    ) -> None:
        self._settings, self._maker, self.journal, self._environment = settings, corridor_maker, journal, environment
        self._done, self._begun = threading.Event(), False
        self._error: BaseException | None = None
        self.room: Room | None = None

    def begin(self, opened: Callable[[Room], None] = lambda room: None, failed: Callable[[], None] = lambda: None) -> None:
        """Begins, once. `opened` or `failed` is called, in the background, at the end."""
        if not self._begun:
            self._begun = True
            threading.Thread(target=self._work, args=(opened, failed), daemon=True, name="opening").start()

    def wait(self) -> Room:
        """The room, when it is there."""
        self.begin()
        while not self._done.wait(0.2):  # in steps: some systems keep Ctrl-C back while one waits
            pass
        if self.room is None:
            raise self._error or RuntimeError("the chat could not be opened")
        return self.room

    def problem(self) -> BaseException | None:
        """What went wrong, if something has."""
        return self._error

    def _work(self, opened: Callable[[Room], None], failed: Callable[[], None]) -> None:
        try:
            self.room = self._made()
        except BaseException as error:  # raised again where somebody waits for the room
            self._error = error
            self._done.set()
            failed()
            return
        self._done.set()
        opened(self.room)

    def _made(self) -> Room:
        from assistant.chat.room import Room
        from assistant.chat.shared import Shared
        from assistant.chat.talk import Talk

        corridor = Shared(self._maker())
        made: list[Room] = []
        talk = Talk(corridor, corridor.follow_ups, lambda: made[0].width, self._settings.config.shell)
        made.append(Room(self._settings, corridor, self.journal, talk, self._environment))
        return made[0]
