"""The command at hand, changed by what is said about it: "with name web", "on port 9090 instead", "without the volume"."""

from __future__ import annotations

from typing import NamedTuple

from assistant.ask import Corridor
from assistant.chat.follow_ups import FollowUps
from assistant.chat.manners import Manners
from assistant.fill.manner import Manner
from assistant.model import Hit


class Change(NamedTuple):
    """A changed command; `left` are the words that came to nothing."""

    hit: Hit
    left: tuple[str, ...]


class Changer:
    """Changes commands by what is said."""

    def __init__(self, corridor: Corridor, follow_ups: FollowUps, manners: Manners, shell: str) -> None:
        self._corridor, self._follow_ups, self._manners, self._shell = corridor, follow_ups, manners, shell

    def change(self, hit: Hit, text: str) -> Change | None:
        """The hit with its command as the text wants it; None where it changes nothing."""
        meant = self._without_end(self._follow_ups.meant(text))
        made = self._corridor.again(hit, self._corridor.heard(meant), self._manner(text), self._shell)
        if made is None or made[0].command() == hit.command():
            return None
        return Change(made[0], self._manners.left(made[1]))

    def already(self, hit: Hit, text: str) -> bool:
        """Whether the command is as the text wants it."""
        made = self._corridor.again(hit, self._corridor.heard(self._follow_ups.meant(text)), self._manner(text), self._shell)
        return made is not None and made[0].command() == hit.command() and not self._manners.left(made[1])

    def _without_end(self, text: str) -> str:
        """ "with bash instead" → "with bash"."""
        head, _, last = text.rstrip(" ?!.").rpartition(" ")
        return head if head and last.lower() in self._manners.data["replacing"] else text

    def _manner(self, text: str) -> Manner:
        data = self._manners.data
        words = {token.low for token in self._corridor.heard(text, mend=False).tokens}
        return Manner(
            adds=not words.isdisjoint(data["adding"]),
            replaces=not words.isdisjoint(data["replacing"]),
            single=frozenset(data["single"]),
            leading=frozenset(data["leading"]),
            refusing=frozenset(data["refusing"]),
        )
