"""Changes to a person's own files: worked out first, shown, agreed to, then made. Nothing that stood in a file is ever lost.

A file is written beside and put in its place, through symbolic links, and keeps its mode and owner. What is there is taken as
bytes: other encodings and line ends are nobody's fault.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from typing import NamedTuple

from assistant.errors import UsageError

_OWN_FOLDER = "dockerhelp"


class Change(NamedTuple):
    """One change to one file, not made yet.

    `what` tells it in a few words. `before` and `after` are the whole content, None where there is no file. `line` is the line
    that comes or goes ("" where it is the whole file) and `context` the line before it. `mode` is set where it is given; a
    file keeps its own otherwise.
    """

    path: str
    what: str
    before: bytes | None
    after: bytes | None
    line: str = ""
    context: str = ""
    mode: int | None = None


def content(path: str) -> bytes | None:
    """What stands in a file; None where there is none. Raises UsageError for what is no ordinary file."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UsageError(f"{path} is no ordinary file, so it was left as it is")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def hindrance(path: str) -> str:
    """Why a file can't be changed, as a whole sentence; "" where it can be. A file that was made read-only stays as it is."""
    real = os.path.realpath(path)
    if os.path.lexists(real) and (not os.stat(real).st_mode & 0o222 or not os.access(real, os.W_OK)):
        return f"{path} is read-only, so it was left as it is"
    folder = os.path.dirname(real)
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    if not os.path.isdir(folder):
        return f"{folder} is no folder, so {path} can't be written"
    return "" if os.access(folder, os.W_OK) else f"the folder {folder} can't be written to, so {path} was left as it is"


def make(change: Change) -> None:
    """Makes a change. Raises UsageError where the file is not any more what the person was shown, OSError where it fails."""
    if content(change.path) != change.before:
        raise UsageError(f"{change.path} was changed meanwhile, so it was left as it is; ask again")
    real = os.path.realpath(change.path)
    folder = os.path.dirname(real)
    if change.after is None:
        os.unlink(real)
        if os.path.basename(folder) == _OWN_FOLDER:
            with suppress(OSError):  # something else is in it
                os.rmdir(folder)
        return
    os.makedirs(folder, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".dockerhelp-", dir=folder)
    try:
        with open(handle, "wb") as file:
            file.write(change.after)
            file.flush()
            os.fsync(file.fileno())
        _put(beside, real, change.mode)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


def _put(beside: str, real: str, mode: int | None) -> None:
    """Puts the file that was written beside in its place."""
    if os.path.exists(real):
        was = os.stat(real)
        shutil.copystat(real, beside)
        os.utime(beside)
        if hasattr(os, "chown") and (was.st_uid, was.st_gid) != (os.stat(beside).st_uid, os.stat(beside).st_gid):
            with suppress(OSError):  # only root may; under sudo the file stays the person's
                os.chown(beside, was.st_uid, was.st_gid)
                os.chmod(beside, stat.S_IMODE(was.st_mode))
    else:
        os.chmod(beside, 0o644)
    if mode is not None:
        os.chmod(beside, mode)
    if os.path.exists(real) and os.stat(real).st_nlink > 1:
        shutil.copyfile(beside, real)  # its other names must see it too
        shutil.copymode(beside, real)
    else:
        os.replace(beside, real)
