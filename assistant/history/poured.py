"""Secrets that are poured into a command: echo hunter2 | docker login --password-stdin, and what goes into a file of secrets."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.history import names
from assistant.history.commands import Span, regex
from assistant.history.shellwords import Word

_SINKS = ("--password-stdin", "chpasswd", "unlock")


def spans(words: list[Word], secrets: tuple[str, ...]) -> Iterator[Span]:
    """The secrets that the words pour into a login, a Docker secret or a file named like one."""
    first = number = 0
    while number < len(words):
        number += 1
        if number == len(words) or _ends(words[number].before):
            yield from _in_statement(words, first, number, secrets)
            if end := _here_document(words, first, number, secrets):
                yield from ((body, 0, len(words[body].text)) for body in range(number, end))
                number = end
            first = number


def _ends(before: str) -> bool:
    return ";" in before or "&" in before or "||" in before or ("\n" in before and "|" not in before)


def _in_statement(words: list[Word], first: int, end: int, secrets: tuple[str, ...]) -> Iterator[Span]:
    said = [words[number].text for number in range(first, end)]
    sinks = _sinks(words, first, end, said, secrets)
    if not sinks:
        return
    talking, command = "", 0
    for at, text in enumerate(said):
        before = words[first + at].before
        if before and at:
            talking = "<<<" if before.endswith("<<<") else ""
            command += 1
        if talking == "<<<":
            yield first + at, 0, len(text)
            talking = ""
        elif talking and not regex(r"-[neE]+|--").fullmatch(text):
            if talking != "printf" or "%" not in text or said[at - 1] != "printf" or _last(words, first + at, end):
                yield first + at, 0, len(text)
        elif not talking and text.rpartition("/")[2] in ("echo", "printf") and sinks != {command}:
            talking = text.rpartition("/")[2]


def _here_document(words: list[Word], first: int, number: int, secrets: tuple[str, ...]) -> int:
    """Where the lines end that a statement pours into a secret by <<END; 0 where it does not."""
    marks = [word.text for word in words[first:number] if word.before.endswith(("<<", "<<-")) and not word.before.endswith("<<<")]
    if not marks or not _sinks(words, first, number, [word.text for word in words[first:number]], secrets):
        return 0
    ends = (at for at in range(number, len(words)) if words[at].text == marks[-1] and "\n" in words[at].before)
    return next(ends, len(words))


def _last(words: list[Word], number: int, end: int) -> bool:
    return number + 1 == end or bool(words[number + 1].before)


def _sinks(words: list[Word], first: int, end: int, said: list[str], secrets: tuple[str, ...]) -> set[int]:
    """Which commands of the statement, by their number in it, take a secret in."""
    found, command = set(), 0
    for at, text in enumerate(said):
        before = words[first + at].before
        command += bool(before and at)
        if text in _SINKS or (text == "create" and at and said[at - 1] == "secret"):
            found.add(command)
        elif before.startswith(">"):
            name = text.rpartition("/")[2].partition(".")[0]
            if name in ("secret", "secrets") or (name and names.is_secret(name, secrets)):
                found.add(command)
    return found
