"""Refusing changes nothing: every destroying card is gone through on a real engine, looks and all, and left at the question."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.actions.go import Going
from assistant.ask import Corridor
from assistant.doing.errand import Errand
from assistant.model import Blank, Card, Hit, Stage
from assistant.plan import Planner
from assistant.plan.risk import Risks
from assistant.settings.keys import DEFAULTS
from tests.conftest import has_engine, need
from tests.proving import _bash
from tests.test_actions import Puppet

_TOGETHER = 6  # cards between two looks at the state: what changes it stays changed
STATE = """
docker ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.State}}'
docker images -a --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}'
docker volume ls -q; docker network ls --no-trunc -q; docker context ls -q; docker plugin ls -q
docker service ls -q; docker secret ls -q; docker config ls -q; docker node ls --format '{{.ID}} {{.Availability}}'
docker info --format '{{.Swarm.LocalNodeState}}'
"""
BEFORE = """
docker inspect refused >/dev/null 2>&1 || docker run -d --name refused -v refused:/data busybox sleep 600
docker inspect refused-old >/dev/null 2>&1 || docker run --name refused-old busybox true
docker network create refused 2>/dev/null || true
"""
AFTER = "docker rm -fv refused refused-old; docker volume rm refused; docker network rm refused; true"
VALUES = {
    **dict.fromkeys(("container", "volume", "network", "name"), "refused"),
    "image": "busybox", "count": "1", "duration": "24h", "time": "24h", "size": "1g", "port": "8080", "ports": "8080:80",
    "platform": "linux/amd64", "address": "127.0.0.1", "env": "KEY=value", "label": "team=web", "filter": "until=24h",
    "command": "true", "signal": "TERM", "path": "/tmp", "file": "file.tar", "mount": "/tmp:/x", "url": "http://127.0.0.1",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _engine() -> Iterator[None]:
    need("engine", has_engine())
    _bash(BEFORE, "/", dict(os.environ))
    yield
    _bash(AFTER, "/", dict(os.environ))


def state() -> str:
    return _bash(STATE, "/", dict(os.environ)).stdout


class Refuser(Puppet):
    """Gives a value of the kind, and never a yes."""

    def value(self, blank: Blank, why: str = "") -> str:
        assert not why, f"{blank}: {why}"
        return VALUES.get(blank.kind, "refused")

    def _next(self) -> str:
        return "no"


def destroying(corridor: Corridor, planner: Planner) -> list[Card]:
    found = []
    for card in corridor.cards():
        stages = planner.plan(Hit(card, 1.0)).stages
        if any(stage.risk == "destroy" and not stage.on for stage in stages):
            found.append(card)
    return found


def test_refusing_changes_nothing(whole_corridor: Corridor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    planner = Planner(Risks(whole_corridor.risks))
    cards, wrong, looked = destroying(whole_corridor, planner), [], 0
    refused: list[str] = []
    before = state()
    assert "refused-old exited" in before
    for card in cards:
        hit, person, ran = Hit(card, 1.0), Refuser(), list[Stage]()
        orders = Errand(os.environ, DEFAULTS, whole_corridor, planner, hit, "", lambda entry: None).orders()
        orders = orders._replace(run=lambda stage, ran=ran: pytest.fail(f"run: {stage.text}"))  # type: ignore[misc]
        plan = planner.plan(hit)
        only = plan._replace(stages=tuple(stage for stage in plan.stages if stage.risk == "destroy" and not stage.on))
        code = Going(person, orders).go(only)
        looked += len(person.told("seen"))
        refused.append(f"{card.id}: {code}")
        if code != 130:
            wrong.append(refused[-1])
        if len(refused) % _TOGETHER == 0 or card is cards[-1]:
            after = state()
            if after != before:
                wrong.append(f"one of {refused[-_TOGETHER:]}\n{after}")
                before = after
    assert wrong == []
    assert len(cards) >= 90
    assert looked >= 80
