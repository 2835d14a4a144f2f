"""The corridor behind every door: question ► words ► search ► judge ► answer."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from assistant import judge
from assistant.errors import KnowledgeError
from assistant.fill import Filler
from assistant.index import open_or_build
from assistant.model import Answer, Card, Hit
from assistant.search import Found, Searcher
from assistant.words import split

if TYPE_CHECKING:
    from whoosh.filedb.filestore import Storage

    from assistant.fill.manner import Manner
    from assistant.fill.question import Question
    from assistant.knowledge.schema import Finding

_NEAREST = 3
_RIVALS = 8  # cards that are filled to see which serves best
_Result = TypeVar("_Result")


class Corridor:
    """Answers questions from the cards of one folder.

    `knowledge` and `index` are the folders of cards and of tuning, `built` the place for the built index ("" for none).
    `watch` is entered while the index is built; `report` gets what is wrong with cards that had to be left out; `uses` tells how
    often the person used which card.
    """

    def __init__(
        self,
        knowledge: str,
        index: str,
        built: str,
        watch: Callable[[], AbstractContextManager[Any]] = nullcontext,
        report: Callable[[list[Finding]], None] = lambda findings: None,
        uses: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._knowledge, self._index, self._built = knowledge, index, built
        self._watch, self._report, self._uses = watch, report, uses
        self._later = {"risks": "{}", "follow_ups": "{}"}
        self._rules: dict[str, Any] = {}
        self._searcher = self._open(anew=False)

    def ask(self, question: str, limit: int = 5, shell: str = "sh", choices: int = 0) -> Answer:
        """The answer to a question, with at most `limit` hits (where one has to choose: `choices`, if that is more), best
        first, their commands finished and quoted for `shell` (sh, bash, zsh or fish). `took_ms` is the time for this call."""
        begun = time.perf_counter()
        found, filled, confidence = self._looked(question, limit, shell)
        hits = filled(max(limit, choices) if confidence == "choose" else limit)
        return Answer(
            question=question,
            confidence=confidence,
            hits=hits if confidence != "none" else (),
            corrected=found.reading.corrected,
            nearest=_nearest(found),
            took_ms=round((time.perf_counter() - begun) * 1000, 2),
        )

    def look(self, question: str, limit: int, shell: str = "sh") -> tuple[Found, tuple[Hit, ...], str]:
        """What was found, the best hits with their commands whatever the judge makes of them, and how sure he is."""
        found, filled, confidence = self._looked(question, limit, shell)
        return found, filled(limit), confidence

    def _looked(self, question: str, limit: int, shell: str) -> tuple[Found, Callable[[int], tuple[Hit, ...]], str]:
        """As `look`, with what gives the best hits, as many as one wants."""
        found = self._safely(lambda searcher: searcher.search(question, max(limit, _RIVALS)))
        reading = found.reading
        filled = self._filler.filling(reading.text, reading.corrected, found.hits, found.wishes, reading.form == "command", shell)
        hits = filled(limit)
        confidence = judge.confidence(found.hits, reading.understood(), reading.about, self._rules, reading.form)
        if reading.form in ("plain", "trouble"):
            confidence = judge.with_command(confidence, found, hits, lambda: judge.same(filled(2)), self._rules)
        return found, filled, confidence

    def heard(self, text: str, mend: bool = True) -> Question:
        """A text taken apart as questions are; with `mend` its spelling is mended, and it is put in full words."""
        full, corrected = self._safely(lambda searcher: searcher.mended(text)) if mend else (text, {})
        return self._filler.read(full, corrected)

    def knows(self, word: str) -> bool:
        """Whether the cards use a word."""
        return word in self._searcher.vocabulary

    def again(self, hit: Hit, asked: Question, manner: Manner, shell: str = "sh") -> tuple[Hit, tuple[str, ...]] | None:
        """A hit with its finished command as a text about it wants it ("with name web"), and the words of the text that came to
        nothing; None where that cannot be."""
        if hit.filled is None:
            return None
        entries = self._safely(lambda searcher: searcher.listening(hit.card.id))
        made = self._filler.again(hit.card, entries, asked, hit.filled, manner, shell)
        return (hit._replace(filled=made[0]), made[1]) if made else None

    @property
    def risks(self) -> dict[str, Any]:
        """The rules of index/risks.yaml, as plan.risk.Risks takes them."""
        return self._parsed("risks")

    @property
    def follow_ups(self) -> dict[str, Any]:
        """What index/follow-ups.yaml knows of talking on."""
        return self._parsed("follow_ups")

    def _parsed(self, name: str) -> dict[str, Any]:
        import json

        found: dict[str, Any] = json.loads(self._later[name])
        return found

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
        searcher = Searcher(opened, self._uses)
        words = opened.words
        self._later = {name: words[name] for name in self._later}
        lore = words["values"], words["dangers"], searcher.vocabulary, words["rarity"]
        self._filler = Filler(*lore, searcher.pipe.whole, split)
        return searcher

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
