"""A finished command and what is said about it afterwards → the command, changed: "with name web", "on port 9090 instead",
"without the volume".

The command with its blanks open again is composed anew as if it were a card, so a change is heard just as a question is; what the
blanks had, they keep, unless the text has something else for them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from assistant.docker import grammar
from assistant.docker.command import Command, repeatable
from assistant.docker.items import Flag, Item
from assistant.docker.late import Late
from assistant.docker.line import Line
from assistant.docker.shell import word_from
from assistant.fill import looks, ports
from assistant.fill.arguments import stands_alone, usage
from assistant.fill.compose import Composed, filling
from assistant.fill.finding import Finder
from assistant.fill.heard import Entries, Heard
from assistant.fill.manner import Gone, Manner, Values, several, source_of
from assistant.fill.question import Question
from assistant.fill.reopened import led, opened
from assistant.fill.values import Lore
from assistant.model import Card, Filled

_OF_IMAGES = ("container run", "container create", "service create")
_OPEN_PORT = Late(r"<(?:container-)?port>")


class Again(NamedTuple):
    """A changed command: its line, its text before the blanks were filled ("" where that is not known), all values, the words of
    the text that came to nothing, and how many that stand in it."""

    line: Line
    skeleton: str
    values: Values
    left: tuple[str, ...]


def again(card: Card, entries: Entries, asked: Question, now: Filled, lore: Lore, manner: Manner) -> Again:
    """The command of `now` as the text wants it. Raises GrammarError where no sound line can be made."""
    skeleton, had = opened(now, any(looks.is_own(token, lore) for token in asked.tokens))
    made = Composed(card._replace(command=skeleton, kind="recipe"), entries, Heard(asked), lore)
    gone = Gone(made, manner, had)
    change = _Change(made, grammar.parse(skeleton).commands[0].flags(), gone.flags, manner, had)
    alone = {name: stands_alone(grammar.parse(made.skeleton), name) for name in made.values}
    fresh = {name: filling(found, alone[name]) for name, found in made.values.items()}
    if any(not flag.level and flag.value is None for flag in made.asked):
        raise grammar.GrammarError("flags of docker itself, such as --version, are none of its commands'")
    bare = grammar.parse(made.skeleton)
    image = _image(made) if manner.replaces else ""
    if grammar.show(grammar.fill(bare, fresh)) == grammar.show(made.line):
        fresh = {name: value for name, value in fresh.items() if gone.spoken.isdisjoint(map(source_of, several(value)))}
        unled = {name for name in had.keys() & fresh.keys() if not led(made, name, fresh[name], manner)}
        fresh = {name: value for name, value in fresh.items() if name not in unled and (not image or value != image)}
        values = {**gone.kept(had), **(_beside(had, fresh, alone, made) if manner.adds else fresh)}
        bare = change.into(_with_image(bare, image) if image else bare)
        line = grammar.fill(bare, values)
        skeleton = grammar.show(bare)
    else:  # something stands behind what the blanks had
        unled = set()
        values, skeleton = {**{name: value for name, value in had.items() if name not in fresh}, **fresh}, ""
        line = change.into(grammar.fill(made.line, values))
    idle = {source_of(one) for name in unled for one in several(filling(made.values[name]))}
    told = (
        (at, token)
        for at, token in enumerate(asked.tokens)
        if (at not in gone.used or token.text in idle) and token.text != image
    )
    left = tuple(token.text for at, token in told if token.low not in made.lore.passed and not _own_words(made, asked, at))
    return Again(line, skeleton, values, left)


def _image(made: Composed) -> str:
    """The image that is named in the place of one that the card has fixed: redis:7 for redis:7.4."""
    if made.path not in _OF_IMAGES or not made.line.commands[0].arguments() or any(b.kind == "image" for b in made.card.blanks):
        return ""
    return ports.image_of(Finder(made.question, made.lore, frozenset(), ()))


def _with_image(line: Line, image: str) -> Line:
    command = line.commands[0]
    return line.replace(command, command.with_arguments([image, *command.arguments()[1:]]))


def _beside(had: Values, fresh: Values, alone: Mapping[str, bool], made: Composed) -> Values:
    """The new values; beside the old ones where a blank takes several: "api too"."""
    takes_more = "..." in usage(made.path)
    return {
        name: [*several(had[name]), *several(value)] if takes_more and alone[name] and name in had else value
        for name, value in fresh.items()
    }


def _own_words(made: Composed, asked: Question, at: int) -> bool:
    """Whether a token is a word for what the command does or for what it does it to."""
    path = made.path.split()
    own = {*(made.entries[0]["verbs"] if made.entries else ()), *path}
    kinds = {*path[:1], *(made.blank(name).kind for name in made.values)}
    noun = any(asked.tokens[at].low in made.lore.data["nouns"].get(kind, ()) for kind in kinds)
    return noun or any(term.text in own and term.start <= at < term.end for term in asked.terms)


class _Change:
    """What is done to a command after the text was heard: flags taken out, old values that give way to new ones."""

    def __init__(
        self, made: Composed, before: tuple[Flag, ...], gone: Collection[tuple[str, str]], manner: Manner, had: Values
    ) -> None:
        self._made, self._before, self._gone, self._manner = made, before, gone, manner
        named = next((had[b.name] for b in made.card.blanks if b.kind == "image" and b.name in had), "")
        first = made.line.commands[0].arguments()[:1] if made.path in _OF_IMAGES else ()
        self._image = named if isinstance(named, str) and named else "".join(word.value() or "" for word in first)
        self._fresh = {flag.name for flag in made.asked if flag.value and (flag.value.text or flag.value.lead)}

    def into(self, line: Line) -> Line:
        """The line with its first command changed."""
        old = line.commands[0]
        new = old._replace(items=tuple(item for item in old.items if not isinstance(item, Flag) or self._stays(item)))
        new = self._ported(new)
        return line if new == old else line.replace(old, new)

    def _stays(self, flag: Flag) -> bool:
        source = flag.value.source if flag.value else ""
        if (flag.name, source) in self._gone:
            return False
        if self._beaten(flag.name):
            return False
        old = any(flag.name == own.name and own.value and source == own.value.source for own in self._before)
        if not old or flag.name not in self._fresh or not repeatable(flag.level, flag.name):
            return True
        return not (self._manner.replaces or (flag.name in self._manner.single and not self._manner.adds) or self._same_key(flag))

    def _beaten(self, name: str) -> bool:
        """Whether a flag that was there gives way to one that it excludes: -q after --format."""
        asked = {flag.name for flag in self._made.asked}
        groups = [group for group in self._made.lore.data["exclusive"] if name in group and name not in asked]
        return any(not asked.isdisjoint(group) for group in groups)

    def _same_key(self, flag: Flag) -> bool:
        """KEY=a gives way to KEY=b."""
        key, sign, _ = (flag.value.source if flag.value else "").partition("=")
        fresh = [own.value for own in self._made.asked if own.name == flag.name and own.value]
        return bool(sign) and any(value.text.startswith(f"{key}=") for value in fresh)

    def _ported(self, command: Command) -> Command:
        """A port whose other side is not told leads where the one before it led, or to the image's own; one that comes beside
        another to itself."""
        port = ports.inside(self._image, self._made.lore)
        before = [flag.value.source for flag in self._before if flag.name == "publish" and flag.value]
        if before and ":" in before[0]:
            port = "" if self._manner.adds else before[0].rpartition(":")[2].split("/")[0]
        return command._replace(items=tuple(self._with_port(item, port) for item in command.items))

    def _with_port(self, item: Item, port: str) -> Item:
        if not isinstance(item, Flag) or item.name != "publish" or item.value is None or item in self._before:
            return item
        own = item.value.source.partition(":")[0] if self._manner.adds else ""
        inside = port or own
        return item if not inside or "<" in inside else item._replace(value=word_from(_OPEN_PORT.sub(inside, item.value.source)))
