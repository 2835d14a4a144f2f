"""A finished command with its blanks open again, and whether a text means one of them to get another value."""

from __future__ import annotations

from assistant.docker import grammar
from assistant.fill.arguments import is_paired
from assistant.fill.compose import Composed, Filling
from assistant.fill.manner import Manner, Values, several, source_of
from assistant.model import NAME_KINDS, Filled


def opened(now: Filled, names: bool) -> tuple[str, Values]:
    """The command with its blanks open again, and what they have; the command as it stands where that would lose something.
    `names` tells that the text has names of its own."""
    texts: dict[str, Filling] = dict(now.values)
    for values in (texts, {**texts, **_stretched(now)}) if now.skeleton else ():
        try:
            if grammar.show(grammar.fill(now.skeleton, values)) == now.command:
                return (now.skeleton, values) if names else _halved(now.skeleton, values)
        except grammar.GrammarError:
            continue
    return now.command, {}


def _stretched(now: Filled) -> dict[str, Filling]:
    """All that stands in the place of a blank that took several: "docker rm web api"."""
    blanks = grammar.parse(now.skeleton).commands[0].arguments()
    words = grammar.parse(now.command).commands[0].arguments()
    at = next((at for at, word in enumerate(blanks) if word.blanks() and len(word.parts) == 1), None)
    if at is None or len(words) <= len(blanks):
        return {}
    found = words[at : len(words) - (len(blanks) - at - 1)]
    return {blanks[at].blanks()[0]: [word.value() or word for word in found]}


def _halved(skeleton: str, had: Values) -> tuple[str, Values]:
    """A pair `<service>=<replicas>` keeps its first half: "to 8 instead" tells the other alone."""
    line = grammar.parse(skeleton)
    if line.commands and is_paired(line.commands[0]):
        first = line.commands[0].arguments()[0].blanks()[0]
        if first in had:
            return grammar.show(grammar.fill(line, {first: had[first]})), had
    return skeleton, had


def led(made: Composed, name: str, value: Filling, manner: Manner) -> bool:
    """Whether a text means a name to take the place of the one that is there: "for web", "web instead", "web" alone; not "in the
    moonlight"."""
    blank = made.blank(name)
    if manner.adds or manner.replaces or blank.kind not in (*NAME_KINDS, "image"):
        return True
    tokens, lore = made.question.tokens, made.lore
    texts = {source_of(one) for one in several(value)}
    at = next((at for at, token in enumerate(tokens) if token.text in texts), 0)
    before = at - 1
    while before > 0 and tokens[before].low in lore.little:
        before -= 1
    beside = {tokens[n].low for n in (before, at + 1) if 0 <= n < len(tokens)}
    nouns = lore.data["nouns"].get(blank.kind, ())
    return at == 0 or (before >= 0 and tokens[before].low in manner.leading) or not beside.isdisjoint(nouns)
