"""Typed parts → the source of one word that reads back as them, in bash, zsh and sh alike.

A text goes bare where it is plain, else into quotes; a blank stays a visible `<name>`, inside quotes or not. Where a text looks
like a blank, its quotes are broken up (`'<'c'>'`): the shell reads the same, and nothing is taken for a blank.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.docker.late import Late
from assistant.docker.parts import BLANK, Blank, Part, Raw, Substitution, Text, show
from assistant.docker.quote import GrammarError, sh

_PLAIN = Late(r"[A-Za-z0-9@%+=:,./_-]*")
_LIVE_IN_DOUBLE = Late(r'["$`\\!<]')
_GROWS = Late(r"[\w\[:]")  # after $NAME these would belong to the name, or change it in zsh


def source_of(parts: Iterable[Part]) -> str:
    """The source of the word made of these parts; what they carry as source is not looked at, but for unquoted * ? [ ]."""
    row = _merged(parts)
    if not any(isinstance(part, (Raw, Substitution)) or _stays(part) for part in row):
        return _without_expansion(row)
    return _in_double(row) or "".join(_alone(part, row[at - 1] if at else None) for at, part in enumerate(row))


def quoted(text: str) -> str:
    """`quote.sh`, in such a way that no part of it reads as a blank."""
    return guarded(sh(text))


def guarded(single: str) -> str:
    """What stands in single quotes, with what looks like a blank broken up."""
    return BLANK.sub(r"<'\1'>", single)


def in_quotes(value: str, quote: str) -> str:
    """What to write for a value in the place of a blank that stands in these quotes: it may close and open them again."""
    bare = quoted(value)
    if not quote:
        return bare
    if quote == "'":
        return guarded(value.replace("'", "'\\''"))
    return f'"{bare}"' if _LIVE_IN_DOUBLE.search(value) else value


def _merged(parts: Iterable[Part]) -> list[Part]:
    row: list[Part] = []
    for part in parts:
        if row and isinstance(part, Text) and isinstance(row[-1], Text) and not _stays(part) and not _stays(row[-1]):
            row[-1] = Text(row[-1].text + part.text)
        else:
            row.append(part)
    return row


def _stays(part: Part) -> bool:
    return isinstance(part, Text) and part.glob


def _without_expansion(row: list[Part]) -> str:
    texts = [part.text for part in row if isinstance(part, Text)]
    bare = (
        all(map(_PLAIN.fullmatch, texts)) and any(row) and not (row and isinstance(row[0], Text) and row[0].text[:1] in ("=", ""))
    )
    pieces = [f"<{part.name}>" if isinstance(part, Blank) else _text(part, bare) for part in row]
    return "".join(pieces) if bare else "'" + "".join(pieces) + "'"


def _text(part: Part, bare: bool) -> str:
    text = part.text if isinstance(part, Text) else ""
    if "\0" in text:
        sh(text)
    return text if bare else guarded(text.replace("'", "'\\''"))


def _in_double(row: list[Part]) -> str:
    """The whole word in double quotes, where something to expand is in them already and nothing forbids it; else ""."""
    expanding = [part for part in row if isinstance(part, (Raw, Substitution))]
    if not expanding or any(part.quote != '"' for part in expanding) or any(map(_stays, row)):
        return ""
    pieces = []
    for at, part in enumerate(row):
        if isinstance(part, Text):
            after_name = at and isinstance(row[at - 1], Raw) and _GROWS.match(part.text)
            if after_name or _LIVE_IN_DOUBLE.search(part.text) or "\0" in part.text:
                return ""
        pieces.append(_core(part))
    return '"' + "".join(pieces) + '"'


def _core(part: Part) -> str:
    if isinstance(part, Blank):
        return f"<{part.name}>"
    return f"{part.opener}{show(part.script)})" if isinstance(part, Substitution) else part.text


def _alone(part: Part, before: Part | None) -> str:
    if isinstance(part, Text):
        return _text_alone(part, before)
    core = _core(part)
    if isinstance(part, Raw) and core.startswith("~") and (part.quote or before):
        raise GrammarError(f"{core} is expanded at the start of a word only")
    return f'"{core}"' if not isinstance(part, Blank) and part.quote else core


def _text_alone(part: Text, before: Part | None) -> str:
    home = isinstance(before, Raw) and before.text.startswith("~")
    if part.glob:
        grows = isinstance(before, Raw) and not before.quote if before else part.source[0] in "~#="
        return "''" + part.source if grows else part.source
    if home and part.text.startswith("/"):  # a quoted slash would keep the ~ from being expanded
        return "/" + (quoted(part.text[1:]) if part.text[1:] else "")
    if isinstance(before, Raw) and not before.quote:
        return "'" + guarded(part.text.replace("'", "'\\''")) + "'"
    bare = before is not None and _PLAIN.fullmatch(part.text)
    return part.text if bare else quoted(part.text)
