from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from assistant import settings


class Terminal(io.StringIO):
    encoding = "UTF-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError("no descriptor")


def read(terminal: bool = True, **environment: str) -> settings.Settings:
    return settings.read(environment, Terminal() if terminal else io.StringIO())


@pytest.mark.parametrize(
    ("environment", "terminal", "color"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
    ],
)
def test_color(environment: dict[str, str], terminal: bool, color: bool) -> None:
    assert read(terminal, **environment).color is color


@pytest.mark.parametrize(
    ("columns", "width"),
    [("60", 60), ("200", 100), ("5", 20), ("0", 80), ("", 80), ("wide", 80), ("-3", 80), ("9" * 30, 100), ("²", 80)],
)
def test_width(columns: str, width: int) -> None:
    assert read(COLUMNS=columns).width == width


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/dockerhelp"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/dockerhelp"),
        ({"HOME": "/h"}, "/h/.cache/dockerhelp"),
        ({"HOME": "relative"}, ""),
        ({}, ""),
    ],
)
def test_the_cache(environment: dict[str, str], place: str) -> None:
    assert settings.places.cache(environment) == place


def test_a_checkout_keeps_its_index_and_a_read_only_one_uses_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Path(read().built).parts[-2:] == ("index", "built")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert read(HOME="/h").built == "/h/.cache/dockerhelp"


def test_encoding() -> None:
    assert read().unicode
    assert not settings.read({}, io.TextIOWrapper(io.BytesIO(), encoding="ascii")).unicode
