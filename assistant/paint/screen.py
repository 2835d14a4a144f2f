"""Whole screens: an answer, a list to choose from, an honest "I don't know", the topics."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.model import Answer, Card, Hit
from assistant.paint import Block, clean
from assistant.paint.card import card_pieces, styled_command
from assistant.paint.wrap import columns, paragraph, row


def answer_pieces(answer: Answer, width: int, count: int = 1) -> Block:
    """The screen for an answer. `count` cards are drawn in full where the answer is sure."""
    head = _corrected(answer, width)
    if answer.confidence == "none":
        return head + _none(answer, width)
    if answer.confidence == "choose" and count == 1:
        return head + _choose(answer.hits, width)
    pieces = head
    for number, hit in enumerate(answer.hits[:count]):
        rule: Block = [("", "\n"), ("dim", "-" * min(width, 40)), ("", "\n\n")] if number else []
        pieces = pieces + rule + card_pieces(hit.card, width, asked=asked_flags(answer.question))
    return pieces


def asked_flags(question: str) -> frozenset[str]:
    """The flags that a question names itself."""
    return frozenset(word.strip("?,.`'\"").split("=")[0] for word in question.split() if word.startswith("-"))


def topics_pieces(cards: Iterable[Card], width: int) -> Block:
    """All cards by topic (the file they stand in), with their ids."""
    by_topic: dict[str, list[Card]] = {}
    for card in cards:
        by_topic.setdefault(card.source.split(".yaml")[0], []).append(card)
    pieces: Block = []
    for topic, members in sorted(by_topic.items()):
        pieces += [("", "\n")] if pieces else []
        pieces += [("title", topic), ("dim", f"  {len(members)} cards"), ("", "\n")]
        gap = min(30, max(columns(card.id) for card in members) + 2)
        for card in members:
            pieces += row(("command", clean(card.id)), gap, clean(card.title), width)
    return pieces


def _corrected(answer: Answer, width: int) -> Block:
    if not answer.corrected or answer.confidence == "none":
        return []
    read = ", ".join(f"'{clean(new)}' for '{clean(old)}'" for old, new in answer.corrected.items())
    return [*paragraph(f"(read {read})", width, "dim"), ("", "\n")]


def _choose(hits: tuple[Hit, ...], width: int) -> Block:
    pieces: Block = [("title", "Which of these do you mean?"), ("", "\n")]
    for number, hit in enumerate(hits, 1):
        lead = f"{number}  "
        pieces += [("", "\n"), ("number", lead)]
        pieces += paragraph(clean(hit.card.title), width, "text", indent=len(lead), taken=len(lead))
        command = hit.card.command or next((fix.run for fix in hit.card.fixes if fix.run), "")
        if command:
            pieces += [("", " " * len(lead)), *styled_command(clean(command.splitlines()[0])), ("", "\n")]
        pieces += [("", " " * len(lead)), ("dim", f"dockerhelp --card {hit.card.id}"), ("", "\n")]
    return pieces


def _none(answer: Answer, width: int) -> Block:
    pieces = paragraph("I don't know an answer to that: no card fits what you asked.", width, "title")
    if answer.nearest:
        pieces += [("", "\n"), *paragraph("The nearest I know about:", width, "dim")]
        for title in answer.nearest:
            pieces += row(("dim", "-"), 2, clean(title), width)
    tip = "Say it in other words, name the thing (container, image, volume …), or look through dockerhelp --topics."
    return [*pieces, ("", "\n"), *paragraph(tip, width, "dim")]
