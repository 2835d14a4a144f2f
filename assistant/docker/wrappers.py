"""What may stand before `docker` in a command: sudo, NAME=value, xargs -r, timeout 5, do …"""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.docker.parts import Redirect, Word

VALUED = {  # what wraps a command: the letters of its flags that take a value
    "sudo": "ugCpDRTh", "doas": "uC", "xargs": "nIPLdsEa", "watch": "n", "timeout": "ks", "nice": "n", "env": "uCS", "time": "fo",
    "ionice": "cnp", "stdbuf": "ioe", "nohup": "", "exec": "a", "do": "", "then": "", "else": "",
    "if": "", "elif": "", "while": "", "until": "", "!": "", "{": "",
}  # fmt: skip
ASSIGNMENT = Late(r"[A-Za-z_][A-Za-z0-9_]*=")
Placed = tuple[str, Word | Redirect]  # the white space before, and what stands there


def program_at(placed: list[Placed]) -> int | None:
    """Which of the words is `docker` or `docker-compose`, behind what only wraps a command; None where it is another program."""
    valued: str | None = None
    skip = False
    for at, (_, what) in enumerate(placed):
        if isinstance(what, Redirect):
            continue
        text = what.value()
        if skip:
            skip = False
        elif text in ("docker", "docker-compose"):
            return at
        elif text in VALUED:
            valued = VALUED[text]
        elif ASSIGNMENT.match(what.lead()):
            continue
        elif valued is not None and what.lead().startswith("-"):
            skip = text is not None and len(text) == 2 and text[1] in valued
        elif not (valued and (what.lead()[:1].isdigit() or what.source == "{}" or what.blanks())):
            return None
    return None
