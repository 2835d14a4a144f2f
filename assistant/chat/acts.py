"""The acts of index/follow-ups.yaml that move among the answers and do something with them.

Each takes the talk, the act and the text, and returns a reply, or None where the text must mean something else. What tells
something about the answer at hand is in asides.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.chat.memory import Reply, Turn
from assistant.model import Hit
from assistant.paint.chat import choice_pieces, shown_pieces

if TYPE_CHECKING:
    from assistant.chat.follow_ups import Act
    from assistant.chat.talk import Talk

Doing = Callable[["Talk", "Act", str], "Reply | None"]
ACTS: dict[str, Doing] = {}
_MORE = 5
_NUMBERED = ("count", "port", "ports", "duration", "size", "time")


def doing(name: str) -> Callable[[Doing], Doing]:
    """Registers what is done for an act."""

    def register(function: Doing) -> Doing:
        ACTS[name] = function
        return function

    return register


@doing("pick")
def pick(talk: Talk, act: Act, text: str) -> Reply | None:
    """One of the answers by its number."""
    turn = talk.memory.now
    if turn is None:
        return None
    numbered_blank = turn.hit and turn.hit.filled and any(blank.kind in _NUMBERED for blank in turn.hit.filled.blanks)
    if turn.hit and (numbered_blank or talk.follower.opens(text)):  # then a number is a value
        value = talk.follower.value(turn.hit, text)
        if value:
            return talk.followed(value)
    hit = numbered(turn, act.n)
    if hit is None:
        return talk.say_so(_no_such(turn))
    return talk.picked(hit)


@doing("these")
def these(talk: Talk, act: Act, text: str) -> Reply | None:
    """One of the answers by its words: "the compose one"."""
    turn = talk.memory.now
    wanted = {term.text for term in talk.corridor.heard(act.rest, mend=False).terms}
    found = [
        hit for hit in (turn.listed if turn else ())
        if wanted <= {term.text for term in talk.corridor.heard(f"{hit.card.title} {hit.command()}", mend=False).terms}
    ]  # fmt: skip
    return talk.picked(found[0]) if len(found) == 1 else None


@doing("more")
def more(talk: Talk, act: Act, text: str) -> Reply | None:
    """Other answers to the last question."""
    turn = talk.memory.now
    if turn is None:
        return None
    listed = turn.listed
    if turn.seen >= len(listed):
        count = len(listed) + _MORE
        answer = talk.corridor.ask(turn.question, count, talk.shell, count)
        known = {hit.card.id for hit in listed}
        listed = (*listed, *(hit for hit in answer.hits if hit.card.id not in known))
    fresh, first = listed[turn.seen :], turn.seen + 1
    if not fresh:
        return talk.say_so("That is all I have for this question.")
    told = turn.answer._replace(hits=listed) if turn.answer else None
    fuller = turn._replace(answer=told, listed=listed, seen=len(listed))
    return talk.put(fuller._replace(draw=lambda width: choice_pieces(fresh, first, "What else might fit", width)))


@doing("back")
def back(talk: Talk, act: Act, text: str) -> Reply | None:
    """What was there before."""
    if talk.memory.now is None:
        return None
    if talk.memory.back() is None:
        return talk.say_so("That is where we began.")
    return talk.drawn()


@doing("again")
def again(talk: Talk, act: Act, text: str) -> Reply | None:
    """What is at hand, once more."""
    return talk.drawn() if talk.memory.now else None


def _to_do(name: str) -> Doing:
    def do(talk: Talk, act: Act, text: str) -> Reply | None:
        turn = talk.memory.now
        if turn is None:
            return None
        hit = numbered(turn, act.n) if act.n else turn.hit
        if hit is None:
            return talk.say_so(_no_such(turn) if act.n else f"Which one? Say its number, or `{name} 2`.")
        if not hit.command():
            return talk.say_so("There is no command in this answer.")
        if name == "fill" and not (hit.filled and hit.filled.blanks):
            return talk.say_so("Nothing is open in this command.")
        if act.n and hit is not turn.hit:
            talk.picked(hit)
            return Reply(shown_pieces(hit, hit.card.title, talk.width()), name, hit)
        return Reply([], name, hit)

    return do


for _name in ("run", "copy", "fill"):
    doing(_name)(_to_do(_name))


def numbered(turn: Turn, number: int) -> Hit | None:
    """The answer of a number, from the end where it is negative; None where there is none."""
    count = len(turn.listed)
    place = number - 1 if number > 0 else count + number
    return turn.listed[place] if 0 <= place < count else None


def _no_such(turn: Turn) -> str:
    count = len(turn.listed)
    return f"There {'is' if count == 1 else 'are'} {count or 'no'} answer{'' if count == 1 else 's'} to choose from."
