"""The journal's file: one JSON object a line, appended under a lock, made shorter beside and put in place in one step."""

from __future__ import annotations

import contextlib
import errno
import json
import math
import os
import stat
import time
from collections.abc import Iterator

from assistant.history import uses
from assistant.history.entry import Entry

_OURS = 0o600
_PATIENCE = 2.0  # seconds that another process may hold the lock
_CHUNK = 1 << 16
_BINARY: int = getattr(os, "O_BINARY", 0)
_NOT_STUCK: int = getattr(os, "O_NONBLOCK", 0)  # a pipe in the file's place must not hold us up
_TELLING = {
    "ENOSPC": "there is no room left on the disk",
    "EDQUOT": "your quota on the disk is used up",
    "EFBIG": "the file may not grow any more",
    "EACCES": "you may not write there",
    "EPERM": "you may not write there",
    "EROFS": "the disk is read-only",
    "ENOTDIR": "a part of this path is not a directory",
    "EEXIST": "a file stands where the directory should be",
    "EAGAIN": "another dockerhelp holds the journal's lock",
    "EISDIR": "a directory stands where the file should be",
    "ELOOP": "its links run in a circle",
}


def told(folder: str, error: Exception) -> str:
    """The sentence for why nothing could be kept in a folder."""
    why = _TELLING.get(errno.errorcode.get(getattr(error, "errno", None) or 0, ""))
    return f"the history cannot be kept in {folder}: {why or getattr(error, 'strerror', None) or error}"


def add(folder: str, name: str, lock: str, line: bytes, most: int) -> None:
    """Appends a line and counts it. Raises OSError where it is not written; then the file is as it was."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, name)
    with _alone(os.path.join(folder, lock)):
        before, after = _append(path, line)
        with contextlib.suppress(OSError, ValueError):  # the entry is kept; what is derived from the file is made anew later
            counted = uses.after(folder, path, before, after, line)
            if counted.lines > most + most // 2:
                _shorten(path, most)
                counted = uses.of(path)
            uses.write(folder, counted)


def entries(path: str, last: int | None) -> list[Entry]:
    """The newest entries of a file, oldest first; see Journal.entries."""
    try:
        lines = tail(path, last)
    except (OSError, ValueError):
        return []
    found = [entry for entry in map(parsed, lines) if entry]
    if last is not None and len(found) < last and len(lines) >= last:  # broken ones among them: look further back
        with contextlib.suppress(OSError):
            found = [entry for entry in map(parsed, tail(path, None)) if entry]
    return found if last is None else found[max(0, len(found) - last) :]


def parsed(line: bytes) -> Entry | None:
    """The entry of a line; None where it is none."""
    try:
        told = json.loads(line)
        entry = Entry(
            *(told[name] for name in ("at", "what")),
            *(told.get(name, "") for name in ("question", "card", "command", "confidence", "way")),
            *(told.get(name) for name in ("exit", "seconds")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    numbers = [entry.at] + [number for number in (entry.exit, entry.seconds) if number is not None]
    whole = entry.exit is None or isinstance(entry.exit, int)
    right = all(isinstance(text, str) for text in entry[1:7]) and all(type(number) in (int, float) for number in numbers)
    return entry if right and whole and all(math.isfinite(number) for number in numbers) else None


def tail(path: str, last: int | None) -> list[bytes]:
    """The last lines of a file without their ends, all for None; no empty ones."""
    descriptor = _opened(path, os.O_RDONLY)
    with os.fdopen(descriptor, "rb") as file:
        if last is None:
            return [line for line in file.read().split(b"\n") if line]
        if last <= 0:
            return []
        at = file.seek(0, os.SEEK_END)
        data = b""
        while at and data.count(b"\n") <= last + 1:
            step = min(at, max(_CHUNK, len(data)))
            at -= step
            file.seek(at)
            data = file.read(step) + data
        lines = data.split(b"\n")
        return [line for line in (lines[1:] if at else lines) if line][-last:]


def _opened(path: str, flags: int) -> int:
    descriptor = os.open(path, flags | _BINARY | _NOT_STUCK, _OURS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, f"{os.path.basename(path)} is not a file")
    return descriptor


def _append(path: str, line: bytes) -> tuple[int, int]:
    """Writes a line at the end of a file, all or nothing; its sizes before and after."""
    descriptor = _opened(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        state = os.fstat(descriptor)
        if state.st_mode & 0o077 and hasattr(os, "fchmod"):
            with contextlib.suppress(OSError):  # it belongs to somebody else
                os.fchmod(descriptor, _OURS)
        size = state.st_size
        if size:
            os.lseek(descriptor, size - 1, os.SEEK_SET)
            if os.read(descriptor, 1) != b"\n":  # a crash or a full disk left half a line
                line = b"\n" + line
        data = line + b"\n"
        written = _written(descriptor, data)
        if written != len(data):
            os.ftruncate(descriptor, size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return size, size + written
    finally:
        os.close(descriptor)


def _written(descriptor: int, data: bytes) -> int:
    return os.write(descriptor, data)


def _shorten(path: str, most: int) -> None:
    """Keeps the newest lines of a file; it is replaced in one step."""
    beside = path + ".new"
    lines = [line for line in tail(path, most) if parsed(line)]
    with os.fdopen(_opened(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as out:
        out.write(b"".join(line + b"\n" for line in lines))
        out.flush()
        os.fsync(out.fileno())
    os.replace(beside, path)


@contextlib.contextmanager
def _alone(lock: str) -> Iterator[None]:
    """One writer at a time, where the platform has file locks; OSError (EAGAIN) where another one never ends."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = _opened(lock, os.O_RDWR | os.O_CREAT)
    try:
        patience = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if error.errno == errno.ENOLCK or error.errno == errno.ENOSYS:  # a network disk without locks: as without fcntl
                    break
                if time.monotonic() > patience:
                    raise
                time.sleep(0.002)
        yield
    finally:
        os.close(descriptor)
