"""The tables of Docker's command line, and how a line is read by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.docker import grammar


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("docker ps -aq", "container ls"),
        ("docker container ls", "container ls"),
        ("docker-compose -f a.yml up -d", "compose up"),
        ("docker compose -f <file> logs --tail 10", "compose logs"),
        ("docker --context prod ps", "container ls"),
        ("docker -H tcp://x:1 ps", "container ls"),
        ("sudo docker rmi x", "image rm"),
        ("docker build -t x .", "image build"),
        ("docker stack up -c x y", "stack deploy"),
        ("printf %s x | docker secret create y -", "secret create"),
        ("docker stop $(docker ps -q)", "container stop"),
        ("DOCKER_BUILDKIT=0 docker build .", "image build"),
        ("docker inspect x", "inspect"),
        ("echo docker", ""),
        ("for c in a b; do docker exec $c ls; done", "container exec"),
        ("timeout 5 docker logs -f x", "container logs"),
        ("true | xargs -r -n 1 docker rm", "container rm"),
        ("", ""),
        ("docker 'unbalanced", ""),
    ],
)
def test_path_of(line: str, path: str) -> None:
    assert grammar.path_of(line) == path


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("docker serivce ls", "is no docker command"),
        ("docker run --publihs 80 x", "'docker container run' has no flag --publihs"),
        ("docker ps -x", "'docker container ls' has no flag -x"),
        ("docker network connect x", "wants at least 2 arguments"),
        ("docker run", "wants at least 1 argument"),
        ("docker ps; docker rm", "wants at least 1 argument"),
        ("docker stop $(docker ps --nosuch)", "has no flag --nosuch"),
    ],
)
def test_problems(line: str, sentence: str) -> None:
    assert any(sentence in problem for problem in grammar.problems(line))


@pytest.mark.parametrize(
    "line",
    [
        "docker run -dit -p 8080:80 --name web nginx -x --whatever",
        "docker exec -it <container> sh -c 'a | docker b'",
        "docker save <image> | ssh <user>@<host> docker load",
        "docker login -u <user> --password-stdin <registry> < pw.txt",
        "docker inspect --format '{{range .Mounts}}{{.Source}}{{end}}' <container>",
        "docker logs web > out.txt 2>&1",
        "docker build --secret id=a,src=b -t x .",
        "docker --version",
        "echo a | xargs -r docker rm",
        "docker compose --help",
    ],
)
def test_sound_lines_have_no_problems(line: str) -> None:
    assert grammar.problems(line) == []


def test_spellings_name_every_old_form() -> None:
    assert {"docker ps", "docker container list", "docker container ls"} <= set(grammar.spellings("docker container ls"))
    assert "docker-compose up" in grammar.spellings("docker compose up")


@given(st.text(max_size=200))
def test_any_line_can_be_read(line: str) -> None:
    assert isinstance(grammar.problems("docker " + line), list)
