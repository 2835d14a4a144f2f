"""The chat as a whole: the pictures of it are real, and the room that its organs share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Corridor
from assistant.chat.room import Room
from assistant.chat.talk import Talk
from assistant.history import Journal
from assistant.settings import Settings
from tests import picture
from tests.conftest import need
from tests.test_paint import check_screen

STORIES = sorted(picture.FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_pictures_are_real(story: Path) -> None:
    for program in ("tmux", *picture.needs(story)):
        need(program, shutil.which(program) is not None)
    drawn = picture.picture(story)
    if os.environ.get("UPDATE_SCREENS"):
        story.with_suffix(".svg").write_text(drawn, encoding="utf-8")
    assert drawn == story.with_suffix(".svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 200])
def test_screens_in_tmux(width: int, tmp_path: Path) -> None:
    need("tmux", shutil.which("tmux") is not None)
    story = {
        "size": [width, 44],
        "start": ["dockerhelp"],
        "keys": [
            ["are ready", "remove dangling images"],
            ["Remove dangling", "Enter"],
            [r"copy · run[^❯]*❯\s*\Z", "is it safe"],
            ["is it safe", "Enter"],
            [r"is it safe[^❯]*❯\s*\Z", "list all containers"],
        ],
        "until": "docker ps -a",
    }
    shown = picture.plain(picture.taken(story, tmp_path))
    assert all(len(line) <= width for line in shown.splitlines())
    check_screen(f"chat-{width}", shown)


def test_a_picture_has_every_word_of_the_screen() -> None:
    drawn = picture.drawn("\x1b[1;32mdocker ps\x1b[0m <x> & \x1b[7;2mmarked\x1b[0m\n\n", 40)
    assert "docker ps</text>" in drawn
    assert "&lt;x&gt; &amp;" in drawn
    assert 'font-weight="bold"' in drawn


def test_the_room_tells_what_running_comes_to(corridor: Callable[[], Corridor], tmp_path: Path) -> None:
    opened = corridor()
    settings = Settings("", "", "", False, 80, True)
    talk = Talk(opened, opened.follow_ups, lambda: 80)
    room = Room(settings, opened, Journal(str(tmp_path)), talk, {})
    talk.say("remove dangling images")
    assert talk.hit is not None
    stage = room.stage(talk.hit)
    assert stage is not None
    assert (stage.risk, stage.look) == ("destroy", "docker image ls --filter dangling=true")
    assert 20 <= room.width <= 100
