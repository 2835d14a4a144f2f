"""Values out of pasted error texts: what they name goes into the fixes, and nothing else does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Corridor
from assistant.docker import grammar
from assistant.fill.pasted import values
from assistant.model import Blank, Card
from tests.conftest import corridor_over

CARD = """\
- id: name-conflict
  kind: problem
  title: "Conflict: the container name is already in use"
  summary: A container with this name exists already.
  asks: [container name already in use, name is taken, two containers with one name]
  matches:
    - 'Conflict. The container name "/<container>" is already in use by container "<id>"'
    - "Bind for <address>:<port> failed: port is already allocated"
  because: The old container was stopped, not removed.
  fixes:
    - {run: docker rm -f <container>, does: removes the old one}
    - {run: docker ps --filter publish=<port>, does: shows who has the port}
  blanks: {container: {is: container}, port: {is: port}}
"""
MATCHES = (
    'Conflict. The container name "/<container>" is already in use',
    "Bind for <address>:<port> failed",
    "pull of <image> failed",
)
BLANKS = (Blank("container", "container"), Blank("port", "port"), Blank("image", "image"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Corridor:
    folder: Path = tmp_path_factory.mktemp("pasted")
    return corridor_over(CARD, folder)


def card() -> Card:
    return Card(id="x", kind="problem", title="x", summary="x", matches=MATCHES, blanks=BLANKS, source="x.yaml:1")


def fixes(corridor: Corridor, text: str) -> list[str]:
    filled = corridor.ask(text).hits[0].filled
    return [fix.run for fix in filled.fixes] if filled else []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Conflict. The container name "/redis-dev" is already in use by container "9be2".', {"container": "redis-dev"}),
        (r"Conflict. The container name \"/my_app.1\" is already in use", {"container": "my_app.1"}),
        ("docker: conflict. the container  name '/web'\n is already in use", {"container": "web"}),
        ("Bind for 0.0.0.0:8080 failed: port is already allocated", {"port": "8080"}),
        ("Bind for [::]:443 failed", {}),  # an address in brackets is no plain word: nothing is made up
        ("pull of ghcr.io/me/app:2.1@sha256:0123456789abcdef failed", {"image": "ghcr.io/me/app:2.1@sha256:0123456789abcdef"}),
        ("everything is fine", {}),
    ],
)
def test_what_the_text_names_is_read(text: str, found: dict[str, str]) -> None:
    assert values(text, card()) == found


def test_it_goes_into_every_fix(small: Corridor) -> None:
    text = 'Error response from daemon: Conflict. The container name "/redis-dev" is already in use by container "9be24d974a9f".'
    assert fixes(small, text) == ["docker rm -f redis-dev", "docker ps --filter publish=<port>"]
    assert small.ask(text).hits[0].command() == "docker rm -f redis-dev"


def test_nothing_is_filled_where_nothing_is_told(small: Corridor) -> None:
    hit = small.ask("container name already in use").hits[0]
    assert hit.filled is None
    assert hit.command() == "docker rm -f <container>"


@given(st.text(min_size=1, max_size=40))
def test_whatever_stands_there_never_becomes_more_than_one_word(small_text: str) -> None:
    made = values(f'Conflict. The container name "/{small_text}" is already in use', card())
    line = grammar.fill(grammar.parse("docker rm -f <container>"), made)
    assert len(line.commands) == 1
    assert len(line.commands[0].arguments()) == 1


def test_a_huge_text_is_read_in_no_time(small: Corridor) -> None:
    begun = time.process_time()
    small.ask('Conflict. The container name "/' + "a" * 200_000 + "\n" + "Bind for " * 20_000)
    assert time.process_time() - begun < 5
