"""The rules of the house: who may import whom, what the one-shot path may load, and that everything has its pair."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from assistant.ask import Corridor
from tests.conftest import HOUSE

PACKAGE = HOUSE / "assistant"
BASE = {"model", "errors"}
MAY_IMPORT = {
    "cli": {"ask", "paint", "settings", "docker", "knowledge", "plan", "actions", "history", "doing", "chat", "shells"},
    "chat": {"ask", "fill", "paint", "actions", "docker", "plan", "history", "doing"},
    "doing": {"ask", "paint", "actions", "docker", "plan", "history"},
    "plan": {"docker"},
    "actions": set(),
    "shells": set(),
    "history": set(),
    "ask": {"judge", "search", "index", "knowledge", "fill", "words"},  # words: the analysis that fill is handed
    "fill": {"docker"},
    "search": {"index", "words"},
    "index": {"words", "docker"},  # docker: every old spelling of a command is indexed
    "judge": set(),
    "paint": set(),
    "knowledge": set(),
    "words": set(),
    "docker": set(),
    "settings": set(),
    "model": set(),
    "errors": set(),
}
KNOWN_TO = {
    "whoosh": {"words", "index", "search"},
    "yaml": {"knowledge", "index", "settings"},  # settings: only where a person has a configuration that is new
    "rapidfuzz": {"search"},
    "prompt_toolkit": {"chat"},
}
NEVER_ONE_SHOT = (
    "yaml",
    "prompt_toolkit",
    "asyncio",
    "logging",
    "importlib.metadata",
    "whoosh.qparser",
    "dataclasses",
    "argparse",
    "subprocess",
)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if room(path) not in ("__init__", "__main__")]


def imported(path: Path) -> set[str]:
    """Full names of all modules that a file imports, inside functions too, but not those only for the type checker."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }  # fmt: skip
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_never_go_upwards(path: Path) -> None:
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("assistant.")}
    assert rooms - BASE - {room(path)} <= MAY_IMPORT[room(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_is_known_to_its_rooms_alone(path: Path) -> None:
    tops = {name.split(".")[0] for name in imported(path)}
    for library, rooms in KNOWN_TO.items():
        assert library not in tops or room(path) in rooms, library


def test_the_one_shot_path_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    script = "import sys\nfrom assistant.cli import main\nmain(['remove dangling images'])\nprint(*sys.modules, file=sys.stderr)"
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    for _ in range(2):  # the first run may build the index
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=True, cwd=tmp_path)
    loaded = set(done.stderr.decode().splitlines()[-1].split())
    assert "whoosh.index" in loaded
    assert [name for name in NEVER_ONE_SHOT if name in loaded] == []
    assert "rapidfuzz" not in loaded


def test_what_is_put_off_serves_when_it_is_called() -> None:
    script = (
        "from assistant.cli import lean\nlean.put_off()\nimport sys, whoosh.query, whoosh.analysis, whoosh.highlight\n"
        "assert not any('__file__' in vars(sys.modules[name]) for name in lean._LATE)\n"
        "from whoosh.lang.porter import stem\nfrom whoosh.lang.morph_en import variations\n"
        "from whoosh.lang.dmetaphone import double_metaphone\n"
        "print(stem('containers'), 'running' in variations('run'), double_metaphone('docker')[0])\n"
        "print(whoosh.highlight.htmlescape('<'))\n"
        "from hashlib import sha256, md5\nimport html.parser, calendar\nfrom calendar import monthrange\n"
        "print(sha256(b'x').hexdigest()[:4], md5(b'x').hexdigest()[:4], html.unescape('&amp;'), monthrange(2026, 11)[1])\n"
        "import whoosh.lang.porter as real\nassert real.__file__ and real.stem('images') == 'imag'"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=HOUSE, check=True)
    assert done.stdout == "contain True TKR\n&lt;\n2d71 9dd4 & 30\n"


def test_every_room_has_its_test() -> None:
    tests = {path.stem.removeprefix("test_") for path in (HOUSE / "tests").glob("test_*.py")}
    assert {room(path) for path in MODULES} - tests == set()


def test_files_and_functions_stay_small() -> None:
    large = [f"{path.name}: {n} lines" for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 200]
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40:
                large.append(f"{path.name}:{node.lineno} {node.name}")
    assert large == []


def test_data_holds_no_code_and_the_built_index_is_not_in_git() -> None:
    assert [path for folder in ("knowledge", "index") for path in (HOUSE / folder).rglob("*.py")] == []
    assert "/index/built/" in (HOUSE / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_every_data_file_has_a_pair_in_the_tests(whole_corridor: Corridor) -> None:
    topics = {path.stem for path in (HOUSE / "knowledge").glob("*.yaml")}
    assert topics == {path.stem for path in (HOUSE / "tests" / "questions").glob("*.yaml")} - {
        "filled",
        "filled_open",
        "chatty",
        "basics",
    }
    acting = {card.source.split(".yaml")[0] for card in whole_corridor.cards() if card.kind in ("command", "recipe")}
    assert acting <= {path.stem for path in (HOUSE / "tests" / "proofs").glob("*.yaml")}


def test_every_card_that_acts_has_a_proof_or_a_reason(whole_corridor: Corridor) -> None:
    proofs = [
        proof
        for path in (HOUSE / "tests" / "proofs").glob("*.yaml")
        for proof in yaml.safe_load(path.read_text(encoding="utf-8")) or []
    ]
    proven = {proof["card"] for proof in proofs if proof.get("run") or proof.get("cannot")}
    cards = {card.id: card for card in whole_corridor.cards()}
    assert sorted(name for name, card in cards.items() if card.kind in ("command", "recipe") and name not in proven) == []
    assert sorted({proof["card"] for proof in proofs} - set(cards)) == []


def test_no_text_of_the_project_tells_where_it_was_made() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    telling = re.compile(r"/work/(?:main|shared)|/tmp/w/")
    found = []
    for name in listed.stdout.split("\0"):
        path = HOUSE / name
        if name and path.is_file() and name not in ("tests/test_house.py", ".ci/run"):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {match.group()}" for match in telling.finditer(text)]
    assert found == []
