"""The conversation, without any terminal: what was said, what "it" is, and what a text comes to.

text ► an act of index/follow-ups.yaml (acts) ► else a change or a full question about what is there (following) ► else a question
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.ask import Corridor
from assistant.chat import asides  # noqa: F401 - registers its acts
from assistant.chat.acts import ACTS
from assistant.chat.changes import Changer
from assistant.chat.follow_ups import FollowUps
from assistant.chat.following import Followed, Follower
from assistant.chat.manners import Manners
from assistant.chat.memory import Memory, Reply, Turn
from assistant.chat.telling import Teller
from assistant.fill.question import Question
from assistant.model import Answer, Card, Filled, Hit
from assistant.paint import IN_CHAT, Block
from assistant.paint.chat import can_pieces, changed_pieces, choice_pieces, said_pieces
from assistant.paint.screen import answer_pieces, asked_flags, hit_pieces

__all__ = ["Reply", "Talk"]

_LIMIT = 5
_MOVING = ("more", "back", "again")
_AFTER = ("pick", "more", "back", "again", "run", "copy", "fill", "undo", "safe", "why", "flags")  # there must be something
_LONGEST = 240  # letters of what may go on with an answer; what is longer was pasted


class Talk:
    """One conversation. `follow_ups` are those of the corridor; `width` tells the columns for text as they are now."""

    def __init__(self, corridor: Corridor, follow_ups: Mapping[str, Any], width: Callable[[], int], shell: str = "sh") -> None:
        self.corridor, self.width, self.shell = corridor, width, shell
        self.memory = Memory()
        self.teller = Teller(corridor)
        self._phrases = FollowUps(follow_ups, self._heard, corridor.heard, corridor.knows)
        self._manners = Manners(follow_ups)
        changer = Changer(corridor, self._phrases, self._manners, shell)
        self.follower = Follower(corridor, self._manners, changer, self.teller, shell)
        self._unknown: Answer | None = None

    @property
    def hit(self) -> Hit | None:
        """What "it" is: its command is the one at hand; None where there is none, or where one has to choose."""
        return self.memory.now.hit if self.memory.now else None

    @property
    def question(self) -> str:
        """The question that led to it."""
        return self.memory.now.question if self.memory.now else ""

    @property
    def answer(self) -> Answer | None:
        """The last answer: its hits are what numbers pick from."""
        return self._unknown or (self.memory.now.answer if self.memory.now else None)

    def say(self, text: str) -> Reply:
        """What a person typed that is no slash command → what is shown, and what is to be done."""
        text = text.strip()
        if not text:
            return Reply([])
        if "\n" in text or len(text) > _LONGEST:  # a pasted error
            return self._ask(text)
        self._unknown = None
        for act in self._phrases.acts(text):
            reply = ACTS[act.name](self, act, text)
            if reply is not None:
                return reply
        turn = self.memory.now
        return self.followed(self.follower.follow(turn, text), text) if turn else self._first(text)

    def take(self, hit: Hit, question: str) -> Reply:
        """Makes a hit "it", and draws it."""
        hit = self.ready(hit)
        answer = Answer(question, "sure", (hit,))
        return self.put(
            Turn(question, lambda width: hit_pieces(hit, width, asked_flags(question), IN_CHAT), answer, hit, (hit,), seen=1)
        )

    def card(self, card_id: str) -> Reply:
        """Shows a card, and makes it "it"."""
        card = self.corridor.card(card_id)
        return self.take(Hit(card, 0.0), card.title) if card else self.say_so(f"There is no card “{card_id}”.")

    def forget(self) -> None:
        """Forgets the conversation."""
        self.memory.clear()
        self._unknown = None

    def put(self, turn: Turn) -> Reply:
        """A new turn, drawn."""
        self._unknown = None
        self.memory.put(turn)
        return self.drawn()

    def drawn(self) -> Reply:
        """The turn at hand, with what can be done now."""
        turn = self.memory.now
        return Reply([*turn.draw(self.width()), *can_pieces(self._can(turn), self.width())] if turn else [])

    def picked(self, hit: Hit) -> Reply:
        """One of the answers, made "it"."""
        turn = self.memory.now
        assert turn is not None
        hit = self.ready(hit)
        asked = asked_flags(turn.question)
        return self.put(turn._replace(draw=lambda width: hit_pieces(hit, width, asked, IN_CHAT), hit=hit, before=""))

    def followed(self, found: Followed, text: str = "") -> Reply:
        """What a text came to, drawn."""
        turn = self.memory.now
        if found.hit and turn:
            return self._changed(turn, found.hit, found.question)
        if found.answer:
            return self._answered(found.answer)._replace(asked=found.fresh)
        if found.sentence:
            return self.say_so(found.sentence)
        return self._ask(found.question or text)

    def say_so(self, sentence: str) -> Reply:
        """A sentence, and nothing changed."""
        return Reply(said_pieces([sentence], self.width()))

    def stands_alone(self, text: str) -> bool:
        """Whether a text is about something else than what is at hand: it names a thing and what is done with it."""
        put = self._manners.put(self._heard(text))
        return put.thing and not put.refers and bool(put.verbs)

    def _heard(self, text: str) -> Question:
        return self.corridor.heard(text, mend=False)

    def ready(self, hit: Hit) -> Hit:
        """The hit, its card's own commands for finished ones where nobody has filled it."""
        return hit if hit.filled or not hit.card.likely_command() else hit._replace(filled=_as_written(hit.card))

    def _first(self, text: str) -> Reply:
        """What is said where nothing is there yet."""
        acts = self._phrases.acts(text)
        needing = [act for act in acts if act.name in _AFTER and not act.rest]
        if needing and (needing[0].n or needing[0].name in _MOVING or self._manners.put(self._heard(text)).refers):
            return self.say_so("There is nothing yet; ask something first.")
        return self._ask(text)

    def _ask(self, text: str) -> Reply:
        return self._answered(self.corridor.ask(text, _LIMIT, self.shell))._replace(asked=True)

    def _answered(self, answer: Answer) -> Reply:
        if answer.confidence == "none":
            self._unknown = answer
            return Reply([*answer_pieces(answer, self.width(), ways=IN_CHAT), *self._still()])
        if answer.confidence == "choose" and len(answer.hits) > 1:
            head = answer._replace(hits=())
            title = "Which of these do you mean?"
            hits = answer.hits

            def choose(width: int) -> Block:
                told = answer_pieces(head._replace(confidence="sure"), width, ways=IN_CHAT)  # what was mended
                return [*told, *choice_pieces(hits, 1, title, width)]

            return self.put(Turn(answer.question, choose, answer, None, hits, seen=len(hits)))
        sure = answer._replace(confidence="sure")
        hit = self.ready(answer.hits[0])
        return self.put(
            Turn(answer.question, lambda width: answer_pieces(sure, width, ways=IN_CHAT), answer, hit, answer.hits, seen=1)
        )

    def _changed(self, turn: Turn, hit: Hit, text: str) -> Reply:
        old = turn.at_hand()
        before = old.command() if old else ""
        risk = self.teller.risk(hit)
        said = f"{turn.said or turn.question} {text}"
        draw = turn._replace(draw=lambda width: changed_pieces(hit, before, risk, width), hit=hit, before=before, said=said)
        return self.put(draw)

    def _still(self) -> Block:
        hit = self.hit
        if hit is None or not hit.command():
            return []
        return [("", "\n"), *said_pieces([f"Still at hand: `{hit.command().splitlines()[0]}`"], self.width(), "dim")]

    def _can(self, turn: Turn) -> list[str]:
        hit, words = turn.hit, list[str]()
        if hit and hit.command():
            words = ["copy", "run", *(["fill"] if hit.filled and hit.filled.blanks else []), "explain flags"]
        elif turn.listed and hit is None:
            words = [f"1-{len(turn.listed)}", "copy 1", "run 1"]
        return [*words, *(["more"] if turn.listed else []), *(["back"] if len(self.memory) > 1 else [])]


def _as_written(card: Card) -> Filled:
    command = card.likely_command()
    blanks = tuple(blank for blank in card.blanks if f"<{blank.name}>" in command)
    return Filled(command, command, blanks, look=card.look, undo=card.undo, steps=card.steps, fixes=card.fixes)
