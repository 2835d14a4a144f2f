"""Each card's command, shown on a real engine. Needs an engine of its own (DOCKERHELP_ENGINE=1): proofs prune and reset it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Corridor
from assistant.docker import grammar
from tests.conftest import has_engine, need
from tests.proving import BESIDE, PROOFS, prove, read

ALL = [(path, proof) for path in sorted(PROOFS.glob("*.yaml")) for proof in read(path)]
SHOWN = [proof for _, proof in ALL if "run" in proof]


@pytest.fixture(scope="module")
def proven() -> dict[int, str]:
    """Position in SHOWN → what was wrong ("" for nothing): all proofs, run once, side by side where that disturbs nobody."""
    need("engine", has_engine())
    BESIDE.begin(SHOWN)  # tests/conftest.py began long ago where more than this is tested
    return BESIDE.end()


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=lambda number: SHOWN[number]["card"])
def test_proof(number: int, proven: dict[int, str]) -> None:
    assert proven[number] == ""


def test_proofs_are_well_formed() -> None:
    known = {"card", "run", "before", "after", "prints", "exit", "swarm", "alone", "cannot"}
    for path, proof in ALL:
        assert set(proof) <= known, (path.name, proof)
        assert ("run" in proof) != ("cannot" in proof), (path.name, proof)


def _paths_in(script: str) -> set[str]:
    """The paths of all docker commands in a script, however deep they stand in it."""
    words = re.sub(r"[\"'`();|&,\[\]]|\$\(", " ", script).split()
    starts = (" ".join(["docker", *words[at + 1 : at + 12]]) for at, word in enumerate(words) if word == "docker")
    return {grammar.path_of(start) for start in starts}


def test_a_proof_runs_the_command_of_its_card(whole_corridor: Corridor) -> None:
    cards = {card.id: card for card in whole_corridor.cards()}
    wrong = []
    for path, proof in ALL:
        card = cards.get(proof["card"])
        if card and "run" in proof and card.kind in ("command", "recipe"):
            wanted = grammar.path_of(card.command)
            if wanted and wanted not in _paths_in(proof["run"]):
                wrong.append(f"{path.name}: {proof['card']} is {wanted}, proven with: {proof['run'][:80]}")
    assert wrong == []


@pytest.mark.parametrize(
    ("proof", "told"),
    [
        ({"run": "exit 3"}, "run ended with 3, not 0"),
        ({"run": "true", "after": "false"}, "after ended with 1"),
        ({"run": "echo yes", "prints": "no"}, "'no' was not printed"),
        ({"run": "exit 3", "exit": 3}, ""),
        ({"before": "touch here", "run": "ls", "prints": "here"}, ""),
    ],
)
def test_a_proof_can_fail(proof: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.proving._CLEAN", {})
    result = prove(proof)
    assert told in result
    assert bool(told) == bool(result)


def test_proofs_folder_is_read() -> None:
    assert Path(PROOFS).is_dir()
    assert len(SHOWN) > 100
