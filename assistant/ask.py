"""The corridor behind every door: question ► words ► search ► judge ► answer."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

from assistant import judge
from assistant.errors import KnowledgeError
from assistant.index import open_or_build
from assistant.model import Answer, Card
from assistant.search import Found, Searcher

if TYPE_CHECKING:
    from whoosh.filedb.filestore import Storage

    from assistant.knowledge.schema import Finding

_NEAREST = 3
_Result = TypeVar("_Result")


class Corridor:
    """Answers questions from the cards of one folder.

    `knowledge` and `index` are the folders of cards and of tuning, `built` the place for the built index ("" for none).
    `watch` is entered while the index is built; `report` gets what is wrong with cards that had to be left out.
    """

    def __init__(
        self,
        knowledge: str,
        index: str,
        built: str,
        watch: Callable[[], AbstractContextManager[Any]] = nullcontext,
        report: Callable[[list[Finding]], None] = lambda findings: None,
    ) -> None:
        self._knowledge, self._index, self._built = knowledge, index, built
        self._watch, self._report = watch, report
        self._rules: dict[str, Any] = {}
        self._searcher = self._open(anew=False)

    def ask(self, question: str, limit: int = 5) -> Answer:
        """The answer to a question, with at most `limit` hits, best first. `took_ms` is the time for this call."""
        begun = time.perf_counter()
        found = self._safely(lambda searcher: searcher.search(question, max(limit, 2)))
        confidence = judge.confidence(found.hits, found.reading.understood(), found.reading.about, self._rules)
        return Answer(
            question=question,
            confidence=confidence,
            hits=found.hits[:limit] if confidence != "none" else (),
            corrected=found.reading.corrected,
            nearest=_nearest(found),
            took_ms=round((time.perf_counter() - begun) * 1000, 2),
        )

    def card(self, card_id: str) -> Card | None:
        """The card of that id, or None."""
        return self._safely(lambda searcher: searcher.card(card_id))

    def cards(self) -> list[Card]:
        """Every card, in the order of the files."""
        return self._safely(lambda searcher: searcher.cards())

    def _safely(self, action: Callable[[Searcher], _Result]) -> _Result:
        """Does it, and once more with an index built anew where the present one turns out to be damaged."""
        try:
            return action(self._searcher)
        except Exception:  # whatever Whoosh makes of damaged files; what is wrong in our own code fails again below
            self._searcher = self._open(anew=True)
            return action(self._searcher)

    def _open(self, anew: bool) -> Searcher:
        home = self._built or os.path.join(os.devnull, "nowhere")
        try:
            opened = open_or_build(home, [self._knowledge, self._index], self._build, anew)
        except FileNotFoundError as error:
            raise KnowledgeError(f"the folder {error.filename} is missing; install dockerhelp again") from error
        self._rules = opened.words["weights"]["judge"]
        return Searcher(opened)

    def _build(self, storage: Storage) -> dict[str, Any]:
        from assistant.index import build, tuning  # YAML and all it needs: only when there is something to build
        from assistant.knowledge import card_files, load

        with self._watch():
            cards, findings = load(card_files(self._knowledge))
            lost = [finding for finding in findings if finding.costs_card]
            if lost:
                self._report(lost)
            if not cards:
                raise KnowledgeError(f"no card can be read in {self._knowledge}; install dockerhelp again or mend the cards")
            try:
                return build.write(storage, cards, tuning.read(self._index))
            except tuning.TuningError as error:
                raise KnowledgeError(str(error)) from error


def _nearest(found: Found) -> tuple[str, ...]:
    near = found.hits[:_NEAREST] if found.reading.terms else ()
    return tuple(f"{hit.card.title} ({hit.card.id})" for hit in near)
