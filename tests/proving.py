"""Runs proofs: each shows on a real engine that a card's command does what the card says.

`python -m tests.proving FILE… [CARD…]`. A proof is `card`, `run` (the card's command with its blanks filled, by bash), and
optionally `before` (what must be there), `after` (a check that must exit 0), `prints` (text that `run` or `after` must
print), `exit` (the exit code wanted of `run`, else 0), `swarm: true` (needs swarm mode), `alone: true` (disturbs others, or is
disturbed), or instead of `run` a `cannot` with the reason. `$P` is a prefix of this proof's own for every name it makes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

PROOFS = Path(__file__).with_name("proofs")
TIME_LIMIT = 90.0  # seconds for one proof
SIDE_BY_SIDE = 8  # proofs mostly wait
# What touches more than its own: such proofs run one after the other, after all others.
_ALONE = re.compile(
    r"prune|swarm (?:leave|init|join|ca|update|unlock)|context use|node (?:update|promote|demote|rm)|rmi? -f busybox|dockerd"
    r"|buildx (?:use|install|uninstall|create|rm|stop)|docker (?:login|logout|events|system events|system df|plugin|trust)"
    r"|\$\(docker (?:ps|images|image ls|volume ls|network ls|container ls|compose ls)[^)]*\)|registry serve|:5000|:5001"
)

_SWARM = "docker node ls || docker swarm init --advertise-addr 127.0.0.1"
# What is tidied up after a proof whose text matches: a call of the client costs more than most proofs.
_CLEAN = {
    r"service|stack": r"""
docker service ls -q --filter name=$P 2>/dev/null | xargs -r docker service rm
docker stack ls --format '{{.Name}}' 2>/dev/null | grep "^$P" | xargs -r docker stack rm""",
    r"compose": "docker ps -aq --filter label=com.docker.compose.project=$P | xargs -r docker rm -fv",
    r"": "docker ps -aq --filter name=$P | xargs -r docker rm -fv",
    r"network|compose|stack": r"""
for i in 1 2 3 4 5 6 7 8; do
  left=$(docker network ls --format '{{.Name}}' | grep "$P"); [ -z "$left" ] && break
  docker network rm $left >/dev/null 2>&1 || sleep 0.5
done""",
    r"volume|mount|-v |compose|stack": "docker volume ls -q --filter name=$P | xargs -r docker volume rm -f",
    r"secret|stack": "docker secret ls -q --filter name=$P 2>/dev/null | xargs -r docker secret rm",
    r"config|stack": "docker config ls -q --filter name=$P 2>/dev/null | xargs -r docker config rm",
    r"build|commit|tag|import|load|compose|push|pull": r"""
docker images --format '{{.Repository}}:{{.Tag}}' | grep "$P" | xargs -r docker rmi -f""",
    r"context": 'docker context ls -q | grep "^$P" | xargs -r docker context rm -f',
    r"buildx": 'docker buildx ls 2>/dev/null | grep -o "^$P[^ *]*" | xargs -r -n 1 docker buildx rm -f',
}


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
                _bash(_SWARM, folder, environment)
            return _prove(proof, folder, environment)
        except subprocess.TimeoutExpired as error:
            return f"took longer than {error.timeout:.0f} s: {error.cmd[-1]}"
        finally:
            _bash(_cleaning(proof), folder, environment)


def _text(proof: dict[str, Any]) -> str:
    return "\n".join(str(proof.get(name, "")) for name in ("before", "run", "after"))


def _cleaning(proof: dict[str, Any]) -> str:
    text = _text(proof)
    return "\n".join([*(lines for pattern, lines in _CLEAN.items() if re.search(pattern, text)), "true"])


def _prove(proof: dict[str, Any], folder: str, environment: dict[str, str]) -> str:
    printed = ""
    for name, wanted in (("before", 0), ("run", proof.get("exit", 0)), ("after", 0)):
        if name not in proof:
            continue
        strict = "set -eo pipefail\n" if name != "after" else "set -e\n"  # a check may stop reading early: "| head -1"
        done = _bash(strict + proof[name], folder, environment)
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


def alone(proof: dict[str, Any]) -> bool:
    """Whether a proof must have the engine to itself."""
    return bool(proof.get("alone")) or bool(
        _ALONE.search("\n".join(str(proof.get(name, "")) for name in ("before", "run", "after")))
    )


def prove_all(proofs: list[dict[str, Any]], tell: Callable[[dict[str, Any], str], None]) -> None:
    """Proves all of them: first those without swarm side by side, then those with, then the ones that must be alone.

    What fails is tried once more, alone: how an engine behaves under the load of many proofs is not what they show.
    """
    calm = [proof for proof in proofs if not alone(proof)]
    left = [proof for proof in proofs if alone(proof)]
    for group in ([p for p in calm if not p.get("swarm")], [p for p in calm if p.get("swarm")]):
        if group and group[0].get("swarm"):
            _bash(_SWARM, "/", dict(os.environ))
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for proof, wrong in zip(group, pool.map(prove, group), strict=True):
                if wrong:
                    left.append(proof)
                else:
                    tell(proof, "")
    for proof in left:
        tell(proof, prove(proof) and prove(proof))


class Beside:
    """All proofs, proven in the background while tests that need no engine go on: an engine mostly lets one wait."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._found: dict[int, str] = {}

    def begin(self, proofs: list[dict[str, Any]]) -> None:
        """Starts, unless that was done."""
        if self._thread is None:
            places = {id(proof): number for number, proof in enumerate(proofs)}

            def tell(proof: dict[str, Any], wrong: str) -> None:
                self._found[places[id(proof)]] = wrong

            self._thread = threading.Thread(target=prove_all, args=(proofs, tell), daemon=True)
            self._thread.start()

    def end(self) -> dict[int, str]:
        """Waits for the end; place in the list → what was wrong, "" for nothing."""
        if self._thread is not None:
            self._thread.join()
        return self._found


BESIDE = Beside()


def main(arguments: list[str]) -> int:
    """Proves the files (and only the cards) named; prints what fails. 0 when all hold."""
    files = [Path(a) for a in arguments if a.endswith(".yaml")]
    cards = {a for a in arguments if not a.endswith(".yaml")}
    proofs = [p for path in files for p in read(path) if "run" in p and (not cards or p["card"] in cards)]
    failures = []

    def tell(proof: dict[str, Any], wrong: str) -> None:
        failures.extend([proof["card"]] if wrong else [])
        print(f"{proof['card']}: {wrong or 'ok'}", flush=True)

    prove_all(proofs, tell)
    print(f"{len(proofs)} proofs, {len(failures)} fail: {' '.join(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
