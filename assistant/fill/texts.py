"""Readers of short texts: env, label, filter, format, name, text. Each: question, token, lore → Read or
None."""

from __future__ import annotations

import re

from assistant.docker.late import Late
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore, Read, Value, token_at

_KEY_VALUE = Late(r"[A-Za-z_][\w.-]*=.*\Z", re.S)
_LABEL = Late(r"[A-Za-z][\w./-]*(?:=.*)?\Z", re.S)
_KEY = Late(r"[A-Z][A-Z0-9_]*[A-Z0-9]\Z")
_FILTER = Late(r"[a-z][\w.-]*!?=\S.*\Z", re.S)
_NAME = Late(r"[A-Za-z0-9][\w.-]*\Z")


def key_value(question: Question, at: int, lore: Lore) -> Read | None:
    """KEY=value, or "KEY to value", "KEY set to value"; a KEY in capitals alone passes on the shell's own value."""
    token = token_at(question, at)
    if token is None or (token.quoted and not _KEY_VALUE.match(token.text)):
        return None
    if _KEY_VALUE.match(token.text):
        return Value(token.text), at + 1
    if not _KEY.match(token.text):
        return None
    here = at + 1
    while (word := token_at(question, here)) and word.low in (
        "set",
        "equal",
        "equals",
        "with",
        "being",
        "is",
        "value",
        "the",
        "be",
        "variable",
    ):
        here += 1
    if word is not None and (word.low in ("to", "as", "=", "of") or here > at + 1):
        value = token_at(question, here + 1) if word.low in ("to", "as", "=", "of") else word
        if value is not None and value.low not in lore.little:
            return Value(f"{token.text}={value.text}"), question.tokens.index(value, here) + 1
    return (Value(token.text), at + 1) if "_" in token.text else None


def label(question: Question, at: int, lore: Lore) -> Read | None:
    """A label: key=value, or "key with value x"; a key alone where it looks like one."""
    token = token_at(question, at)
    if token is None or not _LABEL.match(token.text) or token.low in lore.data["never"]:
        return None
    if "=" in token.text:
        return Value(token.text), at + 1
    words = [word.low for word in question.tokens[at + 1 : at + 5]]
    for joint in (
        ["set", "to"],
        ["to"],
        ["with", "value"],
        ["with", "the", "value"],
        ["equal", "to"],
        ["equals"],
        ["="],
        ["is"],
        ["as"],
        ["of"],
    ):
        value = token_at(question, at + 1 + len(joint))
        if words[: len(joint)] == joint and value is not None and value.low not in lore.little:
            return Value(f"{token.text}={value.text}"), at + 2 + len(joint)
    return (Value(token.text), at + 1) if _is_odd(token) or "." in token.text or token.low not in lore.ordinary else None


def condition(question: Question, at: int, lore: Lore) -> Read | None:
    """A filter as --filter wants it: key=value."""
    token = token_at(question, at)
    return (Value(token.text), at + 1) if token and _FILTER.match(token.text) else None


def columns(question: Question, at: int, lore: Lore) -> Read | None:
    """The columns of a list: "name and ports" → {{.Names}}\\t{{.Ports}}; a Go template or `json` as it is."""
    token = token_at(question, at)
    if token is None:
        return None
    if "{{" in token.text or token.low == "json":
        return Value(token.text if token.low != "json" else "json"), at + 1
    known = lore.data["columns"].get(lore.path, {})
    found: list[str] = []
    end = here = at
    while (word := token_at(question, here)) is not None:
        pair = " ".join(t.low for t in question.tokens[here : here + 2])
        column = known.get(pair) or known.get(word.low)
        if column is not None:
            here += 2 if pair in known else 1
            end = here
            found += [] if column in found else [column]
        elif word.low in (
            "and",
            "their",
            "the",
            "&",
            "plus",
            "with",
            "its",
            "container",
            "containers",
            "image",
            "images",
            "of",
            "all",
        ):
            here += 1
        else:
            break
    return (Value("\\t".join(f"{{{{.{column}}}}}" for column in found)), end) if found else None


def name(question: Question, at: int, lore: Lore) -> Read | None:
    """A name as Docker allows it, or whatever stands in quotes."""
    token = token_at(question, at)
    if token is None or token.low in lore.little:
        return None
    if not token.quoted and (not _NAME.match(token.text) or token.text.count(".") > 1 > token.text.count("-")):
        return None  # db.example.com and host.docker.internal are hosts
    return Value(token.text), at + 1


def text(question: Question, at: int, lore: Lore) -> Read | None:
    """Any one token."""
    token = token_at(question, at)
    return (Value(token.text), at + 1) if token is not None and (token.quoted or token.low not in lore.little) else None


def _is_odd(token: Token) -> bool:
    """Digits, underscores, or capitals inside: the spelling of a name rather than of a word."""
    body = token.text
    return any(c.isdigit() or c == "_" for c in body) or body[1:] != body[1:].lower()
