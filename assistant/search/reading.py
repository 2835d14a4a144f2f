"""A question as typed → a reading: its terms and their weights, what was mended, and what could not be understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.search.typos import Typos
from assistant.words import Pipe, Term, Tuning, is_flag, split

MAX_CHARACTERS = 6000
MAX_TERMS = 150
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TELLING = re.compile(r"error|denied|fail|cannot|can't|could not|unable|invalid|refused|not found|no such|unknown|conflict|warn", re.I)
_ERROR_TEXT = re.compile(
    r"(?i)\berror(?: response from daemon)?:|\bdocker: |\bfailed to\b|permission denied|executable file|^\s*err\b|: unknown\b|rpc error"
    r"|cannot connect to|no such |exec format error|\b(?:is|was) not (?:a|found)|^error\b|denied:|^unknown |is already in use"
)
_CONCEPT = re.compile(
    r"(?i)^(?:so |ok |and |but )?(?:what(?:'s| is| are| does| do)\b|explain|why\b|when (?:should|do|to)|is it (?:safe|possible|ok)|meaning|understand"
    r"|where (?:are|is|do|does)|define|can (?:i|a|you) (?:have|use)\b)|difference|\bvs\.?\b|versus|\bwhat (?:is|are)\b|\bmeans?\b|\bunderstanding\b"
)
_COMMAND_LINE = re.compile(r"^\s*(?:[$#>]\s+)?(?:sudo\s+)?(docker(?:-compose|\.exe)?\s.*)$", re.S)
_COMMAND_WORDS = re.compile(r"\bdocker(?:-compose)?(?:\s+[a-z][a-z-]*){1,3}", re.I)
_NAMES = re.compile(r"""["'`“]([^"'`”\n]{1,80})["'`”]|(\w*[a-z]\w*[A-Z]\w*|\w*[_\d]\w*|[A-Z]{2,}\w*)""")


@dataclass(frozen=True)
class Weighed:
    """One term of a question, what it weighs (its rarity, less where its spelling was mended)."""

    text: str
    weight: float


@dataclass(frozen=True)
class Reading:
    """What a question was read as. `form` is command, concept, error or plain; `ways` are the docker paths that it spells out."""

    text: str
    terms: tuple[Weighed, ...]
    pairs: frozenset[tuple[str, str]]
    form: str
    is_command: bool
    ways: tuple[str, ...]
    flags: tuple[str, ...]
    corrected: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    about_docker: bool = False

    def weight(self) -> float:
        return sum(term.weight for term in self.terms)


def readable(text: str) -> str:
    """The text without escape sequences and control characters; of a long one, the telling lines."""
    text = _CONTROLS.sub(" ", _ESCAPES.sub("", text[: 50 * MAX_CHARACTERS]))
    if len(text) <= MAX_CHARACTERS:
        return text.strip()
    lines = text.splitlines()
    telling = [line[:500] for line in lines if _TELLING.search(line[:2000])]
    return "\n".join((telling or [line[:500] for line in lines])[-40:])[-MAX_CHARACTERS:].strip()


class Reader:
    """Reads questions against the words of one index."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._rarity: dict[str, float] = words["rarity"]
        self._rarest: float = words["rarest"]
        self._weights: dict[str, Any] = words["weights"]
        self._stop = frozenset(words["stop"])
        self.pipe = Pipe(Tuning(self._stop, words["forms"], words["same"], words["stems"]))
        phrases = {part for same in words["same"] for part in same.split()}
        self._vocabulary: dict[str, int] = words["vocabulary"]
        self._known = self._vocabulary.keys() | self._stop | phrases
        self._anchors = {self.pipe.analyse(anchor)[0] for anchor in self._weights["judge"]["anchors"]}
        self._typos = Typos(self._vocabulary, self._stop, self._weights["typos"])

    def read(self, text: str, has_path: Callable[[str], bool]) -> Reading:
        """The reading of a question. `has_path` tells whether the index knows a docker path ("docker_ps")."""
        text = readable(text)
        command = _COMMAND_LINE.match(text)
        words = split(text)
        is_error = bool(_ERROR_TEXT.search(text)) and not command or len(words) > 60
        names = {word for match in _NAMES.finditer(text) for word in split(match.group(1) or match.group(2))}
        words, corrected, unknown = self._understood(words, names, mend=not is_error or len(words) < 25)
        terms = self.pipe.terms(words)[:MAX_TERMS]
        return Reading(
            text=text,
            terms=self._weighed(terms, set(corrected.values())),
            pairs=frozenset((a.text, b.text) for a, b in zip(terms, terms[1:], strict=False)),
            form=_form(text, is_error, bool(command)),
            is_command=bool(command),
            ways=tuple(_ways(" ".join([words_text(text), *words]), has_path)),
            flags=tuple(word for word in words if is_flag(word)),
            corrected=corrected,
            unknown=tuple(unknown),
            about_docker=any(term.text in self._anchors for term in terms) or any("docker" in word for word in words),
        )

    def _understood(self, words: list[str], names: set[str], mend: bool) -> tuple[list[str], dict[str, str], list[str]]:
        understood: list[str] = []
        corrected: dict[str, str] = {}
        unknown: list[str] = []
        for word in words:
            if self._knows(word) or not word.isalpha():
                understood.append(word)
                continue
            mended = self._typos.mend(word) if mend and word not in names else None
            if mended:
                corrected[word] = mended
                understood += mended.split()
            else:
                understood.append(word)
                if word not in names:
                    unknown.append(word)
        return understood, corrected, unknown

    def _knows(self, word: str) -> bool:
        return word in self._known or self.pipe.stem(word) in self._rarity or self.pipe.stem(word) in self._known

    def _weighed(self, terms: list[Term], mended: set[str]) -> tuple[Weighed, ...]:
        found: dict[str, float] = {}
        less = float(self._weights["closer"]["corrected"])
        for term in terms:
            rarity = self._rarity.get(term.text)
            if rarity is not None:
                weight = rarity * (less if any(word in mended for word in term.words) else 1.0)
                found[term.text] = max(weight, found.get(term.text, 0.0))
        return tuple(Weighed(text, weight) for text, weight in found.items())

    def unknown_weight(self, reading: Reading) -> float:
        """What the words weigh that nobody here understands: each as much as the rarest term."""
        return self._rarest * len(set(reading.unknown))


def words_text(text: str) -> str:
    """The text with runs of white space made single, lower case; where docker paths are looked for."""
    return " ".join(text.lower().split())


def _form(text: str, is_error: bool, is_command: bool) -> str:
    if is_command:
        return "command"
    if is_error:
        return "error"
    return "concept" if _CONCEPT.search(text) else "plain"


def _ways(text: str, has_path: Callable[[str], bool]) -> list[str]:
    """The docker paths spelled out in a text, each the longest that the index knows."""
    found: list[str] = []
    for match in _COMMAND_WORDS.finditer(text):
        words = match.group().lower().split()
        for length in range(len(words), 1, -1):
            way = "_".join(words[:length])
            if way not in found and has_path(way):
                found.append(way)
                break
    return found
