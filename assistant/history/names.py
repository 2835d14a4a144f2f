"""Which NAMEs and flags carry a secret: POSTGRES_PASSWORD, api-key, --token; not monkey, POSTGRES_PASSWORD_FILE or --secret."""

from __future__ import annotations

import re
from functools import lru_cache

USUAL = ("password", "passwd", "passphrase", "pass", "pwd", "token", "secret", "key", "keys", "credential", "auth")
_LONG = 5  # letters from which a word counts anywhere in a name; a shorter one must end a part of it: API_KEY, sshKey
_NO_KEYS = ("monkey", "donkey", "turkey", "hockey", "jockey", "whiskey", "hotkey", "bypass", "compass", "trespass", "surpass")
_NO_SECRET_ENDS = ("file", "files", "path", "dir", "sock", "method", "realm", "stdin")  # the name of a place or a way
_NO_SECRETS = frozenset(
    """
    ca-key client-key detach-keys detachkeys join-token key-add oldpwd password-stdin private-key public-key publickey pwd secret
    secret-add secret-rm secrets tls-key tlskey unlock-key with-registry-auth
    """.split()  # noqa: SIM905
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")


@lru_cache(maxsize=1024)
def is_secret(name: str, words: tuple[str, ...] = USUAL) -> bool:
    """Whether the value of this NAME is a secret. `name` may be a long flag; a short one glued before it does not matter."""
    bare = name.lstrip("-")
    if bare == "Pwd":  # as connection strings write it: Uid=sa;Pwd=…
        return "pwd" in words
    if bare.lower() in _NO_SECRETS:
        return False
    parts = [part.lower() for part in _PARTS.findall(bare)]
    if not parts or parts[-1] in _NO_SECRET_ENDS:
        return False
    low = bare.lower()
    return any(word in low if len(word) >= _LONG else _ends(parts, word) for word in words)


def _ends(parts: list[str], word: str) -> bool:
    return any(part.endswith(word) and part not in _NO_KEYS for part in parts)


def is_flag(word: str, words: tuple[str, ...] = USUAL) -> bool:
    """Whether a word is a long flag that is followed by a secret: --password, --registry-token, --requirepass."""
    return (
        re.fullmatch(r"--[\w-]+", word) is not None
        and word.lower() not in ("--pass", "--key", "--keys", "--auth")
        and is_secret(word, words)
    )


def is_variable(name: str) -> bool:
    """Whether a name is spelled as variables are: POSTGRES_PASSWORD."""
    return name.isupper() and "_" in name
