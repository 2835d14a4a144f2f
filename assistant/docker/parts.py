"""The typed parts of a shell line. Every part keeps its source, so a line prints as it was written: sources joined.

A `Script` is a flat row of pieces: `Word`, `Redirect`, `Operator`, `Space`, `Comment`, `Body` (of a here-document).
A `Word` is a row of parts: `Text`, `Blank`, `Raw` (what the shell must still expand), `Substitution` (a script inside the word).
A quotation mark belongs to the source of the part that it stands next to; `quote` says in which quotes a part stands: "", ' or ".
"""

from __future__ import annotations

from typing import NamedTuple

from assistant.docker.late import Late

BLANK = Late(r"<([a-z][a-z0-9_-]*)>")
_GLOB = Late(r"(?<!\\)(?:[*?\[]|\{[^{}]*(?:,|\.\.)[^{}]*\})")


class Text(NamedTuple):
    """Letters that arrive as they are. To make one, give the text only; `word()` finds its source."""

    text: str
    source: str = ""
    quote: str = ""

    @property
    def glob(self) -> bool:
        """Whether the shell looks for files by this text: an unquoted * ? [ or {a,b}."""
        return not self.quote and bool(_GLOB.search(self.source))


class Blank(NamedTuple):
    """A part that a person fills in, written `<name>`."""

    name: str
    source: str = ""
    quote: str = ""


class Raw(NamedTuple):
    """What the shell must still expand: `$HOME`, `${A:-b}`, `$((1+1))`, backticks, a leading `~`. `text` is it without quotes."""

    text: str
    source: str = ""
    quote: str = ""


class Substitution(NamedTuple):
    """A script in a word: `$(…)`, or `<(…)` and `>(…)` by `opener`; `before` and `after` hold quotation marks next to it."""

    script: Script
    quote: str = ""
    opener: str = "$("
    before: str = ""
    after: str = ""

    @property
    def source(self) -> str:
        """As it is written."""
        return f"{self.before}{self.opener}{show(self.script)}){self.after}"


Part = Text | Blank | Raw | Substitution


class Word(NamedTuple):
    """One word of a line. Make one with shell.word(parts) or shell.parse."""

    parts: tuple[Part, ...]

    @property
    def source(self) -> str:
        """As it is written."""
        return "".join(part.source for part in self.parts)

    def value(self) -> str | None:
        """The text that arrives, or None where a blank or something to expand is in the way."""
        if all(isinstance(part, Text) for part in self.parts):
            return "".join(part.text for part in self.parts if isinstance(part, Text))
        return None

    def lead(self) -> str:
        """The text up to the first part that is none."""
        text = ""
        for part in self.parts:
            if not isinstance(part, Text):
                break
            text += part.text
        return text

    def blanks(self) -> tuple[str, ...]:
        """The names of its blanks, in order, without those inside substitutions."""
        return tuple(part.name for part in self.parts if isinstance(part, Blank))

    def splits(self) -> bool:
        """Whether it may become no word or several: something unquoted to expand."""
        return any(part.glob if isinstance(part, Text) else not isinstance(part, Blank) and not part.quote for part in self.parts)


class Redirect(NamedTuple):
    """`2> file`: the operator with its number, the white space after it, the target."""

    operator: str
    target: Word
    gap: str = ""

    @property
    def source(self) -> str:
        """As it is written."""
        return self.operator + self.gap + self.target.source


class _Mark(str):
    """A piece that is its source and nothing more. No named tuple: making such a class takes ten times as long at start-up."""

    __slots__ = ()

    @property
    def source(self) -> str:
        """As it is written."""
        return str(self)


class Operator(_Mark):
    """One of | || |& && ; ;; & ( ) and the end of a line."""

    __slots__ = ()


class Space(_Mark):
    """White space between words, a continued line included."""

    __slots__ = ()


class Comment(_Mark):
    """From # to the end of the line."""

    __slots__ = ()


class Body(_Mark):
    """The lines of a here-document, its last line (the delimiter) included."""

    __slots__ = ()


Piece = Word | Redirect | Operator | Space | Comment | Body


class Script(NamedTuple):
    """A shell line, or several."""

    pieces: tuple[Piece, ...]


def show(script: Script) -> str:
    """The script as it is written."""
    return "".join(piece.source for piece in script.pieces)
