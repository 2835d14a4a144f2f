"""Loading: every kind of mistake is told with file and line, and costs no more than its card."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge import card_files, load
from assistant.model import BLANK_KINDS, Card
from tests.conftest import HOUSE, SMALL


def loaded(folder: Path) -> tuple[list[Card], list[str]]:
    cards, findings = load(card_files(folder))
    return cards, [str(finding) for finding in findings]


def test_a_sound_file_has_no_findings(cards: Path) -> None:
    found, findings = loaded(cards)
    assert findings == []
    assert [card.id for card in found][:2] == ["container-ls", "image-prune"]
    scale = next(card for card in found if card.id == "service-scale")
    assert scale.source == f"small.yaml:{SMALL[: SMALL.index('- id: service-scale')].count(chr(10)) + 1}"
    assert [(blank.name, blank.kind) for blank in scale.blanks] == [("service", "service"), ("replicas", "count")]


LIST_ASKS = "asks: [list containers, show running containers, which containers are running]"
MISTAKES = [
    ("  kind: command\n  title: List", "  kidn: command\n  title: List", "'kind' is None; it is one of: command recipe"),
    ("  summary: Shows the", "  sumary: Shows the", "unknown field 'sumary' (did you mean 'summary'?)"),
    ("  summary: Shows the containers that are running now.\n", "", "field 'summary' is missing"),
    (LIST_ASKS, "asks: list containers", "'asks' must be a list"),
    (LIST_ASKS, "asks: [one]", "write at least 3"),
    ("  risk: read\n  needs: [engine]\n  see", "  risk: raed\n  needs: [engine]\n  see", "did you mean 'read'?"),
    ("  needs: [engine]\n  see", "  needs: [engin]\n  see", "did you mean 'engine'?"),
    ("  see: [image-prune]", "  see: [image-prun]", "there is no card 'image-prun'"),
    ("- id: image-prune", "- id: container-ls", "id 'container-ls' is already used at small.yaml:1"),
    ("- id: image-prune", "- id: Image Prune", "must be lower-case words joined by hyphens"),
    ("replicas: {is: count}}", "replica: {is: count}}", "blank <replicas> is not declared"),
    ("replicas: {is: count}}", "replicas: {is: count}, more: {is: count}}", "blank 'more' stands in no command"),
    ("replicas: {is: count}}", "replicas: {is: counts}}", "did you mean 'count'?"),
    ("replicas: {is: count}}", "replicas: {is: count, many: perhaps}}", "must be true or false"),
    ("{flag: \"-a, --all\",", "{flag: all,", "'all' is no flag"),
    ("title: Remove dangling images", "title: [Remove]", "'title' must be a text"),
    ("title: Remove dangling images", "title: ''", "'title' is empty"),
    ("title: Remove dangling images", 'title: "Remove \\e[31m images"', "holds a control character"),
    ("title: Remove dangling images", "title: one\n  title: two", "unknown field 'title (twice)'"),
    ("title: Remove dangling images", 'title: "Remove', "not YAML"),
    ("  steps:\n", "  steps: []\n  stepps:\n", "'steps' has 0 entries; write at least 2"),
    ("- {run: docker volume ls, does: find the name, on: node1}", "- docker volume ls", "must be a mapping with does"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "sentence"), MISTAKES)
def test_a_mistake_is_told_at_its_line_and_the_other_cards_serve(cards: Path, right: str, wrong: str, sentence: str) -> None:
    assert right in SMALL
    text = SMALL.replace(right, wrong, 1)
    (cards / "small.yaml").write_text(text, encoding="utf-8")
    found, findings = loaded(cards)
    told = [finding for finding in findings if sentence in finding]
    assert told, findings
    assert len(found) >= 5
    file, line, _ = told[0].split(":", 2)
    start = SMALL[: SMALL.index(right)].count("\n") + 1
    card_start = SMALL[: SMALL.index(right) + 1].rindex("- id:")
    assert file == "small.yaml"
    assert SMALL[:card_start].count("\n") < int(line) <= start + wrong.count("\n") + 2


def test_a_missing_field_is_told_once_for_each(cards: Path) -> None:
    (cards / "more.yaml").write_text("- id: x\n  kind: concept\n", encoding="utf-8")
    _, findings = loaded(cards)
    assert [f.split(": ", 1)[1] for f in findings] == [
        "field 'title' is missing; add it", "field 'summary' is missing; add it", "field 'asks' is missing; add it",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"{", "not YAML"),
        (b"just a text", "a card must be a mapping"),
        (b"- 1\n- 2\n", "a card must be a mapping"),
        (b"- &a [*a]\n", "a card must be a mapping"),
        (b"- id: \x01\n", "not YAML"),
        (b"[" * 3000, "not YAML"),
    ],
)
def test_any_bytes_are_an_ordinary_case(cards: Path, content: bytes, sentence: str) -> None:
    (cards / "odd.yaml").write_bytes(content)
    found, findings = loaded(cards)
    assert len(found) == 6
    assert any(finding.startswith("odd.yaml:") and sentence in finding for finding in findings)


def test_an_empty_file_is_no_mistake(cards: Path) -> None:
    (cards / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert loaded(cards)[1] == []


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert card_files(tmp_path / "nowhere") == []


def test_a_huge_file_is_refused(cards: Path) -> None:
    (cards / "huge.yaml").write_bytes(b"#" * 4_000_001)
    assert any("larger than 4 MB" in finding for finding in loaded(cards)[1])


def test_a_file_that_cannot_be_read_is_told(cards: Path) -> None:
    (cards / "gone.yaml").symlink_to(cards / "nowhere.yaml")
    assert any(finding.startswith("gone.yaml:1: cannot be read") for finding in loaded(cards)[1])


def test_the_built_in_knowledge_is_sound() -> None:
    cards, findings = loaded(HOUSE / "knowledge")
    assert findings == []
    assert len(cards) > 300


def test_the_page_on_writing_cards_names_every_kind_of_blank() -> None:
    page = (HOUSE / "knowledge" / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in BLANK_KINDS if kind not in page.split("Kinds of blank:")[1]] == []
