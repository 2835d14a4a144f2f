"""A shell line ⇄ typed pieces: nothing is lost, and words are read as the real shells read them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.docker import fish, shell
from assistant.docker.parts import Blank, Body, Comment, Operator, Part, Raw, Redirect, Script, Space, Substitution, Text, Word
from assistant.docker.quote import GrammarError
from tests.test_quote import VALUES, said

BITS = [
    *"'\"\\$`\n \t;&|<>(){}#~=-*?[!ab1é\r\0",
    *(
        "  ",
        "&&",
        "||",
        ">>",
        "2>",
        ">&",
        "&>",
        "<<",
        "<<<",
        "--",
        "$(",
        "${",
        "$((",
        "))",
        "$'",
        "<(",
        "<c>",
        "<host-port>",
        "$HOME",
    ),
    *("docker", "ps", "-it", "EOF", "\nEOF\n", "\\\n"),
]
LINES = st.one_of(st.lists(st.sampled_from(BITS), max_size=20).map("".join), st.text(max_size=40))
NAMES = st.sampled_from(["c", "host-port", "a_1"])
TEXTS = VALUES.map(Text)
PARTS: st.SearchStrategy[Part] = st.one_of(
    TEXTS,
    TEXTS,
    NAMES.map(Blank),
    st.builds(
        Raw, st.sampled_from(["$HOME", "${A:-b c}", "$1", "$((1+2))", "`id -u`", "$?"]), st.just(""), st.sampled_from(["", '"'])
    ),
    st.builds(lambda q: Substitution(shell.parse("docker ps -q | grep 'a b'"), q), st.sampled_from(["", '"'])),
    st.sampled_from(["*", "*.log", "a?", "[ab]"]).map(shell.glob),
)
WORDS = st.lists(PARTS, max_size=5).map(shell.word)
PIECES = st.one_of(
    WORDS,
    st.builds(Redirect, st.sampled_from([">", "2>", "<", ">>", "2>&"]), WORDS, st.sampled_from(["", " "])),
    st.sampled_from(["|", "||", "&&", ";", "&", "|&", "\n"]).map(Operator),
)


@settings(max_examples=1000, deadline=None)
@given(LINES)
def test_what_can_be_read_is_shown_as_it_was(line: str) -> None:
    try:
        script = shell.parse(line)
    except GrammarError:
        return
    assert shell.show(script) == line


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=6))
def test_what_is_made_reads_back_as_it_is(pieces: list[Word | Redirect | Operator]) -> None:
    script = shell.script(*pieces)
    assert shell.parse(shell.show(script)) == script


def meaning(parts: tuple[Part, ...] | list[Part]) -> list[tuple[str, str]]:
    """The parts without their quotes, texts joined."""
    out: list[tuple[str, str]] = [("", "")]
    for part in parts:
        kind = type(part).__name__
        text = part.name if isinstance(part, Blank) else shell.show(part.script) if isinstance(part, Substitution) else part.text
        if kind == "Text" and out[-1][0] == "Text":
            out[-1] = (kind, out[-1][1] + text)
        elif text or kind != "Text":
            out.append((kind, text))
    return out[1:]


@settings(max_examples=250, deadline=None)
@given(st.lists(PARTS, max_size=5))
def test_a_made_word_holds_what_it_was_made_of(parts: list[Part]) -> None:
    assert meaning(shell.word(parts).parts) == meaning(parts)


QUOTED = st.lists(
    st.sampled_from(["a", "b c", "'", '"', "\\", " ", "é", "''", '""', "\\'", '\\"', "\\ ", "x=1", "x", "\\\\", "\\n"]),
    max_size=12,
)


@pytest.mark.parametrize("name", ["bash", "dash", "zsh", "fish"])
@settings(max_examples=20, deadline=None)
@given(st.lists(QUOTED.map(lambda bits: "x" + "".join(bits)), min_size=40, max_size=40))
def test_words_are_read_as_the_shells_read_them(name: str, lines: list[str]) -> None:
    readable, expected = [], []
    for line in lines:
        try:
            words = shell.words(line)
        except GrammarError:
            continue
        texts = [word.value() for word in words]
        if not line.endswith("\\"):  # what follows on the line would be taken in
            readable.append(fish.show(shell.parse("x " + line))[2:] if name == "fish" else line)
            expected += texts
    assume(readable)
    assert said(name, "printf '%s\\0' " + " ".join(readable)) == expected


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("docker run -p <host-port>:<port> <image>", [Word, Space, Word, Space, Word, Space, Word, Space, Word]),
        ("a >out 2>&1", [Word, Space, Redirect, Space, Redirect]),
        ("a < <file>|b", [Word, Space, Redirect, Operator, Word]),
        ("cat <<EOF\nx $y\nEOF\nb", [Word, Space, Redirect, Operator, Body, Word]),
        ("a # b | c", [Word, Space, Comment]),
        ("(a; b)", [Operator, Word, Operator, Space, Word, Operator]),
        ("diff <(a) <(b)", [Word, Space, Word, Space, Word]),
        ("a \\\n  b", [Word, Space, Word]),
        ("a <<<b &>c", [Word, Space, Redirect, Space, Redirect]),
    ],
)
def test_pieces(line: str, kinds: list[type]) -> None:
    assert [type(piece) for piece in shell.parse(line).pieces] == kinds


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("'name=^<c>$'", (Text("name=^", "'name=^", "'"), Blank("c", "<c>", "'"), Text("$", "$'", "'"))),
        ('"$HOME"/x', (Raw("$HOME", '"$HOME"', '"'), Text("/x", "/x"))),
        ("~/x", (Raw("~", "~"), Text("/x", "/x"))),
        ("A=~/x", (Text("A=", "A="), Raw("~", "~"), Text("/x", "/x"))),
        ("a~", (Text("a~", "a~"),)),
        ('"a\\$b\\n"', (Text("a$b\\n", '"a\\$b\\n"', '"'),)),
        ("a\\ b", (Text("a b", "a\\ b"),)),
        ("''", (Text("", "''", "'"),)),
        ("80<p>", (Text("80", "80"), Blank("p", "<p>"))),
        ("$'a\\'b'", (Raw("$'a\\'b'", "$'a\\'b'"),)),
        ("${A:-'}'}", (Raw("${A:-'}'}", "${A:-'}'}"),)),
        ("a$", (Text("a", "a"), Text("$", "$"))),
    ],
)
def test_parts(source: str, parts: tuple[Part, ...]) -> None:
    assert shell.word_from(source).parts == parts


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        ([Text("name=^"), Blank("c"), Text("$")], "'name=^<c>$'"),
        ([Blank("a"), Text(":"), Blank("b")], "<a>:<b>"),
        ([Raw("$HOME", "", '"'), Text("/my data")], '"$HOME/my data"'),
        ([Raw("~"), Text("/a b")], "~/'a b'"),
        ([Raw("$A"), Text("b")], "$A'b'"),
        ([Text("<c>")], "'<'c'>'"),
        ([], "''"),
        ([shell.glob("*.log")], "*.log"),
    ],
)
def test_made_words(parts: list[Part], source: str) -> None:
    assert shell.word(parts).source == source


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("docker 'x", "a ' is never closed (character 8 of"),
        ('echo "a', 'a " is never closed (character 6'),
        ("a $(b", "a ( is never closed (character 4"),
        ("(a", "a ( is never closed (character 1"),
        ("a)", "a ) without its ( (character 2"),
        ("a ${b", "a ${ is never closed"),
        ("a `b", "a ` is never closed"),
        ("a >", "> names no file"),
        ("a > | b", "> names no file"),
        ("cat <<E\nx", "lacks its last line E"),
        ("$(" * 60, "nested too deeply"),
        ("a\0", "no line can hold a NUL character (character 2)"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(line: str, sentence: str) -> None:
    with pytest.raises(GrammarError) as caught:
        shell.parse(line)
    assert sentence in str(caught.value)


def test_what_is_no_single_word_is_refused() -> None:
    with pytest.raises(GrammarError, match="not one word"):
        shell.word_from("a b")
    with pytest.raises(GrammarError, match="only words can stand here"):
        shell.words("a | b")
    with pytest.raises(GrammarError, match="at the start of a word"):
        shell.word([Text("a"), Raw("~")])


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("docker ps --format '{{.ID}}\\t{{.Names}}'", "docker ps --format '{{.ID}}\\\\t{{.Names}}'"),
        ("docker ps --format {{.ID}}", "docker ps --format '{{.ID}}'"),
        ("docker run -v ${HOME}/x:/y a", 'docker run -v "$HOME"/x:/y a'),
        ("docker stop $(docker ps -q)", "docker stop $(docker ps -q)"),
        ("for c in a b; do docker logs $c; done", "sh -c 'for c in a b; do docker logs $c; done'"),
        ("v=$(docker ps -q); echo $v", "sh -c 'v=$(docker ps -q); echo $v'"),
        ('docker exec web true; echo "$?"', 'docker exec web true; echo "$status"'),
        ('printf %s "$<variable>"', "printf '%s' \"$<variable>\""),
        ("docker run -d a; echo '<c>'", "docker run -d a; echo '<c>'"),
    ],
)
def test_lines_for_fish(line: str, wanted: str) -> None:
    assert fish.show(shell.parse(line)) == wanted


def test_scripts_are_plain_tuples() -> None:
    assert shell.parse("") == Script(())
    assert shell.show(Script(())) == ""
