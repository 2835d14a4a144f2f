"""Secrets out of questions and commands, before anything is written: *** stands in their place."""

from __future__ import annotations

import re
from functools import cache

from assistant.history import commands, names, poured, sentences
from assistant.history.entry import Entry
from assistant.history.hints import hinted
from assistant.history.shellwords import Word, words, written

MASK = "***"
_DEEPEST = 4  # sh -c "sh -c '…'": so many quotes in quotes are read
_LONGEST = 60_000  # letters of a text that are read, in half a second at worst; the rest is left out
_TURNS = 4  # a masked text is masked again until nothing changes
_SHORTEST = 3  # letters from which a secret of the command is looked for in the question, and the other way round


@cache
def _tokens() -> re.Pattern[str]:
    """What is a secret wherever it stands."""
    return re.compile(
        r"(?<![A-Za-z0-9])(?:SWMTKN-[\w-]{5,}|SWMKEY-[A-Za-z0-9+/=_-]{5,}|A[KS]IA[A-Z0-9]{12,}|gh[pousr]_\w{8,}|github_pat_\w{8,}"
        r"|glpat-[\w-]{8,}|dckr_[po]at_[\w-]{4,}|xox[abeprs]-[\w-]{8,}|npm_\w{20,})"
        r"|(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
    )


@cache
def _private_key() -> re.Pattern[str]:
    return re.compile(r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----")


def masked(text: str, secrets: tuple[str, ...] = ()) -> str:
    """The text with *** for every secret in it; cut with … where it is very long.

    `secrets` are the words that make a NAME a secret one, () for names.USUAL.
    """
    return _masked(text, secrets or names.USUAL, [])


def secret_values(text: str, secrets: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The secrets that masked() takes out of a text, without their quotes."""
    found: list[str] = []
    _masked(text, secrets or names.USUAL, found)
    return tuple(dict.fromkeys(found))


def masked_entry(entry: Entry, secrets: tuple[str, ...] = ()) -> Entry:
    """The entry with *** for the secrets in its question and command, each one's in the other as well."""
    asked: list[str] = []
    commanded: list[str] = []
    question = _masked(entry.question, secrets or names.USUAL, asked)
    command = _masked(entry.command, secrets or names.USUAL, commanded)
    return entry._replace(question=_without(question, commanded), command=_without(command, asked))


def _without(text: str, values: list[str]) -> str:
    for value in sorted(set(values), key=len, reverse=True):
        if len(value) < _SHORTEST or not value.strip("*") or value.lower() == "docker":  # *** run … would tell nobody anything
            continue
        for form in ("'" + value.replace("'", "'\"'\"'") + "'", "'" + value.replace("'", "'\\''") + "'", value):
            if form in text:
                text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", MASK, text)
    return text


def _masked(text: str, secrets: tuple[str, ...], found: list[str]) -> str:
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    if not hinted(text, secrets):
        return text
    for _ in range(_TURNS):
        before = text
        text = _tokens().sub(lambda token: _taken(token.group(), found), _keyless(text, found))
        text = _once(text, secrets, found, 0)
        if text == before:
            break
    return text


def _taken(value: str, found: list[str]) -> str:
    found.append(value)
    return MASK


def _keyless(text: str, found: list[str]) -> str:
    """The text without private keys; one that is not closed goes on to the text's end."""
    done: list[str] = []
    at = 0
    while begun := _private_key().search(text, at):
        closed = text.find("-----END", begun.end())
        end = text.find("-----", closed + 8) + 5 if closed >= 0 else 0
        end = end if end >= 8 else len(text)
        done += [text[at : begun.start()], _taken(text[begun.start() : end], found)]
        at = end
    return "".join(done) + text[at:] if done else text


def _once(text: str, secrets: tuple[str, ...], found: list[str], depth: int) -> str:
    """The text with its secrets masked, in quotes too, once."""
    read = words(text)
    secret = _secret(read, secrets)
    done: list[str] = []
    at = 0
    for number, word in enumerate(read):
        if word.start < at:
            continue
        new = _new(word, secret.get(number, []), secrets, found, depth)
        if new is not None:
            done += [text[at : word.start], written(new, word)]
            at = word.end
            if number in secret and new.endswith(MASK) and (end := _glued(read, number)) > at:
                found.append(word.text[min(start for start, _ in secret[number]) :] + text[at:end])
                at = end
    return "".join(done) + text[at:] if done else text


def _secret(read: list[Word], secrets: tuple[str, ...]) -> dict[int, list[tuple[int, int]]]:
    """From where to where each word with secrets is secret."""
    secret: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in (*commands.spans(read, secrets), *poured.spans(read, secrets)):
        if start < end and not commands.harmless(read[number].text[start:end], read[number]):
            secret.setdefault(number, []).append((start, end))
    for number, start, end in sentences.spans(read, secrets):
        if not commands.harmless(read[number].text, read[number], True):
            secret[number] = [(start, end)]
    return secret


def _glued(read: list[Word], number: int) -> int:
    """Where a secret ends that a person wrote without quotes: the whole of p&ss;word."""
    end = read[number].end
    for at in range(number + 1, len(read)):
        following = read[at]
        if (
            "|" in following.before
            or "\n" in following.before
            or not following.before
            or following.start != end + len(following.before)
        ):
            break
        end = following.end
    return end


def _new(word: Word, spans: list[tuple[int, int]], secrets: tuple[str, ...], found: list[str], depth: int) -> str | None:
    """What a word says without its secrets; None where it has none."""
    if not spans:
        if not word.quoted or not any(letter.isspace() or letter in "'\"\\|&;<>()`" for letter in word.text):
            return None
        inner = _once(word.text, secrets, found, depth + 1) if depth < _DEEPEST else MASK
        return inner if inner != word.text else None
    said, at = "", 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            found.append(word.text[start:end])
            said += word.text[at:start] + (MASK if not said.endswith(MASK) or start > at else "")
            at = end
    return said + word.text[at:]
