#!python
# The program itself too (pyproject.toml): the script that pip writes for an entry point imports `re` before anything else,
# which costs as much as a whole Python; a new shell that waits for `dockerhelp --init` would notice.
import sys

from assistant.cli import run

sys.exit(run())
