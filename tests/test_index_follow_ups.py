"""index/follow-ups.yaml is checked, and every finding names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.index import tuning


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("  back: [back,", "  bakc: [back,", "nothing is done for 'bakc'"),
        ('"<n>", "<nth>", ', '"<number>", ', "<number> is no slot"),
        ('"call it <rest>": "named <rest>"', '"call it": "named <rest>"', "does not fill"),
        ("its: [its, their]", "its: their", "'its' must be a list"),
        ("its: [its, their]", "sti: [its, their]", "'its' is missing"),
        ("  swarm: {words: [swarm, cluster],", "  swarm: {words: swarm,", "must have words"),
        ("container run: [container, name]", "container run: [container]", "must be [kind, flag]"),
        ("last: -1", "last: end", "must be a number"),
    ],
)
def test_a_finding(tuning_folder: Path, old: str, new: str, sentence: str) -> None:
    path = tuning_folder / "follow-ups.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(tuning.TuningError) as raised:
        tuning.read(str(tuning_folder))
    told = str(raised.value)
    assert sentence in told
    line = int(told.removeprefix(str(path)).split(":")[1])
    assert "missing" in sentence or line > 1, told


@pytest.fixture
def tuning_folder(tuning: Path) -> Path:
    return tuning
