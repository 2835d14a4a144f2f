"""The options of the command line as a table: parsing and --help both read it."""

from __future__ import annotations

import os
from typing import NamedTuple

from assistant.errors import UsageError


class Choice(NamedTuple):
    """One option: its long and short spelling, what its value is called ("" for none), and its help line."""

    name: str
    short: str
    value: str
    help: str


OPTIONS = (
    Choice("json", "", "", "the answer as one JSON object, for scripts and editors"),
    Choice("batch", "", "", "a question a line on standard input, a JSON line each"),
    Choice("print", "", "", "only the command, for pipes"),
    Choice("shell", "", "SHELL", "quote the command for bash, zsh, sh or fish (sh)"),
    Choice("live", "", "WHEN", "ask the local engine too: auto, always, never"),
    Choice("number", "n", "N", "how many answers (1 on the screen, 5 in JSON)"),
    Choice("card", "", "ID", "one card in full, with every flag"),
    Choice("topics", "", "[TOPIC…]", "the topics, or all cards of those named"),
    Choice("check", "", "[FILE…]", "check card files (all of them, or those named)"),
    Choice("version", "", "", "the version, and stop"),
    Choice("help", "h", "", "this help, and stop"),
)

_EXAMPLES = (
    'dockerhelp "how do I scale a service"',
    "docker compose up 2>&1 | dockerhelp",
    "dockerhelp --print list stopped containers",
)
_MOST = 50  # answers
_SHELLS = ("sh", "bash", "zsh", "fish")


class Request:
    """A parsed command line: the options given (by long name, with their values) and the words that are no option."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.words: list[str] = []

    def number(self, default: int) -> int:
        """How many answers are wanted. Raises UsageError where -n is not a whole number from 1 to 50."""
        text = self.given.get("number")
        if text is None:
            return default
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= _MOST:
            raise UsageError(f"-n wants a whole number from 1 to {_MOST}, not '{text}'")
        return int(text)

    def shell(self) -> str:
        """The shell that commands are quoted for. Raises UsageError for one that is not known."""
        name = os.path.basename(self.given.get("shell", "sh"))
        if name not in _SHELLS:
            raise UsageError(f"--shell wants one of {', '.join(_SHELLS)}, not '{name}'")
        return name

    def live(self, terminal: bool) -> bool:
        """Whether the local engine may be asked. Raises UsageError where --live is none of auto, always, never."""
        when = self.given.get("live", "auto")
        if when not in ("auto", "always", "never"):
            raise UsageError(f"--live wants auto, always or never, not '{when}'")
        return when == "always" or (when == "auto" and terminal)


def parse(arguments: list[str]) -> Request:
    """Options before the question, and long ones after it too; a question that is a docker command keeps all its flags.

    Raises UsageError for an option that does not exist or lacks its value.
    """
    request = Request()
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--":
            request.words += left
            break
        option = _option(word)
        if option is None or (request.words and (request.words[0] in ("docker", "docker-compose") or not word.startswith("--"))):
            if word.startswith("-") and word != "-" and not request.words:
                raise UsageError(_unknown(word))
            request.words.append(word)
            continue
        request.given[option.name] = _value(option, word, left)
    return request


def _option(word: str) -> Choice | None:
    name = word.split("=", 1)[0]
    for option in OPTIONS:
        if name == f"--{option.name}" or (option.short and word.startswith(f"-{option.short}") and not word.startswith("--")):
            return option if name == f"--{option.name}" or _is_short(option, word) else None
    return None


def _is_short(option: Choice, word: str) -> bool:
    rest = word[2:]
    return not rest or (bool(option.value) and rest.lstrip("=").isdigit())


def _value(option: Choice, word: str, left: list[str]) -> str:
    if not option.value or option.value.startswith("["):
        if "=" in word:
            raise UsageError(f"--{option.name} takes no value; leave out '{word[word.index('=') :]}'")
        return ""
    glued = (word.split("=", 1)[1] if "=" in word else None) if word.startswith("--") else word[2:].lstrip("=") or None
    if glued is not None:
        return glued
    if not left:
        raise UsageError(f"{word} wants a value: {word} {option.value}")
    return left.pop(0)


def _unknown(word: str) -> str:
    from difflib import get_close_matches

    names = [f"--{option.name}" for option in OPTIONS]
    near = get_close_matches(word, names, 1)
    hint = f"did you mean {near[0]}?" if near else "put -- before a question that begins with a dash"
    return f"there is no option {word}; {hint}"


def help_text() -> str:
    """The help screen, from the table above."""
    spelled = [(f"-{o.short}, " if o.short else "    ") + f"--{o.name}" + (f" {o.value}" if o.value else "") for o in OPTIONS]
    gap = max(len(text) for text in spelled) + 2
    lines = ["Usage: dockerhelp [OPTIONS] QUESTION…", "       COMMAND 2>&1 | dockerhelp", ""]
    lines += ["Ask about Docker in your own words, get the command. Offline; runs nothing.", ""]
    lines += ["Examples:", *(f"  {example}" for example in _EXAMPLES), "", "Options:"]
    lines += [f"  {text:<{gap}}{option.help}" for text, option in zip(spelled, OPTIONS, strict=True)]
    lines += ["", "Exit codes: 0 answered, 1 nothing known, 2 wrong use, 130 interrupted."]
    return "\n".join(lines) + "\n"
