"""Going through a plan: what is asked before what, what runs, what does not; and the running itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant.actions.go import Going, Orders
from assistant.actions.person import Seen
from assistant.actions.resume import Progress
from assistant.actions.run import Outcome, run
from assistant.errors import UsageError
from assistant.model import RISKS, Blank, Plan, Stage
from tests.conftest import HOUSE
from tests.terminal import in_terminal

HERE = {**os.environ, "PYTHONPATH": str(HOUSE)}
LOOK = Stage("docker ps", "lists", "read", ("docker", "ps"))
CHANGE = Stage("docker stop web", "stops", "change", ("docker", "stop", "web"), undo="docker start web")
DESTROY = Stage("docker rm web", "deletes", "destroy", ("docker", "rm", "web"), look="docker ps -a")
OF_RISK = dict(zip(RISKS, (LOOK, CHANGE, DESTROY), strict=True))


class Puppet:
    """A person who answers from a list, and writes down everything shown."""

    def __init__(self, answers: Iterable[str] = (), there: bool = True) -> None:
        self.there, self.answers, self.log = there, list(answers), list[tuple[str, str]]()

    def stage(self, stage: Stage, number: int, total: int, where: str) -> None:
        self.log.append(("stage", stage.text or stage.does))

    def seen(self, command: str, seen: Seen) -> None:
        self.log.append(("seen", f"{command}: {', '.join(seen.lines)}"))

    def say(self, sentence: str) -> None:
        self.log.append(("say", sentence))

    def undo(self, command: str, lost: bool) -> None:
        self.log.append(("undo", command))

    def problem(self, plan: Plan) -> None:
        self.log.append(("problem", plan.card))

    def ask(self, question: str, style: str = "question") -> str:
        self.log.append(("ask", question))
        return self._next()

    def value(self, blank: Blank, why: str = "") -> str:
        self.log.append(("value", f"{blank.name}: {why}"))
        return self._next()

    def _next(self) -> str:
        assert self.there, "nobody is there to be asked"
        if not self.answers:
            raise EOFError
        answer = self.answers.pop(0)
        if answer == "^C":
            raise KeyboardInterrupt
        return answer

    def told(self, kind: str) -> list[str]:
        return [text for one, text in self.log if one == kind]


class World:
    """What the orders reach: what ran, with which outcome; where; what is known about errors."""

    def __init__(
        self, person: Puppet, yes: str = "", where: str = "", codes: Iterable[int] = (), known: Plan | None = None
    ) -> None:
        self.person, self.ran, self.codes, self.known = person, list[str](), list(codes), known
        self.remembered: list[tuple[str, int]] = []
        self.orders = Orders(
            run=self._run,
            look=lambda command: Seen(("one", "two"), listed=2),
            where=lambda command: where,
            fill=_fill,
            diagnose=lambda errors: self.known,
            ran=lambda stage, outcome: self.remembered.append((stage.text, outcome.code)),
            yes=yes,
        )

    def _run(self, stage: Stage) -> Outcome:
        assert ("stage", stage.text) in self.person.log, "it was not shown in full before"
        self.ran.append(stage.text)
        self.person.log.append(("run", stage.text))
        code = self.codes.pop(0) if self.codes else 0
        return Outcome(code, 0.1, "it went wrong" if code else "")

    def go(self, *stages: Stage, progress: Progress | None = None, card: str = "card") -> int:
        return Going(self.person, self.orders, progress).go(Plan(card, "title", stages))


def _fill(plan: Plan, blank: Blank, text: str) -> Plan:
    if text == "bad":
        raise ValueError("no such thing")
    made = [
        stage._replace(
            text=stage.text.replace(f"<{blank.name}>", text), blanks=tuple(b for b in stage.blanks if b.name != blank.name)
        )
        for stage in plan.stages
    ]
    return plan._replace(stages=tuple(made))


@pytest.mark.parametrize(
    ("risk", "answer", "runs"),
    [
        ("read", "", True), ("read", "y", True), ("read", "n", False), ("read", "q", False),
        ("change", "y", True), ("change", "YES", True), ("change", "", False), ("change", "n", False), ("change", "x", False),
        ("destroy", "yes", True), ("destroy", "y", False), ("destroy", "", False), ("destroy", "no", False),
    ],
)  # fmt: skip
def test_what_counts_as_a_yes_depends_on_the_risk(risk: str, answer: str, runs: bool) -> None:
    world = World(Puppet([answer]))
    assert world.go(OF_RISK[risk]) == (0 if runs else 130)
    assert world.ran == ([OF_RISK[risk].text] if runs else [])
    assert world.remembered == [(text, 0) for text in world.ran]


@pytest.mark.parametrize("risk", RISKS)
@pytest.mark.parametrize("yes", ["", "change", "destroy"])
def test_without_a_person_only_what_was_agreed_to_runs(risk: str, yes: str) -> None:
    world = World(Puppet(there=False), yes=yes)
    agreed = yes == "destroy" or (yes == "change" and risk != "destroy")
    if agreed:
        assert world.go(OF_RISK[risk]) == 0
        assert world.ran == [OF_RISK[risk].text]
    else:
        with pytest.raises(UsageError, match="nothing was run") as error:
            world.go(OF_RISK[risk])
        assert error.value.exit_code == 2
        assert ("--yes=destroy" in str(error.value)) == (risk == "destroy")
        assert world.ran == []


def test_what_will_be_destroyed_is_shown_before_it_is_asked() -> None:
    person = Puppet(["yes"])
    World(person).go(DESTROY)
    kinds = [kind for kind, _ in person.log]
    assert kinds.index("stage") < kinds.index("seen") < kinds.index("ask") < kinds.index("run")
    assert person.told("seen") == ["docker ps -a: one, two"]
    assert "Type yes" in person.told("ask")[0]


def test_another_engine_is_named_in_the_question() -> None:
    person = Puppet(["y"])
    World(person, where="context prod (ssh://ops@db1)").go(CHANGE)
    assert person.told("ask")[0].startswith("On context prod (ssh://ops@db1): ")


def test_after_a_change_the_way_back_is_told_and_after_a_look_none() -> None:
    person = Puppet(["y", "y"])
    World(person).go(CHANGE)
    World(person).go(LOOK)
    assert person.told("undo") == ["docker start web"]
    without = Puppet(["yes"])
    World(without).go(DESTROY)
    assert without.told("undo") == [""]


@pytest.mark.parametrize("code", [1, 2, 125, 126, 137])
def test_the_exit_code_of_the_command_comes_back(code: int) -> None:
    world = World(Puppet(["y"]), codes=[code])
    assert world.go(CHANGE) == code
    assert world.remembered == [("docker stop web", code)]
    assert world.person.told("undo") == []


def test_open_blanks_are_asked_for_and_bad_values_again() -> None:
    open_stage = Stage("docker stop <container>", "stops", "change", blanks=(Blank("container", "container"),))
    person = Puppet(["", "bad", "web", "y"])
    world = World(person)
    assert world.go(open_stage) == 0
    assert world.ran == ["docker stop web"]
    assert person.told("value") == ["container: ", "container: it wants a value; Ctrl-C stops", "container: no such thing"]


def test_open_blanks_without_a_person_are_an_error() -> None:
    open_stage = Stage("docker stop <container>", "stops", "change", blanks=(Blank("container", "container"),))
    world = World(Puppet(there=False), yes="destroy")
    with pytest.raises(UsageError, match="<container> is still open"):
        world.go(open_stage)
    assert world.ran == []


@pytest.mark.parametrize("answers", [[], ["^C"]])
def test_leaving_at_a_question_runs_nothing(answers: list[str]) -> None:
    world = World(Puppet(answers))
    assert world.go(CHANGE) == 130
    assert world.ran == []


def test_steps_for_other_nodes_and_doings_are_shown_and_not_run() -> None:
    person = Puppet(["y", "", "", "y"])
    world = World(person)
    elsewhere = CHANGE._replace(text="docker swarm join", on="node2")
    assert world.go(CHANGE, elsewhere, Stage("", "log in again"), LOOK) == 0
    assert world.ran == ["docker stop web", "docker ps"]
    assert "docker swarm join" in person.told("stage")
    assert any("node2" in text for text in person.told("say"))


def test_a_step_may_be_skipped_and_a_failed_one_stops_the_rest() -> None:
    world = World(Puppet(["s", "y"]))
    assert world.go(CHANGE, LOOK) == 0
    assert world.ran == ["docker ps"]
    failing = World(Puppet(["y", "y"]), codes=[3])
    assert failing.go(CHANGE, LOOK) == 3
    assert failing.ran == ["docker stop web"]


def test_one_goes_on_where_one_stopped_with_the_values_given(tmp_path: Path) -> None:
    blank = Blank("container", "container")
    stages = [Stage(f"docker {verb} <container>", verb, "change", blanks=(blank,)) for verb in ("stop", "rename", "start")]
    first = World(Puppet(["web", "y", "n"]))
    assert first.go(*stages, progress=Progress(str(tmp_path))) == 130
    assert first.ran == ["docker stop web"]
    second = World(Puppet(["", "y", "y"]))
    assert second.go(*stages, progress=Progress(str(tmp_path))) == 0
    assert second.ran == ["docker rename web", "docker start web"]
    third = World(Puppet(["n"]))
    third.go(*stages, progress=Progress(str(tmp_path)))
    assert not any("You stopped" in text for text in third.person.told("ask"))


def test_going_on_is_not_offered_for_another_plan_nor_from_a_broken_file(tmp_path: Path) -> None:
    progress = Progress(str(tmp_path))
    plan = Plan("card", "t", (CHANGE, LOOK))
    progress.keep(plan, progress.mark(plan), 1)
    assert Progress(str(tmp_path)).last(plan) == (1, {})
    assert Progress(str(tmp_path)).last(Plan("card", "t", (LOOK, CHANGE))) == (0, {})
    assert (tmp_path / "unfinished.json").stat().st_mode & 0o777 == 0o600
    for broken in (b"", b"[]", b'{"card": 7}', b'{"card": {"mark": 1}}', b"\xff\x00", b'{"card": {"mark": "x", "done": "y"}}'):
        (tmp_path / "unfinished.json").write_bytes(broken)
        assert Progress(str(tmp_path)).last(plan) == (0, {})


def test_secrets_are_not_kept_for_going_on(tmp_path: Path) -> None:
    progress, plan = Progress(str(tmp_path)), Plan("card", "t", (CHANGE, LOOK))
    progress.given(Blank("password", "text"), "hunter2")
    progress.given(Blank("container", "container"), "web")
    progress.keep(plan, progress.mark(plan), 1)
    assert "hunter2" not in (tmp_path / "unfinished.json").read_text(encoding="utf-8")
    assert Progress(str(tmp_path)).last(plan) == (1, {"container": "web"})


def test_nothing_is_kept_where_nothing_can_be(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    plan = Plan("card", "t", (CHANGE, LOOK))
    for folder in ("", str(blocked / "below")):
        progress = Progress(folder)
        progress.keep(plan, progress.mark(plan), 1)
        assert progress.last(plan) == (0, {})


def test_what_went_wrong_is_explained_and_its_fixes_are_gone_through() -> None:
    fixes = Plan("no-socket", "Permission denied", (Stage("sudo usermod -aG docker me", "joins", "change"),))
    person = Puppet(["y", "y", "y"])
    world = World(person, codes=[1, 0], known=fixes)
    assert world.go(CHANGE) == 1
    assert person.told("problem") == ["no-socket"]
    assert world.ran == ["docker stop web", "sudo usermod -aG docker me"]
    refused = World(Puppet(["y", "n"]), codes=[1], known=fixes)
    assert refused.go(CHANGE) == 1
    assert refused.ran == ["docker stop web"]


def test_problems_behind_problems_come_to_an_end() -> None:
    person = Puppet(["y"] * 40)
    world = World(person, codes=[1] * 40)
    world.known = Plan("again", "again", (CHANGE,))
    assert world.go(CHANGE) == 1
    assert len(world.ran) == 4


def test_without_a_person_a_problem_is_told_and_nothing_more_is_run() -> None:
    world = World(Puppet(there=False), yes="destroy", codes=[1], known=Plan("again", "again", (CHANGE,)))
    assert world.go(CHANGE) == 1
    assert world.person.told("problem") == ["again"]
    assert world.ran == ["docker stop web"]


# -- the running itself ------------------------------------------------------------------------------------------------------


def stage(*argv: str) -> Stage:
    return Stage(" ".join(argv), "", argv=argv)


@pytest.mark.parametrize("code", [0, 1, 3, 42, 255])
def test_exit_codes_and_the_last_words_of_a_command(code: int, capfd: pytest.CaptureFixture[str]) -> None:
    outcome = run(Stage(f"echo out; echo 'no such thing' >&2; exit {code}", ""), os.environ)
    assert (outcome.code, outcome.errors, outcome.problem) == (code, "no such thing\n", "")
    assert capfd.readouterr() == ("out\n", "no such thing\n")


def test_words_arrive_as_they_are_and_no_shell_stands_between(capfd: pytest.CaptureFixture[str]) -> None:
    words = ("$(touch x)", "`id`", "a b", "", ";", "'", "-n", "\N{BULLET}", "*", "a\nb")
    run(stage(sys.executable, "-c", "import sys; print(sys.argv[1:])", *words), os.environ)
    assert capfd.readouterr().out == f"{list(words)!r}\n"


def test_a_program_that_is_not_there_is_a_sentence() -> None:
    outcome = run(stage("no-such-program-at-all"), os.environ)
    assert outcome.code == 127
    assert "there is no program no-such-program-at-all here" in outcome.problem


def test_a_signal_counts_as_in_shells() -> None:
    assert run(Stage("kill -9 $$", ""), os.environ).code == 137


def test_only_the_last_of_a_flood_is_kept(capfd: pytest.CaptureFixture[str]) -> None:
    outcome = run(stage(sys.executable, "-c", "import sys; sys.stderr.write('x' * 3_000_000 + 'the end')"), os.environ)
    assert outcome.errors.endswith("the end")
    assert len(outcome.errors) == 16_384
    assert len(capfd.readouterr().err) == 3_000_007


def test_a_child_that_keeps_standard_error_open_is_not_waited_for() -> None:
    begun = time.monotonic()
    outcome = run(Stage("sleep 30 & echo gone >&2; exit 5", ""), os.environ)
    assert (outcome.code, outcome.errors) == (5, "gone\n")
    assert time.monotonic() - begun < 5


def test_a_command_sees_a_terminal_of_the_same_size_on_standard_error() -> None:
    script = (
        "import os, sys; from assistant.actions.run import run; from assistant.model import Stage;"
        "probe = 'import os; print(os.isatty(2), tuple(os.get_terminal_size(2)))';"
        "outcome = run(Stage('', '', argv=(sys.executable, '-c', probe)), os.environ); sys.exit(outcome.code)"
    )
    ended = in_terminal([sys.executable, "-c", script], environment=HERE, size=(33, 97))
    assert "True (97, 33)" in ended.text


def test_ctrl_c_ends_the_command_and_not_us() -> None:
    script = (
        "import os, sys; from assistant.actions.run import run; from assistant.model import Stage;"
        "outcome = run(Stage('', '', argv=('sh', '-c', 'echo ready; exec sleep 60')), os.environ);"
        "print('alive', outcome.code)"
    )
    ended = in_terminal([sys.executable, "-c", script], [("ready", "\x03")], HERE)
    assert "alive 130" in ended.text


def test_imports_of_the_running_stay_out_of_a_plain_question() -> None:
    script = (
        "import sys, assistant.cli.asking;"
        "print([name for name in sys.modules if name.startswith('assistant.actions') or name == 'subprocess'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=HOUSE, check=True)
    assert done.stdout == "[]\n"
