"""/topics: the browser, full screen; a list where the terminal can do no more."""

from __future__ import annotations

from difflib import get_close_matches

from assistant.chat.commands.registry import LOOK, register
from assistant.chat.room import Room
from assistant.errors import UsageError
from assistant.paint import Block
from assistant.paint.screen import by_topic, topic_pieces, topics_pieces

_HOW = "/topics TOPIC lists the cards of a topic, /card ID shows one."


@register("topics", "[TOPIC]", "look through all cards, by topic", LOOK)
def run(room: Room, rest: str) -> Block | None:
    """Browses; the card that was taken there is the answer."""
    topics = by_topic(room.corridor.cards())
    topic = _named(rest, list(topics)) if rest else ""
    if not room.full_screen:
        return topic_pieces(topic, topics[topic], room.width) if topic else topics_pieces(topics, room.width, _HOW)
    from assistant.chat.browser import browse

    taken = browse(room, topic)
    return room.talk.card(taken).pieces if taken else None


def _named(text: str, topics: list[str]) -> str:
    """The topic of a name, or of a beginning that is no other topic's."""
    begun = [topic for topic in topics if topic.startswith(text.lower())]
    if text.lower() in topics or len(begun) == 1:
        return text.lower() if text.lower() in topics else begun[0]
    near = get_close_matches(text.lower(), topics, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(topics)}"
    raise UsageError(f"there is no topic '{text}'; {hint}")
