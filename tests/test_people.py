"""Questions as people put them, written without a look at the cards."""

from __future__ import annotations

import pytest

from assistant.ask import Corridor
from tests.people import Told, rows, shares, told

EVERY = 3  # one of so many is asked here; `python -m tests.people` asks all
LEAST_CARD, LEAST_FULL = 0.92, 0.88


@pytest.fixture(scope="module")
def found(whole_corridor: Corridor) -> list[Told]:
    return [told(whole_corridor, row) for row in rows()[::EVERY]]


def test_most_are_answered_by_the_right_card_and_command(found: list[Told]) -> None:
    card, full = shares(found)
    assert (card >= LEAST_CARD, full >= LEAST_FULL) == (True, True), (card, full)


def test_what_is_not_about_docker_is_hardly_ever_answered(found: list[Told]) -> None:
    others = [one for one in found if not one.row["cards"]]
    assert sum(not one.card for one in others) <= len(others) // 8


def test_every_card_that_is_wanted_is_there(whole_corridor: Corridor) -> None:
    there = {card.id for card in whole_corridor.cards()}
    assert {card for row in rows() for card in row["cards"]} <= there
