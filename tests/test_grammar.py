"""Docker commands ⇄ typed parts, values into blanks, and what the tables know to be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.docker import grammar, shell
from assistant.docker.grammar import GrammarError, argv, fill, flag, flags, normal, parse, problems, show
from assistant.docker.items import Argument, Dashes, Flag, Item, Step
from assistant.docker.parts import Raw, Text
from assistant.knowledge import card_files, load
from tests.conftest import HOUSE
from tests.test_quote import RUNS, VALUES, said
from tests.test_shell import LINES

TEXTS = VALUES.filter(bool)
PATHS = sorted(path for path in grammar.tables()["commands"] if len(path.split()) > 1)


def every_command() -> list[str]:
    """Every command line of every card."""
    cards, _ = load(card_files(HOUSE / "knowledge"))
    lines = {
        line
        for card in cards
        for line in (card.command, card.look, card.undo, *(one.run for one in (*card.examples, *card.steps, *card.fixes)))
    }
    return sorted(lines - {""})


# reading and showing


def test_every_command_of_every_card_is_read_shown_and_sound() -> None:
    wrong = []
    for line in every_command():
        read = parse(line)
        assert show(read) == line
        for command in read.commands:
            assert show(read.replace(command, command)) == line
        assert normal(line) == normal(show(read))
        wrong += [f"{line}: {sentence}" for sentence in problems(line)]
    assert wrong == []


@pytest.mark.parametrize(
    ("line", "path", "items"),
    [
        ("docker run -dit nginx -x", "container run", ["run", "-d", "-i", "-t", "nginx", "-x"]),
        (
            "docker run -p8080:80 -w=/x --name=web a",
            "container run",
            ["run", "-p glued 8080:80", "-w equals /x", "--name equals web", "a"],
        ),
        ("docker compose -f a -f b up -d", "compose up", ["compose", "-f space a", "-f space b", "up", "-d"]),
        ("docker-compose -f a up web", "compose up", ["-f space a", "up", "web"]),
        ("docker -H tcp://x ps -aq", "container ls", ["-H space tcp://x", "ps", "-a", "-q"]),
        ("docker rm -- -x", "container rm", ["rm", "--", "-x"]),
        ("docker build . -t x", "image build", ["build", ".", "-t space x"]),
        ("docker build --secret 'id=a b' - < f", "image build", ["build", "--secret space 'id=a b'", "-", "< f"]),
        ("docker ps --format={{.ID}}", "container ls", ["ps", "--format equals {{.ID}}"]),
        ("docker ps '--format={{.ID}} x'", "container ls", ["ps", "--format equals '{{.ID}} x'"]),
        ("docker top web -o pid", "container top", ["top", "web", "-o", "pid"]),
        ("docker run -it<x> y", "container run", ["run", "-it<x>", "y"]),
        ("docker run --name", "container run", ["run", "--name"]),
        ("docker run -e A=1 -itw /x a", "container run", ["run", "-e space A=1", "-i", "-t", "-w space /x", "a"]),
    ],
)
def test_items(line: str, path: str, items: list[str]) -> None:
    command = parse(line).commands[0]
    assert command.path == path
    assert [told(item) for item in command.items] == items


def told(item: Item) -> str:
    if isinstance(item, Flag):
        return f"{item.spelled} {item.style} {item.value.source}" if item.value else item.spelled
    if isinstance(item, (Step, Dashes)):
        return item.text if isinstance(item, Step) else "--"
    return item.word.source if isinstance(item, Argument) else item.redirect.source


def test_every_flag_knows_its_level() -> None:
    command = parse("docker --debug compose -f a up -d").commands[0]
    assert [(one.name, one.level) for one in command.flags()] == [("debug", ""), ("file", "compose"), ("detach", "compose up")]
    assert [one.level for one in parse("docker-compose -p x ps -q").commands[0].flags()] == ["compose", "compose ps"]


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("docker stop $(docker ps -q)", ["container stop", "container ls"]),
        ("docker save x | ssh h docker load", ["image save"]),
        ("sudo -u me docker ps; A=b docker images", ["container ls", "image ls"]),
        ('x="$(docker inspect "$(docker ps -lq)")"', ["inspect", "container ls"]),
        ("until [ $(docker ps -q) ]; do docker logs a; done", ["container logs", "container ls"]),
        ("docker ps -q | xargs -r -n 1 docker rm", ["container ls", "container rm"]),
        ("timeout -k 5 10s docker wait x", ["container wait"]),
        ("(docker ps) > x && ! docker ps > $(docker info)", ["container ls", "container ls", "system info"]),
        ("echo docker", []),
        ("docker", [""]),
    ],
)
def test_commands_are_found_anywhere(line: str, paths: list[str]) -> None:
    assert [command.path for command in parse(line).commands] == paths


# changing


@pytest.mark.parametrize(
    ("line", "added", "wanted"),
    [
        ("docker run nginx", "-d -p 8080:80", "docker run -d -p 8080:80 nginx"),
        ("docker run -d nginx ls", "-d --name <name>", "docker run -d --name <name> nginx ls"),
        ("docker logs --tail 5 web", "--tail 100 -f", "docker logs --tail 100 -f web"),
        ("docker run -p 1:1 x", "-p 2:2 -p 1:1", "docker run -p 1:1 -p 2:2 x"),
        ("docker ps > out", "-a", "docker ps -a > out"),
        ("docker rm -- -x", "-f", "docker rm -f -- -x"),
        ("docker run -it x", "--tty=false", "docker run -i --tty=false x"),
    ],
)
def test_flags_are_added_where_a_person_would(line: str, added: str, wanted: str) -> None:
    command = parse(line).commands[0]
    assert command.with_flags(flags(command.path, added)).show() == wanted


def test_flags_of_an_upper_level_go_before_the_next_step() -> None:
    for line in ("docker compose up web", "docker-compose up web"):
        command = parse(line).commands[0].with_flags([*flags("compose", "-f a.yml -p x"), *flags("compose up", "-d")])
        assert command.show() == line.replace("up web", "-f a.yml -p x up -d web")
    command = parse("docker container ls").commands[0].with_flags([flag("", "context", "prod")])
    assert command.show() == "docker -c prod container ls"


def test_flags_and_arguments_are_taken_away_and_replaced() -> None:
    command = parse("docker run -dit --name x nginx ls").commands[0]
    assert command.without_flags("detach").show() == "docker run -it --name x nginx ls"
    assert command.without_flags("interactive", "name").show() == "docker run -dt nginx ls"
    assert command.with_arguments(["a b", shell.word_from("$X")]).show() == "docker run -dit --name x 'a b' $X"
    assert command.with_arguments(["a", "-b"]).show() == "docker run -dit --name x a -b"
    assert parse("docker rm x -f > y").commands[0].with_arguments(["a", "-b"]).show() == "docker rm -f -- a -b > y"


def test_a_command_inside_of_a_substitution_is_replaced() -> None:
    line = parse('docker stop "$(docker ps -q)" # all')
    inner = line.commands[1]
    assert show(line.replace(inner, inner.with_flags(flags("container ls", "-a")))) == 'docker stop "$(docker ps -q -a)" # all'
    with pytest.raises(GrammarError, match="none of this line's"):
        parse("docker ps").replace(inner, inner)


def test_one_flag_is_made_in_its_short_spelling() -> None:
    made = [
        flag("container run", "publish", "80:80"),
        flag("container run", "d"),
        flag("container run", "name", "a b"),
        flag("container run", "detach", "false"),
        flag("container run", "memory", "-1"),
        flag("container run", "v", shell.word([Raw("$HOME", "", '"'), Text("/x")])),
    ]
    shown = parse("docker run").commands[0]._replace(items=tuple(made)).show()
    assert shown == "docker -p 80:80 -d --name 'a b' --detach=false --memory=-1 -v \"$HOME/x\""
    for wrong in (lambda: flag("container run", "nosuch"), lambda: flags("container ls", "web")):
        with pytest.raises(GrammarError, match=r"no such flag|has no flag"):
            wrong()


@st.composite
def commands(draw: st.DrawFn) -> tuple[str, list[tuple[str, str | None]], list[str]]:
    """A command line made by the tables, its flags (name, value) and its arguments."""
    path = draw(st.sampled_from(PATHS))
    facts = grammar.tables()["commands"][path]
    assume(facts.get("usage") and not any(other.startswith(path + " ") for other in PATHS))
    line, wanted, cluster = path, [], ""
    for name in draw(st.lists(st.sampled_from(sorted(facts["flags"]) or [""]), max_size=4)):
        fact = facts["flags"].get(name)
        if not fact or len(name) == 1 or fact.get("optional_value"):
            continue
        head = "-" + fact["short"] if fact.get("short") and draw(st.booleans()) else "--" + name
        value = draw(TEXTS) if fact.get("takes_value") else None
        between = draw(st.sampled_from([" ", "  ", "="] + [""] * (len(head) == 2))) if value is not None else ""
        if head.startswith("--") or not cluster or between or value is not None:
            line += " " + head
        else:
            line += head[1:]
        cluster = head if value is None and not head.startswith("--") else ""
        source = shell.word([Text(value)]).source if value is not None else ""
        if between == "" and value is not None:
            assume(not value.startswith("="))
        line += between + source
        wanted.append((name, value))
    arguments = draw(st.lists(TEXTS.filter(lambda text: not text.startswith("-")), max_size=3))
    return line + "".join(" " + shell.word([Text(one)]).source for one in arguments), wanted, arguments


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(commands())
def test_typed_and_text_are_the_same(made: tuple[str, list[tuple[str, str | None]], list[str]]) -> None:
    line, wanted, arguments = made
    read = parse(line)
    (command,) = read.commands
    assert [(one.name, one.value.value() if one.value else None) for one in command.flags()] == wanted
    assert [word.value() for word in command.arguments()] == arguments
    assert command.show() == line
    assert read.replace(command, command) == read
    if len({name for name, _ in wanted}) == len(wanted):
        assert command.with_flags(command.flags()) == command


# filling


@pytest.mark.parametrize(
    ("template", "values", "wanted"),
    [
        ("docker run -p <a>:<b> <image>", {"a": "8080", "b": "80"}, "docker run -p 8080:80 <image>"),
        ("docker ps --filter 'name=^<c>$'", {"c": "it's"}, "docker ps --filter 'name=^it'\\''s$'"),
        ('docker run -e "A=<v>" x', {"v": "a b"}, 'docker run -e "A=a b" x'),
        ('docker run -e "A=<v>!" x', {"v": "$b"}, 'docker run -e "A="\'$b\'"!" x'),
        ('docker run -e "<v>" x', {"v": "$b"}, "docker run -e '$b' x"),
        ("docker stop <c>", {"c": ["web", "a b"]}, "docker stop web 'a b'"),
        ("docker exec <c> <command>", {"c": "-x", "command": ["ls", "-l"]}, "docker exec -- -x ls -l"),
        ("docker exec web <command>", {"command": ["-l"]}, "docker exec web -l"),
        ("docker exec web sh -c 'cd <d> && ls'", {"d": "a b"}, "docker exec web sh -c 'cd '\\''a b'\\'' && ls'"),
        ("docker exec web sh -c 'rm <f>'", {"f": ["a", "b c"]}, "docker exec web sh -c 'rm a '\\''b c'\\'"),
        ("docker exec web sh -c '<s>'", {"s": "ls | wc -l"}, "docker exec web sh -c 'ls | wc -l'"),
        ("docker run --name <n> x", {"n": "-a"}, "docker run --name=-a x"),
        ("docker run -dm <m> x", {"m": "-1"}, "docker run -d --memory=-1 x"),
        ("docker build <p> -t <t>", {"p": "-p", "t": "x"}, "docker build -t x -- -p"),
        ("docker build -t x <p>", {"p": "-"}, "docker build -t x -"),
        ("docker logs <c> > <f>", {"c": "a", "f": "a b"}, "docker logs a > 'a b'"),
        (
            "docker stop $(docker ps -q --filter ancestor=<i>)",
            {"i": "a b"},
            "docker stop $(docker ps -q --filter ancestor='a b')",
        ),
        ("docker rm $(docker ps -q <c>)", {"c": "-x"}, "docker rm $(docker ps -q -- -x)"),
        ("docker tag <a> <a>-old", {"a": "x"}, "docker tag x x-old"),
        ("docker run -v <d>:/x y", {"d": shell.word_from('"$HOME"/a')}, 'docker run -v "$HOME"/a:/x y'),
        ('docker run -v "<d>:/x" y', {"d": shell.word_from('"$HOME"')}, 'docker run -v "$HOME"":/x" y'),
        ("docker stop <c>", {"c": "<other>"}, "docker stop '<'other'>'"),
        ('printf %s "$<v>" | docker load', {"v": "TOKEN"}, 'printf %s "$TOKEN" | docker load'),
        ('echo "$A<v>" $A<v>', {"v": "B c"}, 'echo "$A""B c" $A\'B c\''),
        ('echo "$A<v>" $A<v>', {"v": "b"}, 'echo "$A""b" $A\'\'b'),
        ('sh -c "echo \\"<v>\\""', {"v": "a b"}, 'sh -c "echo \\"a b\\""'),
        ("sh -c 'echo \"<v>\"'", {"v": "$a"}, "sh -c 'echo \"\"'\\''$a'\\''\"\"'"),
        ("docker stop <c>", {"c": []}, "docker stop <c>"),
        ("docker stop <c>", {"c": ""}, "docker stop ''"),
    ],
)
def test_fill(template: str, values: dict[str, object], wanted: str) -> None:
    filled = fill(template, values)  # type: ignore[arg-type]
    assert show(filled) == wanted
    assert parse(wanted) == filled


def test_what_cannot_be_filled_is_told() -> None:
    with pytest.raises(GrammarError, match="several values cannot share one word: <a>:80"):
        fill("docker run -p <a>:80 x", {"a": ["1", "2"]})
    with pytest.raises(GrammarError, match="several values cannot be one file"):
        fill("docker logs x > <f>", {"f": ["1", "2"]})
    for value in ("(x)", "a b", "{x", "'", "A$"):
        for template in ('echo "$<v>"', "echo $<v>", "sh -c 'echo $<v>'"):
            with pytest.raises(GrammarError, match="only the name of a variable"):
                fill(template, {"v": value})
    with pytest.raises(GrammarError, match='a " is never closed'):
        fill("sh -c 'echo \"<v>'", {"v": "x"})
    with pytest.raises(GrammarError, match="NUL"):
        fill("docker logs <c>", {"c": "\0"})


@pytest.mark.parametrize("name", RUNS)
@settings(max_examples=12, deadline=None)
@given(st.lists(TEXTS, min_size=25, max_size=25))
def test_filled_values_arrive_in_the_real_shells(name: str, values: list[str]) -> None:
    template = "printf '%s\\0' <v> x<v> 'a <v> b' \"<v> $((1)) <v>\" $(printf %s <e>) \"$(sh -c 'printf %sx <v> \"<v>\"')\""
    lines, expected = [], []
    for value in values:
        filled = fill(template.replace(" $((1))", "") if name == "fish" else template, {"v": value, "e": "e"})
        lines.append(show(filled, "fish" if name == "fish" else "sh"))
        middle = f"{value} {value}" if name == "fish" else f"{value} 1 {value}"
        expected += [value, "x" + value, f"a {value} b", middle, "e", f"{value}x{value}x"]
    assert said(name, "; ".join(lines)) == expected


DASHED = st.one_of(TEXTS, TEXTS.map("-".__add__), st.sampled_from(["-x", "--help", "-", "--", "--name=x", "-d"]))


@settings(max_examples=300, deadline=None)
@given(DASHED, DASHED, DASHED)
def test_a_value_is_never_taken_for_a_flag(one: str, two: str, three: str) -> None:
    line = fill("docker run -d --name <a> -e X=<b> <c> <b>", {"a": one, "b": two, "c": three})
    (command,) = parse(show(line)).commands
    assert [word.value() for word in command.arguments()] == [three, two]
    assert {item.name: item.value and item.value.value() for item in command.flags()} == {
        "detach": None, "name": one, "env": "X=" + two,
    }  # fmt: skip
    assert [word for word in argv(line) if word not in ("--",)][-1] == two or two == "--"
    (command,) = parse(show(fill("docker rm <a> -f <b> <c>", {"a": one, "b": two, "c": three}))).commands
    assert [word.value() for word in command.arguments()] == [one, two, three]
    assert [item.name for item in command.flags()] == ["force"]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_direct_run_gets_the_value_itself(value: str) -> None:
    assert argv(fill("docker run --name=<v> -e 'A=<v>' img <v>", {"v": value})) == [
        "docker", "run", f"--name={value}", "-e", f"A={value}", "img", value,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("docker ps | cat", "only a shell can do this: |"),
        ("docker ps > x", "only a shell can do this: > x"),
        ("docker rm $(docker ps -q)", "only a shell can expand this: $(docker ps -q)"),
        ("docker run -v ~/x:/x y", "only a shell can expand this: ~/x:/x"),
        ("docker rm *", "only a shell can expand this: *"),
        ("docker rm <c>", "the blank <c> is still open"),
        ("A=b docker ps", "only a shell can set a variable: A=b"),
        ("docker ps\ndocker ps", "only a shell can do this: several lines"),
        ("", "there is no command to run"),
    ],
)
def test_why_a_line_needs_a_shell(line: str, why: str) -> None:
    with pytest.raises(GrammarError) as caught:
        argv(line)
    assert str(caught.value) == why


def test_argv() -> None:
    assert argv("sudo docker run '*' \"a b\" # now\n") == ["sudo", "docker", "run", "*", "a b"]


# what is wrong


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("docker serivce ls", "'docker serivce' is no docker command; did you mean docker service?"),
        ("docker image lss", "'docker image lss' is no docker command; did you mean docker image ls?"),
        ("docker run --publihs 80 x", "'docker container run' has no flag --publihs; did you mean --publish?"),
        ("docker compose up -f a.yml", "'docker compose up' has no flag -f; it stands before up: docker compose -f … up"),
        ("docker run x --name", ""),
        ("docker ps --format", "'docker container ls' wants a value for --format"),
        ("docker run --cpus lots x", "wants a number such as 1.5 for --cpus, not 'lots'"),
        ("docker run -m -1 x", "wants a size such as 512m or 2g for --memory, not '-1'"),
        ("docker run -m 5q x", "wants a size such as 512m or 2g for --memory, not '5q'"),
        ("docker run --health-interval 5 x", "wants a duration such as 30s or 1m30s for --health-interval, not '5'"),
        ("docker ps -n many", "wants a whole number for --last, not 'many'"),
        ("docker run -d=perhaps x", "wants true or false for --detach, not 'perhaps'"),
        ("docker ps web", "'docker container ls' takes no arguments"),
        ("docker rename a b c", "takes at most 2 arguments"),
        ("docker rename a", "wants at least 2 arguments"),
        ("docker rename $(cat names)", ""),
        ("docker ps -q | xargs docker rename", ""),
        ("docker service update <change> <service>", ""),
        ("docker run -m <size> --cpus $N x", ""),
        ("docker run -m 1.5g --memory-swap=-1 --cpus .5 --health-interval 1m30.5s x", ""),
        ("docker <command>", ""),
        ("docker 'x", "a ' is never closed"),
    ],
)
def test_problems(line: str, sentence: str) -> None:
    found = problems(line)
    assert len(found) == bool(sentence)
    assert not sentence or sentence in found[0]


def test_what_wants_an_api_or_is_going() -> None:
    assert grammar.needs_api("docker run --annotation a=b --platform linux/arm64 -d x") == [
        ("--annotation", "1.43"), ("--platform", "1.32"),
    ]  # fmt: skip
    assert grammar.needs_api("docker ps") == []
    assert ("config create", "1.30") in grammar.needs_api("docker config create a b; docker config ls")
    assert grammar.deprecated("docker update --kernel-memory 1g x") == ["--kernel-memory"]


def test_facts_of_flags() -> None:
    assert grammar.flag_facts("container run", "-p")["name"] == "publish"
    assert grammar.flag_facts("container run", "--publish")["short"] == "p"
    assert grammar.flag_facts("container run", "nosuch") == {}
    assert grammar.nearest_flag("container run", "--detatch") == "detach"
    assert grammar.nearest_flag("container run", "qqqqqq") == ""


# the normal form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("docker ps -aq", "docker container ls --quiet --all"),
        ("docker-compose -f a up -d", "docker compose --file=a up --detach=true"),
        ("docker run -p80:80 -it 'x' y", 'docker  container run -t -i --publish "80:80" x y'),
        ("docker stop $(docker ps -aq)", "docker container stop $(docker ps -a -q)"),
        ("docker logs x | grep 'a'", "docker logs x|grep a # now"),
        ("docker rm -- x\n", "docker rm x"),
        ("docker run --net a x", "docker run --network a x"),
        ("a; b", "a\nb"),
        ('docker run -v "$HOME/x":/y z', 'docker run -v "$HOME/x:/y" z'),
    ],
)
def test_spellings_of_one_command_have_one_normal_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert {normal(one): 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("docker ps -a", "docker ps"),
        ("docker run x y", "docker run y x"),
        ("docker run -d=false x", "docker run -d x"),
        ("docker run $A", "docker run '$A'"),
        ("docker run <a>", "docker run '<'a'>'"),
        ("docker rm <a>", "docker rm <b>"),
        ("docker ps | cat", "docker ps || cat"),
        ("docker ps > a", "docker ps < a"),
        ("docker compose -p x up", "docker compose up"),
    ],
)
def test_what_differs_has_another_normal_form(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_blanks_may_count_as_one() -> None:
    assert normal("docker rm <a>", same_blanks=True) == normal("docker rm <b>", same_blanks=True)


# anything at all


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        LINES,
        LINES.map("docker run ".__add__),
        LINES.map("docker compose ".__add__),
        LINES.map("docker stop $(docker ps ".__add__),
    )
)
def test_nothing_but_a_grammar_error_is_raised(line: str) -> None:
    assert isinstance(problems(line), list)
    assert isinstance(grammar.path_of(line), str)
    assert isinstance(grammar.invocations(line), list)
    try:
        read = parse(line)
    except GrammarError:
        return
    assert show(read) == line
    assert normal(read) == normal(line)
    assert grammar.needs_api(read) is not None
    for command in read.commands:
        again = read.replace(command, command)
        assert normal(again) == normal(read)
    for step in (lambda: show(read, "fish"), lambda: show(fill(read, {"c": "a 'b", "host-port": "-x"})), lambda: argv(read)):
        try:
            step()
        except GrammarError:
            continue


def test_the_rooms_of_the_tables_are_read_only_when_needed() -> None:
    import subprocess
    import sys

    script = (
        "from assistant.docker import grammar, tables\n"
        "line = grammar.parse('docker run -p 80:80 <image>')\n"
        "assert grammar.problems(line) == []\n"
        "print('docker compose up' in tables._base()['commands'], tables.canonical('docker compose up'))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(HOUSE))
    assert done.stdout.split(maxsplit=1) == ["False", "docker compose up\n"]
