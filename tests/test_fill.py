"""From a question and a card to the finished command: flags, values, open blanks, quotes and what is told beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from assistant.ask import Corridor
from assistant.docker import grammar
from assistant.fill import dangers
from assistant.model import Hit
from tests.conftest import HOUSE

KNOWLEDGE = """\
- id: container-run
  kind: command
  title: Run a container from an image
  command: docker run <image>
  summary: Makes a container from an image and starts it.
  asks: [run an image, start a new container from an image, launch a container]
  blanks: {image: {is: image}}
  options:
    - {flag: "-d, --detach", means: In the background., asks: [in the background, detached, as a daemon]}
    - {flag: "-i, --interactive", means: Keeps input open., asks: [interactive, interactively, with a shell]}
    - {flag: "-t, --tty", means: With a terminal., asks: [interactive, interactively, with a shell]}
    - {flag: --rm, means: Goes when it ends., asks: [remove it afterwards, throwaway, clean up after itself]}
    - {flag: --name, means: Its name., takes: name,
       asks: ["named <name>", "called <name>", "name it <name>", "with the name <name>"]}
    - {flag: "-p, --publish", means: A port., takes: ports,
       asks: ["port <ports>", "publish <ports>", "on port <ports>", "on <ports>", publish a port]}
    - {flag: "-v, --volume", means: A mount., takes: mount,
       asks: ["mount <mount>", "with <mount> mounted", "volume <mount>", mount a volume]}
    - {flag: "-e, --env", means: A variable., takes: env,
       asks: ["with <env>", "env <env>", "environment variable <env>", set an environment variable]}
    - {flag: --env-file, means: Variables of a file., takes: file, asks: ["variables from <file>", "env file <file>"]}
    - {flag: --network, means: Its network., takes: network,
       gives: {none: [without any network, no network], host: [on the host network]},
       asks: ["network <network>", "in the network <network>"]}
    - flag: --restart
      means: When it comes back.
      gives:
        always: [always restart, restart always]
        unless-stopped: [unless stopped, survive a reboot]
        "on-failure:<count>": ["restart at most <count> times", "retry <count> times"]
        on-failure: [restart on failure]
    - {flag: "-m, --memory", means: Memory., takes: size,
       asks: [memory limit, "<size> of memory", "memory <size>", "limit memory to <size>"]}
    - {flag: --memory-swap, means: Memory and swap., takes: size, asks: ["<size> of swap"]}
    - {flag: --cpus, means: Processors., takes: count, asks: ["<count> cpus", "<count> cpu"]}
    - {flag: "-u, --user", means: Its user., takes: user, asks: ["as user <user>", "as <user>"]}
    - {flag: "-w, --workdir", means: Its folder., takes: path, asks: ["working directory <path>", "workdir <path>"]}
    - {flag: --platform, means: Its processor., takes: platform, asks: ["for <platform>", "platform <platform>"]}
    - {flag: --privileged, means: All rights., asks: [privileged]}
    - {flag: --read-only, means: Nothing is written., asks: [read-only root filesystem]}
    - {flag: --add-host, means: A name for an address.,
       gives: {"<name>:<address>": ["host <name> at <address>", "resolve <name> to <address>"]}}
    - {flag: --label, means: A label., takes: label, asks: ["label <label>", "labelled <label>"]}
    - {flag: --init, means: A first process., asks: [with an init process]}
  examples: [{run: docker run nginx, does: runs nginx}]
  risk: change
  needs: [engine]
- id: run-with-limit
  kind: command
  title: Run a container with a memory limit
  command: docker run -m <size> <image>
  summary: The container gets no more memory than that.
  asks: [limit the memory of a container, run an image with a memory limit, how much memory may a container use]
  blanks: {image: {is: image}, size: {is: size}}
  examples: [{run: docker run -m 512m nginx, does: half a gigabyte}]
  risk: change
  needs: [engine]
- id: container-ls
  kind: command
  title: List containers
  command: docker ps
  summary: Shows the containers that are there.
  asks: [list containers, show containers, which containers are there]
  options:
    - {flag: "-a, --all", means: Stopped ones too., asks: [all containers, stopped ones too, including stopped]}
    - {flag: "-q, --quiet", means: Ids alone., asks: [only ids, just the ids, ids only]}
    - {flag: "-n, --last", means: The last ones., takes: count, asks: ["last <count>", "<count> newest"]}
    - {flag: "-l, --latest", means: The last one., asks: [the latest container, newest container]}
    - flag: -f, --filter
      means: Some of them.
      takes: filter
      gives:
        status=exited: [exited, that have stopped]
        health=unhealthy: [unhealthy]
        ancestor=<image>: ["based on <image>", "from the image <image>"]
        name=<name>: ["whose name has <name>"]
      asks: ["filter <filter>"]
    - {flag: --format, means: Its columns., takes: format,
       asks: ["show only <format>", "as a table of <format>", "only the <format>"]}
    - {flag: --no-trunc, means: Nothing cut., asks: [untruncated, full ids]}
  examples: [{run: docker ps -a, does: all of them}]
  risk: read
  needs: [engine]
- id: container-stop
  kind: command
  title: Stop containers
  command: docker stop <container>
  summary: Asks the container to end.
  asks: [stop a container, shut a container down, halt]
  blanks: {container: {is: container, many: true}}
  options:
    - {flag: "-t, --timeout", means: How long to wait., takes: duration,
       asks: ["wait <duration>", "within <duration>", "after <duration>"]}
    - {flag: "-s, --signal", means: The signal., takes: signal, asks: ["with signal <signal>", "send <signal>"]}
  examples: [{run: docker stop web, does: stops web}]
  risk: change
  needs: [engine]
  look: docker ps --filter name=<container>
  undo: docker start <container>
- id: container-logs
  kind: command
  title: Show the logs of a container
  command: docker logs <container>
  summary: What the container wrote.
  asks: [show logs, what did a container print, log lines of a container]
  blanks: {container: {is: container}}
  options:
    - {flag: "-f, --follow", means: Goes on., asks: [follow, live, keep watching]}
    - {flag: "-n, --tail", means: The last lines., takes: count, asks: ["last <count> lines", "last <count>"]}
    - {flag: --since, means: From then on., takes: time, asks: ["since <time>", "of the <time>", "from the <time>"]}
    - {flag: "-t, --timestamps", means: When., asks: [timestamps]}
  examples: [{run: docker logs -f web, does: follows}]
  risk: read
  needs: [engine]
- id: container-exec
  kind: command
  title: Run a command inside a running container
  command: docker exec <container> <command>
  summary: Starts one more process in a container.
  asks: [execute a command in a container, get into a running container, exec]
  blanks: {container: {is: container}, command: {is: command}}
  options:
    - {flag: "-i, --interactive", means: Keeps input open., asks: [interactive]}
    - {flag: "-t, --tty", means: With a terminal., asks: [interactive]}
    - {flag: "-u, --user", means: Its user., takes: user, asks: ["as <user>", "as user <user>"]}
  examples: [{run: docker exec web ls, does: lists files}]
  risk: change
  needs: [engine]
- id: container-cp
  kind: command
  title: Copy a file out of a container
  command: docker cp <container>:<path> <file>
  summary: Brings a file of the container to the host.
  asks: [copy a file out of a container, get a file from a container, fetch a path from a container]
  blanks: {container: {is: container}, path: {is: path}, file: {is: file}}
  examples: [{run: "docker cp web:/a b", does: copies}]
  risk: read
  needs: [engine]
- id: container-rename
  kind: command
  title: Rename a container
  command: docker rename <old> <new>
  summary: Gives a container another name.
  asks: [rename a container, change the name of a container, give a container a new name]
  blanks: {old: {is: container}, new: {is: name}}
  examples: [{run: docker rename a b, does: a is b now}]
  risk: change
  needs: [engine]
- id: image-build
  kind: command
  title: Build an image from a Dockerfile
  command: docker build -t <image> .
  summary: Makes an image by a Dockerfile.
  asks: [build an image, make an image from a Dockerfile, build the Dockerfile here]
  blanks: {image: {is: image}}
  options:
    - {flag: "-t, --tag", means: Its name., takes: image,
       asks: ["tag it <image>", "tagged <image>", "called <image>", "as <image>"]}
    - {flag: "-f, --file", means: Another Dockerfile., takes: file, asks: ["using <file>", "with the dockerfile <file>"]}
    - {flag: --build-arg, means: An argument., takes: env, asks: ["build argument <env>", "with <env>"]}
    - {flag: --target, means: A stage., takes: name, asks: ["stage <name>", "target <name>"]}
    - {flag: --no-cache, means: All anew., asks: [without cache, no cache, from scratch]}
    - {flag: --pull, means: Newer bases., asks: [pull newer base images, fresh base images]}
  examples: [{run: docker build -t web ., does: builds web}]
  risk: change
  needs: [engine]
- id: service-scale
  kind: command
  title: Change how many replicas of a service run
  command: docker service scale <service>=<replicas>
  summary: Sets the number of tasks of a service.
  asks: [scale a service, run more copies of a service, number of replicas]
  blanks: {service: {is: service}, replicas: {is: count}}
  options:
    - {flag: "-d, --detach", means: Without waiting., asks: [without waiting, in the background]}
  examples: [{run: docker service scale web=8, does: runs eight}]
  risk: change
  needs: [manager]
  look: docker service ps <service>
  undo: docker service rollback <service>
- id: compose-up
  kind: command
  title: Start the services of a Compose file
  command: docker compose up
  summary: Makes and starts what the file says.
  asks: [compose up, start the compose project, bring the compose services up]
  options:
    - {flag: "-d, --detach", means: In the background., asks: [in the background, detached]}
    - {flag: --build, means: Builds first., asks: [build first, rebuild the images]}
    - {flag: "-f, --file", means: The file., takes: file, asks: ["with the file <file>", "file <file>", with several files]}
    - {flag: --scale, means: Copies.,
       gives: {"<service>=<count>": ["scale <service> to <count>", "<count> copies of <service>"]}}
    - {flag: --remove-orphans, means: Others go., asks: [remove orphans]}
  examples: [{run: docker compose up -d, does: in the background}]
  risk: change
  needs: [compose]
- id: network-connect
  kind: command
  title: Connect a container to a network
  command: docker network connect <network> <container>
  summary: The container gets one more network.
  asks: [connect a container to a network, attach a container to a network, join a network]
  blanks: {network: {is: network}, container: {is: container}}
  examples: [{run: docker network connect back web, does: connects}]
  risk: change
  needs: [engine]
- id: backup
  kind: recipe
  title: Back up a volume into a tar file
  command: docker run --rm -v <volume>:/from:ro busybox tar c -C /from . > <file>
  summary: Reads the volume in a container and writes an archive.
  asks: [backup a volume, save a volume to a file, volume to tar]
  blanks: {volume: {is: volume}, file: {is: file}}
  steps:
    - {run: docker volume inspect <volume>, does: see that it is there, on: node1}
    - {run: "docker run --rm -v <volume>:/from:ro busybox tar c -C /from . > <file>", does: write the archive}
  risk: read
  needs: [engine]
- id: port-taken
  kind: problem
  title: "The port is already allocated"
  summary: Another container or program has the port.
  asks: [port is already allocated, address already in use, bind failed]
  matches: ["Bind for 0.0.0.0:<port> failed: port is already allocated"]
  because: One port of the host goes to one program.
  fixes:
    - {run: docker ps --filter publish=<port>, does: find the container that has it}
    - {does: or take another port}
  blanks: {port: {is: port}}
"""

Ask = Callable[..., Hit]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Corridor:
    """A corridor over the cards above, by the tuning of this checkout."""
    home = tmp_path_factory.mktemp("fill")
    (home / "knowledge").mkdir()
    (home / "knowledge" / "small.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    findings: list[str] = []
    report = lambda found: findings.extend(map(str, found))  # noqa: E731
    corridor = Corridor(str(home / "knowledge"), str(HOUSE / "index"), str(home / "built"), report=report)
    corridor.cards()
    assert findings == []
    return corridor


@pytest.fixture
def best(small: Corridor) -> Ask:
    """The best hit for a question."""
    return lambda question, shell="sh": small.ask(question, 3, shell).hits[0]


def check(best: Ask, table: dict[str, str]) -> None:
    """Each question against its finished command."""
    assert {question: best(question).command() for question in table} == table


def test_flags_switch_on_by_their_ways_of_asking(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx": "docker run nginx",
            "launch nginx in the background": "docker run -d nginx",
            "launch alpine interactively and clean up after itself": "docker run -i --rm alpine",
            "launch privileged nginx": "docker run --privileged nginx",
            "launch nginx with an init process": "docker run --init nginx",
            "list containers including stopped": "docker ps -a",
            "build an image called shop:1.2 without cache": "docker build -t shop:1.2 --no-cache .",
            "show logs of web with timestamps": "docker logs -t web",
            "compose up in the background and remove orphans": "docker compose up -d --remove-orphans",
        },
    )


def test_flags_take_the_value_that_is_asked_for_with_them(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx named web": "docker run --name web nginx",
            "launch nginx with half a gig of memory": "docker run -m 512m nginx",
            "launch nginx with 1.5 cpus as user www-data": "docker run --cpus 1.5 -u www-data nginx",
            "launch nginx for arm64": "docker run --platform linux/arm64 nginx",
            "launch nginx with variables from prod.env": "docker run --env-file prod.env nginx",
            "launch nginx in the network back": "docker run --network back nginx",
            "launch nginx workdir /srv": "docker run -w /srv nginx",
            "launch nginx labelled a=b": "docker run --label a=b nginx",
            "show logs of web from the last hour": "docker logs --since 1h web",
            "stop web with signal SIGINT": "docker stop -s SIGINT web",
            "stop web within two minutes": "docker stop -t 120 web",  # seconds, which that flag wants
        },
    )


def test_gives(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx without any network": "docker run --network none nginx",
            "launch nginx on the host network": "docker run --network host nginx",
            "launch nginx, survive a reboot": "docker run --restart unless-stopped nginx",
            "launch nginx restart on failure": "docker run --restart on-failure nginx",
            "list exited containers": "docker ps --filter status=exited",
            "list unhealthy containers": "docker ps --filter health=unhealthy",
        },
    )


def test_gives_with_slots(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx that should restart at most 3 times": "docker run --restart on-failure:3 nginx",
            "launch nginx resolve db to 10.0.0.5": "docker run --add-host db:10.0.0.5 nginx",
            "list containers based on redis:7": "docker ps --filter ancestor=redis:7",
            "list exited containers whose name has web, only ids": "docker ps -q --filter status=exited --filter name=web",
            "compose up with 3 copies of web": "docker compose up --scale web=3",
        },
    )


def test_flags_come_in_the_order_that_people_write(best: Ask) -> None:
    wanted = "docker run -d --name web -p 8080:80 -m 512m -u root nginx"
    check(
        best,
        {
            "launch nginx detached named web on port 8080 with 512 megs of memory as user root": wanted,
            "launch nginx as user root with 512 megs of memory on port 8080 named web detached": wanted,
            "follow the logs of web since yesterday, last 100 lines": "docker logs -f --tail 100 --since 24h web",
        },
    )


def test_a_flag_that_may_be_repeated_is(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx with PASSWORD=secret and TZ=Europe/Vienna": "docker run -e PASSWORD=secret -e TZ=Europe/Vienna nginx",
            "launch nginx on 8080:80 and 8443:443": "docker run -p 8080:80 -p 8443:443 nginx",
            "launch nginx with label team=blue and label tier=2": "docker run --label team=blue --label tier=2 nginx",
            "compose up with the file a.yml and b.yml detached": "docker compose -f a.yml -f b.yml up -d",
            "launch nginx named web and called api": "docker run --name web nginx",
            "launch nginx in the background, detached, as a daemon": "docker run -d nginx",
        },
    )


def test_of_flags_that_exclude_each_other_one_is_written(best: Ask) -> None:
    check(
        best,
        {
            "list the last 3 containers and the latest container": "docker ps -n 3",
            "list containers just the ids as a table of name": "docker ps -q",
        },
    )


def test_what_is_not_wanted_is_left_out(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx without the background": "docker run nginx",
            "launch nginx not privileged": "docker run nginx",
            "launch nginx without an init process": "docker run nginx",
            "launch nginx detached, but not privileged": "docker run -d nginx",
        },
    )


def test_flags_that_are_typed(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx with --init and --hostname box": "docker run --hostname box --init nginx",
            "launch nginx with -e A=1 and -e B=2": "docker run -e A=1 -e B=2 nginx",
            "list containers with --no-trunc and -a": "docker ps -a --no-trunc",
            "list containers with --filter label=a and --filter label=b": "docker ps --filter label=a --filter label=b",
            "list containers --bogus": "docker ps",
            "compose up with -p shop": "docker compose -p shop up",
        },
    )


def test_formats_of_lists(best: Ask) -> None:
    check(
        best,
        {
            "list containers as a table of name and ports": r"docker ps --format '{{.Names}}\t{{.Ports}}'",
            "list containers, only the names": "docker ps --format '{{.Names}}'",
        },
    )


def test_blanks_are_found_by_their_kind(best: Ask) -> None:
    check(
        best,
        {
            "launch postgres 16": "docker run postgres:16",
            "launch Foo_Bar:Dev named My_App": "docker run --name My_App Foo_Bar:Dev",
            "halt web_1": "docker stop web_1",
            "copy the path /etc/hosts out of web": "docker cp web:/etc/hosts <file>",
            "rename a container called old_one to new_one": "docker rename old_one new_one",
            "connect the container web to the network back": "docker network connect back web",
            "attach container a1 to network n1": "docker network connect n1 a1",
            "scale web to eight": "docker service scale web=8",
            "backup the volume pgdata to pg.tar": "docker run --rm -v pgdata:/from:ro busybox tar c -C /from . > pg.tar",
        },
    )


def test_several_at_once(best: Ask) -> None:
    check(
        best,
        {
            "stop web and api": "docker stop web api",
            "stop web, api and db": "docker stop web api db",
            "stop the containers web & api": "docker stop web api",
            'stop "my web" and api': "docker stop 'my web' api",
        },
    )


def test_pairs(best: Ask) -> None:
    check(
        best,
        {
            "scale web to 8 and api to 6": "docker service scale web=8 api=6",
            "scale web to 8 and api to 6 without waiting": "docker service scale -d web=8 api=6",
            "scale web and api to 3": "docker service scale web=3 api=3",
        },
    )


def test_open_blanks_stay_visible(best: Ask) -> None:
    check(
        best,
        {
            "launch an image": "docker run <image>",
            "stop a container": "docker stop <container>",
            "scale web": "docker service scale web=<replicas>",
            "scale a service": "docker service scale <service>=<replicas>",
            "launch nginx publish a port": "docker run -p <host-port>:80 nginx",
            "launch nginx and set an environment variable": "docker run -e <key>=<value> nginx",
            "launch nginx and mount a volume": "docker run -v <volume>:<path> nginx",
        },
    )
    filled = best("scale web").filled
    assert filled is not None
    assert [(blank.name, blank.kind) for blank in filled.blanks] == [("replicas", "count")]
    assert dict(filled.values) == {"service": "web"}


def test_arguments_that_may_be_left_out(best: Ask) -> None:
    check(
        best,
        {
            "compose up": "docker compose up",
            "compose up web and db in the background": "docker compose up -d web db",
        },
    )


def test_the_command_to_run_inside(best: Ask) -> None:
    check(
        best,
        {
            "launch alpine running sleep 1000": "docker run alpine sleep 1000",
            "launch ubuntu 22.04 and execute ls -la /tmp": "docker run ubuntu:22.04 ls -la /tmp",
            "launch alpine with the command \"echo 'a b'\"": "docker run alpine echo 'a b'",
            "execute ls -la in web": "docker exec web ls -la",
            'execute "ls -la /tmp" in the web container as root': "docker exec -u root web ls -la /tmp",
        },
    )


def test_a_single_port_is_the_hosts(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx on port 8080": "docker run -p 8080:80 nginx",
            "launch redis on port 6000": "docker run -p 6000:6379 redis",
            "launch acme/thing on port 6000": "docker run -p 6000:<port> acme/thing",
            "launch nginx port 53 to 5353/udp": "docker run -p 53:5353/udp nginx",
        },
    )


def test_the_shell_expands_home_and_here(best: Ask) -> None:
    check(
        best,
        {
            "launch nginx and mount the current directory to /app": 'docker run -v "$(pwd):/app" nginx',
            "launch nginx and mount /data from my home": 'docker run -v "$HOME/data:/data" nginx',
            "launch nginx and mount ~/site to /srv": 'docker run -v "$HOME/site:/srv" nginx',
            "launch nginx mount volume pgdata into /var/lib/x read only": "docker run -v pgdata:/var/lib/x:ro nginx",
        },
    )


def test_values_are_quoted(best: Ask) -> None:
    check(
        best,
        {
            'launch nginx named "a b; id"': "docker run --name 'a b; id' nginx",
            'launch nginx named "it\'s $HOME `id`"': "docker run --name 'it'\\''s $HOME `id`' nginx",
            'launch nginx named "-v"': "docker run --name=-v nginx",
            'stop "--help"': "docker stop -- --help",
            'launch nginx with KEY="a b"': "docker run -e 'KEY=a b' nginx",
            'backup volume "p d" to "x y.tar"': "docker run --rm -v 'p d':/from:ro busybox tar c -C /from . > 'x y.tar'",
        },
    )


def test_fish_has_its_own_quotes(best: Ask) -> None:
    assert best('launch nginx named "it\'s"', "fish").command() == r"docker run --name 'it\'s' nginx"
    assert best("launch nginx named 'a\\b'", "fish").command() == r"docker run --name 'a\\b' nginx"
    assert best("launch nginx named 'a\\b'").command() == r"docker run --name 'a\b' nginx"
    assert best("launch nginx and mount the current directory to /app", "fish").command() == 'docker run -v "$(pwd):/app" nginx'


def test_look_and_undo_have_the_same_values(best: Ask) -> None:
    filled = best("scale web to 8").filled
    assert filled is not None
    assert (filled.look, filled.undo) == ("docker service ps web", "docker service rollback web")
    filled = best('stop "my web"').filled
    assert filled is not None
    assert (filled.look, filled.undo) == ("docker ps --filter name='my web'", "docker start 'my web'")


def test_steps_have_the_same_values(best: Ask) -> None:
    filled = best("backup the volume pgdata to pg.tar").filled
    assert filled is not None
    assert [step.run for step in filled.steps] == [
        "docker volume inspect pgdata",
        "docker run --rm -v pgdata:/from:ro busybox tar c -C /from . > pg.tar",
    ]
    assert [step.on for step in filled.steps] == ["node1", ""]


def test_the_fixes_of_a_problem_stay_as_they_are(best: Ask) -> None:
    hit = best("port is already allocated 8080")
    assert hit.card.kind == "problem"
    assert hit.filled is None
    assert hit.command() == hit.card.likely_command()


def test_the_finished_card(best: Ask) -> None:
    hit = best("scale web to 8")
    assert hit.filled is not None
    card = hit.filled.finished(hit.card)
    assert (card.command, card.look, card.undo) == (
        "docker service scale web=8",
        "docker service ps web",
        "docker service rollback web",
    )
    assert hit.card.command == "docker service scale <service>=<replicas>"
    assert hit.filled.skeleton == "docker service scale <service>=<replicas>"


def test_flags_of_the_finished_command_are_told_by_their_long_names(best: Ask) -> None:
    filled = best("launch nginx detached on port 8080").filled
    assert filled is not None
    assert filled.flags == {"detach", "publish"}
    assert 0 < filled.explained <= 1


def test_a_question_that_is_a_docker_command_stays_as_it_is(best: Ask) -> None:
    same = (
        "docker run -d --name x nginx",
        "docker stop web",
        "docker ps -aq --filter status=exited",
        "docker run -it --rm alpine sh -c 'echo $HOME'",
    )
    check(best, {command: command for command in same})
    assert best("$ docker stop web").command() == "docker stop web"


def test_a_docker_command_that_is_wrong_is_not_given_back(small: Corridor) -> None:
    for command in ("docker run --nam x nginx", "docker stop", "docker ps --bogus"):
        assert all(hit.command() != command and not grammar.problems(hit.command()) for hit in small.ask(command).hits)


def test_of_the_variants_of_one_docker_command_the_one_that_serves_comes_first(best: Ask) -> None:
    assert best("launch nginx with a memory limit").card.id == "run-with-limit"
    assert best("launch nginx with a memory limit").command() == "docker run -m <size> nginx"
    assert best("launch an image with a memory limit of 1.5 gigs named Big").command() == "docker run --name Big -m 1.5g <image>"
    assert best("launch nginx detached on port 8080").card.id == "container-run"


# A dangerous command for each rule of index/dangers.yaml, and a like one that is harmless.
DANGERS = {
    r"container run rm= restart=^(always|on-failure|unless-stopped)": (
        "docker run --rm --restart always nginx",
        "docker run --rm --restart no nginx",
    ),
    r"container run rm= detach=": ("docker run -d --rm nginx", "docker run --rm nginx"),
    r"container run publish=^(?!127\.|\[::1\]|localhost)[^<]*:": (
        "docker run -p 8080:80 nginx",
        "docker run -p 127.0.0.1:8080:80 nginx",
    ),
    r"container run volume=docker\.sock": (
        "docker run -v /var/run/docker.sock:/var/run/docker.sock nginx",
        "docker run -v /var/run/x.sock:/x nginx",
    ),
    r"container run mount=docker\.sock": (
        "docker service create --mount type=bind,source=/var/run/docker.sock,target=/s nginx",
        "docker service create --mount type=bind,source=/srv,target=/s nginx",
    ),
    r"container run privileged=": ("docker exec --privileged web sh", "docker exec web sh --privileged"),
    r"container run env=(?i)(password|passwd|secret|token|api_?key|private_?key)[^=]*=[^<]": (
        "docker run -e Db_Password=x nginx",
        "docker run -e POSTGRES_PASSWORD -e MODE=secret nginx",
    ),
    r"service update env-add=(?i)(password|passwd|secret|token|api_?key|private_?key)[^=]*=[^<]": (
        "docker service update --env-add DB_PASSWORD=x web",
        "docker service update --env-add MODE=secret web",
    ),
    r"login password=": ("docker login -u me -p x", "docker login -u me --password-stdin"),
    r"image build build-arg=(?i)(password|passwd|secret|token|api_?key|private_?key)[^=]*=": (
        "docker build --build-arg NPM_TOKEN=x .",
        "docker build --build-arg VERSION=1 .",
    ),
    r"container run network=^host$ publish=": (
        "docker run --network host -p 80:80 nginx",
        "docker run --network hosts -p 80:80 nginx",
    ),
    r"container run volume=^/:": ("docker run -v /:/host nginx", "docker run -v /srv:/host nginx"),
    r"container rm force= volumes=": ("docker rm -fv web", "docker rm -f web"),
    r"compose down volumes=": ("docker compose down -v", "docker compose down"),
    r"system prune all= volumes=": ("docker system prune -a --volumes", "docker system prune -a"),
    r"container run pid=^host$": ("docker run --pid host nginx", "docker run --pid container:web nginx"),
    r"container run tty= detach=": ("docker run -dit nginx", "docker run -it nginx"),
    r"container run oom-kill-disable=": ("docker run --oom-kill-disable nginx", "docker run --oom-score-adj 5 nginx"),
    r"service create publish=mode=host replicas=": (
        "docker service create --replicas 2 --publish mode=host,published=80,target=80 nginx",
        "docker service create --replicas 2 --publish published=80,target=80 nginx",
    ),
}


def rules() -> dict[str, dict[str, object]]:
    """The rules of index/dangers.yaml by their first path and their flags."""
    every = yaml.safe_load((HOUSE / "index" / "dangers.yaml").read_text(encoding="utf-8"))
    return {
        " ".join([rule["paths"][0], *(f"{name}={pattern}" for name, pattern in rule["flags"].items())]): rule for rule in every
    }


def test_every_rule_has_its_example() -> None:
    assert sorted(rules()) == sorted(DANGERS)


@pytest.mark.parametrize("name", DANGERS)
def test_a_rule_warns_of_its_danger_and_of_nothing_harmless(name: str) -> None:
    dangerous, harmless = DANGERS[name]
    rule = rules()[name]
    assert grammar.problems(dangerous) == grammar.problems(harmless) == []
    assert dangers.warnings(grammar.parse(dangerous), [rule]) == (rule["say"],)
    assert dangers.warnings(grammar.parse(harmless), [rule]) == ()


@pytest.mark.parametrize("name", DANGERS)
def test_a_rule_names_flags_that_there_are(name: str) -> None:
    paths, flags = rules()[name]["paths"], rules()[name]["flags"]
    assert isinstance(paths, list)
    assert isinstance(flags, dict)
    assert any(all(grammar.flag_facts(path, flag) for flag in flags) for path in paths)


def test_a_warning_is_told_once_and_of_every_docker_command_of_a_line() -> None:
    every = list(rules().values())
    twice = "docker run -v /run/docker.sock:/s --mount type=bind,source=/run/docker.sock,target=/t nginx"
    assert len(dangers.warnings(grammar.parse(twice), every)) == 1
    assert len(dangers.warnings(grammar.parse("docker ps && docker compose down -v"), every)) == 1
    assert dangers.warnings(grammar.parse("docker ps"), every) == ()


def test_warnings_come_with_the_finished_command(best: Ask) -> None:
    def told(question: str) -> str:
        filled = best(question).filled
        return " ".join(filled.warnings) if filled else ""

    assert "every address of the host" in told("launch nginx on port 8080")
    assert told("launch nginx on 127.0.0.1:8080") == ""
    assert "shell's history" in told("launch nginx with POSTGRES_PASSWORD=secret")
    assert "restart policy" in told("launch nginx restart always and clean up after itself")
    assert told("launch nginx") == ""
