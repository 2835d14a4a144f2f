from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index import tuning
from assistant.words import Pipe, Tuning, groups, normal, split
from tests.conftest import HOUSE


@pytest.fixture(scope="module")
def pipe() -> Pipe:
    return Pipe(tuning.read(str(HOUSE / "index")).words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("docker run -d --rm nginx", ["docker", "run", "-d", "--rm", "nginx"]),
        ("What's wrong?", ["what", "wrong"]),
        ("it doesn't, can't, won't", ["it", "does", "not", "can", "not", "will", "not"]),
        ("my_app:1.2 docker-compose", ["my_app", "1", "2", "docker", "compose"]),
        ("<none> [-f]", ["none", "-f"]),
        ("", []),
        ("…—", []),
    ],
)
def test_split(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_normal_keeps_typographic_apostrophes_apart_from_words() -> None:
    assert normal("Don’t") == "do not"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("delete images", "remove images"),
        ("get rid of an image", "removing the image"),
        ("running the tests", "running a test"),
        ("show stopped containers", "list containers that are not running"),
        ("log into a registry", "login to registries"),
        ("environment variables", "env vars"),
        ("logs logging", "log log"),
    ],
)
def test_the_same_thing_said_otherwise_gives_the_same_terms(pipe: Pipe, one: str, other: str) -> None:
    assert sorted(pipe.analyse(one)) == sorted(pipe.analyse(other))


def test_several_of_a_kind_say_so(pipe: Pipe) -> None:
    assert pipe.analyse("list containers") == [*pipe.analyse("list container"), "container+"]


def test_state_and_verb_stay_apart(pipe: Pipe) -> None:
    assert pipe.analyse("stopped containers") != pipe.analyse("stop containers")
    assert pipe.analyse("running containers") != pipe.analyse("run containers")


def test_stemming_is_not_the_broken_default(pipe: Pipe) -> None:
    assert pipe.stem("stopping") == "stop"
    assert pipe.stem("logged") == "log"


def test_flags_are_kept_and_long_ones_also_speak(pipe: Pipe) -> None:
    assert "-d" in pipe.analyse("what does -d do")
    assert pipe.analyse("--network-alias")[0] == "--network-alias"
    assert "alias" in pipe.analyse("--network-alias")


def test_terms_remember_the_words_that_they_came_from(pipe: Pipe) -> None:
    phrase = pipe.terms(split("shut down web"))[0]
    assert (phrase.text, phrase.words) == ("stop", ("shut", "down"))


def test_groups_keep_the_first_group_that_claims_a_phrase() -> None:
    bare = Pipe(Tuning(frozenset(), {}, {}, {}))
    assert groups(bare, [["a", "x y"], ["b", "x y"]])["x y"] == "a"


@given(st.text(max_size=300))
def test_any_text_has_terms_without_white_space(text: str) -> None:
    pipe = Pipe(Tuning(frozenset({"the"}), {}, {"b c": "d"}, {}))
    for term in pipe.analyse(text):
        assert term
        assert not any(c.isspace() for c in term)


@given(st.lists(st.sampled_from(["remove", "images", "--rm", "not", "in", "use", "the", "8080"]), max_size=8))
def test_known_stems_and_fresh_ones_agree(words: list[str]) -> None:
    """The index hands over stems that it has met; that must change nothing."""
    read = tuning.read(str(HOUSE / "index")).words
    fresh = Pipe(read)
    expected = fresh.analyse(" ".join(words))
    assert Pipe(read._replace(stems=fresh.stems)).analyse(" ".join(words)) == expected
