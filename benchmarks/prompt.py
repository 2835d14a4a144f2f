"""What the shell prompt waits for, beside bare Python: `python benchmarks/prompt.py [RUNS]`.

Installs the wheel into a fresh virtual environment and times, by turns, `python -c pass` and the init line of each shell; then
the picker on a terminal of its own, from its start to the first frame and to the first answers. Prints medians in milliseconds,
for the init line their ratio too. Exits 1 where an init line or the first frame is slower than its bar.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from startup import LEAST_RUNS, at_home, installed, milliseconds

BAR = 1.5  # times `python -c pass`
FIRST_FRAME = 300  # milliseconds
_FRAMES = ("❯ scale a service", "docker service scale")  # what stands on the screen when the frame is there, and when answers are


def main(runs: int) -> int:
    """Times everything and prints it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bin_folder = installed(place)
        environment = at_home(place)
        commands = {"python -c pass": [str(bin_folder / "python"), "-c", "pass"]}
        for shell in ("bash", "zsh", "fish"):
            commands[f"dockerhelp --init {shell}"] = [str(bin_folder / "dockerhelp"), "--init", shell]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(milliseconds(command, environment))
        picker = [str(bin_folder / "dockerhelp"), "--pick", "--buffer", "scale a service", "--cursor", "0"]
        subprocess.run([str(bin_folder / "dockerhelp"), "warm up"], env=environment, capture_output=True, check=False)
        frames = [picked(picker, {**environment, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}) for _ in range(runs)]
    return max(report(times), report_frames(frames))


def picked(command: list[str], environment: dict[str, str]) -> list[float]:
    """Wall times of one picker, from its start until each of the frames stood there."""
    begun = time.perf_counter()
    pid, master = pty.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a shell reads what comes there
        os.execvpe(command[0], command, environment)
    shown, times = b"", list[float]()
    while len(times) < len(_FRAMES) and select.select([master], [], [], 10)[0]:
        shown += os.read(master, 65536)
        while len(times) < len(_FRAMES) and _FRAMES[len(times)].encode() in shown:
            times.append((time.perf_counter() - begun) * 1000)
    os.write(master, b"\x03")
    while select.select([master], [], [], 5)[0]:
        try:
            if not os.read(master, 65536):
                break
        except OSError:  # Linux tells the end of a terminal in this way
            break
    os.close(master)
    os.waitpid(pid, 0)
    return times


def report_frames(frames: list[list[float]]) -> int:
    """Prints what the picker takes; 1 where its first frame is later than the bar."""
    first, answers = (statistics.median(times[number] for times in frames) for number in range(len(_FRAMES)))
    print(f"{first:8.1f} ms  the picker's first frame, {answers:.1f} ms its first answers  (median of {len(frames)})")
    print(f"the bar for the first frame is {FIRST_FRAME} ms: {'met' if first <= FIRST_FRAME else 'MISSED'}")
    return 0 if first <= FIRST_FRAME else 1


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
