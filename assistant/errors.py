"""The few sentences we may fail with. Each says what was wrong, where, and what to do."""

from __future__ import annotations

ANSWERED, NOTHING_KNOWN, WRONG_USE, COMMAND_FAILED, INTERRUPTED = 0, 1, 2, 3, 130


class DockerhelpError(Exception):
    """A failure told to the person as one clear sentence; `exit_code` is what the process ends with."""

    exit_code = WRONG_USE


class UsageError(DockerhelpError):
    """The command line asks for something that cannot be."""


class KnowledgeError(DockerhelpError):
    """No card could be read at all."""

    exit_code = COMMAND_FAILED


class IndexDamaged(Exception):
    """The built index does not read as it was written. Never told to the person: the index is built again."""
