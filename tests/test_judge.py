from __future__ import annotations

import pytest

from assistant.judge import confidence, fit
from assistant.model import Card, Hit

RULES = {"floor": 0.3, "stray": 0.6, "sure": 0.5, "lead": 0.05, "certain": 0.9, "known": 0.5}


def hit(asked: float, kind: float = 0.1) -> Hit:
    card = Card("x", "command", "t", "s", "f.yaml:1")
    return Hit(card, asked + kind, {"asked": asked, "kind": kind, "overall": 0.3})


def test_fit_leaves_out_what_is_only_comparison() -> None:
    assert fit(hit(0.4)) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("hits", "understood", "about_docker", "expected"),
    [
        ((), 1.0, True, "none"),
        ((hit(0.7), hit(0.4)), 1.0, True, "sure"),
        ((hit(0.7), hit(0.69)), 1.0, True, "choose"),
        ((hit(0.95), hit(0.94)), 1.0, True, "sure"),
        ((hit(0.4), hit(0.2)), 1.0, True, "choose"),
        ((hit(0.2), hit(0.1)), 1.0, True, "none"),
        ((hit(0.95),), 0.4, True, "none"),
        ((hit(0.55),), 1.0, False, "none"),
        ((hit(0.65),), 1.0, False, "sure"),
    ],
)
def test_confidence(hits: tuple[Hit, ...], understood: float, about_docker: bool, expected: str) -> None:
    assert confidence(hits, understood, about_docker, RULES) == expected
