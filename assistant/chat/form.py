"""Filling in, without a terminal: which field is the present one, what was typed into each, what may stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.chat.drawing import lines, wrapped
from assistant.chat.filling import filled_of, open_blanks, trouble, with_values
from assistant.docker import grammar
from assistant.model import Blank, Hit, Line
from assistant.paint import Block, Piece, clean
from assistant.paint.card import styled_command
from assistant.paint.wrap import columns, paragraph

MOST = 6  # values that are listed at a time
_MARK = "zqpresentfieldqz"  # stands for the present field while the others are filled in; a word that no shell quotes
_UNNAMED = re.compile("[0-9a-f]{64}")  # what the engine itself called a volume
_NEW = ("name", "volume", "network", "image", "context", "config", "secret", "stack", "service", "project", "builder")


class Form:
    """The open blanks of a hit as fields. `names` gives the live values of a kind, as far as they are known."""

    def __init__(self, hit: Hit, names: Callable[[str], tuple[str, ...]], home: str = "") -> None:
        self.hit, self._names, self._home = hit, names, home
        self.blanks = open_blanks(hit)
        self.texts = [""] * len(self.blanks)
        self.at, self.chosen, self.pressed = 0, -1, False

    @property
    def blank(self) -> Blank:
        """The present field."""
        return self.blanks[self.at]

    @property
    def text(self) -> str:
        """What stands in the present field."""
        return self.texts[self.at]

    def type(self, text: str) -> None:
        """The present field holds this text now."""
        if text != self.texts[self.at]:
            self.texts[self.at], self.chosen, self.pressed = text, -1, False

    def offers(self) -> list[str]:
        """The live values that go with what is typed: those that begin so first."""
        names = self._names(self.blank.kind)
        begun = (self.text.split(" ")[-1] if self.blank.many else self.text).lower()
        fits = [name for name in names if begun in name.lower() and name.lower() != begun]
        return sorted(fits, key=lambda name: (not name.lower().startswith(begun), bool(_UNNAMED.fullmatch(name))))

    def choose(self, step: int) -> None:
        """Goes down or up the offers; above the first one is none."""
        self.chosen = max(-1, min(self.chosen + step, len(self.offers()) - 1))

    def take(self) -> bool:
        """The chosen offer becomes the text; whether one was chosen."""
        offers = self.offers()
        if not 0 <= self.chosen < len(offers):
            return False
        before = self.text.rpartition(" ")[0] if self.blank.many else ""
        self.type(f"{before} {offers[self.chosen]}".strip())
        return True

    def problem(self) -> str:
        """What is wrong with the present text; an empty field is left open, and nothing is wrong with that."""
        if not self.text.strip():
            return ""
        why = trouble(self.blank, self.text, filled_of(self.hit).command)
        return "" if why == "it wants a value" else why

    def hint(self) -> str:
        """What may stand in the present field."""
        blank = self.blank
        known = self._names(blank.kind)
        asked = self.text.split() if blank.many else [self.text.strip()]
        if self.text.strip() and known and not set(asked) & set(known) and not self.offers():
            told = f"no {blank.kind} of that name is here"
            return told + (" yet" if blank.kind in _NEW else "")
        kind = "" if blank.kind in ("text", blank.name) else blank.kind
        many = "several, with spaces between" if blank.many else ""
        return " · ".join(part for part in (kind, blank.hint, many, self._line().does) if part)

    def move(self, step: int) -> bool:
        """Goes to another field; stays, and says so, where the present text cannot be left like that. Whether it moved."""
        if step > 0 and self.problem():
            self.pressed = True
            return False
        self.at, self.chosen, self.pressed = (self.at + step) % len(self.blanks), -1, False
        return True

    @property
    def last(self) -> bool:
        """Whether the present field is the last one."""
        return self.at == len(self.blanks) - 1

    def finish(self) -> Hit | None:
        """The hit with all that was typed; None where nothing was, or where a field is wrong: that is then the present one."""
        for number, text in enumerate(self.texts):
            if text.strip() and trouble(self.blanks[number], text, filled_of(self.hit).command):
                self.at, self.pressed = number, True
                return None
        try:
            return with_values(self.hit, self._typed(), self._home) if self._typed() else None
        except grammar.GrammarError:
            self.pressed = True
            return None

    def _typed(self) -> Mapping[str, str]:
        return {blank.name: text for blank, text in zip(self.blanks, self.texts, strict=True) if text.strip()}

    def command(self) -> Block:
        """The command as it is so far, the present field set off; the step of a recipe where the field is in none but that."""
        line = self._line().run
        others = {name: text for name, text in self._typed().items() if name != self.blank.name}
        try:
            marked = self._shown(line, others | {self.blank.name: _MARK})
        except grammar.GrammarError:
            marked = line.replace(f"<{self.blank.name}>", _MARK)
        parts = marked.split(_MARK)
        shown = self._quoted(line, others, parts) if self.text.strip() else f"<{self.blank.name}>"
        pieces: list[Piece] = []
        for number, part in enumerate(parts):
            pieces += [("chosen blank", clean(shown))] if number else []
            pieces += styled_command(clean(part))
        return [(style, text.replace("\n", " ").replace("\t", " ")) for style, text in pieces]

    def _quoted(self, line: str, others: Mapping[str, str], around: list[str]) -> str:
        """What is typed, as it will stand in the command; as it is typed where that cannot be told."""
        try:
            done = self._shown(line, {**others, self.blank.name: self.text})
        except grammar.GrammarError:
            return self.text
        if len(around) == 2 and done.startswith(around[0]) and done.endswith(around[1]):
            return done[len(around[0]) : len(done) - len(around[1])]
        return self.text

    def _shown(self, line: str, values: Mapping[str, str]) -> str:
        hit = self.hit._replace(filled=filled_of(self.hit)._replace(command=line))
        return with_values(hit, values, self._home).command()

    def _line(self) -> Line:
        """The command, or the step, that the present field stands in."""
        filled = filled_of(self.hit)
        every = (Line(filled.command, ""), *filled.steps, *filled.fixes)
        return next((line for line in every if f"<{self.blank.name}>" in line.run), every[0])


def form_lines(form: Form, width: int, room: int) -> tuple[list[Block], list[Block]]:
    """What stands above the line that is typed in, and what stands below it, in at most `room` lines together."""
    above = wrapped(form.command(), width)
    problem, hint = form.problem(), form.hint()
    told: Block = []
    if problem:
        told = paragraph(clean(problem), width - 2, "risk-destroy" if form.pressed else "caveat", indent=2, taken=0)
        told = [("caveat", "! "), *told]
    elif hint:
        told = [("", "  "), *paragraph(clean(hint), width - 2, "dim", indent=2, taken=2)]
    keys = _keys(form, width)
    left = max(1, min(MOST, room - len(above) - len(lines(told, width)) - 5))
    offers = form.offers()
    start = max(0, min(form.chosen - left + 1, len(offers) - left)) if form.chosen >= left else 0
    listed = [_offer(name, form.chosen == number) for number, name in enumerate(offers[start : start + left], start)]
    if len(offers) > start + left:
        listed[-1] = [*listed[-1], ("dim", f"  … {len(offers) - start - left} more")]
    return above, [*lines(told, width), *listed, keys]


def _offer(name: str, chosen: bool) -> Block:
    return [("number" if chosen else "", "› " if chosen else "  "), ("chosen" if chosen else "", clean(name))]


def _keys(form: Form, width: int) -> Block:
    """The keys, as many as the line has room for; how to leave is always among them."""
    several = len(form.blanks) > 1
    keys = [f"{form.at + 1} of {len(form.blanks)}"] if several else []
    keys += ["Enter done" if form.last else "Enter next", "Esc leaves it as it was"]
    keys += ["Tab next", "Shift-Tab back"] if several else []
    text = ""
    for key in [*keys, "↑↓ choose"] if form.offers() else keys:
        if columns(text) + columns(key) + 3 <= width:
            text += (" · " if text else "") + key
    return [("dim", text)]
