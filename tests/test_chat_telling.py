"""What is told about the command at hand: acts.py and asides.py through the talk, telling.py itself."""

from __future__ import annotations

import pytest

from assistant.ask import Corridor
from assistant.chat.acts import ACTS, numbered
from assistant.chat.memory import Turn
from assistant.chat.talk import Talk
from assistant.index.follow_ups import ACTS as KNOWN
from assistant.paint import plain


@pytest.fixture
def talk(whole_corridor: Corridor) -> Talk:
    return Talk(whole_corridor, whole_corridor.follow_ups, lambda: 80)


def test_every_act_of_the_index_is_done() -> None:
    assert set(ACTS) == set(KNOWN)


@pytest.mark.parametrize(
    ("first", "text", "shown"),
    [
        ("list containers", "what does -a do", "-a, --all"),
        ("list containers", "what does -az do", "no flag -az"),
        ("run nginx", "what is --oom-score-adj for", "--oom-score-adj"),
        ("run nginx in the background", "explain the flags", "In this command"),
        ("remove container web", "is it safe", "Deletes for good"),
        ("remove container web", "is it safe", "This cannot be undone."),
        ("stop container web", "is it safe", "docker start web"),
        ("what is a volume", "show me an example", "no other example"),
        ("list containers", "how do I undo that", "No single command takes this back."),
        ("list containers", "see also", "1 "),
        ("list containers", "what if it's full moon", "I know nothing about that"),
        ("remove container web", "what if it's running", "A running container is refused"),
        ("list containers", "why", "/why"),
        ("list containers", "help", "/help"),
    ],
)
def test_what_is_told(talk: Talk, first: str, text: str, shown: str) -> None:
    talk.say(first)
    hit = talk.hit
    assert shown in plain(talk.say(text).pieces)
    assert talk.hit is hit


def test_a_change_is_taken_back_where_the_command_has_no_undo(talk: Talk) -> None:
    talk.say("list containers")
    talk.say("as json")
    talk.say("undo that")
    assert talk.hit is not None
    assert talk.hit.command() == "docker ps"


def test_numbers_count_from_either_end(talk: Talk) -> None:
    talk.say("memory")
    turn = talk.memory.now
    assert turn is not None
    assert (numbered(turn, 1), numbered(turn, -1)) == (turn.listed[0], turn.listed[-1])
    assert (numbered(turn, 99), numbered(turn, -99), numbered(Turn("", lambda width: []), 1)) == (None, None, None)
