"""A card and a question → the finished command: flags asked for, blanks filled, arguments added."""

from __future__ import annotations

from assistant.docker import grammar
from assistant.docker.command import Command
from assistant.docker.items import Flag
from assistant.docker.line import Line
from assistant.docker.parts import Word
from assistant.fill import arguments, flags, ports, references, refused, tail, wanted
from assistant.fill.finding import Finder
from assistant.fill.heard import Entries, Heard, blank_wishes, usual_flags, verbs
from assistant.fill.matching import Match, candidates, select
from assistant.fill.values import Lore, Value
from assistant.fill.wording import word_of
from assistant.model import Blank, Card

Filling = Word | str | list[Word | str]


class Composed:
    """A command while it is made and when it is done.

    `line` is the line, `skeleton` its text before the blanks were filled, `asked` the flags that the question wants, `own`
    those that the card has, `refused` those of them that it refuses, `values` what was found for the blanks, `finder` what is
    left of the question. Raises GrammarError where no sound line can be made.
    """

    def __init__(self, card: Card, entries: Entries, heard: Heard, lore: Lore) -> None:
        self.card, self.entries, self.question = card, entries, heard.question
        self.line: Line = grammar.parse(card.likely_command())
        main = self.line.commands[0] if self.line.commands else None
        self.path = main.path if main else ""
        self.lore = lore._replace(path=self.path)
        self.values: dict[str, list[Value]] = {}
        self.asked: list[wanted.Asked] = []
        self.own: tuple[Flag, ...] = main.flags() if main else ()
        self.refused: set[str] = set()
        self.finder = Finder(self.question, self.lore, verbs(entries, self.path), (), card.kind == "concept")
        self._kinds = {blank.name: blank for blank in card.blanks}
        inside = self._flags(main, heard) if main else []
        self._blanks()
        if main and self.line.commands:
            self._swap(arguments.unwrapped(self.line.commands[0], self.values, self.question))
        self.skeleton = grammar.show(self.line)
        if self.values:
            alone = {name: arguments.stands_alone(self.line, name) for name in self.values}
            self.line = grammar.fill(self.line, {name: filling(found, alone[name]) for name, found in self.values.items()})
        if main:
            self._swap(tail.added(self.line.commands[0], inside, self.question, self.lore, {flag.name for flag in self.asked}))
            self._swap(arguments.completed(self.line.commands[0], self.finder))

    def fillings(self) -> dict[str, Filling]:
        """What was found for the blanks of the card, for its other commands."""
        return {name: filling(found[:1]) for name, found in self.values.items() if name in self._kinds}

    def open_blanks(self) -> list[str]:
        """The names of the blanks that are open, each once, in order."""
        return grammar.open_blanks(self.line)

    def blank(self, name: str) -> Blank:
        """The card's blank of that name; one that came with a flag has its kind for a name."""
        known = self._kinds.get(name)
        if known is None:
            return Blank(name, name if name in self.lore.data["open_kinds"] else "")
        return known._replace(
            many=known.many or (arguments.stands_alone(self.line, name) and "..." in arguments.usage(self.path))
        )

    def _flags(self, main: Command, heard: Heard) -> list[Match]:
        """Puts the flags that the question asks for into the command; returns what it wants to be run inside."""
        lore, question, used = self.lore, self.question, self.finder.used
        told = [heard.flags(entry, lore) for entry in self.entries]
        heard_by_flags = {wish.flag for wishes, _ in told for wish in wishes if wish.kind}
        left = self._not_of(main, heard_by_flags)
        other = candidates([*blank_wishes(self.entries, left), *tail.wishes(lore, main)], question, lore)
        other = [match for match in other if not tail.is_image(match, question, lore, self.path)]
        banned = refused.spelled(question, self.path, lore)
        spoken = wanted.typed(question, self.path, lore, used, tail.tokens_inside(other))
        matches = select([*(match for _, found in told for match in found), *other])
        matches = [match for match in matches if match.taken.isdisjoint(used)]
        used.update(token for match in matches for token in match.taken)
        matches, against = refused.parted(matches)
        for match in matches:
            if match.wish.blank not in ("", tail.BLANK) and match.slots:
                self.values.setdefault(match.wish.blank, [match.slots[0][1]])
        found = wanted.asked((match for match in matches if match.wish.flag), question, lore, used)
        own = [wish for wishes, _ in told for wish in wishes]
        heard_names = {flag.name for flag in found}
        spoken = [flag for flag in spoken if flag.value != Value("") or flag.name not in heard_names]
        spoken = [flag for flag in spoken if flag.name not in banned]
        self.asked = flags.leaning(flags.as_mounts([*spoken, *found, *wanted.evident(own, found, question, lore, used)]))
        image = ports.image_of(self.finder) if any(flag.kind == "ports" for flag in self.asked) else ""
        self._swap(flags.put(main, ports.all_completed(self.asked, image, lore), lore))
        self._refuse({(match.wish.flag, match.wish.gives) for match in against} | {(name, "") for name in banned})
        return [match for match in matches if match.wish.blank == tail.BLANK]

    def _refuse(self, gone: set[tuple[str, str]]) -> None:
        """Takes out the flags of the card that the question does not want."""
        before = self.line.commands[0]
        self._swap(refused.without(before, gone))
        self.refused = {flag.name for flag in before.flags() if flag not in self.line.commands[0].flags()}

    def _not_of(self, main: Command, names: set[str]) -> list[str]:
        """The open blanks that are not the whole value of a flag among `names`: those have their own ways of being asked for."""
        whole = {flag.value.source for flag in main.flags() if flag.value and flag.name in names}
        return [name for name in self.open_blanks() if f"<{name}>" not in whole]

    def _blanks(self) -> None:
        """Finds values for the blanks that are still open, and drops what is idle."""
        wishes = [self.blank(name) for name in self.open_blanks() if name not in self.values]
        main = self.line.commands[0] if self.line.commands else None
        if main and self.path and len(self.line.commands) == 1 and arguments.is_paired(main):
            first, second = (self.blank(name) for name in main.arguments()[0].blanks())
            command, found = arguments.paired(main, first, second, self.finder)
            self._swap(command)
            self.values |= found
            wishes = [blank for blank in wishes if blank.name not in found]
        self.values |= self.finder.all(wishes)
        if len(self.open_blanks()) > 1 and self.values:
            self.values |= references.parted(grammar.show(self.line), self.values)
        if main and self.card.kind == "command" and (self.asked or self.values):
            self._prune()
        self._leftovers()

    def _leftovers(self) -> None:
        """The port inside of an image that everybody knows, and the command to run where nothing leads to it."""
        for blank in map(self.blank, self.open_blanks()):
            if blank.name in self.values:
                continue
            if blank.kind == "port" and blank.name in ("port", "container-port") and "image" in self.values:
                port = ports.inside(self.values["image"][0].text, self.lore)
                self.values |= {blank.name: [Value(port)]} if port else {}
            elif blank.kind == "command" and (found := self.finder.command()):
                self.values[blank.name] = [found]

    def _prune(self) -> None:
        """Takes out the card's own flags whose values nobody told, but for what the plain form of the command has too."""
        command = self.line.commands[0]
        own = [flag for flag in command.flags() if flag.value and flag in self.own and flag.value.blanks()]
        idle = [flag for flag in own if self.values.keys().isdisjoint(flag.value.blanks() if flag.value else ())]
        told = {flag.name for flag in command.flags() if flag not in idle}
        kept = usual_flags(self.entries, self.path) - told
        self._swap(flags.pruned(command, self.asked, tuple(flag for flag in idle if flag.name not in kept)))

    def _swap(self, command: Command) -> None:
        if command is not self.line.commands[0]:
            self.line = self.line.replace(self.line.commands[0], command)


def filling(found: list[Value], alone: bool = False) -> Filling:
    """Values as grammar.fill takes them; where the blank stands `alone`, a command line becomes its words, and the current folder
    is a dot."""
    if alone and len(found) == 1 and found[0].words:
        return list(found[0].words)
    if alone and len(found) == 1 and found[0].lead == "$(pwd)" and not found[0].before + found[0].text:
        return "."
    made: list[Word | str] = [word_of(value) if value.lead or "<" in value.text else value.text for value in found]
    return made if len(made) > 1 else made[0]
