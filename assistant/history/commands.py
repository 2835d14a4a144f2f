"""Where secrets stand in commands: behind flags, in NAME=value, in addresses, and in what is echoed into a login."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.history import names
from assistant.history.shellwords import Word

Span = tuple[int, int, int]  # the number of a word, and from where to where its text is secret
_NOTHING = ("true", "false", "yes", "no", "1", "0", "value", "…")  # KEY=value is what documents write
_NO_PAIRS = ("key", "keys", "secret", "secrets", "auth", "token", "tokens")  # as NAME: too often no name of a variable
_GLUED_P = ("mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mariadb-dump", "mariadb-admin", "sshpass")
_BEHIND = {"sshpass": ("-p",), "redis-cli": ("-a",), "curl": ("-u", "--user", "--proxy-user")}
_NOT_LOGIN = ("run", "create", "exec", "service", "compose", "container", "stack")
_NO_VALUES = (
    "on",
    "in",
    "via",
    "is",
    "and",
    "or",
    "flag",
    "option",
    "for",
    "from",
    "with",
    "to",
    "instead",
    "of",
    "the",
    "as",
    "when",
)


@cache
def regex(source: str) -> re.Pattern[str]:
    return re.compile(source, re.DOTALL)


def harmless(value: str, word: Word, sentence: bool = False) -> bool:
    """Whether what stands in a secret's place is none: nothing, a blank <password>, a variable, or what was masked before."""
    if not value.strip("*") or value in ("…", "...") or regex(r"<[A-Za-z][\w .-]*>(?:,.*)?").fullmatch(value):
        return True
    if word.literal:
        return False
    if sentence:
        return bool(regex(r"\$[A-Z_][A-Z0-9_]*[.,?!]?|\$\{\w+(?:\}|:?\?.*)").fullmatch(value))
    return bool(regex(r"\$(?:\w+|\{\w+(?::?\?[^}]*)?\}?|\([^)]*\))?").fullmatch(value))


def spans(words: list[Word], secrets: tuple[str, ...]) -> Iterator[Span]:
    """The secrets among the words of commands."""
    first = 0
    for number in range(1, len(words) + 1):
        if number == len(words) or words[number].before:
            yield from _in_command(words, first, number, secrets)
            first = number


def _in_command(words: list[Word], first: int, end: int, secrets: tuple[str, ...]) -> Iterator[Span]:
    """The secrets of one command, the words from `first` up to `end`."""
    said = [words[number].text for number in range(first, end)]
    programs = {text.rpartition("/")[2] for text in said}
    login = "login" in programs and _login_at(said)
    for at, text in enumerate(said):
        number, word = first + at, words[first + at]
        if at and names.is_flag(said[at - 1], secrets) and "=" not in said[at - 1] and not _goes_on(text):
            yield number, 0, len(text)
        yield from ((number, a, b) for a, b in _within(text, word, said[at - 1] if at else "", secrets))
        if login and at > login:
            if text.startswith("-p") and text != "-p":
                yield number, 3 if text[2] == "=" else 2, len(text)
            elif said[at - 1] == "-p":
                yield number, 0, len(text)
        for program in programs.intersection((*_GLUED_P, *_BEHIND)):
            yield from ((number, a, len(text)) for a in _of_program(program, text, said[at - 1] if at else ""))
    if "htpasswd" in programs and any(regex(r"-[A-Za-z]*b[A-Za-z]*").fullmatch(text) for text in said):
        yield end - 1, 0, len(said[-1])


def _goes_on(text: str) -> bool:
    """Whether a word behind a flag is the next flag, or a sentence that goes on, and no value."""
    return text in _NO_VALUES or regex("--[a-z][a-z-]+").fullmatch(text) is not None


def _login_at(said: list[str]) -> int:
    """The place of `login` where -p is followed by a password; 0 for nowhere."""
    at = len(said) - 1 - said[::-1].index("login")
    earlier = said[:at]
    since = max((n for n, text in enumerate(earlier) if text.rpartition("/")[2] in ("docker", "podman", "nerdctl")), default=0)
    return 0 if set(earlier[since:]).intersection(_NOT_LOGIN) else at


def _of_program(program: str, text: str, previous: str) -> Iterator[int]:
    """From where on a word is a password for this program."""
    if program in _GLUED_P and text.startswith("-p") and len(text) > 2:
        yield 2
    elif previous in _BEHIND.get(program, ()):
        yield text.find(":") + 1 if program == "curl" and ":" in text else len(text) if program == "curl" else 0


def _within(text: str, word: Word, previous: str, secrets: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The secrets inside of one word."""
    head = regex(r"\S*").match(text)
    alone = head.end() if head and not (word.quoted and previous in ("-c", "-lc", "-ec", "eval")) else 0
    if alone == 0 and len(text):
        return
    at = text.find("=")
    while 0 <= at < alone:
        name = regex(r"[^\w.-]").split(text[max(0, at - 100) : at])[-1]
        if name and names.is_secret(name, secrets):
            value = text[at + 1 :].lower() if word.quoted else text[at + 1 :].strip("=`.,;?!").lower()
            if value not in _NOTHING and not regex(r"[\w./~-]+\.(?:pem|key|crt)").fullmatch(value):
                yield at + 1, len(text)
            break
        at = text.find("=", at + 1)
    yield from _after_colon(text, alone, secrets)
    yield from _in_address(text)


def _after_colon(text: str, alone: int, secrets: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """PASSWORD:value in one word, and a header as one word: 'Authorization: Bearer …'."""
    at = text.find(":", 0, alone)
    while at > 0:
        name = regex(r"[^\w.-]").split(text[max(0, at - 100) : at])[-1]
        header = at + 1 == alone < len(text)
        if (
            name
            and text[at - len(name) - 1 : at - len(name)] != "/"
            and (header or name.lower() not in _NO_PAIRS)
            and (is_header(name) or names.is_secret(name, secrets))
        ):
            if header or names.is_variable(name) or "pass" in name.lower():
                scheme = regex(
                    r"\s*(?:(?:bearer|basic|token)\s+)?",
                ).match(text.lower(), at + 1)
                start = scheme.end() if scheme else at + 1
                if not text.startswith(("?", "//"), start):
                    yield start, len(text)
            return
        at = text.find(":", at + 1, alone)


def is_header(name: str) -> bool:
    """Whether a name is that of an HTTP header with a secret in it."""
    return name.lower() in ("authorization", "proxy-authorization", "private-token", "cookie", "set-cookie")


def _in_address(text: str) -> Iterator[tuple[int, int]]:
    """scheme://user:password@host; the rest up to the last @ is the password, but for a port."""
    start = text.find("://")
    while start >= 0:
        following = text.find("://", start + 3)
        whole = text[start + 3 : following if following >= 0 else len(text)]
        user = regex(r"[^\s/?#@:]*:").match(whole)
        if user and (end := whole.rfind("@")) > user.end() and not regex(r"\d{1,5}(?:[/?#]|\Z)").match(whole, user.end()):
            yield start + 3 + user.end(), start + 3 + end
        start = following
