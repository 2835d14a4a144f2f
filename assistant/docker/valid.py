"""Whether a text can be the value of a kind of blank: what docker would refuse is told before it is run.

Lenient where docker's own rules differ between versions; the sources are the checks of moby (names.RestrictedNamePattern), of
distribution/reference, of go-units, and Go's time.ParseDuration.
"""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.model import NAME_KINDS

_NAME = Late(r"[a-zA-Z0-9][a-zA-Z0-9_.-]*|[0-9a-f]{2,64}")
_LOOSE = ("name", "context", "network", "node", "plugin")  # other rules, or none
_PORT = Late(r"\d{1,5}(?:-\d{1,5})?(?:/(?:tcp|udp|sctp))?")
_IMAGE = Late(
    r"(?:[\w.-]+(?::\d+)?/)?[a-z0-9]+(?:(?:[/.]|_{1,2}|-+)[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?|[0-9a-f]{2,64}"
    r"|sha256:[0-9a-f]{64}"
)
_RULES = {
    "count": (Late(r"\d+(?:\.\d+)?"), "a number, such as 3"),
    "port": (_PORT, "a port, such as 8080 or 53/udp"),
    "ports": (
        Late(r"(?:[^:\s]+:|\[[^]]+\]:)?(?:[\d-]*:)?[\d-]+(?:/(?:tcp|udp|sctp))?"),
        "ports as host:container, such as 8080:80",
    ),
    "image": (_IMAGE, "an image, such as nginx:1.27 (lower case)"),
    "env": (Late(r"[^=\s]+(?:=[\s\S]*)?"), "a variable, such as KEY=value"),
    "size": (Late(r"-1|\d+(?:\.\d+)? ?(?:[kmgtpKMGTP]i?[bB]?|[bB])?"), "a size, such as 512m or 2g"),
    "duration": (Late(r"(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+|\d+"), "a duration, such as 30s or 1h30m"),
    "platform": (Late(r"[a-z0-9]+(?:/[a-z0-9_]+){0,2}(?:,[a-z0-9]+(?:/[a-z0-9_]+){0,2})*"), "a platform, such as linux/arm64"),
    "signal": (Late(r"(?:SIG)?[A-Z][A-Z0-9+-]*|\d{1,2}"), "a signal, such as SIGTERM or 9"),
    "label": (Late(r"[^=\s][^=]*(?:=[\s\S]*)?"), "a label, such as team=web"),
}


def problem(kind: str, text: str) -> str:
    """Why a text is no value of a kind of blank (model.BLANK_KINDS), as a sentence; "" where it may be one."""
    if not text.strip():
        return "it wants a value"
    if any(ord(letter) < 32 and letter not in "\t\n" for letter in text):
        return "control characters cannot stand there"
    if kind in ("port", "ports") and any(int(number) > 65535 for number in Late(r"(?<![\w.])\d+(?=[-:/]|$)").findall(text)):
        return "ports go up to 65535"
    if kind in _RULES:
        pattern, wanted = _RULES[kind]
        return "" if pattern.fullmatch(text) else f"it wants {wanted}"
    if kind in NAME_KINDS and kind not in _LOOSE and not _NAME.fullmatch(text):
        return f"it wants the name of a {kind}: letters, digits, _ . and - alone"
    return ""
