"""What Tab offers: slash commands and what they take, the flags and names of the docker command at hand. Never waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from assistant.chat import command_words
from assistant.chat.commands import COMMANDS, called
from assistant.errors import UsageError
from assistant.model import Card
from assistant.paint import clean
from assistant.paint.screen import by_topic

if TYPE_CHECKING:
    from assistant.chat.room import Room

_MOST = 200
_LONGEST = 2_000  # letters before the cursor that are looked at


class ChatCompleter(Completer):
    """The completions for one chat; what the engine is asked comes with a later key."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._cards: list[Card] = []

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may stand at the cursor."""
        text = document.current_line_before_cursor
        if len(text) > _LONGEST or (text != document.text_before_cursor and text.startswith("/")):
            return
        found = self._slash(text) if text.startswith("/") else self._words(text)
        for number, completion in enumerate(found):
            if number == _MOST:
                return
            yield completion

    def _slash(self, text: str) -> Iterator[Completion]:
        name, space, rest = text[1:].partition(" ")
        if space:
            yield from self._taken(name, rest.lstrip())
            return
        for command in sorted(COMMANDS.values()):
            spelled = next((one for one in (command.name, *command.also) if one.startswith(name.lower())), "")
            if spelled:
                gap = " " if command.takes else ""
                yield Completion(f"/{command.name}{gap}", -len(text), command.spelled, command.help)

    def _taken(self, name: str, text: str) -> Iterator[Completion]:
        """What the command of a name takes."""
        try:
            takes = called(name).takes.strip("[]")
        except UsageError:
            return
        if takes == "TOPIC":
            for topic, cards in by_topic(self._every()).items():
                if topic.startswith(text.lower()):
                    yield Completion(topic, -len(text), display_meta=f"{len(cards)} cards")
        elif takes == "ID":
            yield from self._titles(text)
        elif takes == "N":
            yield from self._answers(text)
        elif "|" in takes:
            yield from (Completion(word, -len(text)) for word in takes.split("|") if word.startswith(text))

    def _titles(self, text: str) -> Iterator[Completion]:
        """Cards whose id begins so, then those that have all the words in their id or title."""
        words = text.lower().split()
        begun = [card for card in self._every() if card.id.startswith(text.lower())]
        begun.sort(key=lambda card: (card.kind == "problem", card.id))
        ids = {card.id for card in begun}
        more = [
            card
            for card in self._every()
            if card.id not in ids and all(word in card.id or word in card.title.lower() for word in words)
        ]
        yield from (Completion(card.id, -len(text), display_meta=clean(card.title)) for card in (*begun, *more))

    def _answers(self, text: str) -> Iterator[Completion]:
        answer = self._room.talk.answer
        for number, hit in enumerate(answer.hits if answer and len(answer.hits) > 1 else (), 1):
            if str(number).startswith(text):
                yield Completion(str(number), -len(text), display_meta=clean(hit.card.title))

    def _words(self, text: str) -> Iterator[Completion]:
        """The flags of the command at hand, sub-commands, and the engine's names: for a docker command that is being typed, and
        for what is said about an answer."""
        hit = self._room.talk.hit
        word = text.rpartition(" ")[2]
        typed = command_words.is_docker(text)
        command = text[: len(text) - len(word)] if typed else hit.command() if hit else ""
        for offer in command_words.offers(command, word, typed, hit, self._room.engine.names):
            yield Completion(offer.text, -len(word), display_meta=clean(offer.means))

    def _every(self) -> list[Card]:
        self._cards = self._cards or self._room.corridor.cards()
        return self._cards
