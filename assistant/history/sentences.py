"""Where secrets stand in plain sentences: "with password hunter2", "the token is abc123", "use hunter2 as the password"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.history import names
from assistant.history.commands import Span, is_header, regex
from assistant.history.shellwords import Word

_NOUNS = frozenset(
    "password passwords passwd passphrase token credential credentials apikey api-key api_key access_key secret_key".split()  # noqa: SIM905
)
_KEYS = ("api", "access", "secret", "auth", "license", "licence", "unlock", "encryption", "signing", "account", "storage")
_LINKS = ("is", "=", ":", "be", "equals", "being")
_LOOSE_LINKS = ("to", "as", "of")
_ALL_LINKS = (*_LINKS, *_LOOSE_LINKS, "set", "should", "will", "shall", "must", "now", "just", "simply", "would", "still")
_LEADS = ("with", "using", "use", "uses", "by", "and", "via", "given", "enter", "type")
_SETTING = ("set", "change", "reset", "update", "make", "setting", "changing", "put")
_ARTICLES = ("the", "a", "an", "my", "our", "its", "this", "their", "his", "her", "root", "admin", "user", "new", "bearer")
_STOP = frozenset(
    """
    a about after again all already always an and any anyone are as asked at auth authentication auths autolock based be
    because been before being both but by can cannot cli come comes command compose config container contains correct
    credential credentials database default denied deploy different do docker does during empty encrypted engine env
    environment error exec executable exists expired expires fails field file files flag for from get given gone hash
    hashed have helper here hidden how i if image in incomplete incorrect inside instead into invalid is it its kept key
    keys known leaked left length like login long lost manager managers method missing must my name named necessary need
    needed needs never new no none not nothing now of off old on only option or other out over password passwords phrase
    plain please policy possible prompt prompts protected protection provided public published registry required reset
    right rotated rotation rules safe same secret secrets secure seen server service set short shown so somewhere stack
    standard stdin stored swarm than that the their them then there they this through to token tokens too under unexpected
    unknown unless until url use used user username using valid value values variable variables via visible void was
    wasn't when where whether which who why will with without worker working works wrong you your
    """.split()  # noqa: SIM905
)
_AROUND = "\"'`(){},.;:?!"
_FAR = 8  # words between a noun and the "is" that tells its value: the password of the new user is


def spans(words: list[Word], secrets: tuple[str, ...]) -> Iterator[Span]:
    """The secrets among the words of sentences."""
    bare = [_bare(word) for word in words]
    for number in range(len(words)):
        found = _announced(words, bare, number, secrets)
        if found is not None and found < len(words) and not _parted(words, number, found):
            yield found, 0, len(words[found].text)


def _bare(word: Word) -> str:
    """A word as it is compared: small, without the signs around it; "" where it is too long for one, or quoted signs."""
    said = word.text.strip(_AROUND).lower() if len(word.text) < 40 else ""
    return said if any(map(str.isalnum, said)) or not word.quoted else ""


def _announced(words: list[Word], bare: list[str], number: int, secrets: tuple[str, ...]) -> int | None:
    """The number of the word that is a secret by what this one says; None where there is none."""
    said, text, following = bare[number], words[number].text, number + 1
    if not said:
        return None
    before = bare[number - 1] if number else ""
    if said in _NOUNS or (said == "key" and before in _KEYS):
        return _after_noun(words, bare, number)
    if following == len(words):
        return None
    if said == "by" and before == "identified":
        return following
    if said == "bearer":
        return following if len(words[following].text) > 7 else None
    if text.endswith(":") and is_header(said):
        scheme = bare[following] in ("bearer", "basic", "token")
        return following + scheme if scheme or looks_secret(words[following].text) else None
    if (
        text.endswith(":") and words[number].quoted and names.is_secret(said, secrets) and regex(r"[\w.-]+").fullmatch(said)
    ):  # {"auth": "…"}
        return following if words[following].quoted or bare[following] not in _STOP else None
    name = text.strip(_AROUND)
    told = "_" in said or (text.endswith(":") and (name.isupper() or said.startswith("x-")))
    if not told or not names.is_secret(name, secrets):
        return None
    return _linked(words, bare, number, "_" not in said or names.is_variable(name))


def _parted(words: list[Word], first: int, end: int) -> bool:
    """Whether signs of a shell stand between two words; "(hunter2)" is let through."""
    lenient = looks_secret(words[end].text)
    return any(words[number].before.strip("()" if lenient else "") for number in range(first + 1, end + 1))


def _after_noun(words: list[Word], bare: list[str], number: int) -> int | None:
    """The number of the word that is the secret which a noun announces; None where there is none."""
    linked = _linked(words, bare, number, True)
    if linked is not None:
        return linked
    lead = number - 1
    if bare[number] == "key":
        lead -= 1
    while lead >= 0 and bare[lead] in _ARTICLES:
        lead -= 1
    if lead > 0 and bare[lead] == "as":
        told = lead - 1
        led = told > 0 and bare[told - 1] in _LEADS
        if bare[told] not in _STOP and (led or words[told].quoted or looks_secret(words[told].text)):
            return told if not _parted(words, told, number) else None
    following = number + 1
    if following >= len(words) or words[number].text.endswith((",", ".", "?", "!")):
        return None
    text = words[following].text
    if bare[following] in _STOP or regex(r"-[a-zA-Z]|--[a-z][a-z-]+(?:=.*)?|[\W_]{1,2}").fullmatch(text):
        return _far(words, bare, number)
    led = (lead >= 0 and bare[lead] in _LEADS) or (
        bare[number].startswith("credential") and ":" in text[1:-1] and "//" not in text
    )
    return following if led or words[following].quoted or looks_secret(text) else _far(words, bare, number)


def _linked(words: list[Word], bare: list[str], number: int, surely: bool) -> int | None:
    """The number of the word that "is", "=", ":" or "set to" behind a name makes its value."""
    at, strong, loose = number + 1, words[number].text.endswith((":", "=")), False
    while at < len(words) and ((words[at].text in _LINKS and not words[at].quoted) or bare[at] in _ALL_LINKS):
        strong = strong or words[at].text in _LINKS or bare[at] in _LINKS
        loose = loose or bare[at] in _LOOSE_LINKS
        at += 1
        if at - number > 4:
            return None
    if at >= len(words) or not (strong or loose) or words[at].text.startswith("--") or words[at].text in ("#", "-", "{", "["):
        return None
    assigned = names.is_variable(words[number].text.strip(_AROUND)) and (words[number].text + words[at - 1].text)[-1] in ":="
    if bare[at] in _STOP and not words[at].quoted and not assigned:
        return None
    if loose and not strong:
        setting = any(word in _SETTING for word in bare[max(0, number - 4) : at]) and bare[at - 1] != "of"
        surely = surely and (setting or names.is_variable(words[number].text))
    return at if surely or looks_secret(words[at].text) else None


def _far(words: list[Word], bare: list[str], number: int) -> int | None:
    for at in range(number + 2, min(number + _FAR, len(words) - 1)):
        if bare[at] == "is" or words[at].text == "=":
            return at + 1 if bare[at + 1] not in _STOP and looks_secret(words[at + 1].text) else None
    return None


def looks_secret(text: str) -> bool:
    """Whether a word looks more like a password than like a word: hunter2, Tr0ub4dor&3, but not postgres:17 or ./file2."""
    text = text.rstrip(_AROUND)
    if len(text) < 4 or len(text) > 500 or any(letter in "/:=<>[]{}" for letter in text) or text.startswith((".", "-")):
        return False
    letters, digits = any(map(str.isalpha, text)), any(map(str.isdigit, text))
    humped = text[1:] != text[1:].lower() and text.isalnum() and not text.isupper()
    return (letters and digits) or any(letter in "!@#$%^&*+~" for letter in text) or humped
