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


GROUPS = {
    "Do something with the answer": (
        Choice("copy", "c", "", "copy the command to the clipboard"),
        Choice("run", "r", "", "run the command: shown first, then asked"),
        Choice("yes", "", "[=destroy]", "with -r, --install…: don't ask; =destroy: delete too"),
        Choice("print", "", "", "only the command, for pipes"),
        Choice("json", "", "", "the answer as one JSON object, for scripts and editors"),
        Choice("batch", "", "", "a question a line on standard input, a JSON line each"),
    ),
    "Ask otherwise": (
        Choice("number", "n", "N", "how many answers (1 on the screen, 5 in JSON)"),
        Choice("shell", "", "SHELL", "quote the command for bash, zsh, sh or fish (sh)"),
        Choice("live", "", "WHEN", "ask the local engine too: auto, always, never"),
        Choice("why", "", "", "why these answers: how the cards scored"),
    ),
    "At the prompt": (
        Choice("init", "", "SHELL", 'code for the key: eval "$(dockerhelp --init bash)"'),
        Choice("key", "", "KEY", "with --init: the key that asks (ctrl-g)"),
        Choice("answer-key", "", "KEY", "with --init: one that answers at once (none)"),
        Choice("on-error", "", "", "with --init: names the cause where docker fails"),
        Choice("install-shell", "", "", "--init for good, for your shell or those named"),
        Choice("uninstall-shell", "", "", "takes that out of your files again"),
        Choice("completion", "", "SHELL", "code that completes these options"),
        Choice("install-plugin", "", "", 'makes docker ask "…" work, with Docker\'s client'),
        Choice("uninstall-plugin", "", "", "takes that away again"),
    ),
    "Look around": (
        Choice("card", "", "ID", "one card in full, with every flag"),
        Choice("topics", "", "[TOPIC…]", "the topics, or all cards of those named"),
        Choice("history", "", "[N]", "what was asked, copied and run (the last 20)"),
        Choice("doctor", "", "", "what is installed, what is missing, what to do"),
        Choice("config", "", "", "the configuration: defaults, and where yours is"),
        Choice("check", "", "[FILE…]", "check card files (all of them, or those named)"),
        Choice("version", "", "", "the version, and stop"),
        Choice("help", "h", "", "this help, and stop"),
    ),
}
OPTIONS = tuple(option for group in GROUPS.values() for option in group)
HIDDEN = (  # what the code for the shells calls
    Choice("pick", "", "", "the picker, for a line at the prompt"),
    Choice("buffer", "", "LINE", "with --pick: the line"),
    Choice("cursor", "", "N", "with --pick: the characters before the cursor"),
    Choice("answer", "", "", "with --pick: an answer that is sure comes at once"),
    Choice("explain-failure", "", "", "why a docker command failed, in a line, or nothing"),
    Choice("status", "", "N", "with --explain-failure: its exit code"),
)

_EXAMPLES = (
    'dockerhelp "how do I scale a service"',
    "docker compose up 2>&1 | dockerhelp",
    "dockerhelp --print list stopped containers",
)
_MOST = 50  # answers
_SHELLS = ("sh", "bash", "zsh", "fish")
_WITH_INIT = ("key", "answer-key", "on-error")


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

    def yes(self) -> str:
        """What is agreed to beforehand: "", change, or destroy. Raises UsageError for anything else."""
        what = self.given.get("yes")
        if what not in (None, "", "destroy"):
            raise UsageError(f"--yes takes nothing or =destroy, not '={what}'")
        return "" if what is None else what or "change"

    def shell(self, default: str = "sh") -> str:
        """The shell that commands are quoted for. Raises UsageError for one that is not known."""
        name = os.path.basename(self.given.get("shell", default))
        if name not in _SHELLS:
            raise UsageError(f"--shell wants one of {', '.join(_SHELLS)}, not '{name}'")
        return name

    def live(self, terminal: bool, default: str = "auto") -> bool:
        """Whether the local engine may be asked. Raises UsageError where --live is none of auto, always, never."""
        when = self.given.get("live", default)
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
    for name in _WITH_INIT:
        if name in request.given and not {"init", "install-shell"} & set(request.given):
            raise UsageError(f"--{name} goes with --init or --install-shell")
    return request


def _option(word: str) -> Choice | None:
    name = word.split("=", 1)[0]
    for option in (*OPTIONS, *HIDDEN):
        if name == f"--{option.name}" or (option.short and word.startswith(f"-{option.short}") and not word.startswith("--")):
            return option if name == f"--{option.name}" or _is_short(option, word) else None
    return None


def _is_short(option: Choice, word: str) -> bool:
    rest = word[2:]
    return not rest or (bool(option.value) and rest.lstrip("=").isdigit())


def _value(option: Choice, word: str, left: list[str]) -> str:
    if not option.value or option.value.startswith("["):
        if "=" in word and option.value.startswith("[="):
            return word.split("=", 1)[1]
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


def _spelled(option: Choice) -> str:
    short = f"-{option.short}, " if option.short else "    "
    gap = "" if not option.value or option.value.startswith("[=") else " "
    return f"{short}--{option.name}{gap}{option.value}"


def help_text() -> str:
    """The help screen, from the table above."""
    gap = max(len(_spelled(option)) for option in OPTIONS) + 4
    lines = ["Usage: dockerhelp [OPTIONS] QUESTION…", "       COMMAND 2>&1 | dockerhelp", ""]
    lines += ["Ask in your own words, get the Docker command. Offline; runs nothing unasked.", ""]
    lines += [f"  {example}" for example in _EXAMPLES]
    for heading, options in GROUPS.items():
        lines += ["", f"{heading}:", *(f"  {_spelled(option):<{gap - 2}}{option.help}" for option in options)]
    lines += ["", "Exit codes: 0 answered, 1 nothing known, 2 wrong use or nobody to ask,"]
    lines += ["3 failed, 130 stopped; with -r, that of the command."]
    return "\n".join(lines) + "\n"
