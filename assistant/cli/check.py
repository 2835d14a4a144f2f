"""`dockerhelp --check`: what is wrong with card files, for whoever writes them."""

from __future__ import annotations

from pathlib import Path

from assistant.docker import grammar
from assistant.errors import ANSWERED, NOTHING_KNOWN
from assistant.knowledge import card_files, load
from assistant.knowledge.schema import Finding
from assistant.model import Card


def check(files: list[str], knowledge: str) -> tuple[int, list[str]]:
    """The exit code and the lines to print for the named files, or for all files of the knowledge folder."""
    built_in = card_files(Path(knowledge))
    named = [Path(name) for name in files] or built_in
    names = {path.resolve() for path in named}
    cards, findings = load(named, [path for path in built_in if path.resolve() not in names])
    findings += [finding for card in cards for finding in _command_findings(card)]
    lines = [str(finding) for finding in sorted(findings, key=lambda f: (f.file, f.line))]
    summary = f"{len(cards)} cards in {len(named)} file{'s' if len(named) != 1 else ''}: "
    lines.append(summary + (f"{len(findings)} to mend" if findings else "all well"))
    return (NOTHING_KNOWN if findings else ANSWERED), lines


def _command_findings(card: Card) -> list[Finding]:
    file, line = card.source.rsplit(":", 1)
    commands = [card.command, card.look, card.undo, *(entry.run for entry in (*card.examples, *card.steps, *card.fixes))]
    return [
        Finding(file, int(line), f"card {card.id}: {sentence}; the line is: {command}")
        for command in commands
        for sentence in grammar.problems(command)
    ]
