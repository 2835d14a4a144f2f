"""Whether a finished command is the wanted one: the same path, flags and values (long or short, quoted or not, in any order),
arguments in order.

A blank that is still open stands for any value that the question does not tell.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.docker import grammar

Form = tuple[Any, ...]


def same(wanted: str, given: str, question: str = "") -> bool:
    """Whether two command lines do the same; blanks of `given` may stand for values of `wanted` that are not in the question."""
    try:
        return _scripts(grammar.normal(wanted), grammar.normal(given), question.lower())
    except grammar.GrammarError:
        return False


def _scripts(wanted: Form, given: Form, question: str) -> bool:
    return len(wanted) == len(given) and all(_piece(one, other, question) for one, other in zip(wanted, given, strict=True))


def _piece(wanted: Form, given: Form, question: str) -> bool:
    if wanted[0] != given[0]:
        return False
    if wanted[0] == "word":
        return _word(wanted[1], given[1], question)
    if wanted[0] == "redirect":
        return bool(wanted[1] == given[1]) and _word(wanted[2], given[2], question)
    return _command(wanted, given, question) if wanted[0] == "docker" else wanted == given


def _command(wanted: Form, given: Form, question: str) -> bool:
    _, _, path, flags, arguments, redirects = wanted
    _, _, other_path, other_flags, other_arguments, other_redirects = given
    if path != other_path or len(flags) != len(other_flags) or len(arguments) != len(other_arguments):
        return False
    left = list(other_flags)
    for flag in flags:
        match = next((other for other in left if other[:2] == flag[:2] and _word(flag[2], other[2], question)), None)
        if match is None:
            return False
        left.remove(match)
    if not all(_word(one, other, question) for one, other in zip(arguments, other_arguments, strict=True)):
        return False
    return _scripts(redirects, other_redirects, question)


def _word(wanted: Form, given: Form, question: str) -> bool:
    inner = [part for part in wanted if part[0] not in ("text", "raw", "blank")]
    if inner or any(part[0] not in ("text", "raw", "blank") for part in given):
        return len(wanted) == len(given) and all(
            _scripts(one[1], other[1], question)
            if isinstance(one[1], tuple) and isinstance(other[1], tuple)
            else _texts(one, other)
            for one, other in zip(wanted, given, strict=True)
        )
    pattern = "".join("(.+?)" if part[0] == "blank" else re.escape(part[1]) for part in given)
    match = re.fullmatch(pattern, "".join("<>" if part[0] == "blank" else part[1] for part in wanted), re.S)
    return match is not None and not any(_told(value, question) for value in match.groups())


def _texts(one: Form, other: Form) -> bool:
    return bool(one == other or (one[0] == other[0] == "blank"))


def _told(value: str, question: str) -> bool:
    return value != "<>" and value.lower() in question
