"""A script as fish reads it: other escapes inside of quotes; what fish has no words for is handed to sh as a whole."""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.docker.parts import Blank, Body, Operator, Part, Piece, Raw, Redirect, Script, Substitution, Text, Word
from assistant.docker.parts import show as in_sh
from assistant.docker.quote import fish
from assistant.docker.wrappers import ASSIGNMENT

_KEYWORDS = ("for", "do", "done", "while", "until", "if", "then", "fi", "case", "esac", "{", "}")
_PLAIN = Late(r"[A-Za-z0-9@%+=:,./_*?\[\]-]*")
_BRACED = Late(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SIMPLE = Late(r"\$[A-Za-z_][A-Za-z0-9_]*|~[A-Za-z0-9_.+-]*")


def show(script: Script) -> str:
    """The script for fish: written anew where fish reads it otherwise, or as `sh -c '…'` where it cannot be said in fish."""
    return _script(script) if _can(script) else "sh -c " + fish(in_sh(script))


def _can(script: Script) -> bool:
    words: list[Word] = []
    for piece in script.pieces:
        if isinstance(piece, Body) or piece in (Operator("("), Operator(")"), Operator("|&"), Operator(";;")):
            return False
        if isinstance(piece, Redirect) and "<<" in piece.operator:
            return False
        if isinstance(piece, Operator):
            if words and all(ASSIGNMENT.match(word.lead()) for word in words):
                return False
            words = []
        word = piece.target if isinstance(piece, Redirect) else piece
        if isinstance(word, Word):
            words.append(word)
            if (len(words) == 1 and word.value() in _KEYWORDS) or not all(map(_can_part, word.parts)):
                return False
    return not (words and all(ASSIGNMENT.match(word.lead()) for word in words))


def _can_part(part: Part) -> bool:
    if isinstance(part, Substitution):
        return part.opener == "$(" and _can(part.script)
    return not isinstance(part, Raw) or part.text == "$?" or bool(_SIMPLE.fullmatch(part.text) or _BRACED.fullmatch(part.text))


def _script(script: Script) -> str:
    return "".join(map(_piece, script.pieces))


def _piece(piece: Piece) -> str:
    if isinstance(piece, Redirect):
        return piece.operator + piece.gap + _word(piece.target)
    return _word(piece) if isinstance(piece, Word) else piece.source


def _word(word: Word) -> str:
    pairs = list(zip(word.parts, (*word.parts[1:], None), strict=True))
    made = "".join(_part(part, at == 0, isinstance(after, Blank)) for at, (part, after) in enumerate(pairs))
    text = word.value()
    return made if made == word.source or text is None or word.splits() else fish(text)


def _part(part: Part, first: bool, before_blank: bool) -> str:
    if isinstance(part, Substitution):
        return f"{part.before}$({_script(part.script)}){part.after}"
    if isinstance(part, Blank) or (before_blank and part.source.endswith("$")):  # "$<variable>": it will be a name
        return part.source
    if isinstance(part, Raw):
        if part.text == "$?":
            return part.source.replace("$?", "$status")
        return _BRACED.sub(r'$\1""' if part.quote else r'"$\1"', part.source)
    if not part.quote:
        plain = _PLAIN.fullmatch(part.source) and not (first and part.source.startswith("%"))
        return part.source if plain or part.glob else fish(part.text)
    before, after = _marks(part)
    return before + _escaped(part) + after


def _marks(part: Text) -> tuple[str, str]:
    """The quotation marks that belong to the source of a text."""
    if part.source == part.quote * 2:
        return part.quote, part.quote
    escaped_end = part.quote == '"' and part.source.endswith('\\"') and not part.source.endswith('\\\\"')
    ends = part.source.endswith(part.quote) and not escaped_end
    return part.quote * part.source.startswith(part.quote), part.quote * ends


def _escaped(part: Text) -> str:
    text = part.text.replace("\\", "\\\\").replace(part.quote, "\\" + part.quote)
    return text.replace("$", "\\$") if part.quote == '"' else text
