"""Questions → readings → hits, over the small knowledge and over the built-in one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.ask import Corridor
from assistant.search.reading import Reading
from assistant.search.spelled import MAX_CHARACTERS

Open = Callable[[], Corridor]


def read(corridor: Corridor, question: str) -> Reading:
    return corridor._searcher.search(question, 1).reading


def ids(corridor: Corridor, question: str, limit: int = 3) -> list[str]:
    return [hit.card.id for hit in corridor.ask(question, limit).hits]


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("docker ps -a", "command"),
        ("$ sudo docker-compose up -d", "command"),
        ("what is a volume", "concept"),
        ("difference between CMD and ENTRYPOINT", "concept"),
        ("Error response from daemon: No such container: web", "error"),
        ("docker: invalid reference format.", "error"),
        ("remove dangling images", "plain"),
        ("how do I scale a service", "plain"),
    ],
)
def test_the_form_of_a_question(whole_corridor: Corridor, question: str, form: str) -> None:
    assert read(whole_corridor, question).form == form


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("serivce", "service"), ("dangeling", "dangling"), ("contianer", "container"), ("imgae", "image"), ("voulme", "volume")],
)
def test_a_slip_is_mended(whole_corridor: Corridor, typed: str, meant: str) -> None:
    assert read(whole_corridor, f"remove {typed} now").corrected == {typed: meant}


def test_words_run_together_are_parted(whole_corridor: Corridor) -> None:
    assert read(whole_corridor, "stop thecontainer").corrected == {"thecontainer": "the container"}


@pytest.mark.parametrize("question", ["stop my_contianer", 'stop "contianer"', "stop myContianer", "stop contianer7"])
def test_names_of_the_persons_own_are_never_mended(whole_corridor: Corridor, question: str) -> None:
    assert read(whole_corridor, question).corrected == {}


def test_what_is_not_understood_is_counted(whole_corridor: Corridor) -> None:
    reading = read(whole_corridor, "zzyzzx qwrtpl of the containers")
    assert reading.unknown == ("zzyzzx", "qwrtpl")
    assert 0 < reading.understood() < 0.5


@pytest.mark.parametrize(
    "command",
    ["docker ps", "docker container ls", "docker container list", "$ docker ps", "sudo docker ps", "docker ps -q", "DOCKER PS"],
)
def test_every_spelling_of_a_command_leads_to_its_card(whole_corridor: Corridor, command: str) -> None:
    answer = whole_corridor.ask(command)
    assert answer.confidence == "sure"
    assert answer.hits[0].card.id.startswith("container-ls")


@pytest.mark.parametrize(
    ("command", "card"),
    [
        ("docker rmi", "image-rm"), ("docker-compose up", "compose-up"), ("docker logs", "container-logs"),
        ("docker ps -a", "container-ls-all"), ("docker service scale web=3", "service-scale"), ("docker run", "container-run"),
    ],
)  # fmt: skip
def test_a_question_that_is_a_command(whole_corridor: Corridor, command: str, card: str) -> None:
    assert ids(whole_corridor, command, 1) == [card]


def test_an_error_text_is_recognised_whatever_its_ids(corridor: Open) -> None:
    text = (
        "user@host:~$ docker ps\nGot permission denied while trying to connect to the Docker daemon socket at "
        'unix:///run/x/docker.sock: Get "http://%2Frun/v1.24/containers/json": dial unix: connect: permission denied'
    )
    answer = corridor().ask(text)
    assert answer.hits[0].card.id == "no-socket"
    assert answer.confidence == "sure"


def test_a_long_dump_is_read_by_its_telling_lines(corridor: Open) -> None:
    noise = "pulling layer\n" * 40_000
    telling = "permission denied while trying to connect to the Docker daemon socket at unix:///x\n"
    assert len(noise) > MAX_CHARACTERS
    assert ids(corridor(), noise + telling + noise, 1) == ["no-socket"]


def test_colours_in_pasted_text_do_not_matter(corridor: Open) -> None:
    opened = corridor()
    plain, coloured = "remove dangling images", "\x1b[31mremove\x1b[0m \x1b]0;title\x07dangling\x1b[K images\x00"
    assert [h.score for h in opened.ask(plain).hits] == [h.score for h in opened.ask(coloured).hits]


def test_scores_fall_and_their_parts_add_up(whole_corridor: Corridor) -> None:
    hits = whole_corridor.ask("remove a container", 5).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(abs(sum(hit.parts.values()) - hit.score) < 0.001 for hit in hits)


def test_the_same_question_has_the_same_answer(corridor: Open) -> None:
    first, again = corridor().ask("list containers"), corridor().ask("list containers")
    assert first._replace(took_ms=0) == again._replace(took_ms=0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400))
def test_any_question_has_an_answer(whole_corridor: Corridor, question: str) -> None:
    assert whole_corridor.ask(question).confidence in ("sure", "choose", "none")


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "\x00", "\x1b[2J", "how do I", "the", "-", "--", "a" * 100_000, "docker " * 9000, "🐳"]
)
def test_odd_questions_are_answered_honestly(whole_corridor: Corridor, question: str) -> None:
    answer = whole_corridor.ask(question)
    assert answer.took_ms < 5000
    if not question.startswith("docker"):
        assert answer.confidence == "none"
