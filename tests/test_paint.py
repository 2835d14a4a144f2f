"""What the person sees. Expected screens are files: `UPDATE_SCREENS=1 pytest tests/test_paint.py` writes them; read the diff."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Corridor
from assistant.model import Answer, Card, Line, Option
from assistant.paint import clean, plain
from assistant.paint.card import card_pieces
from assistant.paint.contract import contract
from assistant.paint.screen import answer_pieces, by_topic, topic_pieces, topics_pieces
from assistant.paint.terminal import render
from assistant.paint.wrap import columns, paragraph, row

SCREENS = Path(__file__).with_name("screens")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def check_screen(name: str, text: str) -> None:
    path = SCREENS / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("command", "scale a service"),
        ("recipe", "backup a volume"),
        ("concept", "what is a volume"),
        ("problem", "permission denied while trying to connect to the Docker daemon socket at unix:///x"),
        ("mended", "remove dangeling images"),
        ("none", "how to bake a cake"),
    ],
)
def test_screens(corridor: Callable[[], Corridor], name: str, question: str, width: int) -> None:
    text = plain(answer_pieces(corridor().ask(question), width))
    check_screen(f"{name}-{width}", text)
    commands = {line for card in corridor().cards() for line in (card.command, *(x.run for x in (*card.examples, *card.steps)))}
    assert all(columns(line) <= width or line in commands for line in text.splitlines())


def test_the_list_to_choose_from(corridor: Callable[[], Corridor]) -> None:
    answer = corridor().ask("list containers")
    check_screen("choose-60", plain(answer_pieces(answer._replace(confidence="choose"), 60)))


def test_topics(corridor: Callable[[], Corridor]) -> None:
    topics = by_topic(corridor().cards())
    check_screen("topics-60", plain(topics_pieces(topics, 60) + topic_pieces("small", topics["small"], 60)))


def test_colours_change_nothing_but_colour(corridor: Callable[[], Corridor]) -> None:
    pieces = answer_pieces(corridor().ask("scale a service"), 80)
    coloured = render(pieces, color=True)
    assert ESCAPE.sub("", coloured) == render(pieces, color=False)
    assert "\x1b[1;32mdocker service scale \x1b[0m\x1b[1;35m<service>\x1b[0m" in coloured
    check_screen("command-80-coloured", coloured.replace("\x1b", "ESC"))


def test_the_command_stands_alone_from_the_first_column(corridor: Callable[[], Corridor]) -> None:
    lines = plain(answer_pieces(corridor().ask("scale a service"), 60)).splitlines()
    at = lines.index("docker service scale <service>=<replicas>")
    assert lines[at - 1] == lines[at + 1] == ""


def test_a_terminal_without_unicode_gets_ascii(corridor: Callable[[], Corridor]) -> None:
    text = render([("text", "a · b — “c” … →\u4e2d")], color=False, unicode=False)
    assert text == 'a - b - "c" ... ->?'


def test_risk_is_told_in_a_word(corridor: Callable[[], Corridor]) -> None:
    words = {card.risk: plain(card_pieces(card, 80)) for card in corridor().cards() if card.kind == "command"}
    assert "only looks" in words["read"]
    assert "changes things" in words["change"]
    assert "deletes for good" in words["destroy"]


def wide_card(count: int) -> Card:
    options = tuple(Option(f"--flag-{number}", "does something") for number in range(count))
    return Card("x", "command", "Title", "Summary.", "f.yaml:1", command="docker x", options=options)


def test_many_flags_are_cut_but_never_the_one_asked_for() -> None:
    text = plain(card_pieces(wide_card(40), 80, asked=frozenset({"--flag-39"})))
    assert "--flag-39" in text
    assert "--flag-30" not in text
    assert "34 more flags: dockerhelp --card x" in text
    assert "--flag-30" in plain(card_pieces(wide_card(40), 80, full=True))


@given(st.text(max_size=200), st.integers(20, 120))
def test_no_line_is_wider_than_the_screen_unless_a_word_is(text: str, width: int) -> None:
    drawn = plain(paragraph(clean(text), width))
    assert "".join(drawn.split()) == "".join(clean(text).split())
    for line in drawn.splitlines():
        assert columns(line) <= width or len(line.split()) == 1 or "`" in line


@given(st.text(max_size=40), st.text(max_size=80), st.integers(20, 120))
def test_rows_keep_all_their_text(name: str, text: str, width: int) -> None:
    drawn = plain(row(("flag", clean(name)), 20, clean(text), width))
    assert "".join(drawn.split()) == "".join((clean(name) + clean(text)).split())


@given(st.text())
def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    card = Card("x", "command", text, text, "f:1", command=text, caveats=(text,), examples=(Line(text, text),), picture=text)
    drawn = render(card_pieces(card, 60), color=False)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", drawn)
    shown = render(answer_pieces(Answer(text, "none", nearest=(text,)), 60), color=False)
    assert "\x1b" not in shown


def test_wide_characters_take_two_columns() -> None:
    assert columns("中文") == 4
    assert columns("e\u0301") == 1


def test_the_contract(corridor: Callable[[], Corridor]) -> None:
    found = contract(corridor().ask("scale a service", 5))
    assert list(found) == ["question", "confidence", "corrected", "took_ms", "nearest", "answers"]
    first = found["answers"][0]
    assert first["id"] == "service-scale"
    assert first["template"] == first["command"] == "docker service scale <service>=<replicas>"
    assert first["blanks"] == [{"name": "service", "is": "service"}, {"name": "replicas", "is": "count"}]
    assert first["undo"] == "docker service rollback <service>"
    assert first["source"].startswith("small.yaml:")
    keys = "id kind title summary command template blanks flags caveats examples steps risk needs look undo see score"
    keys += " source values warnings"
    assert list(first) == keys.split()


def test_the_contract_of_each_kind(corridor: Callable[[], Corridor]) -> None:
    by_kind = {
        hit["kind"]: hit
        for q in ("what is a volume", "backup a volume", "got permission denied")
        for hit in contract(corridor().ask(q))["answers"]
    }
    assert by_kind["concept"]["picture"] == "container --> volume"
    assert by_kind["concept"]["command"] == "docker volume ls"
    assert by_kind["recipe"]["steps"][0] == {"on": "node1", "command": "docker volume ls", "means": "find the name"}
    problem = by_kind["problem"]
    assert problem["command"] == problem["fixes"][0]["command"] == "sudo usermod -aG docker <user>"
    assert problem["because"]
    assert problem["fixes"][1] == {"command": "", "means": "log out and in again"}


def test_flags_in_use_are_marked(corridor: Callable[[], Corridor]) -> None:
    answer = contract(corridor().ask("docker ps -a"))
    assert answer["answers"][0]["flags"] == [{"flag": "-a, --all", "means": "Show stopped ones too.", "used": True}]
