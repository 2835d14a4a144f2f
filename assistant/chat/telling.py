"""What can be told about the command at hand: its flags, its danger, what takes it back, examples, why it is the answer."""

from __future__ import annotations

from collections.abc import Callable

from assistant.ask import Corridor
from assistant.chat.follow_ups import Act
from assistant.docker import grammar
from assistant.model import Card, Hit, flag_names
from assistant.paint import Block
from assistant.paint.chat import line_pieces, note_pieces, option_pieces, risk_pieces, said_pieces
from assistant.plan.risk import Risks


class Teller:
    """Tells about hits. Every teller of TOLD takes the hit, the act, the question that led to it and the width, and returns
    pieces, or None where it is asked something else."""

    def __init__(self, corridor: Corridor) -> None:
        self._corridor = corridor
        self.risks = Risks(corridor.risks)
        self._idle = frozenset(term for name in ("it", "its", "around", "said", "asking") for term in corridor.follow_ups[name])
        self._told: dict[str, Callable[[Hit, Act, int], Block | None]] = {
            "flag": self._flag,
            "flags": self._flags,
            "why": self._why,
            "whatif": self._what_if,
            "safe": self._safe,
            "example": self._example,
        }

    def tells(self, act: str) -> bool:
        """Whether an act only tells something."""
        return act in self._told

    def tell(self, hit: Hit, act: Act, width: int) -> Block | None:
        """What is told; None where the text asks for something else."""
        return self._told[act.name](hit, act, width)

    def risk(self, hit: Hit) -> str:
        """How risky the command of a hit is; that of the card where it is worse."""
        ranks = ("read", "change", "destroy")
        if not hit.command():
            return "read"
        own = hit.card.risk if hit.card.kind in ("command", "recipe") else "read"
        return max(own, self.risks.of(hit.command()).risk, key=ranks.index)

    def _flag(self, hit: Hit, act: Act, width: int) -> Block:
        asked = act.flag.split("=")[0]
        names = [asked] if asked.startswith("--") or len(asked) == 2 else [f"-{letter}" for letter in asked[1:]]
        known = [option for name in names for option in hit.card.options if name in flag_names(option.flag)]
        if len(known) == len(names):
            return option_pieces(known, width)
        path = grammar.path_of(hit.command())
        facts = [grammar.flag_facts(path, name) for name in names]
        if all(facts):
            spelled = ", ".join(f"--{fact['name']}" for fact in facts)
            return said_pieces(
                [f"{asked} is {spelled} of docker {path}. I know no more about it; `docker {path} --help` does."], width
            )
        near = grammar.nearest_flag(path, asked) if path else ""
        hint = f" Did you mean --{near}?" if near else ""
        return said_pieces([f"docker {path} has no flag {asked}.{hint}" if path else f"There is no {asked} in it."], width)

    def _flags(self, hit: Hit, act: Act, width: int) -> Block:
        there = _used(hit)
        own = [option for option in hit.card.options if flag_names(option.flag) & there]
        others = [option for option in hit.card.options if option not in own]
        pieces = said_pieces([hit.card.summary], width)
        if own:
            pieces += [("", "\n"), ("heading", "In this command"), ("", "\n"), *option_pieces(own, width)]
        if others:
            heading = "What else it knows" if own else "What it knows"
            pieces += [("", "\n"), ("heading", heading), ("", "\n"), *option_pieces(others, width)]
        return pieces

    def _why(self, hit: Hit, act: Act, width: int) -> Block:
        card = hit.card
        if card.kind == "problem":
            return said_pieces([card.because or card.summary], width)
        own = [option for option in card.options if flag_names(option.flag) & _used(hit)]
        pieces = [*said_pieces([card.summary], width), *(option_pieces(own, width) if own else [])]
        return [*pieces, *note_pieces(card.caveats, width), *said_pieces(["/why shows how it was found."], width, "dim")]

    def _what_if(self, hit: Hit, act: Act, width: int) -> Block | None:
        wanted = self._terms(act.rest) - self._idle
        if not wanted:
            return None
        card = hit.card
        notes = [text for text in (*card.caveats, *_sentences(card)) if self._speaks(text, wanted)]
        options = [option for option in card.options if self._speaks(option.means, wanted)][:3]
        if not notes and not options:
            return None
        return [*note_pieces(notes[:3], width), *option_pieces(options, width)]

    def _safe(self, hit: Hit, act: Act, width: int) -> Block:
        if not hit.command():
            return said_pieces(["There is nothing to run here: it only explains."], width)
        verdict = self.risks.of(hit.command())
        risk = self.risk(hit)
        pieces = risk_pieces(risk, verdict.because if risk == verdict.risk else "", width)
        filled = hit.filled
        pieces += note_pieces([*(filled.warnings if filled else ()), *hit.card.caveats], width)
        look = (filled.look if filled else "") or hit.card.look or verdict.look
        undo = (filled.undo if filled else "") or hit.card.undo
        if look and risk != "read":
            pieces += [("dim", "# see first what it touches"), ("", "\n"), ("command", look), ("", "\n")]
        if undo:
            pieces += [("dim", "# take it back"), ("", "\n"), ("command", undo), ("", "\n")]
        return pieces if undo or risk != "destroy" else [*pieces, *said_pieces(["This cannot be undone."], width)]

    def _example(self, hit: Hit, act: Act, width: int) -> Block:
        if hit.card.examples:
            return line_pieces(hit.card.examples, width)
        return said_pieces(["I have no other example of this one."], width)

    def _speaks(self, text: str, wanted: set[str]) -> bool:
        """Whether a text has most of the terms that are looked for."""
        return 2 * len(wanted & self._terms(text)) > len(wanted)

    def _terms(self, text: str) -> set[str]:
        return {term.text for term in self._corridor.heard(text, mend=False).terms}


def _used(hit: Hit) -> set[str]:
    """The flags of a command, every letter of -it for itself."""
    found = flag_names(hit.command()) | {f"--{name}" for name in (hit.filled.flags if hit.filled else ())}
    short = {name for name in found if not name.startswith("--") and len(name) > 2}
    return found | {f"-{letter}" for name in short for letter in name[1:]}


def _sentences(card: Card) -> list[str]:
    parts = card.summary.replace("\n", " ").split(". ")
    return [f"{part.strip().rstrip('.')}." for part in parts if part.strip()]
