"""Readers of ports: port, ports. Each: question, token, lore → Read or None."""

from __future__ import annotations

import re

from assistant.docker.late import Late
from assistant.fill.question import Question
from assistant.fill.values import Lore, Read, Value, token_at

_PORT = Late(r"(\d{1,5})(?:-(\d{1,5}))?(/(?:tcp|udp|sctp))?\Z", re.I)
_PORTS = Late(
    r"((?:\[[0-9a-fA-F:]+\]|\d{1,3}(?:\.\d{1,3}){3}|localhost):)?(?:(\d{1,5}(?:-\d{1,5})?)?:)?(\d{1,5}(?:-\d{1,5})?)(/(?:tcp|udp|sctp))?\Z",
    re.I,
)

_OUTSIDE = Late(r"(?:(?:\[[0-9a-fA-F:]+\]|\d{1,3}(?:\.\d{1,3}){3}|localhost):)?(\d{1,5})\Z", re.I)
_ADDRESS = Late(r"(?:\d{1,3}(?:\.\d{1,3}){3}|localhost)\Z", re.I)
_PUBLISHED = ("published", "exposed", "reachable", "available", "bound", "visible", "accessible")


def port(question: Question, at: int, lore: Lore) -> Read | None:
    """A port, or a range, with or without a protocol: "8080", "53/udp", "8000-8010", "53 udp"."""
    token = token_at(question, at)
    match = _PORT.match(token.text) if token else None
    if (
        match is None
        or token is None
        or not token.text.isascii()
        or not all(0 < int(part) < 65536 for part in match.groups()[:2] if part)
    ):
        return None
    protocol, end = _protocol(question, at + 1)
    return Value(token.text + (protocol if not match[3] else "")), end if not match[3] else at + 1


def _protocol(question: Question, at: int) -> tuple[str, int]:
    token, ahead = token_at(question, at), token_at(question, at + 1)
    if (
        token is not None
        and ahead is not None
        and token.low in ("over", "via", "for", "on", "using")
        and ahead.low in ("udp", "sctp")
    ):
        return f"/{ahead.low}", at + 2
    return (f"/{token.low}", at + 1) if token is not None and token.low in ("udp", "sctp") else ("", at)


def ports(question: Question, at: int, lore: Lore) -> Read | None:
    """A port mapping: "8080:80", "127.0.0.1:8080:80", "8080 to 80", "8080 on the host to 80 in the container"; a single port as
    it is."""
    token = token_at(question, at)
    match = _PORTS.match(token.text) if token else None
    if token is None or match is None or not token.text.isascii() or not _in_range(match):
        return None
    protocol, end = _protocol(question, at + 1)
    if not match[1] and not match[2] and (published := _published_on(question, end)):
        return Value(f"{published[0]}:{match[3]}{match[4] or protocol}"), published[1]
    second = None if match[2] else _second_port(question, end, lore)
    if (
        second is None and match[1] and not match[2] and f"{match[1]}:" not in token.text
    ):  # Docker wants both ports behind an address
        inside = f"{match[3]}{match[4] or protocol}"
        return Value(f"{match[1].replace('localhost', '127.0.0.1')}{match[3]}:{inside}"), end
    if second is None and (match[1] or match[2]):
        return Value(token.text.replace("localhost", "127.0.0.1") + (protocol if not match[4] else "")), end
    if second is None:
        return Value(token.text + (protocol if not match[4] else "")), end
    inside, end = second
    if "/" not in inside and not protocol and not match[4]:
        protocol, end = _protocol(question, end)
    outside = f"{match[1] or ''}{match[3]}".replace("localhost", "127.0.0.1")
    return Value(f"{outside}:{inside}{protocol or match[4] or ''}"), end


def _published_on(question: Question, at: int) -> tuple[str, int] | None:
    """Where a port inside is met from outside: "published on 127.0.0.1:5353", "reachable at host port 8080"."""
    words = [token.low for token in question.tokens[at : at + 2]]
    if words[:1] == ["on"] and (number := _PORT.match(words[1] if len(words) > 1 else "")) and int(number[1]) >= 10:
        return words[1], at + 2  # "port 53 udp on 5353"
    only = words == ["only", "on"] or words == ["just", "on"]
    if not only and (len(words) < 2 or words[0] not in _PUBLISHED or words[1] not in ("on", "at", "as", "under", "through")):
        return None
    here = at + 2
    while (token := token_at(question, here)) is not None and token.low in ("the", "host", "host's", "local", "port"):
        here += 1
    if only and token is not None and (address := _ADDRESS.match(token.text)):
        return f"{address[0].replace('localhost', '127.0.0.1')}:{question.tokens[at - 1].text}", here + 1
    match = _OUTSIDE.match(token.text) if token else None
    return (match[0].replace("localhost", "127.0.0.1"), here + 1) if match and 0 < int(match[1]) < 65536 else None


def _in_range(match: re.Match[str]) -> bool:
    numbers = [int(part) for group in (match[2], match[3]) if group for part in group.split("-")]
    return all(0 < number < 65536 for number in numbers)


def _second_port(question: Question, at: int, lore: Lore) -> tuple[str, int] | None:
    """The port after "to", over the few words that say whose ports they are."""
    joined = False
    for here in range(at, min(at + 9, len(question.tokens))):
        token = question.tokens[here]
        if joined and (found := port(question, here, lore)):
            return found[0].text, found[1]
        if token.low in ("to", "onto", "->", "=>", "\u2192", "into", "maps", "mapped", "goes", "forwarded", "forwards"):
            joined = True
        elif token.low not in (
            "on",
            "of",
            "the",
            "my",
            "a",
            "host",
            "machine",
            "port",
            "container",
            "its",
            "container's",
            "in",
            "inside",
            "is",
            "be",
            "local",
            "outside",
            "side",
        ):
            return None
    return None
