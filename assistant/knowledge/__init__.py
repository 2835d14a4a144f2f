"""knowledge/ → cards. Every finding names file and line; a broken card is left out and the others serve."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.knowledge.schema import Finding, Raw, check_card
from assistant.knowledge.yaml_lines import read_cards
from assistant.model import Blank, Card, Line, Option

MAX_FILE_BYTES = 4_000_000


def card_files(folder: str | Path) -> list[Path]:
    """The card files of a folder, in name order. An unreadable or missing folder has none."""
    try:
        return sorted(path for path in Path(folder).iterdir() if path.suffix == ".yaml" and not path.name.startswith("."))
    except OSError:
        return []


def load(files: list[Path], others: list[Path] | None = None) -> tuple[list[Card], list[Finding]]:
    """Cards of `files`, and everything wrong in them. `others` are files whose ids `see` may also name."""
    raws, findings = _read_all(files)
    known = {raw.value["id"]: raw for raw in reversed(_read_all(others or [])[0]) if _has_id(raw)}
    cards: dict[str, Card] = {}
    good: list[tuple[Raw, Card]] = []
    for raw in raws:
        wrong = check_card(raw)
        if not wrong and raw.value["id"] in cards:
            first = cards[raw.value["id"]].source
            wrong = [Finding(raw.file, raw.line("id"), f"id '{raw.value['id']}' is already used at {first}; choose another")]
        findings += wrong
        if not wrong:
            card = _card(raw)
            cards[card.id] = card
            good.append((raw, card))
    named = set(cards) | set(known)
    for raw, card in good:
        findings += _dead_links(raw, card, named)
    return list(cards.values()), sorted(findings, key=lambda f: (f.file, f.line))


def _has_id(raw: Raw) -> bool:
    return isinstance(raw.value, dict) and isinstance(raw.value.get("id"), str)


def _read_all(files: list[Path]) -> tuple[list[Raw], list[Finding]]:
    raws: list[Raw] = []
    findings: list[Finding] = []
    for path in files:
        content, wrong = _content(path)
        more, unread = read_cards(path.name, content)
        raws += more
        findings += wrong + unread
    return raws, findings


def _content(path: Path) -> tuple[str, list[Finding]]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return "", [Finding(path.name, 1, "is larger than 4 MB; split it into files by topic")]
        return path.read_text(encoding="utf-8"), []
    except UnicodeDecodeError as error:
        return "", [Finding(path.name, 1, f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]
    except OSError as error:
        return "", [Finding(path.name, 1, f"cannot be read ({error.strerror}); check the name and its permissions")]


def _dead_links(raw: Raw, card: Card, named: set[str]) -> list[Finding]:
    dead = [(number, name) for number, name in enumerate(card.see) if name not in named]
    return [
        Finding(raw.file, raw.line("see", number), f"see: there is no card '{name}'; mend the id or take it out", False)
        for number, name in dead
    ]


def _card(raw: Raw) -> Card:
    value: dict[str, Any] = raw.value
    plain: dict[str, Any] = {
        name: value[name] for name in ("id", "kind", "title", "command", "picture", "risk", "look", "undo") if name in value
    }
    lists: dict[str, Any] = {
        name: tuple(value[name]) for name in ("asks", "caveats", "matches", "needs", "see", "notes") if name in value
    }
    lines: dict[str, Any] = {
        name: tuple(Line(entry.get("run", ""), entry["does"], entry.get("on", "")) for entry in value[name])
        for name in ("examples", "steps", "fixes")
        if name in value
    }
    if "picture" in plain:
        plain["picture"] = plain["picture"].strip("\n")
    return Card(
        **plain,
        **lists,
        **lines,
        summary=value["summary"].strip(),
        because=value.get("because", "").strip(),
        blanks=tuple(_blank(name, entry) for name, entry in value.get("blanks", {}).items()),
        options=tuple(_option(entry) for entry in value.get("options", [])),
        source=f"{raw.file}:{raw.line()}",
    )


def _blank(name: str, entry: dict[str, Any]) -> Blank:
    return Blank(name, entry["is"], entry.get("many") == "true", str(entry.get("hint", "")), tuple(entry.get("asks", ())))


def _option(entry: dict[str, Any]) -> Option:
    gives = tuple((value, tuple(asks)) for value, asks in entry.get("gives", {}).items())
    return Option(entry["flag"], entry["means"], tuple(entry.get("asks", ())), takes=entry.get("takes", ""), gives=gives)
