"""How many arguments a command takes, from its usage: `docker tag SOURCE TARGET` → two."""

from __future__ import annotations

import re

Counts = dict[str, "int | None"]
_MANY = ("...", "SERVICES", " OPTIONS")  # how usages write "any number"
_NO_ARGUMENT = ("[OPTIONS]", "[OPTION]", "[flags]", "OPTIONS")


def arguments(path: str, usage: str) -> Counts | None:
    """The least and the most arguments (None: any number); None where the usage tells nothing but the path."""
    words = _words(re.sub(r"\s*\|\s*", "|", usage.removeprefix(path)))
    if not words or set(words) & set("<>&"):  # the last: an example stands in its place
        return None
    least, most = 0, 0
    unbounded = False
    for word in words:
        if word in _NO_ARGUMENT or word.startswith("--"):
            continue
        optional = word == "-" or (word.startswith("[") and _closes_last(word))
        least += 0 if optional else 1
        most += len(word.split())  # [REF [DIGEST]] is two
        unbounded = unbounded or any(many in word for many in _MANY)
    return {"min": least, "max": None if unbounded else most}


def _words(text: str) -> list[str]:
    """Words at spaces that stand outside of every bracket."""
    words, depth = [""], 0
    for letter in text.strip():
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter.isspace() and depth == 0:
            words.append("")
        else:
            words[-1] += letter
    return [word for word in words if word]


def _closes_last(word: str) -> bool:
    """Whether the bracket that opens a word is the one that closes it: `[A[:B]]`, not `[A/]B`."""
    depth = 0
    for at, letter in enumerate(word):
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if depth == 0:
            return at == len(word) - 1 or word[at + 1 :] == "..."
    return False
