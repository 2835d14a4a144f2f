"""The journal: what was asked, copied and run, kept for the person alone, with secrets masked before anything is written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.history.entry import Entry

__all__ = ("LONGEST_COMMAND", "LONGEST_QUESTION", "Entry", "Journal")
LONGEST_QUESTION = 2_000  # letters of a question that are kept
LONGEST_COMMAND = 10_000
_LONGEST_READ = 5  # times the letters kept: how much is looked at for secrets before it is cut
_FILE, _LOCK = "history.jsonl", "history.lock"


def __getattr__(name: str) -> type[Entry]:
    """Entry, made when it is first wanted: a question that only reads uses() does without it."""
    if name != "Entry":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from assistant.history.entry import Entry

    return Entry


class Journal:
    """The journal in a folder. It never raises: `problem` is a sentence where the last entry could not be kept, else "".

    Nothing is kept where `folder` is "" or `keep` is false. At least the newest `most` entries stay. `secrets` are the words that
    make a NAME in NAME=value a secret one; () stands for the usual ones (assistant.history.names.USUAL).
    """

    def __init__(self, folder: str, keep: bool = True, most: int = 10_000, secrets: tuple[str, ...] = ()) -> None:
        self.folder, self.keep, self.most = folder, keep and bool(folder), max(1, most)
        self.secrets = tuple(name.lower() for name in secrets)
        self.path = os.path.join(folder, _FILE) if folder else ""
        self.problem = ""

    def add(self, entry: Entry) -> None:
        """Writes an entry, masked; what it says is on the disk's way when this returns with no `problem`."""
        self.problem = ""
        if not self.keep:
            return
        from assistant.history import file

        try:
            file.add(self.folder, _FILE, _LOCK, self._line(entry), self.most)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the folder's name
            self.problem = file.told(self.folder, error)

    def entries(self, last: int | None = None) -> list[Entry]:
        """The newest `last` entries, all without it, oldest first. Lines that are broken are left out; [] where there is none."""
        if not self.path:
            return []
        from assistant.history import file

        return file.entries(self.path, last)

    def uses(self) -> dict[str, int]:
        """How often each card was lately copied or run, by its id; {} where that is not known. Reads one small file."""
        if not self.keep:
            return {}
        from assistant.history import uses

        return uses.read(self.folder)

    def _line(self, entry: Entry) -> bytes:
        import json

        from assistant.history.hints import hinted

        entry = entry._replace(
            question=_cut(entry.question, LONGEST_QUESTION * _LONGEST_READ),
            command=_cut(entry.command, LONGEST_COMMAND * _LONGEST_READ),
        )
        if hinted(f"{entry.question}\n{entry.command}", self.secrets):
            from assistant.history.mask import masked_entry

            entry = masked_entry(entry, self.secrets)
        entry = entry._replace(
            question=_cut(entry.question, LONGEST_QUESTION),
            command=_cut(entry.command, LONGEST_COMMAND),
            way=_cut(entry.way, 200),
        )
        told = {name: value for name, value in entry._asdict().items() if value not in ("", None)}
        return json.dumps(told).encode("ascii")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
