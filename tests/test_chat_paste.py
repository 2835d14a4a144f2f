"""Pastes, and what was asked before."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.chat.past import Past, asked
from assistant.chat.paste import LONG, Pastes, harmless
from assistant.history import Entry, Journal


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("a\x1b[1;31mb\x1b[0mc", "abc"),
        ("\x1b]0;title\x07x\x1b]8;;http://a\x1b\\y", "xy"),
        ("a\x00b\x7f\x9b2J\u202e", "a?b??2J?"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree    four"),
        ("\udcff", "?"),
        ("\x1b[201~rm\n", "rm\n"),
    ],
)
def test_harmless(pasted: str, text: str) -> None:
    assert harmless(pasted) == text


def test_long_pastes_have_short_names() -> None:
    pastes = Pastes()
    dump, other = "one\ntwo\nthree\n", "four\nfive\nsix"
    assert pastes.short("just this\n") == "just this"
    assert pastes.short(dump) == pastes.short(dump) == "[pasted 3 lines]"
    assert pastes.short(other) == "[pasted 3 lines, 2]"
    assert pastes.short("x" * (LONG + 1)) == f"[pasted {LONG + 1} letters]"
    assert (
        pastes.whole("why [pasted 3 lines] and [pasted 3 lines, 2]? [pasted 9 lines]")
        == f"why {dump} and {other}? [pasted 9 lines]"
    )
    assert pastes.name_before("why [pasted 3 lines, 2]") == "[pasted 3 lines, 2]"
    assert pastes.name_before("why [pasted 3 lines]?") == ""


def test_only_some_pastes_are_kept() -> None:
    pastes = Pastes()
    names = [pastes.short(f"{number}\nx" + "\n" * number + "y") for number in range(50)]
    assert pastes.whole(names[0]) == names[0]
    assert pastes.whole(names[-1]).startswith("49\n")


def test_a_megabyte_is_made_harmless_quickly() -> None:
    begun = time.perf_counter()
    for text in ("\x1b[31mx\x1b" * 200_000, "\x1b]" * 500_000, "\x1b[" + "1" * 1_000_000, "\r\n" * 500_000):
        pastes = Pastes()
        pastes.whole(pastes.short(harmless(text)))
    assert time.perf_counter() - begun < 5


def test_the_past_is_that_of_the_journal(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path))
    for what, text in (
        ("asked", "one"),
        ("asked", "two\nlines"),
        ("run", "three"),
        ("asked", "one"),
        ("asked", "TOKEN=abc123 x"),
    ):
        journal.add(Entry(time.time(), what, text, "", ""))
    assert asked(journal)[1:] == ["one", "two\nlines"]
    assert "abc123" not in asked(journal)[0]
    past = Past(journal, Pastes().short)
    assert list(past.load_history_strings())[1:] == ["one", "[pasted 2 lines]"]
    past.append_string("four")
    assert asked(journal)[0] != "four"
    assert asked(Journal("")) == []
