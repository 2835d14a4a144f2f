"""The conversations of tests/conversations: what is typed, and what must come.

An entry is a list of `turns`; each has `say` and what must come of it: `card` and `command` of what is at hand then ('' for
none), `act`, `confidence` of the answer to a question of its own, `shows`: texts that stand in what is drawn.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from assistant.ask import Corridor
from assistant.chat.talk import Talk
from assistant.model import Hit
from assistant.paint import plain
from tests.conftest import HOUSE

EVERY: list[tuple[str, dict[str, Any]]] = [
    (path.stem, entry)
    for path in sorted((HOUSE / "tests" / "conversations").glob("*.yaml"))
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
]
ANYTHING = [
    *("", "  ", "?", "...", "\x1b[2J", "<rest>", "-", "--", "'", '"', "'unclosed", "$(rm -rf /)", "a" * 5000, "é" * 50),
    *("\u202eabc", "0", "-1", "999999999999", "<n> <nth>", "`", "\\", "with $HOME", "named 'a b'", 'named "; rm -rf /"'),
]
WORDS = {"say", "card", "command", "shows", "act", "confidence"}


@pytest.fixture
def talk(whole_corridor: Corridor) -> Talk:
    return Talk(whole_corridor, whole_corridor.follow_ups, lambda: 80)


def test_there_are_many_conversations_and_each_is_well_formed() -> None:
    assert len(EVERY) >= 40
    assert [entry["about"] for _, entry in EVERY for turn in entry["turns"] if not ({"say", "card"} <= set(turn) <= WORDS)] == []


@pytest.mark.parametrize("entry", [entry for _, entry in EVERY], ids=[f"{name}: {entry['about']}" for name, entry in EVERY])
def test_conversation(entry: dict[str, Any], talk: Talk) -> None:
    for turn in entry["turns"]:
        reply = talk.say(turn["say"])
        hit, drawn = talk.hit, " ".join(plain(reply.pieces).split())
        got = (turn["say"], hit.card.id if hit else "", hit.command() if hit else "", reply.act)
        assert got == (turn["say"], turn["card"], turn.get("command", ""), turn.get("act", "")), drawn
        assert [text for text in turn.get("shows", []) if " ".join(text.split()) not in drawn] == [], drawn
        if "confidence" in turn:
            assert talk.answer is not None
            assert talk.answer.confidence == turn["confidence"]
            assert reply.asked
        if reply.act:
            assert reply.hit is not None
            assert reply.hit.command() == turn["command"]


def test_nothing_is_deleted_that_was_not_asked_for(talk: Talk) -> None:
    clear = set(talk.corridor.follow_ups["destroying"])
    for _, entry in EVERY:
        talk.forget()
        before = "read"
        for turn in entry["turns"]:
            reply = talk.say(turn["say"])
            risk = talk.teller.risk(talk.hit) if talk.hit else "read"
            terms = {term.text for term in talk.corridor.heard(turn["say"]).terms}
            if risk == "destroy" and before != "destroy" and not reply.asked:
                assert terms & clear or turn["say"].startswith(("back", "undo")), turn["say"]
            before = risk


@pytest.mark.parametrize(
    "first", ["list containers", "run nginx on port 8080", "stop container web", "show volumes", "docker compose up"]
)
@pytest.mark.parametrize(
    "text",
    [
        "the same for gremlins",
        "and everything else",
        "all of that",
        "with all volumes",
        "go on",
        "and so on",
        "it",
        "them",
        "harder",
    ],
)
def test_no_vague_word_leads_to_what_deletes(talk: Talk, first: str, text: str) -> None:
    talk.say(first)
    talk.say(text)
    assert talk.hit is None or talk.teller.risk(talk.hit) != "destroy", talk.hit.command()


@pytest.mark.parametrize("text", ANYTHING)
def test_anything_may_be_typed(talk: Talk, text: str) -> None:
    for first in ("list containers", "run nginx", "memory"):
        talk.say(first)
        drawn = plain(talk.say(text).pieces)
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn
        assert "rm -rf" not in _command(talk.hit) or "'" in _command(talk.hit)


def test_lines_that_were_pasted_are_a_question_of_their_own(talk: Talk) -> None:
    talk.say("list containers")
    reply = talk.say("back\nagain\nremove it")
    assert reply.asked
    assert talk.answer is not None
    assert talk.answer.question == "back\nagain\nremove it"


def test_a_hit_that_was_taken_is_it(talk: Talk) -> None:
    assert (talk.hit, talk.question, talk.answer) == (None, "", None)
    hit = talk.corridor.ask("stop container web").hits[0]
    assert "docker stop web" in plain(talk.take(hit, "stop container web").pieces)
    assert (talk.hit, talk.question) == (hit, "stop container web")
    assert talk.answer is not None
    assert talk.answer.hits == (hit,)
    talk.say("after 5 seconds")
    assert _command(talk.hit) == "docker stop -t 5 web"
    talk.forget()
    assert (talk.hit, talk.question, talk.answer) == (None, "", None)


def test_a_card_is_shown_and_then_changed(talk: Talk) -> None:
    assert "docker logs" in plain(talk.card("container-logs").pieces)
    talk.say("for web")
    talk.say("follow")
    assert _command(talk.hit) == "docker logs -f web"
    assert "no card" in plain(talk.card("nothing-like-it").pieces)
    assert _command(talk.hit) == "docker logs -f web"


def test_what_is_drawn_fits_its_width(whole_corridor: Corridor) -> None:
    width = [40]
    talk = Talk(whole_corridor, whole_corridor.follow_ups, lambda: width[0])
    for say in ("list containers", "as json", "is it safe", "why", "help", "flags", "with unicorns", "flurb the gnarf"):
        for width[0] in (40, 100):
            talk.forget()
            talk.say("list images")
            lines = plain(talk.say(say).pieces).splitlines()
            assert [line for line in lines if len(line) > width[0] and "docker" not in line] == []


def test_commands_are_quoted_for_the_shell_they_go_to(whole_corridor: Corridor) -> None:
    question = "run nginx with env A='x\\y'"
    for shell in ("bash", "fish"):
        talk = Talk(whole_corridor, whole_corridor.follow_ups, lambda: 80, shell)
        talk.say(question)
        assert _command(talk.hit) == whole_corridor.ask(question, shell=shell).hits[0].command()
        talk.say("named web")
        assert ("\\\\" in _command(talk.hit)) == (shell == "fish")


def test_a_hundred_turns_are_remembered_and_memory_does_not_grow(corridor: Callable[[], Corridor]) -> None:
    opened = corridor()
    talk = Talk(opened, opened.follow_ups, lambda: 80)
    said = (
        "list containers",
        "as json",
        "all of them",
        "more",
        "back",
        "scale service web to {}",
        "to 9 instead",
        "nonsense {} gnarf",
        "2",
    )

    def grown(count: int) -> int:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(count):
            talk.say(said[number % len(said)].format(number))
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before

    tracemalloc.start(1)
    try:
        grown(300)
        assert grown(700) < 200_000
    finally:
        tracemalloc.stop()
    assert len(talk.memory) == 100


def test_it_answers_at_once(talk: Talk) -> None:
    for _ in range(2):
        times = []
        for say in ("run nginx on port 8080", "in the background", "with name web", "what does -d do", "now remove it", "back"):
            begun = time.perf_counter()
            talk.say(say)
            times.append(time.perf_counter() - begun)
    assert statistics.median(times) < 0.1  # 5 ms where nothing else runs; benchmarks/chat.py measures closely


def _command(hit: Hit | None) -> str:
    return hit.command() if hit else ""
