"""Whatever is asked, the finished command passes the grammar, and nothing in a question becomes more than a value of it.

All our own questions, and some thousands made of ways of asking and hostile values; the shells say how many commands they see.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from assistant.ask import Corridor
from assistant.docker import grammar
from assistant.docker.line import Line
from assistant.docker.parts import BLANK, Operator, Raw, Redirect, Script, Space, Substitution, Word
from assistant.model import Card, Filled, Hit
from assistant.search import Found
from tests.conftest import HOUSE, need

CANDIDATES = 5  # cards that the search weighs closely: enough for the five that are wanted, and twice as fast
HITS = 5
SEED = 20

# Questions with a place for a value; the value says nothing about what is wanted.
WAYS = [
    "run nginx named {}",
    "run nginx in the background on port 8080 called {}",
    "run {} on port 80",
    "run redis with KEY={}",
    "run redis with the environment variable {}",
    "run alpine with {} mounted at /data",
    "run alpine with the volume {} at /data, read only",
    "run nginx in the network {} with 512 megs",
    "run nginx as user {} with label {}",
    "run ubuntu 22.04 and execute {}",
    "run alpine with entrypoint {} and hostname {}",
    "run nginx with the variables from {}",
    "run nginx with host {} at 10.0.0.5",
    "run nginx with a health check {} every 10 seconds",
    "stop {}",
    "stop {} and {} within 10 seconds",
    "kill {} with signal {}",
    "restart the container {}",
    "remove the container {} and its volumes",
    "rename {} to {}",
    "show the last 100 lines of the logs of {} since yesterday",
    "execute {} in web",
    "execute ls -la in {} as {}",
    "open a shell in {}",
    "copy {} from web to {}",
    "copy {} into the container {}",
    "inspect {} and show only {}",
    "list containers with the filter {}",
    "list containers as a table of {}",
    "list the containers in network {} with label {}",
    "list images called {} older than {}",
    "build an image called {}",
    "build {} using the file {} and the build argument {}",
    "build for {} with target {} and no cache",
    "tag {} as {}",
    "push {} to registry {}",
    "save the image {} to {}",
    "pull {}",
    "scale {} to 5",
    "scale {} to 8 and {} to 6",
    "create a service {} from {} with 3 replicas",
    "update the service {} to image {}",
    "roll back the service {}",
    "drain the node {}",
    "add the label {} to node {}",
    "create a network {} with subnet {}",
    "connect {} to the network {}",
    "create a volume {}",
    "backup the volume {} to {}",
    "create a secret {} from the file {}",
    "deploy the stack {} with {}",
    "compose up with the file {} and project {}",
    "compose logs of {} since {}",
    "compose exec {} in {}",
    "log in to {} as {} with the password {}",
    "join the swarm at {} with token {}",
    "use the context {}",
    "set the memory limit of {} to {}",
    "wait for {} and print its exit code",
    "what is using port {}",
    "error {}: port is already allocated",
    "no such container: {}",
]

NASTY = [
    "; touch {canary}",
    "$(touch {canary})",
    "`touch {canary}`",
    "a && touch {canary}",
    "a | tee {canary}",
    "a > {canary}",
    "a\ntouch {canary}\n",
    "'; touch {canary}; '",
    '"; touch {canary}; "',
    "\\'; touch {canary} #",
    "$((1+1))${{HOME}}$IFS",
    "a' 'b",
    'a" "b',
    "don't",
    "\\",
    "a\\",
    "'",
    '"',
    "''",
    "!!",
    "#x",
    "~root",
    "*",
    "a{{b,c}}",
    "{{{{.Names}}}}",
    "<(id)",
    "<<EOF",
    "2>&1",
    "&",
    "|",
    "(",
    ")",
    "$(",
    "${{",
    "a b  c",
    "\t",
    " ",
    "\r\n",
    "\x01\x1b[31mred\x7f",
    "\u202egnp.exe",
    "\u200b",
    "日本語",
    "naïve café",
    "😀",
    "e\u0301",
    "\ud7ff\ue000",
    "<name>",
    "<image> <container>",
    "a<b>c",
    "x" * 5000,
    "; " * 600,
    "'" * 301,
    "$(" * 200,
    "%s%n",
    "=ls",
    "1;2",
    "10.0.0.5;id",
    "8080:80;id",
    "KEY=$(id)",
    "db:/data;id",
    "redis:7;id",
    "status=exited;id",
    "web;id",
    "/tmp/a;id",
    "10m;id",
]

# Flags that none of the ways above asks for; a value that looks like one must stay a value.
FLAGS = {
    "--oom-kill-disable": "oom-kill-disable",
    "--sig-proxy=false": "sig-proxy",
    "--cidfile=/tmp/x": "cidfile",
    "--userns=host": "userns",
    "--oom-score-adj": "oom-score-adj",
    "-P": "publish-all",
    "--isolation": "isolation",
    "--no-trunc": "no-trunc",
    "--tlscacert=/x": "tlscacert",
    "--debug": "debug",
}
DASHES = [*FLAGS, "-", "--", "---", "-x;id", "--help", "-e KEY=1"]
QUOTES = ['"{}"', "'{}'", "`{}`", "\u201c{}\u201d", "\u2018{}\u2019", "{}"]
VERBS = [
    "run",
    "stop",
    "list",
    "show",
    "build",
    "scale",
    "exec",
    "copy",
    "remove all",
    "create",
    "inspect",
    "update",
    "without",
    "compose up",
    "push",
]
NAMES = [
    "web",
    "My_App",
    "nginx",
    "redis:7",
    "postgres 16",
    "/srv/data",
    "8080",
    "8080 to 80",
    "512 megs",
    "KEY=v",
    "10 minutes",
    "the container",
    "network back",
]
JOINS = [
    "and",
    "with",
    "on",
    "to",
    "in",
    "as",
    "named",
    ",",
    "from",
    "not",
    "for",
    "without",
    "the",
    "using",
    "--name",
    "-p",
    "--env",
]


class Asked(NamedTuple):
    """A question that was made, and the values that were hidden in quotes in it."""

    text: str
    hidden: tuple[str, ...] = ()


@cache
def own_questions() -> tuple[tuple[str, ...], ...]:
    """Every question of tests/, those for one card together."""
    found = [(text,) for text in yaml.safe_load((HOUSE / "tests" / "out_of_scope.yaml").read_text(encoding="utf-8"))]
    for path in sorted((HOUSE / "tests" / "questions").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
            asked = entry.get("ask") or tuple(way.replace("{}", "web") for way in entry["ways"])  # basics.yaml has ways
            found.append((asked,) if isinstance(asked, str) else tuple(asked))
    return tuple(found)


def hostile(way: str, values: list[str], chance: random.Random) -> Asked:
    """A way of asking with hostile values in it; those in quotes that hold no such quote are hidden."""
    texts, hidden = [], []
    for _ in range(way.count("{}")):
        value, quotes = chance.choice(values), chance.choice(QUOTES)
        texts.append(quotes.format(value))
        if quotes != "{}" and not set(value) & set("\"'`\\\u201c\u201d\u2018\u2019"):
            hidden.append(value)
    return Asked(way.format(*texts), tuple(hidden))


def mixture(chance: random.Random, values: list[str]) -> str:
    """Words of all sorts in no good order."""
    words = [chance.choice(chance.choice([VERBS, NAMES, JOINS, NAMES, JOINS, values])) for _ in range(chance.randint(1, 14))]
    return " ".join(words)


class Bench:
    """Asks the built-in knowledge, with the search bounded."""

    def __init__(self, corridor: Corridor, canary: str) -> None:
        self.corridor, self.canary = corridor, canary
        self.values = [value.format(canary=canary) for value in NASTY]
        self._found: dict[str, Found] = {}

    def ask(self, text: str, shell: str = "sh") -> tuple[Hit, ...]:
        return self.corridor.ask(text, HITS, shell).hits

    def refill(self, way: str, text: str, shell: str = "sh") -> tuple[Hit, ...]:
        """The cards that are found for a way of asking, filled from a text: the search is done once for each way."""
        if way not in self._found:
            self._found[way] = self.corridor._searcher.search(way.replace("{}", "thing"), CANDIDATES)
        found = self._found[way]
        typed = text == way and found.reading.form == "command"
        return self.corridor._filler.filling(text, found.reading.corrected, found.hits, found.wishes, typed, shell)(HITS)


@pytest.fixture(scope="module")
def bench(whole_corridor: Corridor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch:
        weights: dict[str, Any] = whole_corridor._searcher._weights
        patch.setitem(weights, "candidates", CANDIDATES)
        yield Bench(whole_corridor, str(tmp_path_factory.mktemp("canary") / "sung"))


def commands_of(card: Card, filled: Filled) -> Iterator[tuple[str, str]]:
    """Each command that the card has, finished and as it was."""
    if filled.skeleton or filled.command:
        yield filled.command, card.likely_command()
    yield filled.look, card.look
    yield filled.undo, card.undo
    for made, before in itertools.chain(zip(filled.steps, card.steps, strict=True), zip(filled.fixes, card.fixes, strict=True)):
        yield made.run, before.run


def wrong(hit: Hit) -> list[str]:
    """What the grammar finds wrong with the commands of a hit, beyond what it finds wrong with the card."""
    found = [f"{hit.card.id}: {hit.command()}: {problem}" for problem in problems(hit.command())] if hit.command() else []
    for made, before in commands_of(hit.card, hit.filled) if hit.filled else ():
        if made and problems(made) and not problems(closed(before)):
            found.append(f"{hit.card.id}: {made}: {problems(made)}")
    return found


@cache
def problems(command: str) -> tuple[str, ...]:
    return tuple(grammar.problems(command))


@cache
def closed(command: str) -> str:
    """A card's command with something in each of its blanks."""
    return grammar.show(grammar.fill(command, dict.fromkeys(BLANK.findall(command), "1")))


@cache
def shape(command: str) -> tuple[int, Counter[str]]:
    """How many docker commands a line has, and everything in it that the shell itself acts upon."""
    line = grammar.parse(command)
    return len(line.commands), Counter(_acts(line.script))


def _acts(script: Script) -> Iterator[str]:
    for piece in script.pieces:
        if isinstance(piece, (Operator, Redirect)):
            yield piece if isinstance(piece, Operator) else piece.operator
        word = piece.target if isinstance(piece, Redirect) else piece
        if isinstance(word, Word):
            yield from _expanded(word)
        elif not isinstance(piece, (Operator, Space)):
            yield piece.source


def _expanded(word: Word) -> Iterator[str]:
    for part in word.parts:
        if isinstance(part, Substitution):
            inner = grammar.show(Line(part.script, ()))
            if inner != "pwd":
                yield part.opener
                yield from _acts(part.script)
        elif isinstance(part, Raw) and part.text != "$HOME":
            yield part.text


def bare(command: str) -> Counter[str]:
    """The letters of a line that mean something to sh, by a reading of quotes that shares nothing with the grammar's."""
    found: Counter[str] = Counter()
    quote, text = "", iter(BLANK.sub("X", command).replace("$(pwd)", "").replace("$HOME", ""))
    for letter in text:
        if quote == "'":
            quote = "" if letter == "'" else quote
        elif letter == "\\":
            next(text, "")
        elif letter == '"' or (letter == "'" and not quote):
            quote = "" if quote else letter
        elif letter in "$`" or (not quote and letter in "();<>|&\n#*?[{~!"):
            found[letter] += 1
    return found


def escaped(hit: Hit) -> list[str]:
    """What became of a card's commands beyond having values in them."""
    if hit.filled is None:
        return []
    found = []
    for made, before in commands_of(hit.card, hit.filled):
        if made and shape(made) != shape(before):
            found.append(f"{hit.card.id}: {made!r} does other things than {before!r}")
        elif made and "$(" not in before and bare(made) != bare(before):
            found.append(f"{hit.card.id}: {made!r} holds more for the shell than {before!r}")
    return found


def test_all_our_questions(bench: Bench) -> None:
    """Those for one card are filled into what is found for the first of them: a search takes three times as long as filling."""
    bad = []
    for first, *others in own_questions():
        every = [(text, bench.refill(first, text)) for text in (first, *others)]
        bad += [f"{text!r}: {problem}" for text, hits in every for hit in hits for problem in wrong(hit)]
    assert bad == []


def test_questions_that_were_written_to_be_filled_through_the_whole_corridor(bench: Bench) -> None:
    alone = [first for first, *others in own_questions() if not others]
    assert [f"{text!r}: {problem}" for text in alone[::3] for hit in bench.ask(text) for problem in wrong(hit)] == []


def test_hostile_values_pass_the_grammar_and_stay_values(bench: Bench) -> None:
    chance = random.Random(SEED)
    bad = []
    for way in WAYS:
        for _ in range(14):
            asked = hostile(way, bench.values, chance)
            for hit in bench.refill(way, asked.text):
                bad += [f"{asked.text!r}: {problem}" for problem in (*wrong(hit), *escaped(hit))]
    assert bad == []


def test_mixtures_of_words_and_hostile_values_through_the_whole_corridor(bench: Bench) -> None:
    chance = random.Random(SEED + 1)
    bad = []
    for _ in range(200):
        text = mixture(chance, bench.values)
        for hit in bench.ask(text):
            typed = hit.filled is not None and hit.filled.command == text.strip()
            bad += [f"{text!r}: {problem}" for problem in (*wrong(hit), *([] if typed else escaped(hit)))]
    assert bad == []


def test_a_value_with_a_dash_in_front_never_becomes_a_flag(bench: Bench) -> None:
    chance = random.Random(SEED + 2)
    bad = []
    for way in WAYS:
        for _ in range(8):
            asked = hostile(way, DASHES, chance)
            if len(asked.hidden) < way.count("{}"):
                continue  # a flag without quotes is asked for
            for hit in bench.refill(way, asked.text):
                bad += [f"{asked.text!r}: {problem}" for problem in (*wrong(hit), *escaped(hit))]
                given = names(hit.command()) - names(hit.card.likely_command())
                bad += [f"{asked.text!r}: {hit.command()} has {value}" for value in asked.hidden if FLAGS.get(value) in given]
    assert bad == []


def names(command: str) -> set[str]:
    """The long names of all flags in a line."""
    return {flag.name for one in grammar.parse(command).commands for flag in one.flags()}


def single(command: str) -> bool:
    """Whether a line is one docker command and nothing else."""
    line = grammar.parse(command)
    plain = all(isinstance(piece, (Word, Space)) for piece in line.script.pieces)
    return command.startswith("docker ") and plain and shape(command) == (1, Counter())


RUNS = {"sh": ["sh"], "bash": ["bash", "--norc", "--noprofile"], "zsh": ["zsh", "-f"], "fish": ["fish", "--no-config"]}
STUB = {
    "sh": "docker() { printf '%s\\0' \"$@\"; printf '\\1\\0'; }\n",
    "fish": "function docker; printf '%s\\0' $argv; printf '\\1\\0'; end\n",
}


@pytest.mark.parametrize("shell", RUNS)
def test_real_shells_see_one_command_with_the_value_as_it_is(shell: str, bench: Bench, tmp_path: Path) -> None:
    """Commands of cards that are one docker command, with hostile values, for a docker that prints what it is given."""
    need(shell, shutil.which(shell) is not None)
    chance = random.Random(SEED + 3)
    family = "fish" if shell == "fish" else "sh"
    values = [value for value in (*bench.values, *DASHES) if "\0" not in value and "<" not in value and "\x01" not in value]
    script, wanted = [STUB[family]], []
    for way in WAYS:
        for _ in range(3):
            asked = hostile(way, values, chance)
            for plain, hit in zip(bench.refill(way, asked.text), bench.refill(way, asked.text, family), strict=True):
                if plain.filled is None or hit.filled is None or not single(hit.card.likely_command()) or plain.filled.blanks:
                    continue
                if shape(plain.filled.command)[1] == bare(plain.filled.command) == Counter() and '"$' not in plain.filled.command:
                    wanted.append(grammar.argv(plain.filled.command)[1:])
                    script.append(hit.filled.command + "\n")
    (tmp_path / "script").write_text("".join(script), encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
    command = [*RUNS[shell], str(tmp_path / "script")]
    done = subprocess.run(command, capture_output=True, check=True, env=environment, cwd=tmp_path, timeout=60)
    assert done.stderr == b""
    seen = done.stdout.decode("utf-8").split("\1\0")[:-1]
    assert len(wanted) > 100
    assert [one.split("\0")[:-1] for one in seen] == wanted
    assert not Path(bench.canary).exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "stop \0",
        'run nginx named "a\0b"',
        "run nginx " + "and web " * 3000,
        "x" * 100_000,
        "stop " + '"' * 2001,
        "run nginx named " + "(" * 5000,
        "run " + "-" * 5000,
        "run nginx on port " + "9" * 300,
        "\ud800 stop web",
        "\n".join(["stop web"] * 50),
        "run nginx -p -e --name --rm -v --",
        "docker run -p 80 ; rm -rf /",
        "docker run 'nginx",
        "docker ps --bogus",
        "docker",
        "-- --",
    ],
    ids=lambda text: f"{len(text)}-{text[:12]!r}",
)
def test_odd_questions(text: str, bench: Bench) -> None:
    assert [problem for hit in bench.ask(text) for problem in wrong(hit)] == []


def test_the_questions_ask_something(bench: Bench) -> None:
    """The ways above reach the values: else nothing would be tried."""
    assert sum(map(len, own_questions())) > 3500
    told = [
        hit.filled.values for way in WAYS for hit in bench.refill(way, way.format(*['"a;b"'] * way.count("{}")))[:2] if hit.filled
    ]
    assert sum("a;b" in dict(values).values() for values in told) > 30
    assert re.search(r"touch \S*sung", bench.values[0])
