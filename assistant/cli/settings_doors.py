"""The doors of the configuration: showing it, and telling what is wrong in it."""

from __future__ import annotations

import os
import sys

from assistant.cli.options import Request
from assistant.errors import ANSWERED, UsageError
from assistant.paint import clean, put
from assistant.paint.config import place
from assistant.settings import Settings, default_text

_MOST = 3  # findings that are told; the first ones mended, the others come


def config(request: Request, settings: Settings) -> int:
    """Prints the default configuration, which is its own manual, below a line that says where the person's own file is."""
    if request.words:
        raise UsageError(f"--config takes no words; leave out '{' '.join(request.words)}'")
    told = place(settings.config_file, os.path.lexists(settings.config_file))
    put(f"# {told}\n#\n{default_text()}", sys.stdout)
    return ANSWERED


def tell(findings: tuple[str, ...]) -> None:
    """Tells on standard error what is wrong in the configuration, at most three lines of it."""
    for finding in findings[:_MOST]:
        print(f"dockerhelp: {clean(finding)}", file=sys.stderr)
    if len(findings) > _MOST:
        print(f"dockerhelp: and {len(findings) - _MOST} more in the configuration", file=sys.stderr)
