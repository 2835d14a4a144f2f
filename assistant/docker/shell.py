"""A shell line ⇄ typed pieces, without loss: `show(parse(line)) == line` for every line that can be read.

    script = parse("docker stop $(docker ps -q) # all")   → Script of pieces (see parts.py)
    show(script)                                           → the line
    word([Text("name=^"), Blank("c"), Text("$")])          → the Word 'name=^<c>$', quoted where it must be
    words("sh -c 'a b'")                                   → its Words; script(word, word, …) puts spaces between

`<name>` is a blank wherever it stands, and wins over `<` as a redirection. Only GrammarError is raised.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.docker.late import Late
from assistant.docker.parts import (
    Blank,
    Body,
    Comment,
    Operator,
    Part,
    Piece,
    Raw,
    Redirect,
    Script,
    Space,
    Substitution,
    Text,
    Word,
    show,
)  # fmt: skip
from assistant.docker.quote import GrammarError
from assistant.docker.wordreader import ENDS, WordReader
from assistant.docker.writing import source_of

__all__ = [
    "Blank", "GrammarError", "Raw", "Substitution", "Text", "Word",
    "glob", "parse", "script", "show", "word", "word_from", "words",
]  # fmt: skip

_SPACE = Late(r"(?:[ \t]|\\\n)+")
_COMMENT = Late(r"#[^\n]*")
_OPERATOR = Late(r"\|\||\|&|\||&&|;;|;|&(?!>)|\(|\)|\n")
_NO_BLANK = r"(?![a-z][a-z0-9_-]*>)"
_REDIRECT = Late(rf"\d*(?:<<<{_NO_BLANK}|<<-{_NO_BLANK}|<<{_NO_BLANK}|<>|<&|<|>>|>&|>\||>)|&>>|&>")


def parse(line: str) -> Script:
    """The typed pieces of a line; GrammarError says what is open or in the wrong place, and where."""
    if "\0" in line:
        raise GrammarError(f"no line can hold a NUL character (character {line.index(chr(0)) + 1})")
    return _Reader(line).script()


def word(parts: Iterable[Part]) -> Word:
    """The word that these parts make together, with a source that reads back as them (see writing.py)."""
    return word_from(source_of(parts))


def word_from(source: str) -> Word:
    """The one word that is written so; GrammarError where the source is not exactly one word."""
    pieces = parse(source).pieces
    if len(pieces) != 1 or not isinstance(pieces[0], Word):
        raise GrammarError(f"not one word: {source}")
    return pieces[0]


def words(source: str) -> tuple[Word, ...]:
    """The words of a text; GrammarError where it needs more than words: a pipe, a redirection."""
    pieces = [piece for piece in parse(source).pieces if not isinstance(piece, Space)]
    for piece in pieces:
        if not isinstance(piece, Word):
            raise GrammarError(f"only words can stand here, not {piece.source!r}: {source}")
    return tuple(piece for piece in pieces if isinstance(piece, Word))


def glob(text: str) -> Text:
    """A text that stays unquoted, so that the shell looks for files by its * ? [ ]."""
    return Text(text, text, "")


def script(*pieces: Piece) -> Script:
    """A script of these pieces, with a space between two that need one."""
    out: list[Piece] = []
    for piece in pieces:
        if out and not isinstance(piece, (Space, Body)) and not isinstance(out[-1], Space):
            out.append(Space(" "))
        out.append(piece)
    return Script(tuple(out))


class _Reader(WordReader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.waiting: list[str] = []  # delimiters of here-documents whose bodies come after the end of the line

    def script(self, inner: bool = False) -> Script:
        outer, self.waiting = self.waiting, []
        pieces: list[Piece] = []
        open_at: list[int] = []
        start = self.at
        while self.at < len(self.text) and not (inner and not open_at and self.text[self.at] == ")"):
            if self.text[self.at] == "(":
                open_at.append(self.at)
            elif self.text[self.at] == ")":
                if not open_at:
                    raise self.error("a ) without its (", self.at)
                open_at.pop()
            pieces += self._next()
        if open_at or (inner and self.at >= len(self.text)):
            raise self.error("a ( is never closed", open_at[-1] if open_at else start - 1)
        if self.waiting:
            raise self.error(f"the here-document lacks its last line {self.waiting[0]}", self.at)
        self.waiting = outer
        return Script(tuple(pieces))

    def _next(self) -> list[Piece]:
        if space := self.taken(_SPACE):
            return [Space(space)]
        if comment := self.taken(_COMMENT):
            return [Comment(comment)]
        if (found := _REDIRECT.match(self.text, self.at)) and not self.opens(self.at + len(found.group().rstrip("<>&|-"))):
            return [self._redirect()]
        if operator := self.taken(_OPERATOR):
            return [Operator(operator), *(self._bodies() if operator == "\n" else [])]
        return [self.word()]

    def _redirect(self) -> Redirect:
        start = self.at
        operator = self.taken(_REDIRECT)
        gap = self.taken(_SPACE)
        if self.at >= len(self.text) or (self.text[self.at] in ENDS and not self.opens(self.at)):
            raise self.error(f"{operator} names no file", start)
        target = self.word()
        if operator.endswith(("<<", "<<-")) and not operator.endswith("<<<"):
            self.waiting.append(target.value() or target.source)
        return Redirect(operator, target, gap)

    def _bodies(self) -> list[Piece]:
        found: list[Piece] = []
        for delimiter in self.waiting:
            start = self.at
            while self.at < len(self.text):
                end = self.text.find("\n", self.at)
                line = self.text[self.at : end if end >= 0 else None]
                self.at = end + 1 if end >= 0 else len(self.text)
                if line.lstrip("\t") == delimiter:
                    break
            else:
                raise self.error(f"the here-document lacks its last line {delimiter}", start)
            found.append(Body(self.text[start : self.at]))
        self.waiting = []
        return found
