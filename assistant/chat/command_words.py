"""What may come next in a docker command: its sub-commands, its flags with what they mean, and names that the engine knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.chat.filling import live_kind, open_blanks
from assistant.docker import grammar, tables
from assistant.docker.engine import KINDS
from assistant.model import Hit, flag_names

_PROGRAMS = ("docker", "docker-compose")
# A word of a usage line ("docker container stop CONTAINER [CONTAINER...]") → the kind whose names stand there
_USAGE = {kind.upper(): kind for kind in ("container", "image", "volume", "network", "service", "stack", "node", "secret")}
_USAGE |= {"CONFIG": "config", "CONTEXT": "context", "PLUGIN": "plugin", "SOURCE_IMAGE[:TAG]": "image"}
# A flag → the kind of its value
_VALUES = {"network": "network", "net": "network", "volumes-from": "container", "context": "context", "builder": "builder"}
_SEVERAL = dict.fromkeys(("list", "stringArray", "strings", "map", "stringSlice", "filter", "ulimit", "mount"), "may be repeated")
_TAKES = {"string": "takes a value", **_SEVERAL} | dict.fromkeys(("int", "uint", "uint16", "uint32"), "takes a number")
_TAKES |= {"duration": "takes a time, such as 30s", "bytes": "takes a size, such as 512m", "network": "takes a network"}


class Offer(NamedTuple):
    """A word that may stand at the cursor, and what it means, "" where that is plain."""

    text: str
    means: str = ""


def is_docker(text: str) -> bool:
    """Whether a text is the beginning of a docker command."""
    words = text.split()
    return bool(words) and words[0] in _PROGRAMS and (len(words) > 1 or text[-1].isspace())


def offers(command: str, word: str, typed: bool, hit: Hit | None, names: Callable[[str], tuple[str, ...]]) -> Iterator[Offer]:
    """What may follow a command where `word` has been begun. `typed` tells that the command is being typed; else it is the one at
    hand, and the text is about it. `hit` is what is at hand, `names` gives the names of a kind as far as they are known."""
    if not command:
        return
    path = _path(command)
    if word.startswith("-"):
        yield from _flags(path, word, hit)
        return
    if typed:
        below = tables.below(path)
        yield from (Offer(name) for name in below if name.startswith(word))
        kinds = () if below else _kinds(path, command)
    else:
        kinds = tuple(live_kind(blank.kind, command) for blank in open_blanks(hit)) if hit and word else ()
    seen = set()
    for kind in dict.fromkeys(kind for kind in kinds if kind in KINDS):
        for name in names(kind):
            if name.startswith(word) and name != word and name not in seen:
                seen.add(name)
                yield Offer(name, kind)


def _flags(path: str, word: str, hit: Hit | None) -> Iterator[Offer]:
    """The long flags of a path, the short ones where only a dash is typed; what a card knows about them is told."""
    of_card = hit.card.options if hit and _path(hit.command()) == path else ()
    means = {name: option.means for option in of_card for name in flag_names(option.flag)}
    for name, fact in sorted(tables.facts(path).get("flags", {}).items()):
        if fact.get("hidden") or fact.get("deprecated"):
            continue
        long, short = f"--{name}" if len(name) > 1 else f"-{name}", f"-{fact['short']}" if fact.get("short") else ""
        takes = _TAKES.get(fact.get("type", ""), "takes a value") if fact.get("takes_value") else ""
        told = means.get(long) or means.get(short) or takes
        if long.startswith(word):
            yield Offer(long, f"{short}  {told}".strip() if short else told)
        elif short and short == word:
            yield Offer(short, told)


def _path(command: str) -> str:
    """The canonical path, with its first word, of the command that is typed, as far as it goes."""
    path = grammar.path_of(command) if command.strip() else ""
    return f"docker {path}".strip()


def _kinds(path: str, command: str) -> tuple[str, ...]:
    """The kinds of what may stand next: a flag's value, else the arguments that the usage tells."""
    last = command.split()[-1]
    if last.startswith("--") and "=" not in last:
        return (_VALUES[last[2:]],) if last[2:] in _VALUES else _arguments(path)
    return _arguments(path)


def _arguments(path: str) -> tuple[str, ...]:
    usage = tables.facts(path).get("usage", "")
    if path.startswith("docker compose "):
        return ("compose-service",) if "SERVICE" in usage else ()
    words = usage.replace("[", " ").replace("]", " ").replace("|", " ").replace("...", " ").split()
    return tuple(kind for word in words if (kind := _USAGE.get(word.split(":")[0])))
