"""What the shell prompt waits for, beside bare Python: `python benchmarks/prompt.py [RUNS]`.

Installs the wheel into a fresh virtual environment and times, by turns, `python -c pass` and the init line of each shell. Prints
medians in milliseconds and their ratio. Exits 1 where an init line is slower than the bar.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from startup import LEAST_RUNS, installed, milliseconds

BAR = 1.5  # times `python -c pass`


def main(runs: int) -> int:
    """Times everything and prints it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bin_folder = installed(place)
        environment = {**os.environ, "XDG_CACHE_HOME": str(place / "cache"), "HOME": str(place), "PYTHONDONTWRITEBYTECODE": ""}
        environment.pop("PYTHONPATH", None)
        commands = {"python -c pass": [str(bin_folder / "python"), "-c", "pass"]}
        for shell in ("bash", "zsh", "fish"):
            commands[f"dockerhelp --init {shell}"] = [str(bin_folder / "dockerhelp"), "--init", shell]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(milliseconds(command, environment))
    return report(times)


def report(times: dict[str, list[float]]) -> int:
    """Prints a line a command; 1 where one is slower than the bar."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    bare = medians["python -c pass"]
    for name, value in medians.items():
        print(f"{value:8.1f} ms  {value / bare:5.2f} x python  {name}  (median of {len(times[name])})")
    worst = max(medians.values()) / bare
    print(f"the init line costs {worst:.2f} x bare Python; the bar is {BAR} x: {'met' if worst <= BAR else 'MISSED'}")
    return 0 if worst <= BAR else 1


if __name__ == "__main__":
    sys.exit(main(max(LEAST_RUNS, int(sys.argv[1]) if len(sys.argv) > 1 else LEAST_RUNS)))
