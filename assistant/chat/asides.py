"""The acts of index/follow-ups.yaml that tell something about the answer at hand, or ask the last question of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.chat.acts import ACTS, doing
from assistant.chat.memory import Reply, Turn
from assistant.model import Hit
from assistant.paint.chat import choice_pieces, said_pieces, shown_pieces
from assistant.paint.run import undo_pieces

if TYPE_CHECKING:
    from assistant.chat.follow_ups import Act
    from assistant.chat.talk import Talk

_SENTENCES = {
    "thanks": "You're welcome.",
    "hello": "Hello. Ask me anything about Docker, in your own words.",
    "leave": "/quit or Ctrl-D leaves.",
}
_HELP = (
    "Ask about Docker in your own words, or paste an error.",
    "After an answer: a number or `the second one`, `more`, `back`, `again`; `run it`, `copy it`, `fill it in`;",
    "changes: `with name web`, `on port 9090 instead`, `in the background`, `without the volume`, `as json`, `for all of them`;",
    "questions: `what does -a do`, `why`, `is it safe`, `how do I undo that`, `show me an example`, `what if it's running`;",
    "and on from there: `now remove it`, `show its logs`, `the same for volumes`, `and for compose?`.",
    "/help lists the slash commands.",
)


def _tell(talk: Talk, act: Act, text: str) -> Reply | None:
    hit = talk.memory.at_hand
    if hit is None or (act.rest and talk.stands_alone(act.rest)):
        return None
    pieces = talk.teller.tell(hit, act, talk.width())
    if pieces is None and act.name == "whatif":
        found = talk.follower.what_if(hit, act.rest)
        return talk.followed(found) if found else talk.say_so("I know nothing about that. Ask it as a question of its own.")
    return Reply(pieces) if pieces else None


for _name in ("flag", "flags", "why", "whatif", "safe", "example"):
    doing(_name)(_tell)


@doing("undo")
def undo(talk: Talk, act: Act, text: str) -> Reply | None:
    """The command that takes back what the one at hand does; it is "it" then."""
    turn, hit = talk.memory.now, talk.memory.at_hand
    if turn is None or hit is None:
        return None
    command = (hit.filled.undo if hit.filled else "") or hit.card.undo
    if not command:
        if turn.before:
            return ACTS["back"](talk, act, text)
        return Reply(undo_pieces("", talk.teller.risk(hit) == "destroy", talk.width())[1:])
    answer = talk.corridor.ask(command, 1, talk.shell)
    found = next((one for one in answer.hits if one.command() == command), None)
    if found is None:
        return Reply(undo_pieces(command, False, talk.width())[1:])
    return talk.put(
        Turn(command, lambda width: shown_pieces(found, "This takes it back", width), answer, found, (found,), seen=1)
    )


@doing("see")
def see(talk: Talk, act: Act, text: str) -> Reply | None:
    """The cards that the one at hand points to."""
    turn, hit = talk.memory.now, talk.memory.at_hand
    if turn is None or hit is None:
        return None
    cards = [card for card in map(talk.corridor.card, hit.card.see) if card]
    if not cards:
        return talk.say_so("It points to no other card.")
    hits = tuple(talk.ready(Hit(card, 0.0)) for card in cards)
    answer = turn.answer._replace(hits=hits) if turn.answer else None
    draw = turn._replace(draw=lambda width: choice_pieces(hits, 1, "What goes with it", width), answer=answer, listed=hits)
    return talk.put(draw._replace(seen=len(hits)))


@doing("same")
def same(talk: Talk, act: Act, text: str) -> Reply | None:
    """The last question, of something else."""
    turn, hit = talk.memory.now, talk.memory.at_hand
    alone = act.rest.lower() == text.lower().strip("?!. ")  # a noun, and nothing that goes on
    followed = talk.follower.same(turn, hit, act.rest, text) if turn and hit and not alone else None
    return talk.followed(followed) if followed else None


@doing("all")
def every(talk: Talk, act: Act, text: str) -> Reply | None:
    """The command at hand, for all of them."""
    turn, hit = talk.memory.now, talk.memory.at_hand
    followed = talk.follower.all(turn, hit, text) if turn and hit else None
    return talk.followed(followed) if followed else None


def _sentence(talk: Talk, act: Act, text: str) -> Reply | None:
    return Reply(said_pieces(_HELP if act.name == "help" else [_SENTENCES[act.name]], talk.width()))


for _name in ("help", *_SENTENCES):
    doing(_name)(_sentence)
