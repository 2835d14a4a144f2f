"""Filling in, field by field. `UPDATE_SCREENS=1` writes the screens anew; read the diff."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input

from assistant.ask import Corridor
from assistant.chat.fields import application, fill_in, names_for
from assistant.chat.filling import open_blanks, trouble, with_values
from assistant.chat.form import Form, form_lines
from assistant.docker.grammar import GrammarError
from assistant.model import Blank, Card, Filled, Hit, Line
from assistant.paint import plain
from assistant.paint.wrap import columns
from tests.pipes import BACK_TAB, CONTROL_C, DOWN, ENTER, ESCAPE, TAB, UP, Ended, Keys, Knowing, Sized, driven, room_of
from tests.test_paint import check_screen

SIZES = {"60": (15, 60), "80": (24, 80), "240": (60, 240)}
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
UNNAMED = "0123456789abcdef" * 4
Typed = list[tuple[str, Keys]]
Filling = Callable[..., Ended]


def card_of(command: str, *blanks: Blank, **more: object) -> Hit:
    card = Card("x", "command", "Title", "Summary.", "f.yaml:1", command=command, blanks=blanks)
    return Hit(card._replace(**more), 1.0)  # type: ignore[arg-type]


RUN = card_of(
    "docker run -d --name <name> -p <port>:80 -v <volume>:/data <image>",
    Blank("name", "name"),
    Blank("port", "port", hint="on this machine"),
    Blank("volume", "volume"),
    Blank("image", "image"),
    look="docker ps --filter name=<name>",
    undo="docker rm -f <name>",
)
STOP = card_of("docker stop <container>", Blank("container", "container", many=True))
BACKUP = card_of(
    "docker run --rm -v <volume>:/data busybox tar cz /data > <file>",
    Blank("volume", "volume"),
    Blank("file", "file"),
    Blank("container", "container"),
    kind="recipe",
    steps=(
        Line("docker stop <container>", "stops whoever writes"),
        Line("docker run --rm -v <volume>:/data busybox tar cz /data > <file>", "packs it"),
        Line("docker start <container>", "goes on"),
    ),
)


@pytest.fixture
def filling(small_corridor: Corridor, tmp_path: Path) -> Filling:
    """Fills a hit in with keys."""
    room = room_of(
        small_corridor,
        tmp_path,
        container=("shop-api-1", "shop-db-1", "web"),
        volume=(UNNAMED, "shop_data"),
        image=("nginx:1.27",),
    )

    def run(hit: Hit, keys: Typed, size: tuple[int, int] = (24, 80)) -> Ended:
        form = Form(hit, room.engine.names, "/home/anna")
        return driven(lambda: application(room, form), keys, size)

    return run


def command(ended: Ended) -> str | None:
    hit: Hit | None = ended.result
    return hit.command() if hit else None


@pytest.mark.parametrize("name", SIZES)
def test_screens(filling: Filling, name: str) -> None:
    keys: Typed = [("1 of 4", "my web"), ("it wants", "\x17\x17web"), ("--name web", ENTER), ("2 of 4", "99999")]
    keys += [("up to 65535", TAB), ("up to 65535", "\x158080"), ("8080", TAB), ("3 of 4", DOWN), ("› shop", ENTER)]
    keys += [("4 of 4", "nginx"), ("nginx", ENTER)]
    hit = RUN._replace(card=RUN.card._replace(blanks=(Blank("name", "container"), *RUN.card.blanks[1:])))
    ended = filling(hit, keys, SIZES[name])
    assert command(ended) == "docker run -d --name web -p 8080:80 -v shop_data:/data nginx"
    for number, told in ((0, "empty"), (1, "wrong"), (8, "chosen"), (9, "last")):
        check_screen(f"fields-{name}-{told}", ended.screens[number])


def test_everything_around_the_command_is_filled_too(filling: Filling) -> None:
    keys: Typed = [("1 of 4", "web"), ("web", ENTER), ("2 of 4", "80"), ("80", ENTER), ("3 of 4", ENTER), ("4 of 4", "nginx")]
    hit = filling(RUN, [*keys, ("nginx", ENTER)]).result
    assert hit.command() == "docker run -d --name web -p 80:80 -v <volume>:/data nginx"
    assert [blank.name for blank in hit.filled.blanks] == ["volume"]
    assert hit.filled.values == (("name", "web"), ("port", "80"), ("image", "nginx"))
    assert (hit.filled.look, hit.filled.undo) == ("docker ps --filter name=web", "docker rm -f web")


def test_steps_of_a_recipe_have_their_fields(filling: Filling) -> None:
    keys: Typed = [("1 of 3", "v1"), ("v1", TAB), ("2 of 3", "my file.tgz"), ("'my file.tgz'", TAB)]
    ended = filling(BACKUP, [*keys, ("docker stop <container>", "web"), ("docker stop web", ENTER)])
    filled = ended.result.filled
    assert filled.command == "docker run --rm -v v1:/data busybox tar cz /data > 'my file.tgz'"
    assert [line.run for line in filled.steps] == ["docker stop web", filled.command, "docker start web"]
    assert "stops whoever writes" in ended.screens[-2]


@pytest.mark.parametrize("key", [ESCAPE, CONTROL_C, "\x04"])
def test_leaving_leaves_everything_as_it_was(filling: Filling, key: str) -> None:
    assert filling(RUN, [("1 of 4", "web"), ("web", ENTER), ("2 of 4", key)]).result is None


def test_nothing_typed_is_nothing_done(filling: Filling) -> None:
    assert filling(STOP, [("container", ENTER)]).result is None
    assert filling(RUN, [("1 of", ENTER), ("2 of", ENTER), ("3 of", ENTER), ("4 of", ENTER)]).result is None


def test_going_back_and_around(filling: Filling) -> None:
    keys: Typed = [("1 of 4", "web"), ("web", TAB), ("2 of 4", BACK_TAB), ("1 of 4", "2"), ("--name web2", BACK_TAB)]
    keys += [("4 of 4", BACK_TAB), ("3 of 4", TAB), ("4 of 4", "x"), ("/data x", ENTER)]
    assert command(filling(RUN, keys)) == "docker run -d --name web2 -p <port>:80 -v <volume>:/data x"


def test_choosing_among_the_names_of_the_engine(filling: Filling) -> None:
    keys: Typed = [("web", "db"), ("shop-db-1", DOWN), ("› shop-db-1", ENTER)]
    assert command(filling(STOP, keys)) == "docker stop shop-db-1"
    keys = [("web", DOWN), ("› shop-api-1", UP), ("  shop-api-1", "web"), ("stop web", ENTER)]
    assert command(filling(STOP, keys)) == "docker stop web"
    keys = [("web", "web shop-d"), ("shop-db-1", DOWN), ("› shop-db-1", ENTER)]
    assert command(filling(STOP, keys)) == "docker stop web shop-db-1"


def test_names_that_come_late_are_offered(small_corridor: Corridor, tmp_path: Path) -> None:
    room = room_of(small_corridor, tmp_path)

    def found(app: object) -> None:
        room.engine.known["container"] = ("late",)  # type: ignore[attr-defined]

    form = Form(STOP, room.engine.names)
    keys: Typed = [("container", found), ("  late", DOWN), ("› late", ENTER)]
    assert command(driven(lambda: application(room, form), keys)) == "docker stop late"


def test_what_is_wrong_is_told_and_not_left(filling: Filling) -> None:
    hit = card_of("docker run -p <port>:80 nginx", Blank("port", "port"))
    keys: Typed = [("port", "8x"), ("! it wants a port", ENTER), ("! it wants a port", TAB), ("! it wants", "\x7f0")]
    assert command(filling(hit, [*keys, ("80:80", ENTER)])) == "docker run -p 80:80 nginx"


def test_a_paste_is_one_line_and_never_endless(filling: Filling) -> None:
    hit = card_of("docker run -e <variable> nginx", Blank("variable", "text"))
    ended = filling(hit, [("variable", "\x1b[200~a\nb\x1b[201~"), ("'a b'", ENTER)])
    assert command(ended) == "docker run -e 'a b' nginx"
    ended = filling(hit, [("variable", f"\x1b[200~{'x' * 30_000}\x1b[201~"), ("xxx", ENTER)])
    assert len(command(ended) or "") < 2_100


def test_the_engine_tells_what_is_not_there() -> None:
    names = Knowing(container=("web",), volume=("v1",)).names
    form = Form(STOP, names)
    form.type("nothing")
    assert form.hint() == "no container of that name is here"
    form = Form(card_of("docker volume inspect <volume>", Blank("volume", "volume")), names)
    form.type("fresh")
    assert form.hint() == "no volume of that name is here yet"
    form.type("v1")
    assert form.hint() == ""


def test_a_service_of_compose_is_one_of_a_project(small_corridor: Corridor, tmp_path: Path) -> None:
    names: dict[str, Any] = {"service": ("swarm-web",), "compose-service": ("web",)}
    room = room_of(small_corridor, tmp_path, **names)
    service = Blank("service", "service")
    assert names_for(room, card_of("docker compose logs <service>", service))("service") == ("web",)
    assert names_for(room, card_of("docker service logs <service>", service))("service") == ("swarm-web",)
    assert names_for(room, RUN)("port") == ()


def test_a_terminal_that_goes_away_leaves_everything_as_it_was(small_corridor: Corridor, tmp_path: Path) -> None:
    room = room_of(small_corridor, tmp_path)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=Sized(24, 80)):
        pipe.close()
        assert fill_in(room, STOP) is None
        assert fill_in(room, card_of("docker ps")) is None


def test_volumes_without_a_name_come_last() -> None:
    form = Form(card_of("docker volume rm <volume>", Blank("volume", "volume")), Knowing(volume=(UNNAMED, "a", "0b")).names)
    assert form.offers() == ["a", "0b", UNNAMED]
    form.type("0")
    assert form.offers() == ["0b", UNNAMED]


@pytest.mark.parametrize(
    ("hit", "values", "wanted"),
    [
        (STOP, {"container": "a b"}, "docker stop a b"),
        (STOP, {"container": "-x"}, "docker stop -- -x"),
        (STOP, {"other": "a"}, "docker stop <container>"),
        (card_of("docker run <image> <command>", Blank("image", "image"), Blank("command", "command")),
         {"image": "nginx", "command": "sh -c 'echo hi'"}, "docker run nginx sh -c 'echo hi'"),
        (card_of("docker cp <path> web:/", Blank("path", "path")), {"path": "~/my data"}, "docker cp '/home/anna/my data' web:/"),
        (card_of("docker exec web sh -c 'echo <text>'", Blank("text", "text")), {"text": "it's"}, None),
        (card_of("docker run -e K=<value> x", Blank("value", "text")), {"value": "$(id -u)"}, "docker run -e K='$(id -u)' x"),
    ],
)  # fmt: skip
def test_values_are_quoted_so_that_they_arrive(hit: Hit, values: dict[str, str], wanted: str | None) -> None:
    done = with_values(hit, values, "/home/anna")
    if wanted is not None:
        assert done.command() == wanted
    else:
        assert shlex.split(shlex.split(done.command())[-1]) == ["echo", "it's"]


def test_what_cannot_stand_there_is_refused_and_the_rest_is_left_alone() -> None:
    hit = card_of("docker run <image> <command>", Blank("image", "image"), Blank("command", "command"))
    assert trouble(Blank("command", "command"), "sh -c 'open")
    with pytest.raises(GrammarError):
        with_values(hit, {"command": "sh -c 'open"})
    many = card_of(
        "docker stop <container>", Blank("container", "container", many=True), look="docker ps --filter name=<container>"
    )
    done = with_values(many, {"container": "a b"}).filled
    assert done is not None
    assert (done.command, done.look) == ("docker stop a b", "docker ps --filter name=<container>")


def test_a_hit_that_was_filled_before_keeps_what_it_had() -> None:
    before = Filled(
        "docker service scale <service>=5",
        "docker service scale <service>=<replicas>",
        (Blank("service", "service"),),
        values=(("replicas", "5"),),
        warnings=("heed this",),
        undo="docker service rollback <service>",
    )
    hit = card_of("docker service scale <service>=<replicas>", Blank("service", "service"))._replace(filled=before)
    assert open_blanks(hit) == before.blanks
    done = with_values(hit, {"service": "web", "replicas": "9"}).filled
    assert done == before._replace(
        command="docker service scale web=5",
        blanks=(),
        values=(("replicas", "5"), ("service", "web")),
        undo="docker service rollback web",
    )


@given(st.text(max_size=60), st.integers(0, 3))
def test_any_text_is_drawn_harmlessly_and_arrives(text: str, field: int) -> None:
    form = Form(RUN, Knowing(volume=("v1", "v2")).names)
    form.at = field
    form.type(text)
    above, below = form_lines(form, 60, 15)
    for line in (*above, *below):
        assert not CONTROLS.search(plain(line))
        assert columns(plain(line)) <= 60 or "v" in plain(line)
    hit = form.finish()
    if hit is not None and not any(letter.isspace() for letter in text.strip()):
        assert text.strip() in "".join(shlex.split(hit.command())) or text.strip().startswith("~")
