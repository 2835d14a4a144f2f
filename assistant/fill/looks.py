"""What a word is by its look alone."""

from __future__ import annotations

from assistant.docker import tables
from assistant.docker.late import Late
from assistant.fill.question import Question, Token
from assistant.fill.values import Lore

_ARTICLES = ("a", "an", "the", "my", "our", "your", "this", "these", "all", "some")
_SUBJECTS = ("docker", "i", "we", "you", "to", "can", "does", "it")
_ASKING = ("which", "what", "whose")
_INDEFINITE = ("a", "an", "any", "another", "every", "each")
_MEASURE = Late(r"\d+(?:\.\d+)?(?:[kmgt]i?b?|%|x|st|nd|rd|th|ms|s|h|d)\Z")
_NAMED_THING = ("container", "service", "image", "volume", "network", "stack", "node", "is", "logs")
_PROGRAMS = ("docker", "compose", "docker-compose")
_LONGEST_PATH = 3  # words behind the program
_NUMBERED = Late(r"[a-z][a-z-]{2,}[-_]?\d+\Z")  # node3, web-2


def is_odd(token: Token, lore: Lore) -> bool:
    """Whether a token has the look of a value: a name, a path, a number."""
    if any(token.low in nouns for nouns in lore.data["nouns"].values()) and not token.quoted:
        return False
    known = token.low in lore.data["names"] or token.low in lore.data["images"]
    return token.quoted or known or not token.is_word() or token.text[1:] != token.text[1:].lower()


def is_archive(low: str) -> bool:
    """Whether a token is a file that images are kept in, and no image."""
    return low.endswith((".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2"))


def is_own(token: Token, lore: Lore) -> bool:
    """Whether a token is the name of something that runs in containers, or a place or setting, by its look alone."""
    if token.quoted or token.low in lore.data["names"]:
        return True
    return (
        not token.is_word()
        and not token.text.startswith("-")
        and (any(c in token.text for c in "/:=_.") or _NUMBERED.match(token.low) is not None)
        and not token.low.replace(".", "").isdigit()
    )


def is_no_name(question: Question, at: int, lore: Lore) -> bool:
    """Whether a word that may be a name is none where it stands."""
    token = question.tokens[at]
    if token.quoted:
        return False
    first = at == 0 and len(question.tokens) > 1 and question.tokens[1].low not in _NAMED_THING
    if (
        token.is_word()
        and (first or len(token.text) < 3)
        and not lore.is_name(token.low)
        and token.low not in lore.data["images"]
    ):
        return True  # what comes first is an order, however it is spelled: "remov the service"
    if at and lore.number(question.tokens[at - 1]) and any(token.low in units for units in lore.data["units"].values()):
        return True  # "1.5 gigs"
    before = question.tokens[at - 1].low
    if at > 1 and question.tokens[at - 2].low in _ASKING and lore.is_noun(question.mended.get(before, before)):
        return True  # "which container eats my memory"
    return is_measure(token, lore) or is_typed(question, at) or is_order(question, at, lore) or is_described(question, at, lore)


def says_no_name(low: str, lore: Lore) -> bool:
    """Whether a word beside a noun only says something of it: "the container size", "the service immediately"."""
    return any(low in lore.data[name] for name in ("never", "before_names", "closing", "matters", "aspects"))


def is_measure(token: Token, lore: Lore) -> bool:
    """Whether a token is an amount, a number in words or a kind of processor: 512m, 2nd, two, M1."""
    return _MEASURE.match(token.low) is not None or lore.number(token) is not None or token.low in lore.data["platforms"]


def is_typed(question: Question, at: int) -> bool:
    """Whether a word belongs to a docker command that the question spells out: `docker exec`, `docker-compose run`."""
    words: list[str] = []
    for token in reversed(question.tokens[max(0, at - _LONGEST_PATH) : at + 1]):
        if token.low in _PROGRAMS:
            path = (token.low.replace("-", " ") + " " if token.low != "docker" else "docker ") + " ".join(words)
            return bool(words) and bool(tables.facts(path if path.startswith("docker") else f"docker {path}"))
        words.insert(0, token.low)
    return False


def is_order(question: Question, at: int, lore: Lore) -> bool:
    """Whether a word that may be a name is the verb of an order ("cache my layers", "report the size") or a part of a phrase:
    "roll back"."""
    token, after = question.tokens[at], question.tokens[at + 1 : at + 2]
    if not token.quoted and any(term.start <= at < term.end > term.start + 1 for term in question.terms):
        return True
    if token.quoted or token.low not in lore.data["names_too"]:
        return False
    if at == 0:
        return any(one.low in _ARTICLES for one in after)
    noun = any(one.low in nouns for one in after for nouns in lore.data["nouns"].values())
    return noun and question.tokens[at - 1].low in _SUBJECTS  # "where does docker store volumes"


def is_described(question: Question, at: int, lore: Lore) -> bool:
    """Whether a word only says what kind of thing is meant: "a registry", "a new worker", "a private network", where "a web
    container" and "a redis" tell a name and an image."""
    if question.tokens[at].low in lore.data["parts"] and at and question.tokens[at - 1].low == "the":
        return True
    if question.tokens[at].low in lore.data["roles"] and question.tokens[at].is_word() and not _launched(question, at, lore):
        return True
    token, lead = question.tokens[at], at - 2 if at > 1 and question.tokens[at - 1].low == "new" else at - 1
    if (
        lead < 0
        or question.tokens[lead].low not in _INDEFINITE
        or not token.is_word()
        or token.text[1:] != token.text[1:].lower()
    ):
        return False
    if token.low in lore.data["images"]:
        return False
    after = question.tokens[at + 1].low if at + 1 < len(question.tokens) and not token.ends else ""
    noun = any(after in nouns for nouns in lore.data["nouns"].values())
    return not noun or token.low in lore.data["qualities"]


def _launched(question: Question, at: int, lore: Lore) -> bool:
    """Whether what stands there is run, or called an image: "run my own registry", "the registry image"."""
    around = [token.low for token in (*question.tokens[max(0, at - 3) : at], *question.tokens[at + 1 : at + 2])]
    return any(word in lore.data["launching"] for word in around)
