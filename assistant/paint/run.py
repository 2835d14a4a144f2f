"""What is shown around running a command: the command itself, what it will touch, what takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model import Card, Stage
from assistant.paint import Block, clean
from assistant.paint.card import RISK_WORDS, card_pieces, command_line, marked, styled_command
from assistant.paint.wrap import columns, paragraph, row


def stage_pieces(stage: Stage, number: int, total: int, where: str, width: int) -> Block:
    """A command in full, unbroken, what it does, how risky it is, and on which engine, where that is another one."""
    lead = f"{number}/{total}  " if total > 1 else ""
    on: Block = [("node", f"[{clean(stage.on)}] ")] if stage.on else []
    taken = len(lead) + sum(columns(text) for _, text in on)
    pieces: Block = [("", "\n"), *([("number", lead)] if lead else []), *on]
    does = paragraph(clean(stage.does), width, indent=len(lead), taken=taken)
    if not stage.text:
        return pieces + does
    pieces += [*does, *command_line(stage.text)] if total > 1 else [*command_line(stage.text), *does]
    pieces.append((f"risk-{stage.risk}", RISK_WORDS[stage.risk]))
    pieces += [("", " "), ("where", f" on {clean(where)} ")] if where else []
    return [*pieces, ("", "\n"), *marked(stage.notes, width)]


def seen_pieces(command: str, lines: Sequence[str], more: int, count: int | None, problem: str, width: int) -> Block:
    """What a command will touch, as its look showed it; lines that are too long for the screen are cut."""
    head: Block = [("", "\n"), ("dim", "What is there now: "), *styled_command(clean(command)), ("", "\n")]
    if problem:
        return [*head, *row(("caveat", "!"), 2, clean(problem), width)]
    pieces = head
    for line in lines:
        pieces += [("", "  "), ("text", _cut(clean(line.replace("\t", "    ")), width - 2)), ("", "\n")]
    if more:
        pieces += [("", "  "), ("dim", f"… and {more} more lines"), ("", "\n")]
    if count is None:
        return pieces
    told = f"{count} in all." if count else "Nothing is there that it could touch."
    return [*pieces, ("", "  "), ("heading", told), ("", "\n")]


def undo_pieces(command: str, lost: bool, width: int) -> Block:
    """The command that takes a change back, or the honest word that there is none."""
    if not command:
        word = "This cannot be undone." if lost else "No single command takes this back."
        return [("", "\n"), *paragraph(word, width, "dim")]
    return [("", "\n"), ("dim", "# take it back"), ("", "\n"), *command_line(command)]


def problem_pieces(card: Card, width: int) -> Block:
    """The card of a problem that a command has run into."""
    return [("", "\n"), *card_pieces(card, width)]


def value_pieces(name: str, hint: str, names: Sequence[str], why: str, width: int) -> Block:
    """What is asked for a blank: its name, what may stand there, and why the last try was not taken."""
    pieces: Block = row(("caveat", "!"), 2, clean(why), width) if why else []
    if why:
        return pieces
    pieces += [("", "\n"), ("blank", f"<{clean(name)}>")]
    pieces += [("dim", f"  {clean(hint)}")] if hint else []
    pieces.append(("", "\n"))
    for number, one in enumerate(names, 1):
        pieces += row(("number", str(number)), 4, clean(one), width)
    return pieces


def _cut(text: str, width: int) -> str:
    if columns(text) <= width:
        return text
    while text and columns(text) > width - 1:
        text = text[:-1]
    return text + "…"
