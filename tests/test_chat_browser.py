"""The browser: its shelf, its screens, its keys. `UPDATE_SCREENS=1` writes the screens anew; read the diff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input

from assistant.ask import Corridor
from assistant.chat.browser import application, browse
from assistant.chat.shelf import CARD, CARDS, TOPICS, Shelf
from assistant.chat.shelf_view import card_lines, screen
from assistant.paint import plain
from assistant.paint.wrap import columns
from tests.pipes import (
    BACKSPACE,
    CONTROL_C,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    TAB,
    UP,
    Ended,
    Keys,
    Sized,
    driven,
    long_card,
    room_of,
)
from tests.test_paint import check_screen

SIZES = {"60": (15, 60), "80": (24, 80), "240": (60, 240)}
Typed = list[tuple[str, Keys]]
Browsing = Callable[..., Ended]


@pytest.fixture
def browsing(small_corridor: Corridor, tmp_path: Path) -> Browsing:
    """Browses the small knowledge with keys."""
    room = room_of(small_corridor, tmp_path)
    cards = room.corridor.cards()

    def run(keys: Typed, size: tuple[int, int] = (24, 80), topic: str = "") -> Ended:
        return driven(lambda: application(room, Shelf(cards, topic)), keys, size)

    return run


@pytest.mark.parametrize("name", SIZES)
def test_screens(browsing: Browsing, name: str) -> None:
    keys: Typed = [("› all", ENTER), ("› List", "l"), ("", "/"), (" / ", "image"), (" / image", ENTER)]
    ended = browsing(keys, SIZES[name])
    assert ended.result == "image-prune"
    for number, drawn in enumerate(ended.screens[i] for i in (0, 1, 2, 4)):
        check_screen(f"browser-{name}-{('topics', 'cards', 'card', 'filter')[number]}", drawn)
        assert len(drawn.splitlines()) == SIZES[name][0]


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        ([ENTER, ENTER], "container-ls"),
        (["l", "j", "j", ENTER], "service-scale"),
        ([TAB, DOWN, DOWN, UP, ENTER], "image-prune"),
        ([RIGHT, "G", ENTER], "no-socket"),
        (["l", "G", "g", ENTER], "container-ls"),
        (["l", "\x0e", ENTER], "image-prune"),
        (["l", "l", ENTER], "container-ls"),
        ([DOWN, ENTER, "j", LEFT, RIGHT, ENTER], "image-prune"),
        (["q"], None),
        ([ESCAPE], None),
        (["l", "l", ESCAPE], None),
        ([CONTROL_C], None),
        (["/", "volume", DOWN, ENTER], "backup"),
        (["/", "q", CONTROL_C], None),
        (["/", "prune", TAB, ENTER], "image-prune"),
        (["/", "xyz", BACKSPACE, BACKSPACE, BACKSPACE, "tar", ENTER], "backup"),
        (["/", "what xyz", "\x17", ENTER], "volume-concept"),
        (["/", "xyz", "\x15", "socket", ENTER], "no-socket"),
        (["/", "\x1b[200~replicas\nservice\x1b[201~", ENTER], "service-scale"),
        (["/", "nothing such", ENTER, "\x15", ENTER], "container-ls"),
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_keys(browsing: Browsing, keys: list[str], taken: str | None, size: str) -> None:
    assert browsing([("", key) for key in keys], SIZES[size]).result == taken


def test_escape_ends_the_filter_first_and_keeps_the_card(browsing: Browsing) -> None:
    ended = browsing([("", "/"), (" / ", "prune"), ("1 card", ESCAPE), ("6 cards", ENTER)])
    assert ended.result == "image-prune"
    ended = browsing([("", "/"), (" / ", BACKSPACE), ("Topics and cards", "q")])
    assert ended.result is None


def test_letters_are_letters_while_filtering(browsing: Browsing) -> None:
    ended = browsing([("", "/"), (" / ", "qjkhlgG/ "), (" / qjkhlgG/", ESCAPE), ("6 cards", "q")])
    assert "no card fits" in ended.screens[2]


def test_what_is_found_in_titles_comes_first(small_corridor: Corridor) -> None:
    shelf = Shelf(small_corridor.cards())
    shelf.narrow("volume")
    assert [card.id for card in shelf.cards] == ["volume-concept", "backup"]
    shelf.narrow("TAR  save")
    assert [card.id for card in shelf.cards] == ["backup"]
    shelf.narrow("docker.sock")
    assert [card.id for card in shelf.cards] == ["no-socket"]
    assert shelf.topics == [("all", 1), ("small", 1)]
    shelf.narrow("zzz")
    assert (shelf.cards, shelf.chosen, shelf.topics) == ([], None, [("all", 0)])


def test_a_topic_can_be_begun_with(browsing: Browsing, small_corridor: Corridor) -> None:
    assert (Shelf(small_corridor.cards(), "small").pane, Shelf(small_corridor.cards(), "none").pane) == (CARDS, TOPICS)
    assert browsing([("6 cards in small", ENTER)], topic="small").result == "container-ls"


def test_the_card_scrolls_and_ends_at_its_end(tmp_path: Path, small_corridor: Corridor) -> None:
    room = room_of(small_corridor, tmp_path)
    shelf = Shelf([long_card("a", "one"), long_card("b", "two")])
    keys: Typed = [("Sentence 0.", PAGE_DOWN), ("Sentence 10.", "\x04"), ("Sentence 14.", PAGE_UP), ("", "l"), ("", "l")]
    keys += [("", "j"), ("", "G"), ("a  (one.yaml:1)", "g"), ("Sentence 0.", "G"), ("Sentence 59.", "k"), ("", ENTER)]
    ended = driven(lambda: application(room, shelf), keys, (24, 120))
    assert ended.result == "a"
    assert "Sentence 0." not in ended.screens[1]
    shelf.scroll, shelf.pane = 10_000, CARD
    last = [plain(line) for line in screen(shelf, 60, 15)]
    assert "a  (one.yaml:1)" in last[-3]


def test_lists_longer_than_the_screen_keep_the_chosen_row_on_it(small_corridor: Corridor) -> None:
    shelf = Shelf([long_card(f"c{number}", f"t{number}") for number in range(200)])
    for pane in (TOPICS, CARDS):
        shelf.pane = pane
        for _ in range(199):
            shelf.move(1)
            assert sum("›" in plain(line) for line in screen(shelf, 60, 15)) >= 1
    assert shelf.chosen is not None


@pytest.mark.parametrize("size", [(1, 20), (3, 20), (5, 20), (10, 40), (15, 79), (24, 99), (24, 100), (60, 240), (200, 500)])
def test_every_screen_is_just_filled(small_corridor: Corridor, size: tuple[int, int]) -> None:
    rows, wide = size
    shelf = Shelf(small_corridor.cards())
    for pane in (TOPICS, CARDS, CARD):
        for text in ("", "volume", "zzz", "x" * 200):
            shelf.narrow(text)
            shelf.pane, shelf.filtering = pane, bool(text)
            drawn = screen(shelf, wide, rows)
            assert len(drawn) == rows
            assert [columns(plain(line)) for line in drawn] == [wide] * rows


def test_resizing_while_it_is_open(browsing: Browsing) -> None:
    def grow(app: Application[object]) -> None:
        app.output.size = Size(60, 240)  # type: ignore[attr-defined]
        app._on_resize()

    ended = browsing([("› all", grow), ("› List running containers", ENTER), ("", ENTER)], (15, 60))
    assert ended.result == "container-ls"
    assert max(map(len, ended.screens[1].splitlines())) == 240


def test_a_terminal_without_unicode_or_colour(small_corridor: Corridor, tmp_path: Path) -> None:
    room = room_of(small_corridor, tmp_path)
    room.settings = room.settings._replace(color=False, unicode=False)
    ended = driven(lambda: application(room, Shelf(room.corridor.cards())), [("> all", ENTER), ("> List", "q")], (15, 60))
    assert "".join(ended.screens).isascii()
    assert "all" in ended.chosen[0]
    assert all(line[20] in "|+-" for line in ended.screens[0].splitlines()[1:-1])


def test_a_terminal_that_goes_away_ends_it(small_corridor: Corridor, tmp_path: Path) -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=Sized(24, 80)):
        pipe.close()
        assert browse(room_of(small_corridor, tmp_path)) is None


def test_nothing_that_a_terminal_obeys_is_drawn() -> None:
    card = long_card("a", "one")._replace(title="evil\x1b[31m\u202e", summary="a\x07b", command="x\x1b]0;t\x07")
    shelf = Shelf([card])
    shelf.narrow("")
    for pane in (TOPICS, CARD):
        shelf.pane = pane
        text = "".join(plain(line) for line in screen(shelf, 120, 24))
        assert text.isprintable()
    assert all(columns(plain(line)) <= 40 for line in card_lines(card, 40))
