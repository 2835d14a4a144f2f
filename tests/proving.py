"""Runs proofs: each shows on a real engine that a card's command does what the card says.

`python -m tests.proving FILE… [CARD…]`. A proof is `card`, `run` (the card's command with its blanks filled, by bash), and
optionally `before` (what must be there), `after` (a check that must exit 0), `prints` (text that `run` or `after` must print),
`exit` (the exit code wanted of `run`, else 0), `swarm: true` (needs swarm mode), or instead of `run` a `cannot` with the reason.
`$P` is a prefix of this proof's own for every name it makes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

import yaml

PROOFS = Path(__file__).with_name("proofs")
TIME_LIMIT = 90.0  # seconds for one proof

_CLEAN = r"""
docker service ls -q --filter name=$P 2>/dev/null | xargs -r docker service rm
docker stack ls --format '{{.Name}}' 2>/dev/null | grep "^$P" | xargs -r docker stack rm
docker ps -aq --filter name=$P | xargs -r docker rm -fv
docker ps -aq --filter label=com.docker.compose.project=$P | xargs -r docker rm -fv
for i in 1 2 3 4 5 6 7 8; do
  left=$(docker network ls -q --filter name=$P); [ -z "$left" ] && break
  docker network rm $left >/dev/null 2>&1 || sleep 0.5
done
docker volume ls -q --filter name=$P | xargs -r docker volume rm -f
docker secret ls -q --filter name=$P 2>/dev/null | xargs -r docker secret rm
docker config ls -q --filter name=$P 2>/dev/null | xargs -r docker config rm
docker images --format '{{.Repository}}:{{.Tag}}' | grep "$P" | xargs -r docker rmi -f
docker context ls -q | grep "^$P" | xargs -r docker context rm -f
docker buildx ls --format '{{.Name}}' 2>/dev/null | grep "^$P" | xargs -r -n 1 docker buildx rm -f
true
"""


def read(path: Path) -> list[dict[str, Any]]:
    """The proofs of one file."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")) or [])


def prove(proof: dict[str, Any]) -> str:
    """Runs one proof in a folder of its own. "" when it holds, else what was wrong with everything that was printed."""
    prefix = "p" + uuid.uuid4().hex[:7]
    environment = {**os.environ, "P": prefix, "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryDirectory(prefix=prefix) as folder:
        try:
            if proof.get("swarm"):
                _bash("docker node ls || docker swarm init --advertise-addr 127.0.0.1", folder, environment)
            return _prove(proof, folder, environment)
        except subprocess.TimeoutExpired as error:
            return f"took longer than {error.timeout:.0f} s: {error.cmd[-1]}"
        finally:
            _bash(_CLEAN, folder, environment)


def _prove(proof: dict[str, Any], folder: str, environment: dict[str, str]) -> str:
    printed = ""
    for name, wanted in (("before", 0), ("run", proof.get("exit", 0)), ("after", 0)):
        if name not in proof:
            continue
        done = _bash("set -eo pipefail\n" + proof[name], folder, environment)
        printed += done.stdout if name != "before" else ""
        if done.returncode != wanted:
            return f"{name} ended with {done.returncode}, not {wanted}:\n{proof[name]}\n{done.stdout}"
    expected = str(proof.get("prints", "")).replace("$P", environment["P"])
    return "" if expected in printed else f"'{expected}' was not printed:\n{printed}"


def _bash(script: str, folder: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["timeout", "-k", "5", str(TIME_LIMIT), "bash", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", timeout=TIME_LIMIT + 10,
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Proves the files (and only the cards) named; prints what fails. 0 when all hold."""
    files = [Path(a) for a in arguments if a.endswith(".yaml")]
    cards = {a for a in arguments if not a.endswith(".yaml")}
    failures = 0
    for proof in (p for path in files for p in read(path) if not cards or p["card"] in cards):
        wrong = "" if "cannot" in proof else prove(proof)
        failures += bool(wrong)
        print(f"{proof['card']}: {wrong or proof.get('cannot') or 'ok'}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
