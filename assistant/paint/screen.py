"""Whole screens: an answer, a list to choose from, an honest "I don't know", the topics."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.model import Answer, Card, Hit, flag_names
from assistant.paint import ONE_SHOT, Block, Ways, clean
from assistant.paint.card import card_pieces, styled_command
from assistant.paint.wrap import columns, paragraph, row

_TOPIC_TITLES, _WIDEST_ID = 3, 30
_HOW = "dockerhelp --topics TOPIC lists the cards of a topic, --card ID shows one."


def answer_pieces(answer: Answer, width: int, count: int = 1, ways: Ways = ONE_SHOT) -> Block:
    """The screen for an answer. `count` cards are drawn in full where the answer is sure."""
    head = _corrected(answer, width)
    if answer.confidence == "none":
        return head + _none(answer, width, ways)
    if answer.confidence == "choose" and count == 1:
        return head + _choose(answer.hits, width, ways)
    pieces = head
    for number, hit in enumerate(answer.hits[:count]):
        rule: Block = [("", "\n"), ("dim", "-" * min(width, 40)), ("", "\n\n")] if number else []
        pieces = pieces + rule + hit_pieces(hit, width, asked_flags(answer.question), ways)
    return pieces


def hit_pieces(hit: Hit, width: int, asked: frozenset[str] = frozenset(), ways: Ways = ONE_SHOT) -> Block:
    """The card of a hit with its finished commands, the flags that were asked for first, and what is to be told about the
    command."""
    if hit.filled is None:
        return card_pieces(hit.card, width, asked=asked, ways=ways)
    there = flag_names(hit.card.likely_command())
    fresh = frozenset(f"--{name}" for name in hit.filled.flags) - there
    return card_pieces(hit.filled.finished(hit.card), width, asked=asked | fresh, warnings=hit.filled.warnings, ways=ways)


def asked_flags(question: str) -> frozenset[str]:
    """The flags that a question names itself."""
    return frozenset(word.strip("?,.`'\"").split("=")[0] for word in question.split() if word.startswith("-"))


def by_topic(cards: Iterable[Card]) -> dict[str, list[Card]]:
    """The cards of each topic: the file that they stand in."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.source.split(".yaml")[0], []).append(card)
    return dict(sorted(found.items()))


def topics_pieces(topics: dict[str, list[Card]], width: int, how: str = _HOW) -> Block:
    """The topics, how many cards each has, and what the first of them are about; `how` says how to go on from here."""
    pieces: Block = []
    gap = max((columns(name) for name in topics), default=0) + 2
    for name, members in topics.items():
        titles = "; ".join(card.title for card in members[:_TOPIC_TITLES])
        pieces += row(("command", clean(name)), gap, f"{len(members)} cards: {clean(titles)} …", width, indent=0)
    return [*pieces, ("", "\n"), *paragraph(how, width, "dim")]


def topic_pieces(name: str, members: list[Card], width: int) -> Block:
    """All cards of a topic with their ids."""
    pieces: Block = [("title", clean(name)), ("", "\n")]
    gap = min(_WIDEST_ID, max(columns(card.id) for card in members) + 2)
    for card in members:
        pieces += row(("command", clean(card.id)), gap, clean(card.title), width)
    return pieces


def _corrected(answer: Answer, width: int) -> Block:
    if not answer.corrected or answer.confidence == "none":
        return []
    read = ", ".join(f"'{clean(new)}' for '{clean(old)}'" for old, new in answer.corrected.items())
    return [*paragraph(f"(read {read})", width, "dim"), ("", "\n")]


def _choose(hits: tuple[Hit, ...], width: int, ways: Ways) -> Block:
    pieces: Block = [("title", "Which of these do you mean?"), ("", "\n")]
    for number, hit in enumerate(hits, 1):
        lead = f"{number}  "
        pieces += [("", "\n"), ("number", lead)]
        pieces += paragraph(clean(hit.card.title), width, "text", indent=len(lead), taken=len(lead))
        command = hit.command()
        if command:
            pieces += [("", " " * len(lead)), *styled_command(clean(command.splitlines()[0])), ("", "\n")]
        pieces += [("", " " * len(lead)), ("dim", f"{ways.card} {hit.card.id}"), ("", "\n")]
    return pieces


def _none(answer: Answer, width: int, ways: Ways) -> Block:
    pieces = paragraph("I don't know an answer to that: no card fits what you asked.", width, "title")
    if answer.nearest:
        pieces += [("", "\n"), *paragraph(f"The nearest I know about ({ways.card} ID shows one):", width, "dim")]
        for title in answer.nearest:
            pieces += row(("dim", "-"), 2, clean(title), width)
    tip = f"Say it in other words, name the thing (container, image, volume …), or look through {ways.topics}."
    return [*pieces, ("", "\n"), *paragraph(tip, width, "dim")]


def here_pieces(lines: Iterable[tuple[str, str]], width: int) -> Block:
    """What the local engine adds: (sentence, command) pairs, the command "" where there is none."""
    pieces: Block = []
    for sentence, command in lines:
        pieces += row(("here", "*"), 2, clean(sentence), width, indent=0)
        if command:
            pieces += [("", "  "), *styled_command(clean(command)), ("", "\n")]
    return [("", "\n"), *pieces] if pieces else []
