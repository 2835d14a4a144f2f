from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Corridor
from assistant.errors import KnowledgeError

Open = Callable[[], Corridor]


def test_an_answer_names_what_was_mended_and_how_long_it_took(corridor: Open) -> None:
    answer = corridor().ask("remove dangeling images")
    assert answer.corrected == {"dangeling": "dangling"}
    assert answer.took_ms > 0
    assert answer.question == "remove dangeling images"


def test_no_answer_comes_with_no_hits_but_with_what_is_nearest(corridor: Open) -> None:
    answer = corridor().ask("volume of a cone with quadratic pyramids and some calculus")
    assert (answer.confidence, answer.hits) == ("none", ())
    assert any("volume" in title.lower() for title in answer.nearest)


def test_limit(corridor: Open) -> None:
    assert len(corridor().ask("containers images volumes", 2).hits) <= 2


def test_cards_come_back_as_they_were_written(corridor: Open, cards: Path) -> None:
    from assistant.knowledge import card_files, load

    opened = corridor()
    assert opened.cards() == load(card_files(cards))[0]
    assert opened.card("backup") == next(card for card in opened.cards() if card.id == "backup")
    assert opened.card("nothing") is None
    assert opened.card("") is None


def test_what_is_wrong_with_cards_is_reported_and_the_others_serve(cards: Path, tuning: Path) -> None:
    (cards / "bad.yaml").write_text("- id: bad\n  kind: nonsense\n", encoding="utf-8")
    reported: list[str] = []
    opened = Corridor(str(cards), str(tuning), "", report=lambda findings: reported.extend(map(str, findings)))
    assert reported == ["bad.yaml:2: 'kind' is 'nonsense'; it is one of: command recipe concept problem"]
    assert opened.card("bad") is None
    assert opened.ask("list containers").confidence == "sure"


def test_a_fault_of_our_own_is_not_hidden(corridor: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.search import Searcher

    def broken(self: object, question: str, limit: int) -> None:
        raise ZeroDivisionError

    opened = corridor()
    monkeypatch.setattr(Searcher, "search", broken)
    with pytest.raises(ZeroDivisionError):
        opened.ask("list containers")


def test_a_missing_knowledge_is_told(tuning: Path) -> None:
    with pytest.raises(KnowledgeError):
        Corridor("/nonexistent", str(tuning), "")
