"""Names of images that a card writes in parts: `<registry>/<image>:<tag>` for "ghcr.io/acme/api:2"."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assistant.docker.late import Late
from assistant.fill.values import Value

_JOINED = Late(r"<([a-z0-9-]+)>([/:@])(?=<([a-z0-9-]+)>)")


def parted(text: str, values: Mapping[str, list[Value]]) -> dict[str, list[Value]]:
    """The values that the blanks of a command's text get where the value for one has the part in it that its neighbour is for."""
    found: dict[str, list[Value]] = {}
    for left, sign, right in sorted(
        (match.groups() for match in _JOINED.finditer(text)), key=lambda joint: "/@:".index(joint[1])
    ):
        known = {**values, **found}
        whole, empty = (right, left) if sign == "/" else (left, right)
        if empty in known or len(known.get(whole, ())) != 1:
            continue
        before, after = _cut(known[whole][0].text, sign, left)
        if before and after:
            found |= {left: [Value(before)], right: [Value(after)]}
    return found


def halves(text: str, values: Collection[str], left: Collection[str]) -> int:
    """How many words of a command's text have a blank with a value beside one that is `left` open: redis:<tag>."""
    pairs = ((match[1], match[3]) for match in _JOINED.finditer(text))
    return sum((one in values and other in left) or (other in values and one in left) for one, other in pairs)


def _cut(name: str, sign: str, left: str) -> tuple[str, str]:
    """The name before and behind its registry (its user, where the blank before is for one), tag or digest; ("", "") where it
    has none."""
    if sign == "/":
        host, _, rest = name.partition("/")
        return (host, rest) if left == "user" or "." in host or ":" in host or host == "localhost" else ("", "")
    head, _, tail = name.rpartition(sign)
    return (head, tail) if head and "/" not in tail else ("", "")
