"""Tables of facts (every path with its usage, aliases, argument counts and flags) → a table of grammar/."""

from __future__ import annotations

from typing import Any

from .store import Table, version
from .usage import arguments

_FLAG_FACTS = (
    "short", "takes_value", "type", "default", "min_api", "deprecated", "hidden", "swarm", "alias_of", "experimental", "ostype",
    "optional_value",
)  # fmt: skip
_COMMAND_FACTS = ("usage", "args", "swarm", "min_api", "hidden", "experimental", "deprecated")
_ANY = {"min": 0, "max": None}  # what a client says that does not tell
_SAYS_NOTHING = ("0", "0s", "[]", "map[]", "false")


def table(facts: dict[str, Any]) -> Table:
    """One table: `aliases` maps every other spelling to its path (a stub's to its plugin's); `commands` holds each path once."""
    old = version(facts.get("old_version") or "")
    stubs = {
        path: f"docker {entry['plugin_stub']} {path.split()[-1]}"
        for path, entry in facts["commands"].items()
        if entry.get("plugin_stub")
    }
    aliases = {**facts["alias_map"], **stubs}
    own = {path: entry for path, entry in facts["commands"].items() if path not in aliases}
    commands = {path: _command(path, entry, own, old) for path, entry in own.items()}
    return {
        "source": facts["source"],
        "version": version(facts["source"]),
        "aliases": dict(sorted(aliases.items())),
        "commands": commands,
    }


def _command(path: str, entry: dict[str, Any], own: dict[str, Any], old: str) -> dict[str, Any]:
    kept = {name: entry[name] for name in _COMMAND_FACTS if entry.get(name)}
    if entry.get("experimentalcli"):
        kept["experimental"] = True
    if kept.get("args") in (None, _ANY) and not entry.get("subcommands"):
        kept |= {"args": counts} if (counts := arguments(path, entry.get("usage") or "")) else {}
    if entry.get("added_after_old") and old:
        kept["after"] = old
    flags = list(entry.get("flags", []))
    if entry.get("inherits"):  # flags of the first command that every one below it takes as well
        root = own[" ".join(path.split()[:2])]
        flags += [flag for flag in root["flags"] if flag["name"] in entry["inherits"]]
    kept["flags"] = {flag["name"]: _flag(flag, old) for flag in flags}
    return kept


def _flag(flag: dict[str, Any], old: str) -> dict[str, Any]:
    kept = {name: flag[name] for name in _FLAG_FACTS if flag.get(name)}
    if not telling(kept.get("default"), kept.get("type")):
        kept.pop("default", None)
    if flag.get("added_after_old") and old:
        kept["after"] = old
    return kept


def telling(default: object, kind: object) -> bool:
    """Whether a default is worth keeping: no zero of its type, no sentence, no path of the machine that was asked."""
    if kind == "bool":
        return default == "true"
    return isinstance(default, str) and default not in _SAYS_NOTHING and default[:1] != "/" and " " not in default


def complete(buildx: Table, docker: Table) -> None:
    """Gives the types of the old builder to the flags that buildx only accepts for its sake, and lists without a type."""
    old = docker["commands"].get("docker image build", {}).get("flags", {})
    for name, flag in buildx["commands"].get("docker buildx build", {}).get("flags", {}).items():
        if "type" not in flag and name in old:
            flag.update({fact: old[name][fact] for fact in ("short", "takes_value", "type") if fact in old[name]})
