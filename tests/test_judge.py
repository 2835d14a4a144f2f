from __future__ import annotations

import pytest

from assistant.judge import confidence, fit
from assistant.model import Card, Hit

RULES = {"floor": 0.3, "stray": 0.6, "foreign": 0.9, "sure": 0.5, "lead": 0.05, "certain": 0.9, "known": 0.5, "known_stray": 0.6}


def hit(asked: float, kind: float = 0.1) -> Hit:
    card = Card("x", "command", "t", "s", "f.yaml:1")
    return Hit(card, asked + kind, {"asked": asked, "kind": kind, "overall": 0.3})


def test_fit_leaves_out_what_is_only_comparison() -> None:
    assert fit(hit(0.4)) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("hits", "understood", "about", "expected"),
    [
        ((), 1.0, "docker", "none"),
        ((hit(0.7), hit(0.4)), 1.0, "docker", "sure"),
        ((hit(0.7), hit(0.69)), 1.0, "docker", "choose"),
        ((hit(0.95), hit(0.94)), 1.0, "docker", "sure"),
        ((hit(0.4), hit(0.2)), 1.0, "docker", "choose"),
        ((hit(0.2), hit(0.1)), 1.0, "docker", "none"),
        ((hit(0.95),), 0.4, "docker", "none"),
        ((hit(0.55),), 1.0, "stray", "none"),
        ((hit(0.65),), 1.0, "stray", "sure"),
        ((hit(0.85),), 1.0, "foreign", "none"),
        ((hit(0.95),), 1.0, "foreign", "sure"),
    ],
)
def test_confidence(hits: tuple[Hit, ...], understood: float, about: str, expected: str) -> None:
    assert confidence(hits, understood, about, RULES) == expected
