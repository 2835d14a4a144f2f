"""Every kind of blank reads its values in the spellings that people use, and keeps what they wrote as they wrote it."""

from __future__ import annotations

from functools import cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.docker import grammar
from assistant.fill import question, readers
from assistant.fill.question import Question
from assistant.fill.values import Lore, Value, lore_of
from assistant.fill.wording import word_of
from assistant.model import BLANK_KINDS
from tests.conftest import HOUSE

ORDINARY = frozenset({"web", "server", "run", "container", "image", "label"})
HOME, HERE = "$HOME", "$(pwd)"


@cache
def lore(path: str = "") -> Lore:
    data = yaml.safe_load((HOUSE / "index" / "values.yaml").read_text(encoding="utf-8"))
    return lore_of(data, ORDINARY, {})._replace(path=path)


def asked(text: str) -> Question:
    return Question(text, question.tokens(text), (), {})


def read(kind: str, text: str, path: str = "") -> Value | None:
    """The value that begins with the text's first token."""
    found = readers.read(kind, asked(text), 0, lore(path))
    return found[0] if found else None


def taken(kind: str, text: str) -> int:
    """How many tokens of a text its first value takes."""
    found = readers.read(kind, asked(text), 0, lore())
    return found[1] if found else 0


def check(kind: str, table: dict[str, str | None], path: str = "") -> None:
    """Each text against its value; None where there is none to be read."""
    found = {text: read(kind, text, path) for text in table}
    assert {text: value.lead + value.text if value else None for text, value in found.items()} == table


def test_every_kind_has_a_reader() -> None:
    assert set(BLANK_KINDS) <= set(readers.READERS)
    assert readers.read("nothing of that kind", asked("web"), 0, lore()) is None


def test_port() -> None:
    same = ("8080", "53/udp", "443/TCP", "8000-8010", "132/sctp", "1", "65535")
    check("port", dict.fromkeys(same) | {text: text for text in same})
    check("port", {"53 udp": "53/udp", "53 over udp": "53/udp", "5000 via sctp": "5000/sctp", "53, udp": "53/udp"})
    check("port", dict.fromkeys(("0", "65536", "80a", "-80", "8.0", "web", "8000-99999")))
    assert taken("port", "53 udp please") == 2
    assert taken("port", "53/udp udp") == 1


def test_ports_of_both_sides() -> None:
    same = ("8080:80", "127.0.0.1:8080:80", "[::1]:8080:80", "8000-8010:8000-8010", "53:53/udp", "8080")
    check("ports", {text: text for text in same})
    check(
        "ports",
        {
            "8080 to 80": "8080:80",
            "8080 -> 80": "8080:80",
            "8080 onto 80": "8080:80",
            "8080 forwarded to 80": "8080:80",
            "8080 is mapped to 80": "8080:80",
            "8080 on the host to 80 in the container": "8080:80",
            "8080 of my machine to port 80 of the container": "8080:80",
            "8080 to the container's port 80": "8080:80",
            "8000-8010 to 9000-9010": "8000-8010:9000-9010",
            "5353 to 53 udp": "5353:53/udp",
            "5353 to 53/udp": "5353:53/udp",
            "5353/udp to 53": "5353:53/udp",
            "127.0.0.1:8080 to 80": "127.0.0.1:8080:80",
        },
    )
    check("ports", dict.fromkeys(("99999:80", "8080:99999", "0:80", "a:80", "web", "80:80:80")))


def test_ports_with_an_address() -> None:
    check(
        "ports",
        {
            "127.0.0.1:8080": "127.0.0.1:8080:8080",  # docker takes no address with one port alone for that port
            "0.0.0.0:53/udp": "0.0.0.0:53:53/udp",
            "localhost:8080:80": "127.0.0.1:8080:80",  # docker wants an address there, no name
            "localhost:8080 to 80": "127.0.0.1:8080:80",
        },
    )


def test_ports_that_are_published_on_others() -> None:
    for text, wanted in {
        "53/udp published on 127.0.0.1:5353": "127.0.0.1:5353:53/udp",
        "80 available at host port 9090": "9090:80",
        "6379 reachable on localhost:7000": "127.0.0.1:7000:6379",
        "8080 mapped to 80": "8080:80",
    }.items():
        value = read("ports", text)
        assert value == Value(wanted), text


def test_count() -> None:
    check("count", {text: text for text in ("5", "0", "0.5", "1.5", "100")})
    check(
        "count", {"five": "5", "twelve": "12", "zero": "0", "half": "0.5", "a dozen": "12", "a hundred": "100", "half a": "0.5"}
    )
    check("count", {"one and a half": "1.5", "2 and a half": "2.5", "a couple of": "2", "FIVE": "5"})
    check("count", dict.fromkeys(("-1", "web", "5th", "1e3", "½", "1.2.3", "٣")))
    assert taken("count", "half a cpu") == 2
    assert taken("count", "one and a half cpus") == 4


def test_size() -> None:
    for text in (
        "512m",
        "512MB",
        "512 megs",
        "512 MiB",
        "512 megabytes",
        "512 mb",
        "half a gig",
        "a half gig",
        "half a GB",
        "0.5g",
    ):
        check("size", {text: "512m"})
    check("size", {"1.5GB": "1.5g", "1.5 gigabytes": "1.5g", "one and a half gigs": "1.5g", "a gig": "1g", "one gigabyte": "1g"})
    check(
        "size",
        {
            "64 kilobytes": "64k",
            "100k": "100k",
            "4 bytes": "4b",
            "1t": "1t",
            "a quarter of a gigabyte": "256m",
            "half a terabyte": "512g",
        },
    )
    check("size", dict.fromkeys(("512", "10 lines", "512mbit", "web", "a", "m", "-512m")))
    assert taken("size", "half a gig of memory") == 3


def test_duration() -> None:
    check("duration", {text: text for text in ("10m", "1m30s", "1h", "500ms", "1h30m", "1.5h")})
    check(
        "duration",
        {
            "10 minutes": "10m",
            "30 seconds": "30s",
            "90 sec": "90s",
            "30secs": "30s",
            "500 ms": "500ms",
            "2 hrs": "2h",
            "10-minute": "10m",
        },
    )
    check(
        "duration",
        {
            "an hour": "1h",
            "a second": "1s",
            "half an hour": "30m",
            "half a minute": "30s",
            "a quarter of an hour": "15m",
            "ten minutes": "10m",
        },
    )
    check(
        "duration",
        {"two days": "48h", "1 week": "168h", "a day": "24h", "half a day": "12h", "two and a half days": "60h", "3d": "72h"},
    )
    check("duration", dict.fromkeys(("10", "web", "hour", "10 lines", "10 megs")))


def test_time() -> None:
    dates = ("2024-01-02", "2024-01-02T15:04", "2024-01-02T15:04:05Z", "2024-01-02T15:04:05.123+02:00", "1700000000")
    check("time", {text: text for text in dates})
    check(
        "time",
        {"yesterday": "24h", "last night": "24h", "last week": "168h", "today": "24h", "last hour": "1h", "past hour": "1h"},
    )
    check(
        "time",
        {
            "last 10 minutes": "10m",
            "past two days": "48h",
            "10 minutes ago": "10m",
            "an hour ago": "1h",
            "half an hour ago": "30m",
            "1h30m ago": "1h30m",
        },
    )
    check("time", dict.fromkeys(("tomorrow", "web", "2024", "24-01-02", "10")))
    assert taken("time", "10 minutes ago please") == 3


def test_address_and_registry() -> None:
    same = ("10.0.0.5", "10.0.0.0/24", "fd00::/64", "::1", "db.example.com", "localhost:5000", "10.0.0.5:2377")
    for kind in ("address", "registry"):
        check(
            kind,
            {
                text: text
                for text in (*same, "registry.example.com:5000", "tcp://10.0.0.1:2376", "ssh://me@box", "unix:///run/docker.sock")
            },
        )
        check(kind, dict.fromkeys(("web", "8080", "the")))


def test_path() -> None:
    check(
        "path",
        {text: text for text in ("/srv/data", "./x", "../x", ".", "..", "src/app", "nginx.conf", "docker-compose.yml", "/a/B_c")},
    )
    check("path", {'"/my files/x"': "/my files/x", "'/a;b'": "/a;b", '"my files"': "my files"})
    check("path", dict.fromkeys(("web", "the", "https://x.org/a", "-v", "8080")))


def test_path_of_home_and_here_is_left_to_the_shell() -> None:
    home = {"~/data": "/data", "$HOME/data": "/data", "${HOME}/data": "/data", "~": "", "home": "", "my": None}
    check("path", {text: None if rest is None else HOME + rest for text, rest in home.items()})
    check(
        "path",
        {
            "/data from my home": HOME + "/data",
            "data in my home folder": HOME + "/data",
            "data folder in my home": HOME + "/data",
        },
    )
    check(
        "path",
        dict.fromkeys(("current directory", "this folder", "pwd", "$PWD", "$(pwd)"), HERE),
    )
    check("path", {"$PWD/x": HERE + "/x", "$(pwd)/x": HERE + "/x", "${PWD}/x": HERE + "/x"})
    assert read("path", "~/my files") == Value("/my", HOME)
    assert word_of(Value("/my files", HOME)).source == '"$HOME/my files"'


def test_file() -> None:
    check(
        "file",
        {
            text: text
            for text in ("prod.yml", ".env", "Dockerfile.dev", "Dockerfile", "./deploy/Dockerfile", "/etc/hosts", "My_File.TXT")
        },
    )
    check("file", {'"my file.env"': "my file.env", "~/x.env": HOME + "/x.env"})
    check("file", dict.fromkeys(("web", "the", "8080")))


def test_mount() -> None:
    same = ("db:/data", "db:/data:ro", "/srv:/data", "./a:/b", "/var/run/docker.sock:/var/run/docker.sock", "My_Vol:/x")
    check("mount", {text: text for text in same})
    for text in (
        "/srv to /data",
        "/srv at /data",
        "/srv on /data",
        "/srv as /data",
        "/srv mounted at /data",
        "/srv inside the container at /data",
    ):
        check("mount", {text: "/srv:/data"})
    check("mount", {"pgdata into /var/lib/x": "pgdata:/var/lib/x", "./site to /srv": "./site:/srv", ". to /app": ".:/app"})
    check("mount", {'"/my dir" to /data': "/my dir:/data", '"/my dir:/data"': "/my dir:/data"})
    check("mount", {"/srv": "/srv:<path>"})  # what is not told stays open
    check("mount", dict.fromkeys(("pgdata", "the", "web server")))


def test_mount_where_a_path_was_named_before() -> None:
    text = "/srv/app workdir /work and ./src mounted there"
    found = readers.read("mount", asked(text), 4, lore())
    assert found == (Value("./src:/work"), 7)
    assert readers.read("mount", asked("mounted there"), 0, lore()) is None


def test_mount_for_reading_only() -> None:
    for text in (
        "/srv at /data read-only",
        "/srv at /data read only",
        "/srv at /data readonly",
        "/srv at /data as read only",
        "/srv at /data, ro",
        "/srv:/data:ro",
    ):
        check("mount", {text: "/srv:/data:ro"})
    check("mount", {"/srv:/data:ro read-only": "/srv:/data:ro"})


def test_mount_from_home_and_here() -> None:
    check("mount", {"current directory at /app": HERE + ":/app", "$(pwd):/app": HERE + ":/app", "$PWD/x:/app": HERE + "/x:/app"})
    check(
        "mount",
        {
            "/data from my home": HOME + "/data:/data",
            "/data from my home to /srv": HOME + "/data:/srv",
            "~/data:/data": HOME + "/data:/data",
        },
    )


def test_env() -> None:
    same = ("KEY=value", "POSTGRES_PASSWORD=secret", "lower=1", "URL=http://a/?b=c&d=e", "A=", "K=$(id)", "HTTP_PROXY", "A=b=c")
    check("env", {text: text for text in same})
    check(
        "env",
        {'KEY="my secret"': "KEY=my secret", "KEY='x;y'": "KEY=x;y", '"KEY=a b"': "KEY=a b", "KEY=Mixed_Case": "KEY=Mixed_Case"},
    )
    for text in (
        "DEBUG to 1",
        "DEBUG set to 1",
        "DEBUG equal to 1",
        "DEBUG is 1",
        "DEBUG with value 1",
        "DEBUG with the value 1",
        "DEBUG as 1",
    ):
        check("env", {text: "DEBUG=1"})
    check("env", dict.fromkeys(("DEBUG", "lower", "1A=b", '"a b"', "the")))
    assert taken("env", "TZ set to Europe/Vienna please") == 4


def test_label() -> None:
    check("label", {text: text for text in ("team=blue", "com.example.tier=front", "team", "com.example.x", "my_label")})
    for text in (
        "team with value blue",
        "team with the value blue",
        "team set to blue",
        "team to blue",
        "team is blue",
        "team equals blue",
        "team = blue",
    ):
        check("label", {text: "team=blue"})
    check("label", dict.fromkeys(("web", "1x", "size")))


def test_user() -> None:
    check("user", {text: text for text in ("root", "1000", "1000:1000", "www-data", "nobody", "bob:staff", "Bob", "my_user")})
    check("user", {"uid 1000": "1000", "user bob": "bob"})
    check("user", dict.fromkeys(("a", "non-root", "another", "/root", "terminal")))


def test_platform() -> None:
    check("platform", {text: text for text in ("linux/arm64", "linux/arm/v7", "windows/amd64", "linux/amd64,linux/arm64")})
    check(
        "platform",
        {
            "arm64": "linux/arm64",
            "amd64": "linux/amd64",
            "x86_64": "linux/amd64",
            "M1": "linux/arm64",
            "intel": "linux/amd64",
            "armv7": "linux/arm/v7",
        },
    )
    check("platform", {"amd64 and arm64": "linux/amd64,linux/arm64", "linux/amd64, linux/arm64": "linux/amd64,linux/arm64"})
    check("platform", {"amd64, arm64 and armv7": "linux/amd64,linux/arm64,linux/arm/v7", "arm64 and push it": "linux/arm64"})
    check("platform", dict.fromkeys(("web", "linux", "and")))
    assert taken("platform", "arm64 and push it") == 1


def test_signal() -> None:
    check(
        "signal",
        {"SIGINT": "SIGINT", "HUP": "HUP", "hup": "HUP", "sigint": "SIGINT", "9": "9", "USR1": "USR1", "SigTerm": "SIGTERM"},
    )
    check("signal", dict.fromkeys(("99", "0", "SIGFOO", "web")))


def test_command_line() -> None:
    def words(text: str) -> tuple[str, ...]:
        value = read("command", text)
        return value.words if value else ()

    assert words("sleep 1000") == ("sleep", "1000")
    assert words("ls -la in web") == words("ls -la inside the container") == words("ls -la, then stop") == ("ls", "-la")
    assert words('"ls -la /tmp"') == words("`ls -la /tmp`") == ("ls", "-la", "/tmp")
    assert words("'echo \"a b\" c'") == ("echo", "a b", "c")
    assert words('sh -c "echo hi; id"') == ("sh", "-c", "echo hi; id")
    assert words('"that\'s one"') == ("that's one",)  # no shell could read it: it stays one word
    assert words("Some_Tool --Flag=X") == ("Some_Tool", "--Flag=X")
    assert words("the thing") == words('""') == words("it") == ()


def test_image() -> None:
    same = (
        "nginx",
        "redis:7",
        "ghcr.io/me/app:1.0",
        "reg.example.com:5000/team/app:v2",
        "localhost:5000/app",
        "my_app",
        "Me/App:Dev_1",
    )
    check("image", {text: text for text in (*same, "ghcr.io/me/app@sha256:0123456789abcdef")})
    check(
        "image",
        {
            "postgres 16": "postgres:16",
            "ubuntu 22.04": "ubuntu:22.04",
            "ubuntu version 22.04": "ubuntu:22.04",
            "nginx latest": "nginx:latest",
        },
    )
    check("image", {"node 20 alpine": "node:20-alpine", "python 3.12 slim": "python:3.12-slim", "myapp tag 1.4": "myapp:1.4"})
    check("image", {"nodejs 18": "node:18", "mongodb": "mongo", "postgresql 15": "postgres:15"})
    check("image", dict.fromkeys(("-x", "1234", "/srv", '"my image"', "a;b")))


def test_image_leaves_numbers_that_count_something() -> None:
    check(
        "image",
        {
            "redis 5 replicas": "redis",
            "nginx 3 times": "nginx",
            "redis 512 megs": "redis",
            "nginx 2 cpus": "nginx",
            "redis, 7": "redis",
        },
    )
    check("image", {"myapp 7": "myapp"})  # nobody knows whether that is a version


def test_filter() -> None:
    check(
        "filter",
        {text: text for text in ("status=exited", "label!=x", "label=com.x.y=z", "until=24h", "name=^web$", "label=a b")}
        | {"label=a b": "label=a"},
    )
    check("filter", {'"label=a b"': "label=a b"} | dict.fromkeys(("x", "=x", "status=", "the")))


def test_format() -> None:
    columns = {
        "names": "{{.Names}}",
        "name and ports": r"{{.Names}}\t{{.Ports}}",
        "id, image and status": r"{{.ID}}\t{{.Image}}\t{{.Status}}",
        "names, their images and the uptime": r"{{.Names}}\t{{.Image}}\t{{.RunningFor}}",
        "name name": "{{.Names}}",
        "json": "json",
        "{{.Names}}": "{{.Names}}",
        "'{{.Names}} {{.Image}}'": "{{.Names}} {{.Image}}",
        "web": None,
    }
    check("format", columns, "container ls")
    check("format", {"name and tag": r"{{.Repository}}\t{{.Tag}}"}, "image ls")
    check("format", {"name": None, "{{.X}}": "{{.X}}"}, "container rm")  # no list: no columns


@pytest.mark.parametrize("kind", readers.NAMES)
def test_names_are_kept_as_written(kind: str) -> None:
    check(
        kind,
        {text: text for text in ("web", "My_App-1.2", "shop-api-1", "4f66ad9a0b2e", "db_password", "node-1.example.com", "1234")},
    )
    check(
        kind,
        {
            '"a b"': "a b",
            "'My Name'": "My Name",
            "\u201cmy name\u201d": "my name",
            "`x`": "x",
            "web,": "web",
            "web's": "web",
            "(web)": "web",
        },
    )
    check(kind, dict.fromkeys(("-x", "_x", "the", "web/api", "$x", "a;b", "été")))


def test_text_and_token() -> None:
    for kind in ("text", "token"):
        check(kind, {"SWMTKN-1-abc": "SWMTKN-1-abc", '"a b"': "a b", '"the"': "the", "Any_Thing": "Any_Thing", "the": None})


TEXTS = st.lists(
    st.sampled_from(
        [
            "8080",
            "to",
            "half",
            "a",
            "gig",
            "/srv",
            "web",
            "KEY=v",
            "~",
            "udp",
            "last",
            "and",
            "'",
            '"',
            "-x",
            "\u201c",
            "$(id)",
            "²",
            "٣",
            "1" * 400,
        ]
    )
    | st.text(max_size=6),
    max_size=8,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_breaks_a_reader_and_every_value_arrives_as_it_is(text: str) -> None:
    asking = asked(text)
    for kind in BLANK_KINDS:
        for at in range(len(asking.tokens)):
            found = readers.read(kind, asking, at, lore("container ls"))
            if found is None:
                continue
            value, end = found
            assert at < end <= len(asking.tokens), (kind, at)
            if "\0" not in value.text and not value.lead and "<" not in value.text:
                assert word_of(value).value() == value.text
            if kind in (*readers.NAMES, "text", "token", "user") and "uid" not in text:
                assert value.text in text  # kept as written
            assert "\0" in value.text or grammar.parse(word_of(value).source)


@pytest.mark.parametrize("at", [-1, 1, 99])
def test_there_is_no_value_beyond_the_question(at: int) -> None:
    assert {readers.read(kind, asked("web"), at, lore()) for kind in BLANK_KINDS} == {None}
