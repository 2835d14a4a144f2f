"""Readers of numbers with and without units: count, size, duration, time. Each: question, token, lore → Read or None."""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.fill.question import Question
from assistant.fill.values import Lore, Read, Value, token_at

_GLUED = Late(r"(\d+(?:\.\d+)?|\.\d+)([a-z]+)\Z")
_COMPOUND = Late(r"(?:\d+(?:\.\d+)?(?:h|m|s|ms))+\Z")
_DATE = Late(r"\d{4}-\d\d-\d\d(?:[tT]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|z|[+-]\d\d:?\d\d)?)?\Z")
_UNIX_TIME = Late(r"1\d{9}(?:\.\d+)?\Z")
_HOURS = {"d": 24, "w": 168}
_PARTS = {"m": ("k", 1024), "g": ("m", 1024), "t": ("g", 1024), "k": ("b", 1024)}


def count(question: Question, at: int, lore: Lore) -> Read | None:
    """A number: "5", "five", "0.5", "a half", "one and a half", "a dozen"."""
    found = _amount(question, at, lore)
    if found is None:
        return None
    number, end = found
    return Value(number), end


def size(question: Question, at: int, lore: Lore) -> Read | None:
    """An amount of bytes as Docker writes it: "512 megs" → 512m, "half a gig" → 512m, "1.5GB" → 1.5g."""
    found = _with_unit(question, at, lore, "size")
    if found is None:
        return None
    number, unit, end = found
    if unit in _PARTS and number in ("0.5", "0.25", ".5"):
        smaller, times = _PARTS[unit]
        return Value(f"{int(float(number) * times)}{smaller}"), end
    return Value(f"{number}{unit}"), end


def duration(question: Question, at: int, lore: Lore) -> Read | None:
    """A span of time as Docker writes it: "10 minutes" → 10m, "an hour" → 1h, "two days" → 48h, "1m30s" as it is."""
    token = token_at(question, at)
    if token is not None and _COMPOUND.match(token.low):
        return Value(token.text), at + 1
    found = _with_unit(question, at, lore, "duration")
    if found is None:
        return None
    number, unit, end = found
    if unit in _HOURS:
        number, unit = f"{float(number) * _HOURS[unit]:g}", "h"
    elif unit == "h" and number in ("0.5", "0.25"):
        number, unit = str(int(float(number) * 60)), "m"
    elif unit == "m" and number in ("0.5", "0.25"):
        number, unit = str(int(float(number) * 60)), "s"
    return Value(number + unit), end


def time(question: Question, at: int, lore: Lore) -> Read | None:
    """A point in time: a date as written, or how long ago it is: "yesterday" → 24h, "10 minutes ago" → 10m."""
    token = token_at(question, at)
    if token is None:
        return None
    if _DATE.match(token.text) or _UNIX_TIME.match(token.text):
        return Value(token.text), at + 1
    ahead = token_at(question, at + 1)
    pair = f"{token.low} {ahead.low}" if ahead else ""
    for text, taken in ((pair, 2), (token.low, 1)):
        if text in lore.data["times"]:
            return Value(lore.data["times"][text]), at + taken
    start = at + 1 if token.low in ("last", "past") else at
    found = duration(question, start, lore) or _lone_unit(question, start, lore)
    if found is None:
        return None
    value, end = found
    after = token_at(question, end)
    return value, end + 1 if after is not None and after.low in ("ago", "back") else end


def _lone_unit(question: Question, at: int, lore: Lore) -> Read | None:
    """ "the last hour" has no number."""
    token = token_at(question, at)
    unit = lore.data["units"]["duration"].get(token.low) if token else None
    if unit is None or token is None or len(token.text) < 3:
        return None
    return Value(f"{_HOURS[unit]}h" if unit in _HOURS else f"1{unit}"), at + 1


def _amount(question: Question, at: int, lore: Lore) -> tuple[str, int] | None:
    token = token_at(question, at)
    if token is None:
        return None
    if token.low in ("a", "an", "one") and (fraction := _fraction(question, at + 1, lore)):
        return fraction
    number = lore.number(token)
    if number is None:
        return None
    end = at + 1
    if number in ("0.5", "0.25"):
        end += _articles(question, end)
    elif (half := _and_a_half(question, end)) and "." not in number:
        return f"{number}.5", half
    elif number in ("12", "2") and token.is_word() and (of := token_at(question, end)) and of.low == "of":
        end += 1
    return number, end


def _fraction(question: Question, at: int, lore: Lore) -> tuple[str, int] | None:
    token = token_at(question, at)
    if token is None or token.low not in ("half", "quarter", "couple", "dozen", "hundred", "thousand"):
        return None
    end = at + 1
    return str(lore.data["numbers"][token.low]), end + _articles(question, end)


def _articles(question: Question, at: int) -> int:
    """How many little words follow: "half of a", "a couple of"."""
    taken = 0
    while (token := token_at(question, at + taken)) and token.low in ("a", "an", "of", "one") and taken < 2:
        taken += 1
    return taken


def _and_a_half(question: Question, at: int) -> int:
    words = [token.low for token in question.tokens[at : at + 3]]
    return at + 3 if words == ["and", "a", "half"] else 0


def _with_unit(question: Question, at: int, lore: Lore, kind: str) -> tuple[str, str, int] | None:
    """Number, unit as Docker writes it, and where they end."""
    token = token_at(question, at)
    if token is None:
        return None
    units = lore.data["units"][kind]
    glued = _GLUED.match(token.low)
    if glued:
        return (glued[1], units[glued[2]], at + 1) if glued[2] in units else None
    if token.low in ("a", "an") and (one := token_at(question, at + 1)) and one.low in units and len(one.low) > 2:
        return "1", units[one.low], at + 2
    if "-" in token.text:  # "10-minute"
        number, _, unit = token.low.partition("-")
        return (number, units[unit], at + 1) if unit in units and number.isascii() and number.isdigit() else None
    found = _amount(question, at, lore)
    if found is None:
        return None
    number, end = found
    ahead = token_at(question, end)
    if ahead is None or ahead.low not in units or (not ahead.is_word()):
        return None
    return number, units[ahead.low], end + 1
