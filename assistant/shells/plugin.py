"""The sh program that docker calls for `docker ask`: plugin.sh with its blanks filled in."""

from __future__ import annotations

import os
import shlex


def plugin(program: str, version: str) -> str:
    """The text of docker-ask; `program` is the dockerhelp that it hands on to, by an absolute path or by name."""
    with open(os.path.join(os.path.dirname(__file__), "plugin.sh"), encoding="utf-8") as file:
        text = file.read()
    return text.replace("@VERSION@", version).replace("@PROGRAM@", shlex.quote(program))
