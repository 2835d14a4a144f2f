"""What a text comes to that is no phrase for an act: a change of the command at hand, a full question, or a question of its own.

A guess never leads to what deletes for good: only a text that clearly asks for it does.
"""

from __future__ import annotations

from typing import NamedTuple

from assistant.ask import Corridor
from assistant.chat.changes import Change, Changer
from assistant.chat.manners import Manners, Put
from assistant.chat.memory import Turn
from assistant.chat.rewrites import Rewriter
from assistant.chat.telling import Teller
from assistant.docker import grammar
from assistant.fill.question import Question
from assistant.model import Answer, Hit


class Followed(NamedTuple):
    """What a text came to: a changed hit, an answer to `question`, or a sentence for the person. All empty: a new question."""

    hit: Hit | None = None
    answer: Answer | None = None
    question: str = ""
    sentence: str = ""
    fresh: bool = False


NEW = Followed(fresh=True)


class Follower:
    """Decides what a text after an answer comes to."""

    def __init__(self, corridor: Corridor, manners: Manners, changer: Changer, teller: Teller, shell: str) -> None:
        self._corridor, self._manners, self._changer, self._teller, self._shell = corridor, manners, changer, teller, shell
        self.rewriter = Rewriter(corridor, manners)

    def follow(self, turn: Turn, text: str) -> Followed:
        """What a text comes to after a turn."""
        hit = turn.at_hand()
        asked = self._corridor.heard(text)
        put = self._manners.put(asked)._replace(opens=self._put(text).opens)  # what only opens a text is cut where it is mended
        if hit is None or put.bare:
            return NEW
        bare = self._manners.opened(asked)
        begun = self._manners.put(self._corridor.heard(bare, mend=False)) if bare else put
        if begun.whole() and not begun.opens:
            return self._rather(hit, text if not put.opens else bare, begun)
        if put.refers and put.verbs and put.words <= 1:  # an order: "now push it"
            found = self._on_it(turn, hit, self._corridor.heard(bare, mend=False), put)
            if found and found.answer and found.answer.confidence == "sure" and not put.verbs & self._own_verbs(hit):
                return found
        change = self._changer.change(hit, text)
        if change and not change.left and self._harmless(hit, change.hit, put):
            return Followed(hit=change.hit, question=text)
        return self._rewritten(turn, hit, self._corridor.heard(bare, mend=False), put, change)

    def ask(self, question: str, hit: Hit, put: Put, kind: str = "", same_verb: bool = False) -> Followed | None:
        """The answer to a question made of what was said; None where there is none, or where it is a guess that would delete."""
        answer = self._corridor.ask(question, 5, self._shell) if question else None
        if answer is None or answer.confidence == "none" or not answer.hits:
            return None
        if not self._harmless(hit, answer.hits[0], put):
            mild = [one for one in answer.hits if self._harmless(hit, one, put) and self._own_verbs(one) & put.terms]
            if not mild:
                return None
            answer = answer._replace(hits=(mild[0], *(one for one in answer.hits if one is not mild[0])))
        if same_verb and _verb(answer.hits[0]) != _verb(hit):
            return None
        answer = self._of_kind(answer, kind.rpartition(" ")[2], hit, put) if kind else answer
        return Followed(answer=answer, question=question)

    def opens(self, text: str) -> bool:
        """Whether a text goes on with what was said: "to 5"."""
        return self._put(text).opens

    def value(self, hit: Hit, text: str) -> Followed | None:
        """A bare value for what is still open: "5"."""
        change = self._changer.change(hit, text)
        return Followed(hit=change.hit, question=text) if change and not change.left else None

    def what_if(self, hit: Hit, rest: str) -> Followed | None:
        """The explanation or the problem that fits to a condition; None where none does."""
        question = self.rewriter.on_it(self._corridor.heard(rest, mend=False), hit)
        found = self.ask(question, hit, self._put(rest))
        return found if found and found.answer and found.answer.hits[0].card.kind in ("problem", "concept") else None

    def same(self, turn: Turn, hit: Hit, rest: str, text: str) -> Followed | None:
        """The last question for another kind of thing or another part of Docker; None where `rest` is neither."""
        question = self.rewriter.same(turn.question, hit, rest)
        if not question:
            return None
        kind = next(filter(None, map(self._manners.kind, rest.lower().split())), "")
        found = self.ask(question, hit, self._put(text), kind)
        return found or Followed(sentence=f"I know no answer to “{question}”. Put it as a question of its own.")

    def all(self, turn: Turn, hit: Hit, text: str) -> Followed | None:
        """The command at hand for all things of its kind."""
        change = self._changer.change(hit, text)
        if change and not change.left:
            return Followed(hit=change.hit, question=text)
        question = self.rewriter.all(turn.question, hit)
        return self.ask(question, hit, self._put(text), same_verb=True)

    def _rather(self, hit: Hit, text: str, put: Put) -> Followed:
        """A text that can be asked by itself is a change only where it is about the command at hand and tells less than that
        already knows: "follow the logs"."""
        if put.points and (found := self._pointing(hit, text, put)):
            return found
        change = None if put.asks else self._changer.change(hit, text)
        if change is None or change.left:
            return NEW._replace(question=text)
        answer = self._corridor.ask(text, 5, self._shell)
        new = answer.hits[0] if answer.hits and answer.confidence != "none" else None
        if (new is None or _open(new) > _open(change.hit)) and self._harmless(hit, change.hit, put):
            return Followed(hit=change.hit, question=text)
        return Followed(answer=answer, question=text, fresh=True)

    def _pointing(self, hit: Hit, text: str, put: Put) -> Followed | None:
        """ "connect web to it": the thing at hand goes where the question by itself has nothing for a thing of that kind."""
        kind, name = self.rewriter.thing(hit)
        answer = self._corridor.ask(text, 5, self._shell)
        new = answer.hits[0].filled if answer.hits and answer.confidence != "none" else None
        if not name or new is None or all(blank.kind != kind for blank in new.blanks):
            return Followed(answer=answer, question=text, fresh=True)
        return self.ask(self.rewriter.on_it(self._corridor.heard(text, mend=False), hit), hit, put, kind)

    def _on_it(self, turn: Turn, hit: Hit, asked: Question, put: Put) -> Followed | None:
        kind = self.rewriter.thing(hit)[0]
        them = self.ask(self.rewriter.on_them(asked, turn.said or turn.question, hit), hit, put)
        best = them.answer.hits[0] if them and them.answer else None
        if best and (not put.verbs or self._own_verbs(best) & put.verbs or self._teller.risk(best) == "destroy"):
            return them
        return self.ask(self.rewriter.on_it(asked, hit), hit, put, kind)

    def _of_kind(self, answer: Answer, kind: str, hit: Hit, put: Put) -> Answer:
        """The answer, a command for things of a kind first, where the first is for others and one does what is said."""
        if grammar.path_of(answer.hits[0].command()).startswith(f"{kind} "):
            return answer
        terms = self._put(answer.question).terms
        for one in answer.hits:
            of_kind = grammar.path_of(one.command()).startswith(f"{kind} ")
            if of_kind and self._own_verbs(one) & terms and self._harmless(hit, one, put):
                return answer._replace(hits=(one, *(other for other in answer.hits if other is not one)))
        return answer

    def _rewritten(self, turn: Turn, hit: Hit, asked: Question, put: Put, change: Change | None) -> Followed:
        if (put.verbs and (put.refers or put.words <= 1)) or (put.asks and put.refers):
            named = "" if put.refers else self.rewriter.on_named(asked, hit)
            found = self._on_it(turn, hit, asked, put) if put.refers else self.ask(named, hit, put)
            if found:
                return found
        if put.opens and not put.verbs and put.words:
            found = self.ask(self.rewriter.of_it(self._manners.opened(asked), hit), hit, put)
            best = found.answer.hits[0] if found and found.answer and found.answer.confidence == "sure" else None
            if best and best.card.kind == "command" and self._teller.risk(best) == "read":
                return found or NEW
        if not (put.opens or put.refers):
            return NEW
        if put.words and not put.refers and self._changer.already(hit, asked.text):
            return Followed(sentence=f"That is so already: `{hit.command().splitlines()[0]}`.")
        return Followed(sentence=_lost(hit, change))

    def _own_verbs(self, hit: Hit) -> frozenset[str]:
        """The terms for what the command of a hit does."""
        return frozenset(term.text for term in self._corridor.heard(_verb(hit), mend=False).terms)

    def _put(self, text: str) -> Put:
        return self._manners.put(self._corridor.heard(text, mend=False))

    def _harmless(self, before: Hit, after: Hit, put: Put) -> bool:
        """Whether what comes deletes no more than what was there, or is clearly asked to."""
        if self._teller.risk(after) != "destroy":
            return True
        wide = "$(" in after.command() and "$(" not in before.command() and "all" not in put.terms
        return not wide and (self._teller.risk(before) == "destroy" or self._manners.destroys(put.terms))


def _lost(hit: Hit, change: Change | None) -> str:
    words = ", ".join(f"“{word}”" for word in change.left) if change and change.left else ""
    command = hit.command().splitlines()[0] if hit.command() else hit.card.title
    what = f"I don't know what to make of {words} here" if words else "I don't know how to put that"
    return f"{what}: nothing was changed in `{command}`. Say it in other words, or ask it as a question of its own."


def _verb(hit: Hit) -> str:
    return grammar.path_of(hit.command()).rpartition(" ")[2]


def _open(hit: Hit) -> int:
    return len(hit.filled.blanks) if hit.filled else 0
