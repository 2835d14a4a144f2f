"""One card as pieces: the command first, what matters next, related cards last."""

from __future__ import annotations

import re

from assistant.model import Card, Line, Option, flag_names
from assistant.paint import ONE_SHOT, Block, Ways, clean
from assistant.paint.wrap import columns, paragraph, paragraphs, row

RISK_WORDS = {"read": "only looks", "change": "changes things", "destroy": "deletes for good"}
_NEED_WORDS = {
    "manager": "a swarm manager", "swarm": "swarm mode", "compose": "the Compose plugin", "buildx": "the buildx plugin",
    "registry": "a registry in reach", "linux": "Linux", "gpu": "a GPU", "root": "root",
}  # fmt: skip
_BLANK = re.compile(r"(<[a-z][a-z0-9_-]*>)")
_WIDEST_FLAG = 28
FEW_FLAGS, FEW_EXAMPLES = 6, 2


def card_pieces(
    card: Card,
    width: int,
    full: bool = False,
    asked: frozenset[str] = frozenset(),
    warnings: tuple[str, ...] = (),
    ways: Ways = ONE_SHOT,
) -> Block:
    """A card drawn for `width` columns. `full` shows every flag and example; else the flags in `asked` and the first few.
    `warnings` are about the command as it stands here, and come right after it."""
    blocks = [_head(card, width)]
    if card.kind in ("command", "recipe"):
        blocks += [command_line(card.command), marked(warnings, width)]
    blocks.append(paragraphs(clean(card.summary), width))
    if card.picture:
        blocks.append([("picture", clean(card.picture)), ("", "\n")])
    if card.kind == "problem":
        blocks += [paragraphs(clean(card.because), width), _numbered("Try", card.fixes, width)]
    if card.kind == "recipe":
        blocks.append(_numbered("Step by step", card.steps, width))
    if card.kind == "concept" and card.command:
        blocks.append(command_line(card.command))
    blocks += [_flags(card, width, full, asked, ways), _caveats(card, width), _examples(card, width, full), _around(card, width)]
    blocks.append(_see(card, width))
    joined: Block = []
    for block in (block for block in blocks if block):
        joined += ([("", "\n")] if joined else []) + block
    return joined


def command_line(command: str) -> Block:
    """A command on a line of its own, from the first column, unbroken: so it can be marked with the mouse."""
    return [*styled_command(clean(command)), ("", "\n")]


def styled_command(command: str) -> Block:
    """A command with its open blanks set off."""
    parts = _BLANK.split(command)
    return [("blank" if number % 2 else "command", part) for number, part in enumerate(parts) if part]


def _head(card: Card, width: int) -> Block:
    title = paragraph(clean(card.title), width, "title")
    words = [RISK_WORDS[card.risk]] if card.kind in ("command", "recipe") else [card.kind]
    needs = [_NEED_WORDS[need] for need in card.needs if need in _NEED_WORDS]
    note = "needs " + ", ".join(needs) if needs else ""
    style = f"risk-{card.risk}" if card.kind in ("command", "recipe") else "dim"
    pieces: Block = [*title, (style, words[0])]
    return [*pieces, *([("dim", " · " + note)] if note else []), ("", "\n")]


def _flags(card: Card, width: int, full: bool, asked: frozenset[str], ways: Ways) -> Block:
    options = list(card.options)
    if not full:
        options = [option for option in options if not option.of or _is_asked(option, asked)]
        options.sort(key=lambda option: not _is_asked(option, asked))
        options = options[: max(FEW_FLAGS, sum(_is_asked(option, asked) for option in options))]
    left = len(card.options) - len(options)
    more: Block = []
    if left:
        whole = next((option.of for option in card.options if option.of), card.id)
        more = [("", "  "), ("dim", f"… {left} more flag{'s' if left > 1 else ''}: {ways.card} {whole}"), ("", "\n")]
    if not options:
        return more if card.kind == "command" else []
    gap = min(_WIDEST_FLAG, max(columns(option.flag) for option in options) + 2)
    pieces: Block = []
    for option in options:
        pieces += row(("flag", clean(option.flag)), gap, clean(option.means), width)
    return pieces + more


def _is_asked(option: Option, asked: frozenset[str]) -> bool:
    return bool(asked & flag_names(option.flag))


def _caveats(card: Card, width: int) -> Block:
    return marked(card.caveats, width)


def marked(sentences: tuple[str, ...], width: int) -> Block:
    """Sentences to be heeded, each behind a mark."""
    pieces: Block = []
    for caveat in sentences:
        pieces += row(("caveat", "!"), 2, clean(caveat), width)
    return pieces


def _examples(card: Card, width: int, full: bool) -> Block:
    told = [line for line in card.examples if line.run != card.command]
    chosen = told if full else told[:FEW_EXAMPLES]
    return [piece for line in chosen for piece in _example(line, width)]


def _example(line: Line, width: int) -> Block:
    head: Block = [("dim", "# "), *paragraph(clean(line.does), width, "dim", indent=2, taken=2)]
    return [*head, *styled_command(clean(line.run)), ("", "\n")]


def _numbered(name: str, lines: tuple[Line, ...], width: int) -> Block:
    pieces: Block = [("heading", name), ("", "\n")]
    for number, line in enumerate(lines, 1):
        where: Block = [("node", f"[{clean(line.on)}] ")] if line.on else []
        lead = f"{number}. "
        taken = len(lead) + sum(columns(text) for _, text in where)
        pieces += [("", "\n")] if number > 1 else []
        pieces += [("dim", lead), *where, *paragraph(clean(line.does), width, indent=len(lead), taken=taken)]
        if line.run:
            pieces += command_line(line.run)
    return pieces


def _around(card: Card, width: int) -> Block:
    rows = [("look", card.look), ("undo", card.undo)]
    named = {"look": "see first what it touches", "undo": "take it back"}
    pieces: Block = []
    for name, command in rows:
        if command:
            pieces += _example(Line(command, named[name]), width)
    return pieces


def _see(card: Card, width: int) -> Block:
    if not card.see:
        return []
    return row(("dim", "see also"), 10, clean(", ".join(card.see)), width, indent=0)
