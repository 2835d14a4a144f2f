"""A value quoted for a shell comes back from that shell unchanged: asked of the real ones."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.docker import quote
from tests.conftest import need

NASTY = [
    *"'\"\\$`!\n\t\r ;&|<>*?~#=%-^:@()[]é漢🐳\u200b\ue000\uf600\ufdd0\x01\x7f",
    *("{a,b}", "\x1b[31m", "$(x)", "\\n", "<c>", "%self"),
]
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12),
    st.lists(st.sampled_from([*NASTY, "a", "Z", "0"]), max_size=8).map("".join),
)
RUNS = {
    "sh": ["sh"],
    "bash": ["bash", "--norc", "--noprofile"],
    "dash": ["dash"],
    "zsh": ["zsh", "-f"],
    "fish": ["fish", "--no-config"],
}


def said(shell: str, line: str) -> list[str]:
    """What the shell hands to a command: the arguments behind `printf '%s\\0'` on a line."""
    need(shell, shutil.which(shell) is not None)
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*RUNS[shell], "-c", line], capture_output=True, check=True, env=environment)
    assert not done.stderr
    return done.stdout.decode("utf-8").split("\0")[:-1]


@pytest.mark.parametrize("shell", RUNS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(VALUES, min_size=60, max_size=100))
def test_a_value_comes_back_unchanged(shell: str, values: list[str]) -> None:
    words = [quote.in_shell(value, "sh" if shell == "dash" else shell) for value in values]
    assert said(shell, "printf '%s\\0' " + " ".join(words)) == values


@pytest.mark.parametrize("shell", RUNS)
def test_every_letter_comes_back_alone_at_the_start_and_in_the_middle(shell: str) -> None:
    letters = [chr(code) for code in [*range(1, 0x250), 0x2028, 0xFEFF, 0xFFFD, 0x10FFFF]] + NASTY
    values = [form for letter in letters for form in (letter, letter + "a", "a" + letter + "b")]
    words = [quote.in_shell(value, "sh" if shell == "dash" else shell) for value in values]
    assert said(shell, "printf '%s\\0' " + " ".join(words)) == values


@pytest.mark.parametrize(
    ("text", "sh", "fish"),
    [
        ("web-1", "web-1", "web-1"),
        ("A_b@c%d+e=f:g,h./", "A_b@c%d+e=f:g,h./", "A_b@c%d+e=f:g,h./"),
        ("", "''", "''"),
        ("=ls", "'=ls'", "'=ls'"),
        ("%self", "%self", "'%self'"),
        ("~/x", "'~/x'", "'~/x'"),
        ("it's", "'it'\\''s'", "'it\\'s'"),
        ("a\\b", "'a\\b'", "'a\\\\b'"),
        ("a b", "'a b'", "'a b'"),
        ("<c>", "'<c>'", "'<c>'"),
    ],
)
def test_plain_words_stay_bare(text: str, sh: str, fish: str) -> None:
    assert (quote.sh(text), quote.fish(text), quote.in_shell(text, "none")) == (sh, fish, text)


@pytest.mark.parametrize("shell", quote.SHELLS)
def test_a_nul_is_refused_with_its_place(shell: str) -> None:
    with pytest.raises(quote.GrammarError, match=r"NUL character .*at character 3"):
        quote.in_shell("ab\0c", shell)


def test_an_unknown_shell_is_named() -> None:
    with pytest.raises(quote.GrammarError, match="'tcsh'; known are sh, bash, zsh, fish, none"):
        quote.in_shell("x", "tcsh")
