"""Values that docker would refuse are told before they are run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.docker.valid import problem
from assistant.model import BLANK_KINDS

GOOD = {
    "container": ["web", "shop-api-1", "3f2a9c81d0be", "Web_1", "a.b"],
    "service": ["web", "app_web"],
    "image": ["nginx", "nginx:1.27", "ghcr.io/acme/api:2", "localhost:5000/x", "redis@sha256:" + "a" * 64, "3f2a9c81d0be"],
    "port": ["80", "53/udp", "8000-8010"],
    "ports": ["8080:80", "80", "127.0.0.1:8080:80", "127.0.0.1::80", "[::1]:8080:80/tcp", "8000-8010:8000-8010"],
    "count": ["3", "0.5"],
    "size": ["512m", "2g", "1.5GB", "-1", "64"],
    "duration": ["30s", "1h30m", "250ms", "5"],
    "env": ["KEY=value", "KEY", "URL=http://x?a=b", "A="],
    "label": ["team=web", "com.example.x"],
    "platform": ["linux/arm64", "linux/amd64,linux/arm/v7"],
    "signal": ["SIGTERM", "HUP", "9"],
    "path": ["/srv/data", "a b", "-", "~/x"],
    "text": ["anything at all; $(here)"],
    "network": ["my net", "bridge"],
}
BAD = {
    "container": ["my web", "-web", "web;rm", "$(x)", "ü"],
    "image": ["Nginx", "nginx:", "ng inx", "-x", "a//b"],
    "port": ["http", "80.5", "99999", "-1", "80/icmp"],
    "ports": ["a:b", "8080:99999"],
    "count": ["three", "-1", "1e3"],
    "size": ["big", "5 apples"],
    "duration": ["soon", "5 minutes"],
    "env": ["=x", "A B=c"],
    "platform": ["Linux", "linux arm"],
    "signal": ["term", "SIG TERM"],
    "text": ["", "  ", "a\x00b", "a\x1bb"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in GOOD.items() for text in texts])
def test_what_docker_takes_is_taken(kind: str, text: str) -> None:
    assert problem(kind, text) == ""


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in BAD.items() for text in texts])
def test_what_docker_refuses_is_told(kind: str, text: str) -> None:
    assert problem(kind, text)


@given(st.sampled_from(BLANK_KINDS), st.text())
def test_never_raises(kind: str, text: str) -> None:
    assert isinstance(problem(kind, text), str)
