"""What was said in a chat: the turns, the last of which is at hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from assistant.model import Answer, Hit
from assistant.paint import Block

MOST = 100


class Reply(NamedTuple):
    """What a text came to: what is drawn, and what is to be done besides: `act` is "", "run", "copy" or "fill", `hit` what it is
    for. `asked` tells that the text was taken as a question of its own."""

    pieces: Block
    act: str = ""
    hit: Hit | None = None
    asked: bool = False


class Turn(NamedTuple):
    """One thing said and what came of it. `hit` is what "it" is then, None where one has to choose; `listed` what numbers pick
    from, `seen` how many of them were shown, `before` the command that this one was made of, `said`
    the question with the changes that followed; `draw` draws it anew for a width."""

    question: str
    draw: Callable[[int], Block]
    answer: Answer | None = None
    hit: Hit | None = None
    listed: tuple[Hit, ...] = ()
    before: str = ""
    said: str = ""
    seen: int = 0

    def at_hand(self) -> Hit | None:
        """What a change would be made of: "it", or the first to choose from."""
        return self.hit or next(iter(self.listed), None)


class Memory:
    """The last turns of a chat."""

    def __init__(self) -> None:
        self._turns: deque[Turn] = deque(maxlen=MOST)

    @property
    def now(self) -> Turn | None:
        """The turn at hand."""
        return self._turns[-1] if self._turns else None

    @property
    def at_hand(self) -> Hit | None:
        """What a change would be made of, in the turn at hand; None before there is one."""
        return self.now.at_hand() if self.now else None

    def put(self, turn: Turn) -> None:
        """A new turn comes after the one at hand."""
        self._turns.append(turn)

    def replace(self, turn: Turn) -> None:
        """The turn at hand, with more known of it."""
        self._turns[-1] = turn

    def back(self) -> Turn | None:
        """Forgets the turn at hand; the one before, None where there is none (then nothing is forgotten)."""
        if len(self._turns) < 2:
            return None
        self._turns.pop()
        return self._turns[-1]

    def clear(self) -> None:
        """Forgets everything."""
        self._turns.clear()

    def __len__(self) -> int:
        return len(self._turns)
