"""What is found while one types: suggestions from the background, the ghost, and the corridor that threads share."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from assistant.ask import Corridor
from assistant.chat.ghost import Ghosts
from assistant.chat.shared import Shared
from assistant.chat.suggest import Suggester, rows
from assistant.model import Answer, Card, Hit
from assistant.paint import plain
from assistant.paint.wrap import columns


def hit(title: str, command: str = "docker ps") -> Hit:
    return Hit(Card(title, "command", title, "", "a.yaml:1", command), 1.0)


class Slow(Shared):
    """A corridor that answers with the question, when it may."""

    def __init__(self) -> None:
        self.may, self.asked = threading.Event(), list[str]()

    def ask(self, question: str, limit: int = 5, shell: str = "sh", choices: int = 0) -> Answer:
        self.asked.append(question)
        self.may.wait(5)
        if question == "broken":
            raise RuntimeError("broken")
        return Answer(question, "sure" if question != "none of" else "none", (hit(question),) if question != "none of" else ())


def until(there: Callable[[], object], limit: float = 5) -> None:
    end = time.monotonic() + limit
    while not there():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.002)


def test_the_latest_text_wins_and_no_key_waits() -> None:
    corridor, changed = Slow(), threading.Event()
    suggester = Suggester(changed.set)
    suggester.look("before it is open")
    suggester.start(corridor)
    until(lambda: corridor.asked)
    begun = time.monotonic()
    for text in ("a", "ab", "abc"):
        suggester.look(text)
    assert suggester.found().hits == ()
    assert time.monotonic() - begun < 0.5
    corridor.may.set()
    until(lambda: suggester.found().text == "abc")
    assert corridor.asked == ["before it is open", "abc"]
    assert changed.is_set()
    suggester.close()


def test_what_stands_there_stays_while_a_word_is_half_typed_and_goes_with_the_text() -> None:
    corridor = Slow()
    corridor.may.set()
    suggester = Suggester(lambda: None)
    suggester.start(corridor)
    suggester.look("none")
    until(lambda: suggester.found().hits)
    suggester.look("none of")
    until(lambda: corridor.asked[-1] == "none of")
    suggester.look("broken")
    until(lambda: suggester.found().text == "broken")
    assert suggester.found().hits == ()
    suggester.look("ok")
    until(lambda: suggester.found().hits)
    suggester.look("/topics")
    assert suggester.found().hits == ()
    suggester.close()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_rows_fit(width: int) -> None:
    hits = [
        hit("List " + "very " * 30 + "much"),
        hit("容器容器容器容器容器容器容器容器容器容器容器容器容器", "docker\x1b[31m ps\nsecond"),
        hit("x"),
    ]
    for chosen in (-1, 1):
        lines = plain(rows(hits, chosen, width)).split("\n")
        assert len(lines) == 3
        assert max(map(columns, lines)) <= width
        assert [line.startswith("›") for line in lines] == [False, chosen == 1, False]
        assert "\x1b" not in "".join(lines)
        assert ("docker" in lines[2]) == (width >= 50)
    assert rows([], -1, 80) == []


def test_the_ghost() -> None:
    card = Card("a", "command", "", "", "", asks=("list all containers", "list volumes", "How big is it"))
    ghosts = Ghosts()
    assert ghosts.likeliest("li") == ""
    ghosts.learn(["list networks now"], [card])
    assert ghosts.likeliest("l") == "list networks now"
    assert ghosts.likeliest("LIST A") == "list all containers"
    assert ghosts.likeliest("how") == "How big is it"
    assert ghosts.likeliest("list volumes") == ghosts.likeliest("") == ghosts.likeliest("/l") == ""
    ghosts.remember("list volumes of web")
    ghosts.remember("list volumes of db")
    assert ghosts.likeliest("list") == "list volumes of db"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("remove dang", "remove dangling"), ("remove the", "remove the"), ("rm web_1", "rm web_1"), ("xyz", "xyz"), ("", "")],
)
def test_a_word_half_typed_is_finished_for_the_search(typed: str, whole: str) -> None:
    ghosts = Ghosts()
    ghosts.learn([], [Card("a", "command", "", "", "", asks=("remove dangling images", "the theory"))])
    assert ghosts.completed(typed) == whole


def test_threads_share_a_corridor_and_what_was_asked_is_there_at_once(corridor: Callable[[], Corridor]) -> None:
    opened = corridor()
    wanted = [opened.ask(text).hits[0].card.id for text in ("remove dangling images", "list containers")]
    shared = Shared(opened)
    found: list[list[str]] = []

    def work() -> None:
        for number in range(10):
            found.append(
                [shared.ask(f"{text}{'?' * number}").hits[0].card.id for text in ("remove dangling images", "list containers")]
            )
            assert shared.card("backup") is not None

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == [wanted] * 40
    assert shared.ask("list containers") is shared.ask("list containers")
    assert shared.cards() is shared.cards()
    assert len(shared._kept) <= 48
