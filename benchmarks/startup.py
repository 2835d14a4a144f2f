"""How long a one-shot question takes, beside what no such program can beat: `python benchmarks/startup.py [RUNS]`.

Builds the wheel, installs it into a fresh virtual environment, and times four commands by turns, so that whatever else the
machine does falls on all alike: bare Python; the floor (Python that imports whoosh.index, opens the built index and runs one
Term query); dockerhelp; and apropos. Prints medians in milliseconds and the ratio to the floor. Exits 1 where the bar is missed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
BAR = 1.5  # times the floor
LEAST_RUNS = 20

FLOOR = """
import sys
import whoosh.index
from whoosh.query import Term
with whoosh.index.open_dir(sys.argv[1]).searcher() as searcher:
    assert len(searcher.search(Term("asks", "dangl"))) > 0
"""


def installed(place: Path) -> Path:
    """A virtual environment with the wheel of this checkout; returns its bin folder."""
    subprocess.run([sys.executable, "-m", "venv", str(place / "venv")], check=True)
    bin_folder = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(bin_folder / "python"), "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(place / "dist"), str(HOUSE)], check=True, stdout=subprocess.DEVNULL)
    wheel = next((place / "dist").glob("dockerhelp-*.whl"))
    subprocess.run([*pip, "install", str(wheel)], check=True, stdout=subprocess.DEVNULL)
    return bin_folder


def at_home(place: Path) -> dict[str, str]:
    """An environment whose home and cache lie in `place`, and in which nothing of this checkout is imported."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(place / "cache"), "HOME": str(place), "PYTHONDONTWRITEBYTECODE": ""}
    environment.pop("PYTHONPATH", None)
    return environment


def milliseconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall time of one run."""
    begun = time.perf_counter()
    subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False
    )
    return (time.perf_counter() - begun) * 1000


def main(runs: int) -> int:
    """Times everything and prints it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bin_folder = installed(place)
        environment = at_home(place)
        one_shot = [str(bin_folder / "dockerhelp"), "remove dangling images"]
        subprocess.run(one_shot, env=environment, check=True, stdout=subprocess.DEVNULL)
        index = next(path.parent for path in (place / "cache").rglob("seal"))
        python = str(bin_folder / "python")
        (place / "floor.py").write_text(FLOOR)
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "the floor (open the index, one Term query)": [python, str(place / "floor.py"), str(index)],
            'dockerhelp "remove dangling images"': one_shot,
        }
        if shutil.which("apropos"):
            commands["apropos docker"] = ["apropos", "docker"]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(milliseconds(command, environment))
    return report(times)


def report(times: dict[str, list[float]]) -> int:
    """Prints a line a command; 1 where dockerhelp is slower than the bar."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    floor = next(value for name, value in medians.items() if name.startswith("the floor"))
    for name, value in medians.items():
        print(f"{value:8.1f} ms  {value / floor:5.2f} x floor  {name}  (median of {len(times[name])})")
    ratio = next(value for name, value in medians.items() if name.startswith("dockerhelp")) / floor
    print(f"one-shot is {ratio:.2f} x the floor; the bar is {BAR} x: {'met' if ratio <= BAR else 'MISSED'}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main(max(LEAST_RUNS, int(sys.argv[1]) if len(sys.argv) > 1 else LEAST_RUNS)))
