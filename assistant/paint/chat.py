"""What the chat shows besides cards: a changed command, lists to choose from, short sentences, and what can be done now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from assistant.model import Hit, Line, Option, flag_names
from assistant.paint import Block, clean
from assistant.paint.card import RISK_WORDS, command_line, marked, styled_command
from assistant.paint.wrap import columns, paragraph, row

_WIDEST_FLAG = 28
_DOTS = " · "


def changed_pieces(hit: Hit, before: str, risk: str, width: int) -> Block:
    """The command of a hit after a change, what is new in it set off, what came and what went below it, and what is to be told
    about it."""
    command = clean(hit.command())
    added, gone = _difference(clean(before), command)
    pieces: Block = [*_set_off(command, added), ("", "\n\n")]
    known = {name: option.means for option in hit.card.options for name in flag_names(option.flag)}
    for sign, pieces_of, style in (("+", _phrases(command, added), "changed"), ("-", _phrases(clean(before), gone), "dim")):
        for phrase in pieces_of:
            means = next((known[name] for name in _names(phrase) if name in known), "")
            pieces += [("", "  "), (style, f"{sign} {phrase}"), ("", "\n")]
            pieces += paragraph(clean(means), width, "dim", indent=4) if means and sign == "+" else []
    pieces += [("", "\n"), (f"risk-{risk}", RISK_WORDS[risk]), ("", "\n")]
    return pieces + marked(hit.filled.warnings if hit.filled else (), width)


def shown_pieces(hit: Hit, title: str, width: int) -> Block:
    """A command with a line about it."""
    return [*paragraph(clean(title), width, "title"), *command_line(hit.command())]


def choice_pieces(hits: Sequence[Hit], first: int, title: str, width: int) -> Block:
    """Hits to choose from, numbered from `first` on."""
    pieces: Block = [*paragraph(title, width, "title"), ("", "\n")]
    for number, hit in enumerate(hits, first):
        lead = f"{number}  "
        pieces.append(("number", lead))
        pieces += paragraph(clean(hit.card.title), width, "text", indent=len(lead), taken=len(lead))
        command = hit.command()
        if command:
            pieces += [("", " " * len(lead)), *styled_command(clean(command.splitlines()[0])), ("", "\n")]
    return pieces


def said_pieces(sentences: Iterable[str], width: int, style: str = "text") -> Block:
    """Sentences, a paragraph each."""
    return [piece for sentence in sentences for piece in paragraph(clean(sentence), width, style)]


def note_pieces(sentences: Iterable[str], width: int) -> Block:
    """Sentences to be heeded."""
    return marked(tuple(sentences), width)


def option_pieces(options: Sequence[Option], width: int) -> Block:
    """Flags and what they mean."""
    gap = min(_WIDEST_FLAG, max((columns(option.flag) for option in options), default=0) + 2)
    return [piece for option in options for piece in row(("flag", clean(option.flag)), gap, clean(option.means), width)]


def line_pieces(lines: Iterable[Line], width: int) -> Block:
    """Commands, each below what it does."""
    pieces: Block = []
    for line in lines:
        pieces += [("dim", "# "), *paragraph(clean(line.does), width, "dim", indent=2, taken=2), *command_line(line.run)]
    return pieces


def risk_pieces(risk: str, because: str, width: int) -> Block:
    """How risky a command is, and why."""
    told = f"{RISK_WORDS[risk].capitalize()}{f': {because}' if because else ''}."
    return paragraph(clean(told), width, f"risk-{risk}")


def can_pieces(words: Iterable[str], width: int) -> Block:
    """The few things that one can do now, as one dim line."""
    pieces: Block = [("", "\n")]
    line = ""
    for word in words:
        if line and columns(line + _DOTS + word) > width:
            pieces += [("dim", line), ("", "\n")]
            line = ""
        line += (_DOTS if line else "") + word
    return [*pieces, ("dim", line), ("", "\n")] if line else []


def _difference(before: str, after: str) -> tuple[list[int], list[int]]:
    """The words of `after` that are new, and those of `before` that are gone, by their numbers."""
    old, new = before.split(), after.split()
    added: list[int] = []
    gone: list[int] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += range(a, b)
            added += range(c, d)
    return added, gone


def _set_off(command: str, added: Iterable[int]) -> Block:
    pieces: Block = []
    fresh, number = set(added), 0
    for part in re.split(r"(\s+)", command):
        if not part or part.isspace():
            pieces.append(("", part))
            continue
        pieces += [("changed", part)] if number in fresh else styled_command(part)
        number += 1
    return [piece for piece in pieces if piece[1]]


def _phrases(command: str, numbers: Sequence[int]) -> list[str]:
    """The words of these numbers, a flag together with the value behind it: `-p 9090:80` where the value alone is new."""
    words, found = command.split(), list[str]()
    taken: set[int] = set()
    for number in numbers:
        if number in taken:
            continue
        flag = words[number].startswith("-") and len(words[number]) > 1
        valued = flag and number + 1 < len(words) and number + 1 in numbers and not words[number + 1].startswith("-")
        start = number - 1 if not flag and number and words[number - 1].startswith("-") and number - 1 not in taken else number
        end = number + (2 if valued else 1)
        taken.update(range(start, end))
        found.append(" ".join(words[start:end]))
    return found


def _names(phrase: str) -> list[str]:
    """The flags that a phrase begins with: -it are two."""
    first = phrase.split()[0].split("=")[0]
    return [first] if first.startswith("--") or len(first) < 3 else [first, *(f"-{letter}" for letter in first[1:])]
