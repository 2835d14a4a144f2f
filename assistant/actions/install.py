"""The shell key and the Docker plugin, put where shells and docker look for them, and taken away again.

Each function only works out the changes (changes.py); the door shows them and makes them. A shell reads a file of ours, for which
one marked line in the person's rc file asks; so a new shell starts no Python. What is not ours is never written over.
"""

from __future__ import annotations

import os
import re
import shlex
from typing import NamedTuple

from assistant.actions.changes import Change, content, hindrance
from assistant.errors import UsageError

PLUGIN = "docker-ask"
_OURS = b"# dockerhelp: written by "
_HEADER = "# dockerhelp: written by `dockerhelp --install-shell`; `dockerhelp --uninstall-shell` takes it away.\n"
_LINE = re.compile(rb"if \[ -r [^\r\n]*; fi  # dockerhelp(?P<joined> \(the line before had no end\))?(?P<end>\r?\n|)")
_JOINED = b" (the line before had no end)"  # so that taking it away gives back every byte


class ShellFiles(NamedTuple):
    """Where a shell is told of the key: `file` is ours; the first of the `rc` files that there may be is given the line.
    No `rc` files: the shell reads ours by itself, as fish does."""

    shell: str
    file: str
    rc: tuple[str, ...]


def install_shell(files: ShellFiles, text: str) -> list[Change]:
    """What makes new shells read `text`; nothing where they do already. Raises UsageError where it can't be."""
    ours = _whole(files.file, (_HEADER + text).encode("utf-8", "surrogateescape"), "your shell reads it" if not files.rc else "")
    return ours + _lined(files) if files.rc else ours


def uninstall_shell(files: ShellFiles) -> list[Change]:
    """What undoes install_shell, and no more than that."""
    changes = []
    for path in files.rc:
        before = content(path)
        found = _found(before)
        if before is not None and found is not None:
            _possible(path, "take its line with # dockerhelp out yourself")
            lines = before.splitlines(keepends=True)
            after = _without(lines, found)
            what = "loses one line" if after is not None else "is deleted: it holds nothing else"
            context = _text(lines[found - 1]) if found else ""
            changes.append(Change(path, what, before, after, _text(lines[found]), context))
    return changes + _removed(files.file)


def install_plugin(folder: str, text: str) -> list[Change]:
    """What makes `text` docker's plugin; `folder` is the one of docker's own configuration where plugins are."""
    return _whole(os.path.join(folder, PLUGIN), text.encode("utf-8", "surrogateescape"), "docker reads it", 0o755)


def uninstall_plugin(folder: str) -> list[Change]:
    """What takes the plugin away again, if it is ours."""
    path = os.path.join(folder, PLUGIN)
    before = content(path)
    if before is not None and not _is_ours(before):
        raise UsageError(f"{path} was not written by dockerhelp, so it stays")
    return _removed(path)


def _whole(path: str, after: bytes, reader: str, mode: int | None = None) -> list[Change]:
    """A file that is all ours."""
    before = content(path)
    if before is not None and not _is_ours(before):
        raise UsageError(f"{path} is there already and was not written by dockerhelp; move it away and ask again")
    if before == after and (mode is None or os.stat(path).st_mode & 0o777 == mode):
        return []
    if why := hindrance(path):
        raise UsageError(why)
    what = ("is written" if before is None else "is written anew") + (f"; {reader}" if reader else "")
    return [Change(path, what, before, after, mode=mode)]


def _removed(path: str) -> list[Change]:
    before = content(path)
    if before is None or not _is_ours(before):
        return []
    _possible(path, "delete it yourself")
    return [Change(path, "is deleted", before, None)]


def _possible(path: str, instead: str) -> None:
    if why := hindrance(path):
        raise UsageError(f"{why}; make it writable, or {instead}")


def _is_ours(text: bytes) -> bool:
    return any(line.startswith(_OURS) for line in text.splitlines()[:3])


def _lined(files: ShellFiles) -> list[Change]:
    """The line in the rc file: where ours is already, else at the end of the first one that there may be."""
    if "\n" in files.file or "\r" in files.file:
        raise UsageError(f"the name {files.file!r} has a line break in it; no line of an rc file can name it")
    quoted = shlex.quote(files.file)
    line = f"if [ -r {quoted} ]; then . {quoted}; fi  # dockerhelp".encode("utf-8", "surrogateescape")
    path = next((path for path in files.rc if _found(content(path)) is not None), files.rc[0])
    before = content(path)
    lines = (before or b"").splitlines(keepends=True)
    found = _found(before)
    after = _added(path, before, line) if found is None else _renewed(lines, found, line)
    if after == before:
        return []
    if why := hindrance(path):
        raise UsageError(f"{why}; make it writable, or put this line into it yourself: {_text(line)}")
    context = _text(lines[-1] if found is None else lines[found - 1]) if lines and found != 0 else ""
    what = "is made, with one line" if before is None else "gets one line" if found is None else "gets its line anew"
    return [Change(path, what, before, after, _text(line), context)]


def _found(text: bytes | None) -> int | None:
    """The place of our line among the lines of a file."""
    return next((at for at, line in enumerate((text or b"").splitlines(keepends=True)) if _LINE.fullmatch(line)), None)


def _added(path: str, before: bytes | None, line: bytes) -> bytes:
    """The content with our line below it, ended as its other lines are."""
    if before is None:
        return line + b"\n"
    last = (before.splitlines() or [b""])[-1]
    if (len(last) - len(last.rstrip(b"\\"))) % 2 and not last.lstrip().startswith(b"#"):
        raise UsageError(f"{path} ends in the middle of a command (with a backslash); end that line, then ask again")
    end = b"\r\n" if before.endswith(b"\r\n") or (b"\r\n" in before and not before.endswith(b"\n")) else b"\n"
    if before.endswith(b"\n"):
        return before + line + end
    return before + (end if before else b"") + line + _JOINED + end


def _renewed(lines: list[bytes], at: int, line: bytes) -> bytes:
    """The content with our line in the place of an earlier one of ours."""
    was = _LINE.fullmatch(lines[at])
    new = line + (was["joined"] or b"") + was["end"] if was else line
    return b"".join([*lines[:at], new, *lines[at + 1 :]])


def _without(lines: list[bytes], at: int) -> bytes | None:
    """The content as it was before our line came; None where there was no file."""
    was = _LINE.fullmatch(lines[at])
    head, rest = b"".join(lines[:at]), b"".join(lines[at + 1 :])
    joined = bool(was and was["joined"])
    if joined and not rest:
        head = head.removesuffix(b"\n").removesuffix(b"\r") if was and was["end"] == b"\r\n" else head.removesuffix(b"\n")
    return None if not joined and not head and not rest else head + rest


def _text(line: bytes) -> str:
    return line.rstrip(b"\r\n").decode("utf-8", "replace")
