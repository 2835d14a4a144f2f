"""A temporary home for every test, a small knowledge, and a corridor over it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from assistant.ask import Corridor
from tests.proving import BESIDE

settings.register_profile("house", deadline=None)  # other tests, and other Pythons, take their share of the processor
settings.load_profile("house")
_AT_THE_END = ("test_proofs", "test_filled_runs", "test_doing", "test_terminal_runs", "test_engine")
HOUSE = Path(__file__).resolve().parent.parent

SMALL = """\
- id: container-ls
  kind: command
  title: List running containers
  command: docker ps
  summary: Shows the containers that are running now.
  asks: [list containers, show running containers, which containers are running]
  options:
    - {flag: "-a, --all", means: Show stopped ones too., asks: [all of them, stopped ones too]}
  caveats: [Only running ones without -a.]
  examples: [{run: docker ps -a, does: lists all containers}]
  risk: read
  needs: [engine]
  see: [image-prune]
- id: image-prune
  kind: command
  title: Remove dangling images
  command: docker image prune
  summary: Deletes images without a name that nothing uses.
  asks: [remove dangling images, delete untagged images, get rid of none images]
  examples: [{run: docker image prune -f, does: does not ask}]
  risk: destroy
  needs: [engine]
  look: docker image ls --filter dangling=true
- id: service-scale
  kind: command
  title: Change how many replicas of a service run
  command: docker service scale <service>=<replicas>
  summary: Sets the number of tasks of a service.
  asks: [how do I scale a service, run more copies of a service, increase the number of replicas]
  blanks: {service: {is: service}, replicas: {is: count}}
  examples: [{run: docker service scale web=8, does: runs eight}]
  risk: change
  needs: [manager]
  undo: docker service rollback <service>
- id: volume-concept
  kind: concept
  title: What a volume is
  summary: A place for data outside of the container.
  asks: [what is a volume, explain volumes, why volumes]
  picture: |
    container --> volume
  command: docker volume ls
- id: backup
  kind: recipe
  title: Back up a volume into a tar file
  command: docker run --rm -v <volume>:/from:ro busybox tar c -C /from . > <file>
  summary: Reads the volume in a container and writes an archive.
  asks: [backup a volume, save a volume to a file, volume to tar]
  blanks: {volume: {is: volume}, file: {is: file}}
  steps:
    - {run: docker volume ls, does: find the name, on: node1}
    - {run: "docker run --rm -v <volume>:/from:ro busybox tar c -C /from . > <file>", does: write the archive}
  risk: read
  needs: [engine]
- id: no-socket
  kind: problem
  title: "Permission denied on the Docker socket: not in the docker group"
  summary: The daemon is there, but you may not talk to it.
  asks: [permission denied docker.sock, docker only works with sudo, got permission denied]
  matches: ["permission denied while trying to connect to the Docker daemon socket at <socket>"]
  because: The socket belongs to the group docker.
  fixes:
    - {run: sudo usermod -aG docker <user>, does: put yourself into the group}
    - {does: log out and in again}
  blanks: {user: {is: user}}
"""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the real home, cache or terminal settings."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "DOCKERHELP_CONFIG", "NO_COLOR", "COLUMNS", "CLICOLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A folder with one small card file."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def tuning(tmp_path: Path) -> Path:
    """A copy of the tuning of this checkout."""
    folder = tmp_path / "index"
    folder.mkdir()
    for path in (HOUSE / "index").glob("*.yaml"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def corridor(cards: Path, tuning: Path, tmp_path: Path) -> Callable[[], Corridor]:
    """Opens a corridor over the small knowledge; call it again for another process's view."""
    return lambda: Corridor(str(cards), str(tuning), str(tmp_path / "built"))


def corridor_over(cards: str, folder: Path) -> Corridor:
    """A corridor over the cards of one file, with the tuning of this checkout; everything of it lies in `folder`."""
    (folder / "knowledge").mkdir()
    (folder / "knowledge" / "small.yaml").write_text(cards, encoding="utf-8")
    return Corridor(str(folder / "knowledge"), str(HOUSE / "index"), str(folder / "built"))


@pytest.fixture(scope="session")
def small_corridor(tmp_path_factory: pytest.TempPathFactory) -> Corridor:
    """One corridor over the small knowledge for all tests that leave its files alone."""
    return corridor_over(SMALL, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def whole_corridor(tmp_path_factory: pytest.TempPathFactory) -> Corridor:
    """A corridor over the built-in knowledge."""
    return Corridor(str(HOUSE / "knowledge"), str(HOUSE / "index"), str(tmp_path_factory.mktemp("whole")))


def required(name: str) -> bool:
    """Whether an optional part must be there (set by .ci/run), so that nothing is skipped silently."""
    return name in os.environ.get("DOCKERHELP_REQUIRE", "").split()


def need(name: str, there: bool) -> None:
    """Skips the test, by name, where an optional part is missing on a person's machine; fails where it is required."""
    if not there and required(name):
        pytest.fail(f"{name} is required here and is missing")
    if not there:
        pytest.skip(f"{name} is not installed")


def has_engine() -> bool:
    """Whether a throw-away engine was handed to the tests; a person's own engine is never touched. Waits until the proofs that
    run beside the other tests have left it alone."""
    if not os.environ.get("DOCKERHELP_ENGINE"):
        return False
    BESIDE.end()
    return _engine_answers()


def _engine_answers() -> bool:
    try:
        return subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The proofs run beside all that is before them; what waits for screens comes after them, when nothing else takes the
    processor, and last what wants the engine for itself."""
    items.sort(key=lambda item: len(_AT_THE_END) * 2 if item.name.endswith("built_in_time") else _place(item.path))


def _place(path: Path) -> int:
    if path.parent.name == "shells" or path.stem.startswith(("test_chat", "test_cli_picking", "test_actions_copy")):
        return 1
    return _AT_THE_END.index(path.stem) * 2 if path.stem in _AT_THE_END else -1


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begins the proofs where all tests are run, with an engine."""
    stems = {item.path.stem for item in session.items}
    whole = len(stems) > len(_AT_THE_END) and "test_proofs" in stems and not session.config.option.collectonly
    if whole and os.environ.get("DOCKERHELP_ENGINE") and _engine_answers():
        from tests.test_proofs import SHOWN

        BESIDE.begin(SHOWN)
