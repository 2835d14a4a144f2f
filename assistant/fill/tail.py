"""The command to run inside a container: "running sleep 1000", "a bash in web"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from assistant.docker import tables
from assistant.docker.command import Command
from assistant.docker.parts import Text
from assistant.docker.shell import word
from assistant.fill import readers
from assistant.fill.matching import Match, Wish
from assistant.fill.question import Question
from assistant.fill.values import Lore

BLANK = "\0tail"  # no card has a blank of this name


def wishes(lore: Lore, main: Command) -> list[Wish]:
    """What leads to a command to run inside, for docker commands that take one."""
    if not tables.ends_flags(f"docker {main.path}") or "COMMAND" not in tables.facts(f"docker {main.path}").get("usage", ""):
        return []
    return [Wish("", "", tuple(tuple(pattern.split()) for pattern in lore.data["cues"]["command"]), blank=BLANK)]


def tokens_inside(matches: Iterable[Match]) -> set[int]:
    """The tokens of all that may be a command to run inside."""
    every = [match for match in matches if match.slots and match.slots[0][0] == "command" and len(match.slots[0][1].words) > 1]
    return {number for match in every for number in range(match.start + 1, match.end)}


def is_image(match: Match, question: Question, lore: Lore, path: str) -> bool:
    """Whether what seems to be run inside is the image itself: "a container running nginx", "run my-app in the background"."""
    words = match.slots[0][1].words if match.wish.blank == BLANK else ()
    if not words or words[0] in lore.data["shells"]:
        return False
    first = match.end - len(words)
    ahead = [token for token in question.tokens[match.end : match.end + 3] if token.low not in lore.passed]
    if (
        ahead
        and question.tokens[match.end].low in ("in", "inside", "on", "using", "with")
        and _looks_like_image(ahead[0].text, lore)
    ):
        return False
    whole = readers.read("image", question, first, lore)
    if whole is not None and whole[1] == match.end and _looks_like_image(words[0], lore):
        return True
    if _looks_like_image(words[0], lore) and not (len(words) > 1 and words[0] in lore.data["tools"]):
        return True
    return path.endswith("run") and first > 0 and question.tokens[first - 1].low == "run"


def _looks_like_image(text: str, lore: Lore) -> bool:
    return text.split(":")[0].lower() in lore.data["images"] or (
        not text.startswith(("/", ".", "-")) and ("/" in text or ":" in text)
    )


def added(command: Command, matches: Sequence[Match], question: Question, lore: Lore, asked: Collection[str] = ()) -> Command:
    """The docker command with what the question wants to run inside, in place of a shell or a blank that the card has there;
    the terminal of that shell goes with it, unless it is among the flags `asked` for."""
    if not tables.ends_flags(f"docker {command.path}"):
        return command
    first, *rest = command.arguments() or (None,)
    if first is None:
        return command
    usage = tables.facts(f"docker {command.path}")["usage"]
    if len(rest) == 1 and rest[0].source.startswith("<") and rest[0].blanks() == ("command",) and "[COMMAND]" in usage:
        command, rest = command.with_arguments([first]), []
    if matches and (inside := matches[0].slots[0][1].words):
        if len(inside) > 1 and rest and rest[0].value() in lore.data["shells"] and inside[0] not in lore.data["shells"]:
            command = command.without_flags(*({"interactive", "tty"}.difference(asked) if command.path.endswith("run") else ()))
        return command.with_arguments([first, *(word([Text(one)]) for one in inside)])
    shells = [token.low for token in question.tokens if token.low in lore.data["shells"]]
    if shells and len(rest) == 1 and rest[0].value() in ("sh", "bash") and shells[0] != rest[0].value():
        return command.with_arguments([first, word([Text(shells[0])])])
    return command
