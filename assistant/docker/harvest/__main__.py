"""`python -m assistant.docker.harvest`."""

import sys

from . import command

sys.exit(command(sys.argv[1:]))
