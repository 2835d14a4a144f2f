"""The person's configuration: from what was kept of the file the last time; YAML is read only where the file is new."""

from __future__ import annotations

import os
from stat import S_ISDIR, S_ISREG
from typing import Any

from assistant.settings.keys import DEFAULTS, KEYS, TEXTS, Config, config, fits

MOST_BYTES = 100_000
KEPT = "config.json"
_VERSION = 1  # raise it when `checking` reads the same file otherwise; what the table of keys says is noticed by itself
_DEFAULTS_SERVE = "the defaults serve"

Found = tuple[Config, tuple[str, ...]]


def default_text() -> str:
    """The default configuration with its comments, which are the manual."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "config.yaml"), encoding="utf-8") as text:
        return text.read()


def read(file: str, cache: str, named: bool = False) -> Found:
    """The configuration in a file and what is wrong there, each "file:line: sentence"; the defaults serve for what is wrong.

    Without a file nothing is wrong, unless the person `named` it. What was read is kept in the folder `cache` ("" for none), so
    that a question does not load YAML. Nothing is raised.
    """
    if not file or file == os.devnull:
        return DEFAULTS, ()
    try:
        state = os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        if named or os.path.islink(file):
            return _unread(file, "there is no such file; make it (dockerhelp --config shows what may stand in it)")
        return DEFAULTS, ()
    except (OSError, ValueError) as error:
        return _unread(file, _refused(error))
    if not S_ISREG(state.st_mode):
        return _unread(file, f"this is {'a folder' if S_ISDIR(state.st_mode) else 'no ordinary file'}; a text file is wanted")
    if state.st_size > MOST_BYTES:
        return _unread(file, f"{state.st_size} bytes are too many; at most {MOST_BYTES} are read")
    mark = _mark(file, state)
    return _kept(cache, mark) or _anew(file, cache, mark)


def _anew(file: str, cache: str, mark: list[Any]) -> Found:
    try:
        with open(file, "rb") as source:
            content = source.read(MOST_BYTES)
    except OSError as error:
        return _unread(file, _refused(error))
    from assistant.settings import checking

    values, findings = checking.check(file, content)
    if cache:
        _keep(cache, {"mark": mark, "values": values, "findings": findings})
    return config(values), tuple(findings)


def _refused(error: Exception) -> str:
    why = "a NUL in its name" if isinstance(error, ValueError) else getattr(error, "strerror", None) or str(error)
    return f"cannot be read ({why}); mend that or remove it"


def _unread(file: str, sentence: str) -> Found:
    shown = "".join(letter if letter.isprintable() else "?" for letter in file)
    return DEFAULTS, (f"{shown}:1: {sentence}; {_DEFAULTS_SERVE}",)


def _mark(file: str, state: os.stat_result) -> list[Any]:
    """What tells that a file is as it was, and that it would be read as it was."""
    from zlib import crc32

    return [_VERSION, crc32(repr(KEYS).encode()), file, state.st_size, state.st_mtime_ns, state.st_ctime_ns]


def _kept(cache: str, mark: list[Any]) -> Found | None:
    """What was kept of the file; None where that was another state of it, or is not as it was written."""
    import json

    try:
        with open(os.path.join(cache, KEPT), "rb") as content:
            kept = json.load(content)
    except (OSError, ValueError, RecursionError):
        return None
    if not cache or not isinstance(kept, dict) or kept.get("mark") != mark:
        return None
    given, findings = kept.get("values"), kept.get("findings")
    if not isinstance(given, dict) or not isinstance(findings, list) or not all(isinstance(text, str) for text in findings):
        return None
    values = {key.name: _value(given.pop(key.name), key.kind) for key in KEYS if key.name in given}
    if given or not all(fits(key, values[key.name]) for key in KEYS if key.name in values):
        return None
    return config(values), tuple(findings)


def _value(kept: Any, kind: str) -> Any:
    return tuple(kept) if kind == TEXTS and isinstance(kept, list) else kept


def _keep(cache: str, found: dict[str, Any]) -> None:
    """Keeps what was read, in one step; where that cannot be written the file is read anew each time."""
    import json
    from contextlib import suppress

    path = os.path.join(cache, KEPT)
    aside = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(cache, mode=0o700, exist_ok=True)
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(descriptor, "w", encoding="ascii") as out:
                json.dump(found, out)
            os.replace(aside, path)
        except OSError:
            os.unlink(aside)
