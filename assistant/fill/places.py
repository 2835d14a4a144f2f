"""Readers of addresses and places: address, path, file. Each: question, token, lore → Read or None."""

from __future__ import annotations

import re

from assistant.docker.late import Late
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore, Read, Value, token_at

_URL = Late(r"(?:https?|git|ssh)://\S+|[\w.-]+@[\w.-]+:\S+\Z")
_ADDRESS = Late(
    r"(?:\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?::\d+)?|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F.:]*(?:/\d{1,3})?|(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?|localhost(?::\d+)?|(?:tcp|ssh|unix)://\S+)\Z",
    re.I,
)
_EXTENSION = Late(r"(?:[\w.@%+-][\w.@%+-]*)?\.[A-Za-z][A-Za-z0-9]{0,11}\Z")


def address(question: Question, at: int, lore: Lore) -> Read | None:
    """An IP address or subnet, a host name with a dot, or an engine's address such as tcp://…"""
    token = token_at(question, at)
    return (Value(token.text), at + 1) if token and _ADDRESS.match(token.text) else None


def url(question: Question, at: int, lore: Lore) -> Read | None:
    """An address with its scheme, a git address such as git@host:me/app.git, or any other address."""
    token = token_at(question, at)
    return (Value(token.text), at + 1) if token and _URL.match(token.text) else address(question, at, lore)


def path(question: Question, at: int, lore: Lore) -> Read | None:
    """A path: "/srv/data", "./x", "~/data", "the current directory", "/data from my home", "the folder data in my home"."""
    token = token_at(question, at)
    if token is None:
        return None
    if token.low == "there":
        place = place_before(question, at - 2)  # not what is mounted there itself
        return (Value(place), at + 1) if place else None
    here = _phrase(question, at, lore.data["here"])
    if here:
        return Value("", "$(pwd)"), here
    home = _phrase(question, at, lore.data["home"])
    if home:
        return Value("", "$HOME"), home
    end = at + 1
    if not _is_path(token.text) and not token.quoted and not (_is_plain(token, lore) and _from_home(question, end, lore)):
        return None
    after = _from_home(question, end, lore)
    if after:
        return Value("/" + token.text.lstrip("/"), "$HOME"), after
    return homely(token.text), end


def _is_plain(token: Token, lore: Lore) -> bool:
    return bool(re.match(r"[\w.-]+\Z", token.text)) and token.low not in lore.little and token.low not in lore.soft


def place_before(question: Question, at: int) -> str:
    """The path that was named last, for "there": "workdir /build and the current directory mounted there"."""
    before = (token.text for token in reversed(question.tokens[:at]))
    return next((text for text in before if text.startswith("/") and len(text) > 1), "")


def homely(text: str) -> Value:
    """A path as typed; ~, $HOME, $PWD and ./ at its start are left to the shell."""
    for typed, lead in (
        ("~/", "$HOME"),
        ("$HOME", "$HOME"),
        ("${HOME}", "$HOME"),
        ("$PWD", "$(pwd)"),
        ("$(pwd)", "$(pwd)"),
        ("${PWD}", "$(pwd)"),
    ):
        if text.startswith(typed):
            return Value(text[len(typed.rstrip("/")) :], lead)
    return Value("", "$HOME") if text == "~" else Value(text)


def _from_home(question: Question, at: int, lore: Lore) -> int:
    """Where "from my home folder" ends, or 0."""
    joined = token_at(question, at)
    if joined is not None and joined.low in ("folder", "directory", "dir") and at + 1 < len(question.tokens):
        at += 1
        joined = token_at(question, at)
    if joined is None or joined.low not in ("from", "in", "of", "under", "inside"):
        return 0
    at += 1
    while (token := token_at(question, at)) and token.low in lore.little:
        at += 1
    return _phrase(question, at, lore.data["home"])


def _phrase(question: Question, at: int, phrases: list[str]) -> int:
    """Where the longest of the phrases that begins here ends, or 0."""
    best = 0
    for phrase in phrases:
        words = phrase.lower().split()
        if [token.low for token in question.tokens[at : at + len(words)]] == words:
            best = max(best, at + len(words))
    return best


def _is_path(text: str) -> bool:
    if text.startswith(("/", "./", "../", "~", "$HOME", "$PWD", "${HOME}", "${PWD}", "$(pwd)")) or text in (".", ".."):
        return "://" not in text
    return bool(_EXTENSION.match(text)) or ("/" in text and ":" not in text and "://" not in text and not text.startswith("-"))


def file(question: Question, at: int, lore: Lore) -> Read | None:
    """A file: a path, or a name with an ending (prod.yml, .env, Dockerfile.dev)."""
    token = token_at(question, at)
    before = token_at(question, at - 1)
    if token is not None and token.low.startswith("dockerfile") and token.text != token.low and "." not in token.text:
        spoken_of = token.text == "Dockerfile" and before is not None and before.low in ("a", "my", "the", "in")
        return None if spoken_of else (Value(token.text), at + 1)
    if before is not None and before.low in ("different", "another", "other"):  # "a different .env file" is not that one
        return None
    return path(question, at, lore)
