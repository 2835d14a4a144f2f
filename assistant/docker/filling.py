"""Values into the blanks of a line, each quoted so that it arrives as that one word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.docker import tables
from assistant.docker.command import Command
from assistant.docker.items import Argument, Dashes, Flag, Item
from assistant.docker.late import Late
from assistant.docker.line import Line, read
from assistant.docker.parts import Blank, Part, Piece, Redirect, Script, Space, Substitution, Word
from assistant.docker.placing import blanks_of_script, in_place, replacement
from assistant.docker.quote import GrammarError
from assistant.docker.shell import word_from
from assistant.docker.writing import quoted

Value = str | Word | Sequence[str | Word]  # several: one word each
Values = Mapping[str, Value]
_SHELL = Late(r"(?:.*/)?(?:ba|da|z|k|a)?sh")
_SCRIPT_FLAG = Late(r"-[a-z]*c")


def fill(line: Line, values: Values) -> Line:
    """The line with values in the place of blanks; a blank without a value stays.

    A text is quoted as needed; a Word goes in as it is written ("$HOME"/data); a list makes several words of a blank that stands
    alone. In the script of `sh -c '…'` a value is quoted for the inner shell too, unless the blank is the whole script.
    A value with a dash in front never becomes a flag of docker: `--` or `--flag=value` sees to that.
    GrammarError where a value holds a NUL, or where several values would have to share a word.
    """
    at = 0
    while at < len(line.commands):
        old = line.commands[at]
        new = _guarded(old, values)
        line = line if new is old else line.replace(old, new)
        at += 1
    return read(_script(line.script, values))


def _guarded(command: Command, values: Values) -> Command:
    items = tuple(_flag(item, values) if isinstance(item, Flag) else item for item in command.items)
    changed = command if items == command.items else command._replace(items=items)
    ends = tables.ends_flags(f"docker {command.path}".strip())
    for item in items:
        if isinstance(item, Dashes):
            break
        if isinstance(item, Argument):
            if _begins_with_dash(item.word, values):
                return changed.with_dashes()
            if ends:
                break
    return changed


def _flag(flag: Flag, values: Values) -> Item:
    if flag.value is None or flag.style != "space" or not _begins_with_dash(flag.value, values):
        return flag
    if len(flag.name) > 1:
        return flag._replace(spelled=f"--{flag.name}", style="equals", joined=False)
    return flag._replace(style="equals")


def _begins_with_dash(word: Word, values: Values) -> bool:
    first = next((part for part in word.parts if part.source), None)
    if not isinstance(first, Blank) or first.name not in values:
        return False
    value = values[first.name]
    texts = [value] if isinstance(value, (str, Word)) else list(value)
    leads = [text.lead() if isinstance(text, Word) else text for text in texts]
    return any(lead.startswith("-") and (len(lead) > 1 or len(word.parts) > 1) for lead in leads)


def _script(script: Script, values: Values) -> Script:
    out: list[Piece] = []
    before: list[str] = []  # the last words of this command: is a script of `sh -c` next?
    for piece in script.pieces:
        if isinstance(piece, Word):
            nested = len(before) > 1 and bool(_SHELL.fullmatch(before[-2]) and _SCRIPT_FLAG.fullmatch(before[-1]))
            before.append(piece.value() or "")
            out += _words(piece, values, nested)
        elif isinstance(piece, Redirect):
            (target, *more) = _words(piece.target, values, False)
            if more or not isinstance(target, Word):
                raise GrammarError(f"several values cannot be one file: {piece.source}")
            out.append(piece._replace(target=target))
        else:
            before = before if isinstance(piece, Space) else []
            out.append(piece)
    return Script(tuple(out))


def _words(word: Word, values: Values, nested: bool) -> Sequence[Piece]:
    """The word, filled; several words with white space between where its only blank has several values."""
    names = [name for name in word.blanks() if name in values]
    if len(word.parts) == 1 and names and not nested:
        value = values[names[0]]
        if not isinstance(value, (str, Word)):
            made = [one if isinstance(one, Word) else word_from(quoted(one)) for one in value]
            return [piece for one in made for piece in (Space(" "), one)][1:] or [word]
    return [_filled(word, values, nested) if names or _has_script(word) else word]


def _has_script(word: Word) -> bool:
    return any(isinstance(part, Substitution) for part in word.parts)


def _filled(word: Word, values: Values, nested: bool) -> Word:
    script = nested and len(word.parts) > 1
    inner = blanks_of_script(word) if script else []
    sources: list[str] = []
    before: Part | None = None
    for part in word.parts:
        if isinstance(part, Blank):
            around = inner.pop(0) if script else None
            sources.append(_value(before, part, values[part.name], word, around) if part.name in values else part.source)
        elif isinstance(part, Substitution):
            sources.append(part._replace(script=_script(part.script, values)).source)
        else:
            sources.append(part.source)
        before = part
    return word_from("".join(sources))


def _value(before: Part | None, blank: Blank, value: Value, word: Word, inner: tuple[Part | None, Blank] | None) -> str:
    """The source of a blank with its value; `inner` is the same blank as the inner shell sees it, with the part before it."""
    if inner is None:
        return in_place(before, blank, _one(value, word))
    if isinstance(value, (str, Word)) or inner[1].quote:
        return in_place(before, blank, replacement(*inner, _one(value, word)))
    several = " ".join(one.source if isinstance(one, Word) else quoted(one) for one in value)
    return in_place(before, blank, several)


def _one(value: Value, word: Word) -> str | Word:
    if isinstance(value, (str, Word)):
        return value
    if len(value) != 1:
        raise GrammarError(f"several values cannot share one word: {word.source}")
    return value[0]
