"""What a text after an answer comes to: a change, an answer, a sentence, or nothing (a new question)."""

from __future__ import annotations

import pytest

from assistant.ask import Corridor
from assistant.chat.talk import Talk


@pytest.fixture
def talk(whole_corridor: Corridor) -> Talk:
    return Talk(whole_corridor, whole_corridor.follow_ups, lambda: 80)


@pytest.mark.parametrize(
    ("first", "text", "came"),
    [
        ("run nginx", "in the background", "sentence"),  # it is so already
        ("run nginx", "named web", "hit"),
        ("run nginx", "publish port 80", "hit"),
        ("run nginx", "with unicorns", "sentence"),
        ("stop container web", "now remove it", "answer"),
        ("stop container web", "logs", "answer"),
        ("stop container web", "list images", "new"),
        ("stop container web", "images", "new"),
        ("stop container web", "and how do I list images", "new"),
        ("list containers", "what is a volume", "new"),
    ],
)
def test_what_it_comes_to(talk: Talk, first: str, text: str, came: str) -> None:
    talk.say(first)
    assert talk.memory.now is not None
    found = talk.follower.follow(talk.memory.now, text)
    kinds = {"hit": found.hit, "answer": found.answer and not found.fresh, "sentence": found.sentence, "new": found.fresh}
    assert [kind for kind, there in kinds.items() if there] == [came]


def test_a_guess_deletes_nothing(talk: Talk) -> None:
    talk.say("list volumes")
    assert talk.memory.now is not None
    hit = talk.memory.now.hit
    assert hit is not None
    vague = talk.follower._put("and those")
    assert talk.follower.ask("remove all volumes", hit, vague) is None
    clear = talk.follower._put("remove all of them")
    assert talk.follower.ask("remove all volumes", hit, clear) is not None
    some = talk.follower.ask("remove all volumes", hit, talk.follower._put("remove some"))
    assert some is None or (some.answer and "$(" not in some.answer.hits[0].command())
