"""Every card is found by questions in other words than its own ways of asking; so is every row of the source notes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import judge
from assistant.ask import Corridor
from tests.conftest import HOUSE

FILES = sorted(
    path for path in (HOUSE / "tests" / "questions").glob("*.yaml") if not path.stem.startswith(("filled", "basics"))
)  # see test_filled.py, test_basics.py
ROWS = [f"S{number:03}" for number in range(1, 250)]
FOUND_FIRST = 0.75  # of all our own questions
FOUND_AMONG_THREE = 0.9


@cache
def entries(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")) or [])


@pytest.fixture(scope="module")
def answers(whole_corridor: Corridor) -> dict[str, tuple[list[str], bool]]:
    """Each question → the ids found for it, best first, whatever the judge makes of them, and whether he answers."""
    questions = [question for path in FILES for entry in entries(path) for question in entry["ask"]]
    return {question: _looked_up(whole_corridor, question) for question in questions}


def _looked_up(corridor: Corridor, question: str) -> tuple[list[str], bool]:
    found = corridor._searcher.search(question, 3)
    confidence = judge.confidence(found.hits, found.reading.understood(), found.reading.about, corridor._rules)
    return [hit.card.id for hit in found.hits], confidence != "none"


@pytest.fixture(scope="module")
def found(answers: dict[str, tuple[list[str], bool]]) -> dict[str, list[str]]:
    return {question: ids for question, (ids, _) in answers.items()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_card_of_a_file_is_found_first(path: Path, found: dict[str, list[str]], whole_corridor: Corridor) -> None:
    met = {entry["card"] for entry in entries(path) if any(found[question][:1] == [entry["card"]] for question in entry["ask"])}
    cards = {card.id for card in whole_corridor.cards() if card.source.startswith(f"{path.name}:")}
    assert sorted(cards - met) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_questions_are_not_copied_from_the_cards(path: Path, whole_corridor: Corridor) -> None:
    asks = {ask.lower().strip(" ?") for card in whole_corridor.cards() for ask in (*card.asks, card.title)}
    assert [q for entry in entries(path) for q in entry["ask"] if q.lower().strip(" ?") in asks] == []
    ids = {card.id for card in whole_corridor.cards()}
    assert [entry["card"] for entry in entries(path) if entry["card"] not in ids] == []


@pytest.mark.parametrize("row", ROWS)
def test_every_row_of_the_notes_is_found_first(row: str, found: dict[str, list[str]], whole_corridor: Corridor) -> None:
    answering = {card.id for card in whole_corridor.cards() if row in card.notes}
    assert answering, f"no card names {row} in its notes"
    asked = [q for path in FILES for entry in entries(path) if row in entry.get("rows", ()) for q in entry["ask"]]
    assert asked, f"no question asks for {row}"
    assert any(found[question] and found[question][0] in answering for question in asked), {q: found[q] for q in asked}


def test_most_questions_find_their_card_first(found: dict[str, list[str]]) -> None:
    wanted = [(question, entry["card"]) for path in FILES for entry in entries(path) for question in entry["ask"]]
    first = sum(found[question][:1] == [card] for question, card in wanted) / len(wanted)
    among = sum(card in found[question] for question, card in wanted) / len(wanted)
    print(f"{len(wanted)} questions: first {first:.1%}, among three {among:.1%}")
    assert first >= FOUND_FIRST
    assert among >= FOUND_AMONG_THREE


OUT_OF_SCOPE = list(yaml.safe_load((HOUSE / "tests" / "out_of_scope.yaml").read_text(encoding="utf-8")))


def test_what_is_not_about_docker_is_not_answered(whole_corridor: Corridor) -> None:
    answered = [question for question in OUT_OF_SCOPE if whole_corridor.ask(question).confidence != "none"]
    assert len(answered) <= len(OUT_OF_SCOPE) // 10, answered


def test_what_is_about_docker_is_rarely_refused(answers: dict[str, tuple[list[str], bool]]) -> None:
    refused = [question for question, (_, answered) in answers.items() if not answered]
    assert len(refused) <= len(answers) // 16, refused[:40]
