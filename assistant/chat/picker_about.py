"""What may be done to one docker command as it stands on the line: changes that words ask for, and its flags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.chat.changes import Changer
from assistant.chat.follow_ups import FollowUps
from assistant.chat.manners import Manners
from assistant.chat.picker_flags import added, mended, put
from assistant.chat.picker_offers import MOST, Offer, answers, once
from assistant.chat.picker_values import SEVERAL, Values
from assistant.docker import grammar, tables
from assistant.model import Filled, Hit, Option, flag_names

if TYPE_CHECKING:
    from assistant.ask import Corridor


class About:
    """What may be done to one docker command, as it stands on the line."""

    def __init__(self, corridor: Corridor, command: str) -> None:
        self._corridor, self.command = corridor, command
        data = corridor.follow_ups
        phrases = FollowUps(data, lambda text: corridor.heard(text, mend=False), corridor.heard, corridor.knows)
        manners = Manners(data)
        self._changer = Changer(corridor, phrases, manners, "sh")
        self._idle = frozenset(word for name in ("around", "said", "adding", "it") for word in data[name])
        self.path = grammar.path_of(command)
        self._values = Values(self.path, corridor.cards())
        self._right = mended(command)
        self.hit = self._base()

    def offers(self, query: str) -> list[Offer]:
        """The changes and flags that fit the words; without any: what is useful with this command."""
        if self.hit is None:
            return answers(self._corridor, query or self.command)
        first = [Offer("Put right what is misspelled", self._with(self.hit, self._right))] if self._right else []
        if not query:
            return once([*first, *self._flags(self._useful())])
        changed = [] if query.startswith("-") else self._changed(query)
        said = {offer.option for offer in changed}
        found = once([*changed, *self._flags(option for option in self._meant(query) if option not in said)])
        return found or answers(self._corridor, query)

    def sure(self, query: str) -> Offer | None:
        """The change that the words ask for, where no word is left over; without words, what puts a misspelled flag right."""
        if self.hit and self._right and not query:
            return self.offers("")[0]
        change = self._changer.change(self.hit, query) if self.hit and query else None
        return None if change is None or change.left else self._offered(change.hit)

    def _changed(self, query: str) -> list[Offer]:
        change = self._changer.change(self.hit, query) if self.hit else None
        return [self._offered(change.hit)] if change else []

    def _offered(self, made: Hit) -> Offer:
        """A changed hit as an offer: its new flags alone are put into the command, which stays as it is otherwise."""
        piece = added(self.hit.command(), made.command()) if self.hit else None
        if piece is None:
            return Offer("Change it so", made)
        names = flag_names(piece)
        options = [option for option in made.card.options if flag_names(option.flag) & names]
        title = " ".join(option.means for option in options[:2]) or "Change it so"
        return Offer(title, self._put(piece), piece, options[0] if len(options) == 1 else None)

    def _put(self, piece: str) -> Hit:
        assert self.hit is not None
        return self._with(self.hit, put(self.hit.command(), piece))

    def _useful(self) -> Iterable[Option]:
        """The flags that the card knows, its own first, which it tells in the order of their use."""
        return self.hit.card.options if self.hit else ()

    def _meant(self, query: str) -> Iterable[Option]:
        """The flags that have the words in their name or meaning: most words first, names before meanings."""
        if self.hit is None:
            return []
        if query.startswith("-"):
            known = [*self.hit.card.options, *self._untold()]
            begun = [option for option in known if any(name.startswith(query) for name in flag_names(option.flag))]
            return begun or [option for option in known if query.lstrip("-") in option.flag]
        every = [word for word in query.lower().split() if len(word) > 1]
        words = [word for word in every if word not in self._idle] or every
        ranked = [(_fits(option, words), -at) for at, option in enumerate(self.hit.card.options)]
        return [self.hit.card.options[-at] for fit, at in sorted(ranked, reverse=True) if fit > (0, 0)]

    def _untold(self) -> list[Option]:
        """Flags that the tables know and the card does not."""
        told = {name for option in (self.hit.card.options if self.hit else ()) for name in flag_names(option.flag)}
        known = tables.facts(f"docker {self.path}").get("flags", {})
        return [
            Option(f"--{name}", "") for name, fact in sorted(known.items()) if f"--{name}" not in told and not fact.get("hidden")
        ]

    def _flags(self, options: Iterable[Option]) -> list[Offer]:
        """Options as offers; without those that are there and may stand once alone."""
        found: list[Offer] = []
        for option in options:
            if len(found) == MOST:
                break
            try:
                piece = self._piece(option)
                made = self._put(piece)
            except grammar.GrammarError:
                continue
            if made.command() != self.command:
                found.append(Offer(option.means or option.flag, made, piece, option))
        return found

    def _piece(self, option: Option) -> str:
        """A flag as it goes into the command, its value open."""
        spelled = option.flag.split(",")[0].split("=")[0].split()[0]
        facts = grammar.flag_facts(self.path, spelled)
        there = grammar.parse(self.command).commands[0].flags(facts.get("name", ""))
        if not facts or (there and facts.get("type") not in SEVERAL):
            raise grammar.GrammarError("it is there")
        if not facts.get("takes_value"):
            return spelled
        return f"{spelled}{'=' if facts.get('optional_value') else ' '}{self._values.open(str(facts['name']))}"

    def _base(self) -> Hit | None:
        """The plainest card of this command, with the command as it stands."""
        hits = self._corridor.ask(self._right or self.command, 5).hits
        same = [hit for hit in hits if hit.card.kind == "command" and grammar.path_of(hit.command()) == self.path]
        if not same:
            same = [Hit(card, 0.0) for card in self._corridor.cards() if grammar.path_of(card.command) == self.path]
        best: Sequence[Hit] = sorted(same, key=lambda hit: (len(flag_names(hit.card.command)), -len(hit.card.options)))
        return self._with(best[0], self._right or self.command) if best else None

    def _with(self, hit: Hit, command: str) -> Hit:
        """A hit with another command, and what goes along with its own taken away."""
        card = hit.card._replace(look="", undo="", steps=(), fixes=())
        return hit._replace(card=card, filled=Filled(command, "", self._values.blanks(command)))


def _fits(option: Option, words: Sequence[str]) -> tuple[int, int]:
    """How many of the words an option has, and how many of them in its name."""
    names = option.flag.lower().replace(",", " ").replace("-", " ").split()
    means = option.means.lower().split()
    named = [word for word in words if any(name.startswith(word) for name in names)]
    told = [word for word in words if any(one.strip("(.,;:`").startswith(word) for one in means)]
    return len({*named, *told}), len(named)
