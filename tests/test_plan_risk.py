"""What a command line does when it is run: the table covers all of Docker's commands, the cards agree, nothing escapes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from assistant.ask import Corridor
from assistant.docker import grammar, tables
from assistant.docker.parts import Comment, Space
from assistant.docker.shell import parse
from assistant.index import tuning
from assistant.model import RISKS, Card
from assistant.plan.risk import Risks
from tests.conftest import HOUSE

RULES: dict[str, Any] = tuning.read(str(HOUSE / "index")).risks
RISK = Risks(RULES)
NONE = ("", "", "")


@pytest.mark.parametrize(
    ("line", "risk"),
    [
        ("docker ps", "read"),
        ("docker ps -aq | sort | head -n 3", "read"),
        ("docker", "read"),
        ("docker container", "read"),
        ("docker help rm", "read"),
        ("docker rm --help", "read"),
        ("docker rm -h", "read"),
        ("docker run -h web nginx", "change"),
        ("docker scout cves nginx", "change"),
        ("docker compose frobnicate", "change"),
        ("docker stop web", "change"),
        ("docker stop -t 0 web", "destroy"),
        ("docker stop -t 10 web", "change"),
        ("docker kill web", "destroy"),
        ("docker kill -s HUP web", "change"),
        ("docker kill --signal=KILL web", "destroy"),
        ("docker kill -s $SIGNAL web", "destroy"),
        ("docker rm web", "destroy"),
        ("docker rm --link web/db", "change"),
        ("sudo -u root docker rm web", "destroy"),
        ("/usr/bin/docker rm web", "destroy"),
        ("do'cker' r\"m\" web", "destroy"),
        ("docker -H ssh://host rm web", "destroy"),
        ("docker ps -aq | xargs -r docker rm", "destroy"),
        ("docker ps; docker volume rm x", "destroy"),
        ("docker ps && docker volume rm x", "destroy"),
        ("docker ps\ndocker volume rm x", "destroy"),
        ("docker stop $(docker volume rm x)", "destroy"),
        ("docker stop `docker volume rm x`", "destroy"),
        ('echo "$(docker volume rm x)"', "destroy"),
        ("echo ${A:-$(docker volume rm x)}", "destroy"),
        ("cat < <(docker volume rm x)", "destroy"),
        ("A=$(docker volume rm x)", "destroy"),
        ("if docker ps; then docker rm web; fi", "destroy"),
        ("for c in $(docker ps -q); do docker stop $c; done", "change"),
        ("sh -c 'docker volume rm x'", "destroy"),
        ("sudo bash -ec 'docker volume rm x'", "destroy"),
        ("eval docker volume rm x", "destroy"),
        ("watch 'docker ps | wc -l'", "read"),
        ("ssh host docker volume rm x", "destroy"),
        ("ssh -p 22 me@host 'docker volume rm x'", "destroy"),
        ("multipass exec node2 -- sudo docker swarm leave", "destroy"),
        ("sudo usermod -aG docker $USER", "change"),
        ("sh <<EOF\ndocker volume rm x\nEOF\n", "destroy"),
        ("echo 'docker volume rm x' | sh", "destroy"),
        ("docker exec -i web sh <<'EOF'\nrm -rf /data\nEOF\n", "destroy"),
        ("cat > notes <<EOF\n$(docker volume rm x)\nEOF\n", "destroy"),
        ("cat > notes <<'EOF'\nremove it\nEOF\n", "change"),
        ("docker exec web ls -la /", "read"),
        ("docker exec -it web sh", "change"),
        ("docker exec web npm install", "change"),
        ("docker exec web rm -rf /data", "destroy"),
        ("docker exec web sh -c 'cd /data && rm -rf *'", "destroy"),
        ("docker exec db psql -c 'DROP TABLE users'", "destroy"),
        ("echo 'delete from users' | docker exec -i db psql", "destroy"),
        ("docker exec node2 docker swarm leave", "destroy"),
        ("docker run --rm busybox ls", "change"),
        ("docker run --rm -v data:/d busybox rm -rf /d", "destroy"),
        ("docker run --rm --entrypoint rm busybox -rf /d", "destroy"),
        ("docker compose up -d", "change"),
        ("docker compose up --force-recreate", "destroy"),
        ("docker compose --dry-run down -v", "read"),
        ("docker compose --dry-run=false down -v", "destroy"),
        ("docker-compose down", "destroy"),
        ("docker swarm init", "change"),
        ("docker swarm init --force-new-cluster", "destroy"),
        ("docker swarm join-token worker", "read"),
        ("docker swarm join-token --rotate worker", "change"),
        ("docker attach web", "change"),
        ("docker attach --no-stdin --sig-proxy=false web", "read"),
        ("docker save nginx | gzip > nginx.tgz", "change"),
        ("docker save -o nginx.tar nginx", "change"),
        ("docker logs web 2>/dev/null >&2", "read"),
        ("docker ps > list", "change"),
        ("docker save nginx > /dev/sda", "destroy"),
        ("docker build --check .", "read"),
        ("docker $ANYTHING web", "destroy"),
        ("$ANYTHING web", "destroy"),
        ("docker ps 'web", "destroy"),
        ("rm -rf /", "destroy"),
        ("find . -name '*.log' -delete", "destroy"),
        ("find . -name '*.log'", "read"),
        ("sed -i s/a/b/ file", "change"),
        ("sed s/a/b/ file", "read"),
        ("sudo apt-get purge docker-ce", "destroy"),
        ("mkfs.ext4 /dev/sdb1", "destroy"),
        ("", "read"),
    ],
)
def test_what_a_line_does(line: str, risk: str) -> None:
    assert RISK.of(line).risk == risk


def test_it_says_why_it_is_worse_than_it_looks() -> None:
    assert RISK.of("docker compose down").because == ""
    assert RISK.of("docker compose down -v --rmi all").because == "--volumes deletes volumes, --rmi deletes images"
    assert RISK.of("docker ps 'web").because == "it cannot be read"
    assert RISK.of("docker logs web > out").because == "it writes out"
    assert "rm" in RISK.of("docker exec web rm -rf /data").because


def test_it_knows_what_asks_by_itself_and_how_to_say_yes() -> None:
    assert RISK.of("docker image prune").asks == "--force"
    assert RISK.of("docker image prune -f").asks == ""
    assert RISK.of("docker buildx rm --all-inactive").asks == "--force"
    assert RISK.of("docker trust revoke me/app:1").asks == "--yes"
    assert RISK.of("docker image rm nginx").asks == ""
    assert RISK.of("docker compose up").asks == ""  # its --yes agrees to delete volumes
    assert RISK.of("ssh host docker image prune").asks == ""


def test_the_look_has_the_command_s_own_arguments_and_global_flags() -> None:
    assert RISK.of("docker service rm web api").look == "docker service ps web api"
    assert RISK.of("docker service rm <service>").look == "docker service ps <service>"
    assert RISK.of("sudo docker --context prod stack rm shop").look == "sudo docker --context prod stack services shop"
    assert RISK.of("docker compose -f a.yaml down").look == "docker compose -f a.yaml ps -a"
    assert RISK.of("docker compose down -v").look == "docker compose ps -a; docker compose config --volumes"
    assert RISK.of("docker buildx prune --builder big").look == "docker buildx du --builder big"
    assert RISK.of("docker volume rm 'my data'").look.endswith(" 'my data'")
    assert RISK.of("docker volume rm -- -x").look.endswith(" -- -x")


@pytest.mark.parametrize(
    "line",
    ["docker ps -q | xargs docker service rm", "ssh host docker service rm x", "docker exec dind docker service rm x",
     "docker service rm $(docker stop web)", "docker ps", "docker stop web"],
)  # fmt: skip
def test_there_is_no_look_where_it_would_show_another_thing_or_do_one(line: str) -> None:
    assert RISK.of(line).look == ""


def test_every_path_of_the_grammar_is_rated_and_no_other() -> None:
    paths = {path.partition(" ")[2] for path in tables.tables()["commands"]} - {""}
    leaves = {path for path in paths if not tables.is_group(f"docker {path}")}
    rated = set(RULES["commands"])
    assert sorted(leaves - rated) == []
    assert sorted(rated - paths) == []


@pytest.mark.parametrize("path", sorted(path for path, risk in RULES["commands"].items() if risk == "destroy"))
def test_what_destroys_has_a_look_that_only_looks(path: str) -> None:
    look = RISK.of(f"docker {path} one two").look
    assert look
    assert grammar.problems(look) == []
    assert RISK.of(look).risk == "read"


def _wrong_tables() -> Iterator[tuple[str, str, str]]:
    yield "read: [volume inspect,", "read: [volume inspekt,", "no command 'docker volume inspekt'"
    yield "destroy: [context rm,", "destroy: [context rm, context rm,", "stands here twice"
    yield "flags: {rmi: ''}", "flags: {rmii: ''}", "no flag --rmii"
    yield "flags: {link: ''}, risk: change", "flags: {link: ''}, risk: chnage", "no risk"
    yield "looks:", "loks:", "'looks' must be a mapping"
    yield "  trust revoke: docker trust inspect --pretty", "  trust revoke: docker trust inspect --prety", "--prety"
    yield "'^0+$'", "'^(0+$'", "is no pattern"
    yield "[trust revoke]\n", "[trust rewoke]\n", "no command 'docker trust rewoke'"
    yield "commands:\n", "commands: [1]\nmore:\n", "'commands' must be a mapping"


@pytest.mark.parametrize(("old", "new", "said"), list(_wrong_tables()))
def test_what_is_wrong_in_the_table_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    for path in (HOUSE / "index").glob("*.yaml"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / "risks.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "risks.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(tuning.TuningError, match=r"risks\.yaml:\d+: ") as told:
        tuning.read(str(tmp_path))
    assert said in str(told.value)
    line = text[: text.index(old)].count("\n") + 1
    assert f"risks.yaml:{line if old != 'looks:' else 1}: " in str(told.value)


def acting(corridor: Corridor) -> list[Card]:
    return [card for card in corridor.cards() if card.kind in ("command", "recipe")]


def worse(one: str, other: str) -> bool:
    return RISKS.index(one) > RISKS.index(other)


def test_no_card_is_rated_milder_than_its_command(whole_corridor: Corridor) -> None:
    verdicts = {card.id: (card.risk, RISK.of(card.command)) for card in acting(whole_corridor)}
    assert {name: pair for name, pair in verdicts.items() if worse(pair[1].risk, pair[0])} == {}


def test_no_command_card_is_rated_worse_than_its_command(whole_corridor: Corridor) -> None:
    cards = [card for card in acting(whole_corridor) if card.kind == "command"]
    stricter = {card.id for card in cards if worse(card.risk, RISK.of(card.command).risk)}
    assert stricter == {"buildx-inspect"}  # it is about --bootstrap, which it does not have in its command


def test_a_recipe_that_only_looks_has_no_step_that_deletes(whole_corridor: Corridor) -> None:
    lines = [(card.id, step.run) for card in acting(whole_corridor) if card.risk == "read" for step in card.steps if step.run]
    assert [(name, run) for name, run in lines if RISK.of(run).risk == "destroy"] == []


def test_every_line_of_every_card_can_be_read(whole_corridor: Corridor) -> None:
    unread = []
    for card in whole_corridor.cards():
        parts = (*card.steps, *card.fixes, *card.examples)
        for line in filter(None, (card.command, card.look, card.undo, *(part.run for part in parts))):
            unread += [line] * RISK.of(line).because.endswith("cannot be read")
    assert unread == []


def test_every_card_that_destroys_has_a_look_and_every_look_only_looks(whole_corridor: Corridor) -> None:
    assert [card.id for card in acting(whole_corridor) if card.risk == "destroy" and not card.look] == []
    looks = {card.id: card.look for card in whole_corridor.cards() if card.look}
    assert {name: look for name, look in looks.items() if RISK.of(look).risk != "read" or grammar.problems(look)} == {}


def test_undo_is_no_look_and_is_right_by_the_tables(whole_corridor: Corridor) -> None:
    undos = {card.id: card.undo for card in whole_corridor.cards() if card.undo}
    assert {name: undo for name, undo in undos.items() if RISK.of(undo).risk == "read" or grammar.problems(undo)} == {}


def _lines() -> st.SearchStrategy[str]:
    words = st.sampled_from(
        ["docker", "rm", "ps", "-f", "--help", "--dry-run", "compose", "down", "$(", ")", "`", "'", '"', "|", "&&", ";", "\n",
         "<x>", ">", "f", "<<EOF", "EOF", "sh",
         "-c", "exec", "xargs", "sudo", "--", "${", "}", "$X", "\\", "ssh", "eval", "#", "(", "{"]
    )  # fmt: skip
    return st.one_of(st.text(max_size=60), st.lists(words | st.text(max_size=5), max_size=12).map(" ".join))


def _ends_open(line: str) -> bool:
    """Whether what is added would be no command of its own: in a comment, behind a \\ at the end."""
    pieces = [piece for piece in parse(line).pieces if not isinstance(piece, Space)]
    return line.endswith("\\") or (bool(pieces) and isinstance(pieces[-1], Comment))


@settings(max_examples=1000, deadline=None)
@given(_lines())
def test_it_never_raises(line: str) -> None:
    assert RISK.of(line).risk in RISKS


@settings(max_examples=1000, deadline=None)
@given(_lines())
@example("docker compose --dry-run ps")
@example("docker ps --help")
@example("docker run busybox echo")
def test_what_is_added_to_a_line_is_never_overlooked(line: str) -> None:
    try:
        assume(not _ends_open(line))
    except grammar.GrammarError:
        assume(False)
    assert RISK.of(line + "; docker volume rm x").risk == "destroy"
    assert RISK.of("docker volume rm x; " + line).risk == "destroy"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_a_value_is_one_word_and_changes_nothing(value: str) -> None:
    assume("\0" not in value)
    filled = grammar.show(grammar.fill("docker logs --tail 5 <container>", {"container": value}))
    assert RISK.of(filled).risk == "read"


def test_the_deepest_nesting_is_no_crash() -> None:
    assert RISK.of("eval " * 5000 + "docker ps").risk == "destroy"
    assert RISK.of("sh -c " * 50 + "x").risk in RISKS
    assert RISK.of("$(" * 100 + ")" * 100).risk == "destroy"


def test_the_built_index_holds_the_table(whole_corridor: Corridor) -> None:
    assert yaml.safe_load((HOUSE / "index" / "risks.yaml").read_text(encoding="utf-8"))["looks"] == RULES["looks"]
