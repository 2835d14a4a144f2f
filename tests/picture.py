"""Pictures of real sessions: `python -m tests.picture` runs the program in tmux and draws what stands there as SVG.

pictures/*.yaml tell what is typed (`start`, `size`, and `keys`: pairs of the regex to wait for and what is typed then, `until`
for the last); pictures/*.svg are what comes. A test draws them anew and compares.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from html import escape
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import HOUSE

FOLDER = HOUSE / "pictures"
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_NUMBERS = ("30", "31", "32", "33", "34", "35", "36", "37", "90", "91", "92", "93", "94", "95")
_PAINTS = (
    *("#3b4252", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#c9d1d9"),
    *("#8b949e", "#ffa198", "#a5f3b0", "#f2cc60", "#a5d6ff", "#e2c5ff"),
)
_COLORS = dict(zip(_NUMBERS, _PAINTS, strict=True))
_GROUND, _TEXT, _DIM = "#0d1117", "#c9d1d9", "#8b949e"
_FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"
_WIDE, _HIGH, _EDGE = 8.4, 18, 16


def taken(story: dict[str, Any], home: Path) -> str:
    """What stands in the terminal at the end of a story, with its colours."""
    across, down = story["size"]
    tmux = ["tmux", "-S", str(home / "tmux"), "-f", "/dev/null"]
    environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(home), "PYTHONPATH": str(HOUSE)}
    environment |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "DOCKER_HOST": "unix:///nowhere.sock"}
    environment |= {"PS1": "$ ", "ZDOTDIR": str(home), "SHELL": "/bin/sh"}
    for name, content in story.get("files", {}).items():
        (home / name).write_text(content, encoding="utf-8")
    start = [*tmux, "-u", "new-session", "-d", "-x", str(across), "-y", str(down), "-c", str(home), *story["start"]]
    subprocess.run(start, env=environment, check=True, timeout=20)
    try:
        for wait_for, keys in story["keys"]:
            _until(tmux, wait_for)
            for key in keys if isinstance(keys, list) else [keys]:
                literal = [] if re.fullmatch(r"(?:[CM]-.|Enter|Tab|Escape|Up|Down|F\d+)", key) else ["-l"]
                subprocess.run([*tmux, "send-keys", *literal, "--", key], check=True, timeout=20)
        _until(tmux, story["until"])
        return _still(tmux)
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, capture_output=True, timeout=20)


def _screen(tmux: list[str], *options: str) -> str:
    done = subprocess.run([*tmux, "capture-pane", "-p", *options], capture_output=True, text=True, check=True, timeout=20)
    return done.stdout


def _until(tmux: list[str], text: str, limit: float = 20) -> None:
    end = time.monotonic() + limit
    while not re.search(text, screen := _screen(tmux)):
        assert time.monotonic() < end, f"waited for {text!r}; in the pane:\n{screen}"
        time.sleep(0.02)


def _still(tmux: list[str]) -> str:
    """The screen once it has not changed for half a second."""
    last, since = "", time.monotonic()
    while time.monotonic() - since < 0.5:
        if (now := _screen(tmux, "-e")) != last:
            last, since = now, time.monotonic()
        time.sleep(0.05)
    return last


def drawn(screen: str, across: int) -> str:
    """A screen with SGR sequences as an SVG picture."""
    lines = screen.rstrip("\n").split("\n")
    while lines and not _SGR.sub("", lines[-1]).strip():
        lines.pop()
    wide, high = across * _WIDE + 2 * _EDGE, len(lines) * _HIGH + 2 * _EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high}" viewBox="0 0 {wide:.0f} {high}">',
        f'<rect width="100%" height="100%" rx="8" fill="{_GROUND}"/>',
        f'<g font-family="{_FONT}" font-size="14" fill="{_TEXT}" xml:space="preserve">',
    ]
    style: list[str] = []
    for number, line in enumerate(lines):
        out.append(_line(line, _EDGE + number * _HIGH, style))
    return "\n".join([*(text for text in out if text), "</g>", "</svg>", ""])


def _line(line: str, top: int, style: list[str]) -> str:
    spans, at, column = [], 0, 0
    for match in [*_SGR.finditer(line), None]:
        text = line[at : match.start() if match else len(line)]
        if text:
            spans.append(_span(text, column, top, style))
            column += sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
        if match:
            at = match.end()
            for code in match[1].split(";"):
                style[:] = [] if code in ("", "0") else [*style, code]
    return "".join(spans)


def _span(text: str, column: int, top: int, style: list[str]) -> str:
    fill = next((_COLORS[code] for code in reversed(style) if code in _COLORS), _DIM if "2" in style else _TEXT)
    ground = ""
    if "7" in style:
        place = f'x="{_EDGE + column * _WIDE:.1f}" y="{top}" width="{len(text) * _WIDE:.1f}" height="{_HIGH}"'
        ground, fill = f'<rect {place} fill="{fill}"/>', _GROUND
    if not text.strip():
        return ground
    weight = ' font-weight="bold"' if "1" in style else ""
    place = f'x="{_EDGE + column * _WIDE:.1f}" y="{top + 13}" textLength="{len(text) * _WIDE:.1f}"'
    return f'{ground}<text {place} fill="{fill}"{weight}>{escape(text)}</text>'


def plain(screen: str) -> str:
    """A screen without its colours, and without white space at the ends of its lines."""
    return "\n".join(line.rstrip() for line in _SGR.sub("", screen).split("\n")).rstrip("\n") + "\n"


def needs(story_file: Path) -> list[str]:
    """The programs that a story wants besides tmux."""
    return list(yaml.safe_load(story_file.read_text(encoding="utf-8")).get("needs", ()))


def picture(story_file: Path) -> str:
    """The SVG of a story."""
    story = yaml.safe_load(story_file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        return drawn(taken(story, Path(folder)), story["size"][0])


if __name__ == "__main__":
    for file in sorted(FOLDER.glob("*.yaml")):
        file.with_suffix(".svg").write_text(picture(file), encoding="utf-8")
        print(file.with_suffix(".svg").name)
