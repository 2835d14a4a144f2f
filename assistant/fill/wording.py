"""Values → words of a command line."""

from __future__ import annotations

from assistant.docker.parts import BLANK, Blank, Part, Raw, Text, Word
from assistant.docker.shell import word, word_from
from assistant.fill.values import Value
from assistant.model import BLANK_KINDS

OWN_BLANKS = frozenset((*BLANK_KINDS, "host-port", "port2", "key", "value", "service2", "file2", "other", "type", "source"))
"""Blanks that may stand in a value: those that this program puts there. What a person wrote is no blank, whatever it looks
like."""


def parts_of(value: Value) -> list[Part]:
    """The parts of a word for a value; `<name>` in it stays a blank, $HOME and $(pwd) are left to the shell."""
    parts: list[Part] = [Text(value.before)] if value.before else []
    if value.lead == "$(pwd)":
        parts += word_from('"$(pwd)"').parts
    elif value.lead:
        parts.append(Raw(value.lead, f'"{value.lead}"', '"'))
    at = 0
    for match in (found for found in BLANK.finditer(value.text) if found.group(1) in OWN_BLANKS):
        parts += [Text(value.text[at : match.start()])] if match.start() > at else []
        parts.append(Blank(match.group(1)))
        at = match.end()
    rest = value.text[at:]
    return [*parts, Text(rest)] if rest or not parts else parts


def word_of(value: Value) -> Word:
    """One word that is this value, quoted as it needs to be."""
    return word(parts_of(value))
