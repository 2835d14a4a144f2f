"""How much a command line does, and the worst of several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_RANKS = ("read", "change", "destroy")


class Verdict(NamedTuple):
    """What a line does when it is run. `risk` is one of model.RISKS; `because` a short phrase for what makes it worse than one
    might think, "" where there is nothing; `asks` the flag (--force) that keeps the command from asking by itself, "" where it
    does not ask; `look` a command that only looks and shows what will be touched, "" where none is known."""

    risk: str = "read"
    because: str = ""
    asks: str = ""
    look: str = ""


READ, CHANGE = Verdict(), Verdict("change")
UNREADABLE = Verdict("destroy", "it cannot be read")


def rank(risk: str) -> int:
    """How bad a risk is, from 0."""
    return _RANKS.index(risk)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of them; where several are equally bad with the reasons and looks of all, and the first flag."""
    every = list(verdicts)
    risk = max((verdict.risk for verdict in every), key=rank, default="read")
    same = [verdict for verdict in every if verdict.risk == risk]
    because, look = (dict.fromkeys(filter(None, texts)) for texts in ([v.because for v in same], [v.look for v in same]))
    return Verdict(risk, ", ".join(because), next((verdict.asks for verdict in every if verdict.asks), ""), "; ".join(look))


def elsewhere(verdict: Verdict) -> Verdict:
    """The verdict on a command that another machine or a container runs: what would be looked at here is not what it touches."""
    return verdict._replace(asks="", look="")
