"""Searching while somebody types: the latest text wins, whatever the search makes of the others."""

from __future__ import annotations

import threading

from assistant.chat.latest import Latest, distinct

LIMIT = 10  # seconds that anything may take here


class Letters(Latest[tuple[str, ...], str]):
    """Finds the letters of a text; waits for `go` before each search, and keeps the texts that were searched."""

    def __init__(self, idle: str | None) -> None:
        self.news, self.go, self.searched = threading.Event(), threading.Event(), list[str]()
        super().__init__(self.news.set, ("nothing",), idle)

    def search(self, text: str) -> tuple[str, ...]:
        self.searched.append(text)
        assert self.go.wait(LIMIT)
        return tuple(text)

    def made(self, text: str, items: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
        return items or last


def until_settled(letters: Letters) -> None:
    while not letters.settled:
        assert letters.news.wait(LIMIT)
        letters.news.clear()


def test_what_was_typed_before_it_begins_is_searched_and_the_latest_wins() -> None:
    letters = Letters(idle="")
    letters.look("ab")
    letters.begin()
    for text in ("abc", "abcd", " xy "):
        letters.look(text)
    letters.go.set()
    until_settled(letters)
    assert letters.found() == ("x", "y")
    assert len(letters.searched) <= 2
    letters.close()


def test_the_idle_text_is_not_searched_and_wins_over_a_search_that_goes_on() -> None:
    letters = Letters(idle="")
    letters.begin()
    letters.look("ab")
    letters.look("")
    letters.go.set()
    until_settled(letters)
    assert letters.found() == ("nothing",)
    assert "" not in letters.searched
    letters.close()


def test_without_an_idle_text_the_empty_one_is_searched_too() -> None:
    letters = Letters(idle=None)
    assert not letters.settled
    letters.go.set()
    letters.begin()
    until_settled(letters)
    assert letters.searched == [""]
    letters.close()


def test_of_those_with_one_key_the_first_stays() -> None:
    assert distinct(["b1", "a1", "b2"], lambda item: item[0]) == ("b1", "a1")
