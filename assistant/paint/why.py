"""Why an answer is what it is: how the question was read, and what each card scored for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.model import Hit
from assistant.paint import Block, clean
from assistant.paint.wrap import row

_TOLD = {
    "asked": "a way of asking, its title or a flag",
    "overall": "all of its words, by Whoosh",
    "covered": "words of the question that the card has",
    "also": "other ways of asking",
    "pattern": "an error text",
    "verb": "begins with its verb",
    "world": "another part of Docker",
    "intent": "it wants something else done",
    "kind": "the kind of card one asks for so",
    "path": "names its command",
    "plain": "the plainer form first",
    "flags": "has just its flags",
    "used": "you use it",
}


def why_pieces(read: Mapping[str, str], hits: Sequence[Hit], width: int) -> Block:
    """How the question was read ({what: in words}), then the hits with the parts of their scores, best first."""
    pieces: Block = [("heading", "How it was read"), ("", "\n")]
    for name, text in read.items():
        pieces += row(("dim", name), 12, clean(text), width)
    for hit in hits:
        pieces += [("", "\n"), ("number", f"{hit.score:.2f}"), ("", "  "), ("title", clean(hit.card.title))]
        pieces += [("dim", f"  ({clean(hit.card.id)}, {clean(hit.card.source)})"), ("", "\n")]
        for name, part in sorted(hit.parts.items(), key=lambda entry: -abs(entry[1])):
            if abs(part) >= 0.005:
                pieces += row(("flag", f"{part:+.2f} {name}"), 16, _TOLD.get(name, ""), width)
        if hit.filled and hit.filled.command:
            share = f"{hit.filled.explained:.0%} of the question is accounted for by: {clean(hit.filled.command.splitlines()[0])}"
            pieces += row(("flag", "command"), 16, share, width)
    return pieces
