from __future__ import annotations

from assistant.model import Card, Filled, Hit, Option
from assistant.paint import plain
from assistant.paint.chat import can_pieces, changed_pieces, choice_pieces, line_pieces, option_pieces, risk_pieces
from assistant.paint.terminal import render

CARD = Card(
    "run", "command", "Run", "Runs.", "a.yaml:1", "docker run <image>",
    options=(Option("-d, --detach", "In the background."), Option("-p, --publish", "A port."), Option("--name", "A name.")),
)  # fmt: skip


def changed(before: str, after: str, risk: str = "change") -> str:
    return plain(changed_pieces(Hit(CARD, 1.0, filled=Filled(after, warnings=("Mind this.",))), before, risk, 60))


def test_what_changed_is_set_off_and_told() -> None:
    drawn = changed("docker run -p 80:80 nginx", "docker run -d -p 90:80 --name web nginx")
    assert [line.replace("  !", "!") for line in drawn.splitlines()] == [
        "docker run -d -p 90:80 --name web nginx", "", "  + -d", "    In the background.", "  + -p 90:80", "    A port.",
        "  + --name web", "    A name.", "  - -p 80:80", "", "changes things", "! Mind this.",
    ]  # fmt: skip
    pieces = changed_pieces(Hit(CARD, 1.0, filled=Filled("docker run -d <image>")), "docker run <image>", "change", 60)
    assert [text for style, text in pieces[:7] if style == "changed"] == ["-d"]
    assert ("blank", "<image>") in pieces
    assert "\x1b[1;4;33m-d\x1b[0m" in render(pieces, color=True)


def test_letters_that_stand_together_are_each_told() -> None:
    assert "  + -dit\n    In the background." in changed("docker run nginx", "docker run -dit nginx")
    assert "  - -d\n" in changed("docker run -d nginx", "docker run nginx")


def test_control_characters_are_cleared() -> None:
    assert "\x1b" not in changed("docker run \x1b[2Ja", "docker run \x1b[2Jb")
    hit = Hit(CARD._replace(title="\x1b[2J"), 1.0, filled=Filled("docker \x1b[2J"))
    assert "\x1b" not in plain(choice_pieces([hit], 1, "Which?", 60))
    assert "\x1b" not in plain(option_pieces([Option("-\x1b", "\x1b")], 60)) + plain(risk_pieces("read", "\x1b", 60))


def test_what_can_be_done_is_one_line_where_it_fits() -> None:
    assert plain(can_pieces(["copy", "run", "back"], 60)) == "\ncopy · run · back\n"
    assert plain(can_pieces(["copy", "run", "back"], 12)) == "\ncopy · run\nback\n"
    assert can_pieces([], 60) == []
    assert line_pieces([], 60) == []
