"""Whether a text may hold a secret at all: most do not, and then nothing more is loaded."""

from __future__ import annotations

_HINTS = (
    *("pass", "pwd", "token", "secret", "key", "cred", "auth", "login", "://", "bearer", "identified", "cookie", "curl", "redis"),
    *("mysql", "maria", "unlock", "swm", "akia", "asia", "gh", "glpat", "dckr", "xox", "npm_", "eyj", "pw"),
)


def hinted(text: str, secrets: tuple[str, ...]) -> bool:
    """Whether anything in a text hints at a secret; `secrets` are the words that make a NAME a secret one."""
    low = text.lower()
    return any(hint in low for hint in (*_HINTS, *secrets))
