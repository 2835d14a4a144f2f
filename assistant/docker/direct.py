"""A line → the words for a run without a shell."""

from __future__ import annotations

from assistant.docker.parts import Blank, Comment, Operator, Script, Space, Text, Word
from assistant.docker.quote import GrammarError
from assistant.docker.wrappers import ASSIGNMENT


def argv(script: Script) -> list[str]:
    """The words of the only command of a script; GrammarError says why where it needs a shell or a value."""
    words = []
    for at, piece in enumerate(script.pieces):
        if isinstance(piece, Word):
            words.append(_value(piece))
        elif not isinstance(piece, (Space, Comment)) and not (
            piece == Operator("\n") and (not words or at == len(script.pieces) - 1)
        ):
            raise GrammarError(f"only a shell can do this: {piece.source.strip() or 'several lines'}")
    if not words:
        raise GrammarError("there is no command to run")
    first = next(piece for piece in script.pieces if isinstance(piece, Word))
    if ASSIGNMENT.match(first.lead()):
        raise GrammarError(f"only a shell can set a variable: {first.source}")
    return words


def _value(word: Word) -> str:
    text = ""
    for part in word.parts:
        if isinstance(part, Blank):
            raise GrammarError(f"the blank <{part.name}> is still open")
        if not isinstance(part, Text) or part.glob:
            raise GrammarError(f"only a shell can expand this: {word.source}")
        text += part.text
    return text
