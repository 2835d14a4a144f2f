from __future__ import annotations

import pytest

from assistant.model import Answer, Card


def test_what_travels_is_frozen() -> None:
    card = Card("id", "concept", "title", "summary", "file.yaml:1")
    with pytest.raises(AttributeError):
        card.title = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Answer("q", "none").corrected["a"] = "b"  # type: ignore[index]
