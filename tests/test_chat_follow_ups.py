from __future__ import annotations

import re

import pytest
import yaml

from assistant.ask import Corridor
from assistant.chat.follow_ups import Act, FollowUps, text_of
from tests.conftest import HOUSE

DATA = yaml.safe_load((HOUSE / "index" / "follow-ups.yaml").read_text(encoding="utf-8"))
SLOTS = {"<n>": "2", "<nth>": "second", "<flag>": "--all", "<verb>": "stop", "<rest>": "gizmos"}


@pytest.fixture
def phrases(whole_corridor: Corridor) -> FollowUps:
    corridor = whole_corridor
    return FollowUps(corridor.follow_ups, lambda text: corridor.heard(text, mend=False), corridor.heard, corridor.knows)


@pytest.mark.parametrize("act", DATA["acts"])
def test_every_phrase_is_heard_as_what_it_is_for(phrases: FollowUps, act: str) -> None:
    said = {phrase: re.sub("<[a-z]+>", lambda match: SLOTS[match.group()], phrase) for phrase in DATA["acts"][act]}
    assert [text for text in said.values() if act not in {found.name for found in phrases.acts(text)}] == []
    polite = [f"ok, can you please {text}?" for text in said.values()]
    assert [text for text in polite if act not in {found.name for found in phrases.acts(text)}] == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("2", Act("pick", 2)),
        ("#2", Act("pick", 2)),
        ("2.", Act("pick", 2)),
        ("two", Act("pick", 2)),
        ("the second one", Act("pick", 2)),
        ("The last one, please!", Act("pick", -1)),
        ("take the 3rd", Act("pick", 3)),
        ("copy the second", Act("copy", 2)),
        ("run number 3", Act("run", 3)),
        ("what does -a do?", Act("flag", flag="-a")),
        ("what's --rm for", Act("flag", flag="--rm")),
        ("what if it's running?", Act("whatif", rest="it running")),
        ("and images?", Act("same", rest="images")),
        ("agian", Act("again")),
        ("cpoy it", Act("copy")),
    ],
)
def test_what_stands_in_slots(phrases: FollowUps, text: str, act: Act) -> None:
    assert phrases.acts(text)[0] == act


@pytest.mark.parametrize(
    "text",
    [
        "run nginx",
        "copy a file from web",
        "list containers",
        "save",
        "what is a volume",
        "remove it",
        "backup",
        "stop",
        "run 2 containers",
    ],
)
def test_what_is_no_act(phrases: FollowUps, text: str) -> None:
    assert [act for act in phrases.acts(text) if not act.rest] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("call it web", "named web"),
        ("leave out the volume", "without the volume"),
        ("take the port out", "without the port"),
        ("make it 1g", "1g"),
        ("with redis instead of nginx", "with redis"),
        ("don't ask", "force"),
        ("on port 80", "on port 80"),
    ],
)
def test_the_words_a_change_is_heard_in(phrases: FollowUps, text: str, meant: str) -> None:
    assert phrases.meant(text) == meant


def test_quotes_stay(phrases: FollowUps, whole_corridor: Corridor) -> None:
    assert text_of(whole_corridor.heard('say "a b" now', mend=False).tokens) == 'say "a b" now'
    assert phrases.meant('call it "my web"') == 'named "my web"'
