"""Values out of an error text that somebody pasted, by the patterns of a problem card: "Bind for <address>:<port> failed"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.model import NAME_KINDS, Card

_BLANK = re.compile(r"<([a-z][\w-]*)>")
_QUOTES = "\"'`\u2018\u2019\u201c\u201d"
_ANYTHING = rf"[^\s{_QUOTES}\\,;(){{}}\[\]<>]+"
_SHAPES = {"port": r"\d{1,5}", "count": r"\d+", "path": r"[^\s\"'`\\,;()<>]+", "url": r"https?://[^\s\"'`\\<>]+"}
_SOUND = {
    **dict.fromkeys(NAME_KINDS, r"[A-Za-z0-9][\w.-]*"),
    "image": r"[a-z0-9][\w./-]*(?::\d+/[\w./-]+)?(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]+)?",
    "path": r"[/.~A-Za-z][^\s<>|]*",
}
_LONGEST = 200  # characters of a value


def values(text: str, card: Card) -> dict[str, str]:
    """What stands in a text in place of the blanks of a problem card: name of the blank → value as its kind wants it. The first
    of the card's patterns that tells most is taken; {} where the text is none of them."""
    kinds = {blank.name: blank.kind for blank in card.blanks}
    found = [_read(text, match, kinds) for match in card.matches if _BLANK.search(match)]
    return max(found, key=len, default={})


def _read(text: str, match: str, kinds: dict[str, str]) -> dict[str, str]:
    """The values that one pattern finds."""
    stands = re.search(_pattern(match, kinds), text, re.I)
    told = stands.groupdict() if stands else {}
    read = {name: _as(kinds[plain], value) for name, value in told.items() if (plain := name.replace("__", "-")) in kinds}
    return {name.replace("__", "-"): value for name, value in read.items() if value}


def _pattern(match: str, kinds: dict[str, str]) -> str:
    """A regular expression for an error text with blanks: any white space for a blank space, any quotes for quotes."""
    seen: set[str] = set()
    parts: list[str] = []
    for number, part in enumerate(_BLANK.split(match)):
        if number % 2 == 0:
            parts.append("".join(_literal(part)))
            continue
        shape = _SHAPES.get(kinds.get(part, ""), _ANYTHING)
        parts.append(shape if part in seen else f"(?P<{part.replace('-', '__')}>{shape})")
        seen.add(part)
    return "".join(parts)


def _literal(text: str) -> Iterable[str]:
    for piece in re.findall(rf"\s+|[{_QUOTES}]|[^\s{_QUOTES}]+", text):
        yield r"\s+" if piece.isspace() else rf"\\*[{_QUOTES}]" if piece in _QUOTES else re.escape(piece)


def _as(kind: str, value: str) -> str:
    """A value as its kind wants it; "" where it is none of that kind."""
    value = value.rstrip(".:,") if kind != "path" else value.rstrip(":,")
    value = value.removeprefix("/") if kind in NAME_KINDS else value
    sound = re.fullmatch(_SOUND[kind], value) if kind in _SOUND else value.isprintable()
    return value if sound and 0 < len(value) <= _LONGEST else ""
