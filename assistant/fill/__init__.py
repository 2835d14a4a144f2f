"""Question and card → the finished command, quoted for the shell that it goes to.

question ► tokens and terms ► flags asked for (matching, flags) ► values for the blanks (finding, naming, readers) ► the command
(compose) ► what to tell about it (dangers). What the grammar would not accept is never given: then the card's own command
stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from assistant.docker import grammar
from assistant.docker.line import Line
from assistant.fill import question, weighing
from assistant.fill.compose import Composed
from assistant.fill.heard import Entries, Entry, Heard
from assistant.fill.telling import told
from assistant.fill.values import lore_of
from assistant.model import Card, Filled, Hit

if TYPE_CHECKING:
    from assistant.fill.manner import Manner

_ACTING = ("command", "recipe")


class Filler:
    """Fills cards from questions, by the words of one index."""

    def __init__(
        self,
        values: Mapping[str, Any],
        rules: Sequence[dict[str, Any]],
        ordinary: Set[str],
        rarity: Mapping[str, float],
        analyse: question.Analyse,
        split: Callable[[str], list[str]],
    ) -> None:
        """`values` and `rules` are index/values.yaml and index/dangers.yaml as the index keeps them, `ordinary` the words that
        the cards use, `rarity` how seldom each term is in them, `analyse` and `split` the index's own analysis."""
        self._lore = lore_of(values, ordinary, rarity)
        self._rules, self._analyse, self._split = rules, analyse, split

    def filling(
        self,
        text: str,
        corrected: Mapping[str, str],
        hits: Sequence[Hit],
        entries: Sequence[Sequence[str]],
        typed: bool = False,
        shell: str = "sh",
    ) -> Callable[[int], tuple[Hit, ...]]:
        """What gives the best hits with their finished commands, as many as it is asked for, the one that serves the question
        best first: whoever judges them wants few, whoever has to choose wants more, and no hit is filled twice.

        `entries` is what the card of each hit and its base cards listen for, as JSON; `typed` tells that the question is a
        docker command itself; `shell` is sh, bash, zsh or fish.
        """
        asked = question.read(text, self._analyse, self._split, corrected)
        made = _Made(self, asked, hits, entries)
        best = None if typed else self._best(self._rivals(hits), made)
        order = [best, *(hit for hit in hits if hit is not best)] if best else list(hits)
        done: list[Hit] = []

        def first(limit: int) -> tuple[Hit, ...]:
            for hit in order[len(done) : limit]:
                filled = self._typed(hit.card, asked, shell) if typed else self._told(made.of(hit), hit.card, shell)
                filled = filled or self._pasted(hit.card, asked.text, shell)
                done.append(hit._replace(filled=filled))
            return tuple(done[:limit])

        return first

    def read(self, text: str, corrected: Mapping[str, str]) -> question.Question:
        """A text taken apart as questions are."""
        return question.read(text, self._analyse, self._split, corrected)

    def again(
        self, card: Card, entries: Sequence[str], asked: question.Question, now: Filled, manner: Manner, shell: str
    ) -> tuple[Filled, tuple[str, ...]] | None:
        """A finished command as a text wants it changed, and the words of the text that came to nothing; None where there is no
        command, or no sound one can be made of it."""
        from assistant.fill.again import again  # the chat alone says things again

        try:
            made = again(card, [json.loads(entry) for entry in entries], asked, now, self._lore, manner)
            if not card.command or card.kind == "problem" or grammar.problems(made.line):
                return None
            return told(made.line, card, made.skeleton, made.values, self._rules, shell), made.left
        except (grammar.GrammarError, IndexError):
            return None

    def _rivals(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits that compete with the first one, where that is a command: commands that were not found much worse."""
        if not hits or hits[0].card.kind not in _ACTING:
            return []
        least = hits[0].score - self._lore.data["variants"]["within"]
        return [hit for hit in hits if hit.card.kind in _ACTING and hit.score >= least and hit.card.command]

    def _best(self, rivals: Sequence[Hit], made: _Made) -> Hit | None:
        """The rival whose finished command serves the question best; of another docker command than the first's only when much
        does."""
        weigh = self._lore.data["variants"]
        path = grammar.path_of(rivals[0].card.command) if rivals else ""
        best, most = None, 0.0
        for hit in rivals:
            if best is not None and hit.score + weigh["explained"] + weigh["hope"] < most:
                break  # they come in the order of their scores: none that follows can still win
            worth = _worth(made.of(hit))
            same = not path or grammar.path_of(hit.card.command) == path
            total = hit.score + (worth if same else float(worth * weigh["other"] - weigh["away"]))
            if best is None or total > most:
                best, most = hit, total
        return best

    def composed(self, card: Card, entries: Entries, heard: Heard) -> Composed | None:
        """The command of one card; None where it has none, or where no sound one can be made."""
        if not card.command or card.kind == "problem":  # names in an error text stand elsewhere than in questions: see pasted.py
            return None
        try:
            made = Composed(card, entries, heard, self._lore)
            unchanged = grammar.show(made.line) == card.command  # then it is as sound as the card
            return made if unchanged or not grammar.problems(made.line) else None
        except grammar.GrammarError:
            return None

    def _told(self, made: Composed | None, card: Card, shell: str) -> Filled | None:
        try:
            if made is None:
                return None
            filled = told(made.line, card, made.skeleton, made.fillings(), self._rules, shell)
            return filled._replace(explained=weighing.explained(made), owned=made.finder.owned())
        except grammar.GrammarError:
            return None

    def _pasted(self, card: Card, text: str, shell: str) -> Filled | None:
        """The commands of a problem card with what the pasted error text tells; None where it tells nothing."""
        if card.kind != "problem" or not card.matches or not card.likely_command():
            return None
        from assistant.fill import pasted

        try:
            values, line = pasted.values(text, card), grammar.parse(card.likely_command())
            return told(grammar.fill(line, values), card, card.likely_command(), values, self._rules, shell) if values else None
        except grammar.GrammarError:
            return None

    def _typed(self, card: Card, asked: question.Question, shell: str) -> Filled | None:
        template = card.likely_command()
        try:
            own = _as_typed(asked.text, template) if template else None
            return told(own or grammar.parse(template), card, "", {}, self._rules, shell) if template else None
        except grammar.GrammarError:
            return None


class _Made:
    """The commands of hits, each made when it is first wanted."""

    def __init__(self, filler: Filler, asked: question.Question, hits: Sequence[Hit], entries: Sequence[Sequence[str]]) -> None:
        self._filler, self._heard = filler, Heard(asked)
        self._entries = {hit.card.id: own for hit, own in zip(hits, entries, strict=True)}
        self._known: dict[str, Composed | None] = {}
        self._read: dict[str, Entry] = {}

    def of(self, hit: Hit) -> Composed | None:
        """The command of a hit; None where it has none, or none can be made."""
        if hit.card.id not in self._known:
            entries = [self._entry(text) for text in self._entries[hit.card.id]]
            self._known[hit.card.id] = self._filler.composed(hit.card, entries, self._heard)
        return self._known[hit.card.id]

    def _entry(self, text: str) -> Entry:
        if text not in self._read:
            self._read[text] = json.loads(text)
        return self._read[text]


def _worth(made: Composed | None) -> float:
    return weighing.worth(made) if made else -1.0


def _as_typed(text: str, template: str) -> Line | None:
    """The question itself, where it is a sound docker command of the card's kind."""
    text = text.strip().removeprefix("$ ").removeprefix("# ")
    if grammar.problems(text) or grammar.path_of(text) != grammar.path_of(template) or "\n" in text:
        return None
    line = grammar.parse(text)
    if len(grammar.normal(line)) != 1:  # one docker command, and nothing beside it
        return None
    return (
        line if line.commands and (line.commands[0].arguments() or not grammar.parse(template).commands[0].arguments()) else None
    )
