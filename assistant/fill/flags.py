"""Flags into a command: each with its value, spelled and ordered as a person would write it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.docker import grammar, tables
from assistant.docker.command import Command, repeatable
from assistant.docker.items import Flag
from assistant.docker.late import Late
from assistant.docker.parts import Word
from assistant.fill.values import Lore, Value
from assistant.fill.wanted import Asked
from assistant.fill.wording import word_of

_SECONDS = Late(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?\Z")


def put(command: Command, flags: Iterable[Asked], lore: Lore) -> Command:
    """The command with these flags too, all of its flags in the order of a person."""
    before = command
    own, fresh = command.flags(), set[str]()
    every = list(flags)
    said = {flag.name for flag in every}
    beaten = {name for group in lore.data["exclusive"] for name in [name for name in group if name in said][1:]}
    for flag in every:
        if flag.name in beaten:
            continue
        command = _put(command, flag, lore, own, fresh)
    return _ordered(command, lore) if command is not before else command


def _put(command: Command, flag: Asked, lore: Lore, own: tuple[Flag, ...], fresh: set[str]) -> Command:
    there = [item for item in command.flags(flag.name) if item.level == flag.level]
    if flag.value is None:
        return command if there else command.with_flags([_flag(flag, None, lore)])
    if not flag.value.text and not flag.value.lead and not flag.value.words:
        if there and not (flag.name in fresh and repeatable(flag.level, flag.name)):
            return command
        again = flag.name in fresh
        fresh.add(flag.name)
        opened = lore.data["open"].get(flag.name) or lore.data["open"].get(flag.kind) or f"<{flag.kind or 'text'}>"
        opened = opened.replace(">", "2>") if again else opened
        return command.with_flags([_flag(flag, word_of(Value(opened)), lore)])
    word = word_of(_fitting(flag))
    blanks = [item for item in there if item in own and item.value is not None and item.value.blanks()]
    first_time = flag.name not in fresh
    fresh.add(flag.name)
    if blanks or (there and first_time and not repeatable(flag.level, flag.name)):
        old = (blanks or there)[0]
        made = old._replace(value=word, style="space" if old.style == "none" else old.style)
        return command._replace(items=tuple(made if item is old else item for item in command.items))
    if there and not repeatable(flag.level, flag.name):
        return command
    alike = [item for item in there if item in own and item.value is not None and _of(flag, item.value) == _of(flag, word)]
    if alike:  # the card's own mount of that folder, somewhere else; its port, met at another one
        return command._replace(items=tuple(item._replace(value=word) if item is alike[0] else item for item in command.items))
    return command.with_flags([_flag(flag, word, lore)])


def _of(flag: Asked, word: Word) -> str:
    """What a mount, a port or a variable is about, of which a command wants one: the folder outside, the port inside, the key."""
    source = word.source.replace('"', "")
    if flag.kind == "ports":
        return source.rpartition(":")[2]
    if flag.kind == "env":
        return source.partition("=")[0]
    return source.partition(":/")[0] if ":/" in source else "\0" + source


def _fitting(flag: Asked) -> Value:
    """The value as the flag's type wants it: a number of seconds where Docker takes no unit."""
    assert flag.value is not None
    kind = tables.flag_of(f"docker {flag.level}".strip(), flag.name)[1].get("type", "")
    match = _SECONDS.match(flag.value.text) if kind in ("int", "uint") else None
    if match and any(match.groups()):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return flag.value._replace(text=f"{hours * 3600 + minutes * 60 + seconds:g}")
    return flag.value


def _flag(flag: Asked, value: Word | None, lore: Lore) -> Flag:
    made = grammar.flag(flag.level, flag.name, value)
    if flag.name in lore.data["short"] or made.spelled.startswith("--"):
        return made
    return made._replace(spelled=f"--{flag.name}")


def _ordered(command: Command, lore: Lore) -> Command:
    """Flags of the last level in the order of index/values.yaml; -i and -t together as -it."""
    order = {name: number for number, name in enumerate(lore.data["order"])}
    middle = order.get("--env", 0) + 0.5
    own = [item for item in command.items if isinstance(item, Flag) and item.level == command.path]
    ranked = sorted(own, key=lambda flag: order.get(f"--{flag.name}", middle))
    terminal = [
        flag
        for flag in ranked
        if flag.name == "tty" and flag.spelled == "-t" and any(f.name == "interactive" and f.spelled == "-i" for f in ranked)
    ]
    ranked = [flag._replace(joined=flag in terminal) for flag in ranked]
    left = iter(ranked)
    items = tuple(next(left) if isinstance(item, Flag) and item.level == command.path else item for item in command.items)
    return command._replace(items=items)


def pruned(command: Command, asked: Iterable[Asked], own: tuple[Flag, ...]) -> Command:
    """The command without those flags of its card that nobody asked for and whose values nobody told, where other flags were
    asked for."""
    said = {flag.name for flag in asked}
    idle = [
        item
        for item in command.flags()
        if item in own and item.name not in said and item.value is not None and item.value.blanks()
    ]
    return command._replace(items=tuple(item for item in command.items if item not in idle)) if idle else command


def as_mounts(flags: list[Asked]) -> list[Asked]:
    """The flags, with -v put as --mount where the question says --mount."""
    open_mount = [flag for flag in flags if flag.name == "mount" and flag.value == Value("")]
    if not open_mount or not any(flag.name == "volume" and flag.value for flag in flags):
        return flags
    from assistant.fill.mounts import as_option

    kept = [flag for flag in flags if flag not in open_mount]
    return [
        flag._replace(name="mount", value=as_option(flag.value)) if flag.name == "volume" and flag.value else flag
        for flag in kept
    ]


def leaning(flags: list[Asked]) -> list[Asked]:
    """The flags; a value that is left open ("no swap": as much as the memory) is that of the flag it is named after."""
    known = {flag.name: flag.value for flag in flags if flag.value and flag.value.text and "<" not in flag.value.text}
    return [
        flag._replace(value=known.get(flag.name.partition("-")[0], flag.value)) if flag.value == Value("<size>") else flag
        for flag in flags
    ]
