"""What is typed in a hurry is read in full words; names, quotes, flags and what was pasted stay as they are."""

from __future__ import annotations

import pytest
import yaml

from assistant.search.written import Written
from tests.conftest import HOUSE

MOODS = yaml.safe_load((HOUSE / "index" / "moods.yaml").read_text(encoding="utf-8"))


def out(text: str) -> str:
    return Written(MOODS, {"please", "container", "stop"}.__contains__).out(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hey pls how 2 list imgs lol", "how to list imgs"),
        ("yo, wat is a volume??", "what is a volume??"),
        ("what teh heck is a dangling image", "what is a dangling image"),
        ("stop it, thx. and the other", "stop it, and the other"),
        ("stop pleeeease", "stop please"),
        ("i dont want 2 rename it", "i don't want to rename it"),
        ("run it w/o a name", "run it without a name"),
    ],
)
def test_hurried_words_are_written_out(typed: str, meant: str) -> None:
    assert out(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "stop the container named plz",
        'run nginx with the label "teh one lol"',
        "docker run --name teh nginx",
        "i have 2 containers",
        "show 4 lines",
        "stop Web_1 in 5 s",
        "hey",
        "line one lol\nline two",
        "",
        "   ",
    ],
)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert out(text) == text


def test_no_short_form_stands_for_two_things() -> None:
    every = [short for shorts in MOODS["written"].values() for short in shorts]
    assert sorted(short for short in set(every) if every.count(short) > 1) == []
