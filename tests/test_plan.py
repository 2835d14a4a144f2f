"""What running a hit comes to: stages, their words, their risk; and that hostile values stay values."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ask import Corridor
from assistant.docker import grammar
from assistant.model import RISKS, Blank, Hit, Plan, Stage
from assistant.paint.run import stage_pieces
from assistant.paint.terminal import render
from assistant.plan import Planner, open_blanks, typed
from assistant.plan.risk import Risks

HOSTILE = st.one_of(
    st.text(min_size=1).filter(lambda text: "\x00" not in text and text.strip() == text),
    st.sampled_from(
        [
            *("; rm -rf /", "$(touch x)", "`id`", "a b", "-f", "--force", "' ; '", '"', "\x1b[2J", "\x1b]52;c;eA==\x07", "a\nb"),
            *("&& x", "| sh", "<other>", "*", "~", "$HOME", "#", "\\", "!!", "\u202e", "-", "--", "x=y", ">/etc/passwd"),
        ]
    ),
)


@pytest.fixture(scope="module")
def planner(whole_corridor: Corridor) -> Planner:
    """A planner with the rules of the checkout."""
    return Planner(Risks(whole_corridor.risks))


def planned(corridor: Corridor, planner: Planner, question: str) -> Plan:
    return planner.plan(corridor.ask(question, 1).hits[0])


def test_a_single_command_runs_without_a_shell(whole_corridor: Corridor, planner: Planner) -> None:
    (stage,) = planned(whole_corridor, planner, "list all containers").stages
    assert (stage.text, stage.argv, stage.risk) == ("docker ps -a", ("docker", "ps", "-a"), "read")


def test_pipes_and_substitutions_need_a_shell(whole_corridor: Corridor, planner: Planner) -> None:
    (stage,) = planned(whole_corridor, planner, "stop all running containers").stages
    assert "$(" in stage.text
    assert stage.argv == ()


def test_what_asks_by_itself_is_told_not_to_and_that_is_said(whole_corridor: Corridor, planner: Planner) -> None:
    (stage,) = planned(whole_corridor, planner, "remove dangling images").stages
    assert stage.text in ("docker image prune --force", "docker image prune -f")
    assert stage.argv[-1] in ("--force", "-f")
    assert any("ask" in note for note in stage.notes)
    assert (stage.risk, bool(stage.look)) == ("destroy", True)


def test_flags_raise_the_risk_above_the_cards(planner: Planner) -> None:
    assert planner.single("docker compose down").stages[0].risk == "destroy"
    assert planner.single("docker compose up -d").stages[0].risk == "change"
    assert planner.single("docker compose up -d --renew-anon-volumes").stages[0].risk == "destroy"
    assert planner.single("docker ps").stages[0].risk == "read"


def test_the_look_has_what_the_command_names(whole_corridor: Corridor, planner: Planner) -> None:
    (stage,) = planned(whole_corridor, planner, "delete the volume pgdata").stages
    assert "pgdata" in stage.look
    assert planner.single(stage.look).stages[0].risk == "read"


def test_recipes_have_their_steps_and_problems_their_fixes(whole_corridor: Corridor, planner: Planner) -> None:
    for card in whole_corridor.cards():
        plan = planner.plan(Hit(card, 1.0))
        if card.kind == "recipe":
            assert [stage.does for stage in plan.stages] == [step.does for step in card.steps]
            assert [stage.on for stage in plan.stages] == [step.on for step in card.steps]
        for stage in plan.stages:
            assert stage.argv == () or grammar.parse(stage.text)
            assert [blank.name for blank in stage.blanks] == open_blanks(stage.text)
            assert stage.risk in RISKS


def test_no_destroying_command_is_without_its_look(whole_corridor: Corridor, planner: Planner) -> None:
    bare = []
    for card in whole_corridor.cards():
        for stage in planner.plan(Hit(card, 1.0)).stages:
            if stage.risk == "destroy" and not stage.look and card.kind == "command":
                bare.append(f"{card.id}: {stage.text}")
    assert bare == []


def test_values_go_into_every_line_of_a_plan(planner: Planner) -> None:
    blank = Blank("container", "container")
    stage = Stage(
        "docker rm <container>",
        "",
        "destroy",
        look="docker ps --filter name=<container>",
        undo="docker x <container>",
        blanks=(blank,),
    )
    (done,) = planner.with_values(Plan("", "", (stage,)), {"container": "my web"}).stages
    assert done.text == "docker rm 'my web'"
    assert done.argv == ("docker", "rm", "my web")
    assert done.blanks == ()
    assert "<container>" not in done.look + done.undo


@pytest.mark.parametrize(
    ("kind", "many", "text", "argv"),
    [
        ("container", True, "web api", ("docker", "x", "web", "api")),
        ("text", False, "web api", ("docker", "x", "web api")),
        ("command", False, "sh -c 'a b'", ("docker", "x", "sh", "-c", "a b")),
        ("path", False, "~/data", ("docker", "x", "/home/me/data")),
        ("text", False, "~/data", ("docker", "x", "~/data")),
    ],
)
def test_what_a_person_types_by_kind(kind: str, many: bool, text: str, argv: tuple[str, ...]) -> None:
    line = grammar.fill("docker x <v>", {"v": typed(Blank("v", kind, many), text, "/home/me")})
    assert tuple(grammar.argv(line)) == argv


@settings(max_examples=2_000, deadline=None)
@given(
    HOSTILE,
    st.sampled_from(
        ["docker stop <v>", "docker rm -f <v>", "docker run --name <v> nginx", "docker exec <v> ls", "docker volume rm <v>"]
    ),
)
def test_a_hostile_value_is_one_word_and_never_more(planner: Planner, value: str, template: str) -> None:
    plan = planner.single(template)
    try:
        (stage,) = planner.with_values(plan, {"v": value}).stages
    except grammar.GrammarError:
        return  # refused is fine
    words = list(stage.argv) if stage.argv else grammar.argv(stage.text)
    plain = [word for word in template.split() if word != "<v>"]
    assert value in words or f"--name={value}" in words
    assert len(words) <= len(plain) + 2  # the value, and a `--` before it
    assert stage.risk == plan.stages[0].risk


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_the_shell_reads_the_shown_text_as_the_words_that_run(planner: Planner, value: str) -> None:
    try:
        (stage,) = planner.with_values(planner.single("docker stop <v>"), {"v": value}).stages
    except grammar.GrammarError:
        return
    script = "docker() { printf '%s\\0' docker \"$@\"; }\n" + stage.text
    try:
        done = subprocess.run(["sh", "-c", script], capture_output=True, check=True, timeout=10)
    except UnicodeEncodeError:
        return
    assert done.stdout.decode().split("\0")[:-1] == list(stage.argv)


@settings(max_examples=6_000, deadline=None)
@given(HOSTILE)
def test_nothing_shown_has_an_escape_sequence_of_its_own(value: str) -> None:
    try:
        text = grammar.show(grammar.fill("docker stop <v>", {"v": value}))
    except grammar.GrammarError:
        return
    shown = render(stage_pieces(Stage(text, value, notes=(value,)), 1, 1, value, 80), color=False)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in shown)


QUESTIONS = ("stop the container {}", "run {} in the background", "delete the volume {}", "remove image {}", "exec {} in web")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(QUESTIONS), HOSTILE)
def test_a_hostile_question_never_plans_more_than_it_shows(
    whole_corridor: Corridor, planner: Planner, question: str, value: str
) -> None:
    for hit in whole_corridor.ask(question.format(value), 1).hits:
        for stage in planner.plan(hit).stages:
            assert stage.text == "" or grammar.show(grammar.parse(stage.text)) == stage.text
            if stage.argv:  # the words that run are those that are shown
                assert list(stage.argv) == grammar.argv(stage.text)
                assert stage.argv[0] != value
