"""What a client tells, put into the present table. Nothing is lost: people have newer and older clients.

A client as new as the table, or newer, is right where they differ; an older one only adds what it alone has. `after` and `until`
keep in which versions a command or flag is not, or no longer, seen.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from .store import Table, number

_ONLY_ADDED = ("default", "experimental", "deprecated")  # help does not always tell these
_CLIENT_KNOWS = ("short", "takes_value", "type", "optional_value", *_ONLY_ADDED)
Facts = dict[str, Any]


def merge(present: Table | None, seen: Table) -> tuple[Table, list[str]]:
    """The new table, and notes: `+ …` was missing, `~ …` was different, `. …` is only told (what the client lacks)."""
    if present is None:
        return deepcopy(seen), [f"+ {path}" for path in seen["commands"]]
    made = deepcopy(present)
    merging = _Merging(present.get("version", ""), seen["version"])
    for other, path in seen["aliases"].items():
        if other not in made["aliases"] and other not in made["commands"]:
            made["aliases"][other] = path
            merging.note("+", other, f"is another spelling of {path}")
    for path, entry in seen["commands"].items():
        merging.command(made["commands"], path, entry)
    for path, entry in made["commands"].items():
        if path not in seen["commands"] and not entry.get("hidden"):
            merging.lacking(entry, path)
    if merging.newer:
        made |= {"source": seen["source"], "version": seen["version"]}
    return made, merging.notes


class _Merging:
    """The two versions that are merged, and what was noted on the way."""

    def __init__(self, present: str, seen: str) -> None:
        self.present, self.seen = present, seen
        self.newer = number(seen) > number(present)
        self.older = number(seen) < number(present)
        self.notes: list[str] = []

    def note(self, mark: str, path: str, text: str) -> None:
        self.notes.append(f"{mark} {path} {text}".rstrip())

    def command(self, commands: dict[str, Facts], path: str, entry: Facts) -> None:
        """Merges one command into the table's commands."""
        if path not in commands:
            commands[path] = self.dated(entry)
            self.note("+", path, "")
            return
        known = commands[path]
        self.there(known)
        if not self.older:
            self.update(known, entry, ("usage",), path)
            if "args" in entry and "args" not in known:
                known["args"] = entry["args"]
        for name, flag in entry["flags"].items():
            self.flag(known["flags"], name, flag, path)
        self.settle(known["flags"], path)
        for name, flag in known["flags"].items():
            if name not in (*entry["flags"], "help") and not flag.get("hidden") and "alias_of" not in flag:
                self.lacking(flag, f"{path} --{name}")

    def flag(self, flags: dict[str, Facts], name: str, flag: Facts, path: str) -> None:
        if name not in flags:
            flags[name] = self.dated(flag)
            self.note("+", path, f"--{name}")
            return
        known = flags[name]
        self.there(known)
        if "type" not in known:
            known.update(flag)
            self.note("~", path, f"--{name}: type is {flag['type']}")
        elif not self.older and "alias_of" not in known:
            self.update(known, flag, _CLIENT_KNOWS, f"{path} --{name}")
            if not flag.get("hidden"):
                known.pop("hidden", None)

    def update(self, known: Facts, entry: Facts, names: tuple[str, ...], what: str) -> None:
        for name in names:
            if known.get(name) != entry.get(name) and (name in entry or name not in _ONLY_ADDED):
                self.note("~", what, f"{name}: {known.get(name)} -> {entry.get(name)}")
                known.pop(name, None)
                known |= {name: entry[name]} if name in entry else {}

    def settle(self, flags: dict[str, Facts], path: str) -> None:
        """Leaves each short form to one flag: of a flag that was renamed, to the new name."""
        owners: dict[str, str] = {}
        for name in sorted(flags, key=lambda name: ("until" in flags[name], name)):
            short = flags[name].get("short")
            owner = owners.setdefault(short, name) if short else name
            if owner != name:
                del flags[name]["short"]
                if owner.lower() == name.lower():
                    flags[name]["alias_of"] = owner
                self.note(".", path, f"--{name}: -{short} now belongs to --{owner}")

    def dated(self, facts: Facts) -> Facts:
        """What the table did not have: an older client shows that it went, a newer one that it came."""
        facts = deepcopy(facts)
        if self.older:
            facts["until"] = self.seen
        elif self.newer and self.present:
            facts["after"] = self.present
        return facts

    def there(self, known: Facts) -> None:
        """Corrects dates of what this client has."""
        if "until" in known and number(known["until"]) < number(self.seen):
            del known["until"]
            if self.older:
                known["until"] = self.seen
        if "after" in known and number(known["after"]) >= number(self.seen):
            del known["after"]

    def lacking(self, known: Facts, what: str) -> None:
        """Dates what this client does not have."""
        if self.newer and "until" not in known:
            known["until"] = self.present
            self.note(".", what, f"is not in {self.seen} any more")
        elif self.older and "until" not in known and number(known.get("after", "")) < number(self.seen):
            known["after"] = self.seen
            self.note(".", what, f"is not yet in {self.seen}")
