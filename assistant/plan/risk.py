"""What a command line does when it is run, read from the line and index/risks.yaml alone: nothing is run, nothing is asked.

    Risks(words["risks"]).of("docker ps -aq | xargs docker rm")    → Verdict("destroy", …)

Every command of a line counts, also those in `$(…)`, of pipes, behind && and sudo, in `sh -c '…'` and in what a
container runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.docker import tables
from assistant.docker.parts import Body, Part, Piece, Raw, Redirect, Script, Substitution, Text, Word
from assistant.docker.quote import GrammarError
from assistant.docker.reading import simple
from assistant.docker.shell import parse, word_from
from assistant.docker.wrappers import ASSIGNMENT, VALUED
from assistant.plan.commands import CommandRisks
from assistant.plan.verdict import CHANGE, READ, UNREADABLE, Verdict, elsewhere, worst

__all__ = ["Risks", "Verdict"]

_SSH_VALUED = "bcDEeFIiJLlmOopQRSWw"
_LOOPS = ("for", "select", "function")  # what stands behind is no command
_NO_FILE = re.compile(r"/dev/(?:null|stdout|stderr|tty|fd/\d+)|\d+|-")
_DISK = re.compile(r"/dev/(?:[shv]d|xvd|nvme|mmcblk|dm-|mapper/|disk/|loop)")


class Risks:
    """Rates command lines by the rules of index/risks.yaml."""

    def __init__(self, rules: dict[str, Any]) -> None:
        self._programs = rules["programs"]
        self._docker = CommandRisks(rules, self._words, lambda line: self.of(line).risk == "read")

    def of(self, line: str) -> Verdict:
        """What a line does. Blanks <name> may be open. Never raises: what cannot be read is rated destroy."""
        try:
            found = self._text(line)
            if found.risk == "change":
                return worst([found, *self._data(line)])
            return found
        except (GrammarError, RecursionError):
            return UNREADABLE

    def _data(self, text: str) -> Iterator[Verdict]:
        for pattern in self._programs["texts"]:
            if match := re.search(pattern, text):
                yield Verdict("destroy", f"{' '.join(match.group().split())} deletes data")

    def _text(self, text: str) -> Verdict:
        return self._script(parse(text))

    def _script(self, script: Script) -> Verdict:
        found = [self._simple(script.pieces[start:end]) for start, end in simple(script)]
        bodies = [piece for piece in script.pieces if isinstance(piece, Body)]
        found += [self._expanded(body) for body in bodies]
        if any(self._is_fed(script.pieces[start:end]) for start, end in simple(script)):
            found += [self._fed(body.rpartition("\n")[0].rpartition("\n")[0]) for body in bodies]
            found += [self._fed(_inner(word)) for piece in script.pieces for word in _words_of(piece)]
        return worst(found)

    def _expanded(self, body: str) -> Verdict:
        """What the shell runs while it reads the lines of a here-document."""
        if "$(" not in body and "`" not in body:
            return READ
        return worst(self._part(part) for part in word_from('"' + body.replace('"', '\\"') + '"').parts)

    def _is_fed(self, pieces: Sequence[Piece]) -> bool:
        """Whether a command ends in a shell that reads what it runs from its input."""
        words = [word.value() or "" for word in pieces if isinstance(word, Word)]
        while words and words[-1].startswith("-") and "c" not in words[-1]:
            words.pop()
        return bool(words) and (_base(words[-1]) in self._programs["shells"] or _base(words[0]) == "ssh")

    def _fed(self, text: str) -> Verdict:
        """What a text does that may be fed to a shell."""
        return elsewhere(self._text(text)) if " " in text.strip() else READ

    def _simple(self, pieces: Sequence[Piece]) -> Verdict:
        found = [self._redirect(piece) for piece in pieces if isinstance(piece, Redirect)]
        words = [piece for piece in pieces if isinstance(piece, Word)]
        for piece in pieces:
            found += [self._part(part) for word in _words_of(piece) for part in word.parts]
        return worst([*found, self._words(words)])

    def _redirect(self, redirect: Redirect) -> Verdict:
        target = redirect.target.value() or redirect.target.source
        if ">" not in redirect.operator or _NO_FILE.fullmatch(target):
            return READ
        if _DISK.match(target):
            return Verdict("destroy", f"it writes to the disk {target}")
        return Verdict("change", f"it writes {target}")

    def _part(self, part: object) -> Verdict:
        if isinstance(part, Substitution):
            return self._script(part.script)
        if isinstance(part, Raw):
            if part.text.startswith("`"):
                return self._text(re.sub(r"\\([\\`$])", r"\1", part.text[1:-1]))
            if "`" in part.text or re.search(r"\$\((?!\()", part.text):
                return UNREADABLE
        return READ

    def _words(self, words: Sequence[Word], fed: bool = False) -> Verdict:
        """What the words of one command do, substitutions apart."""
        at, valued = 0, None
        while at < len(words):
            text = words[at].value()
            if ASSIGNMENT.match(words[at].lead()):
                at += 1
            elif valued is not None and words[at].lead().startswith("-") and len(words[at].lead()) > 1:
                at += 2 if text is not None and len(text) == 2 and text[1] in valued else 1
            elif valued and (words[at].lead()[:1].isdigit() or text == "{}"):
                at += 1
            elif text is not None and (text in VALUED or text in self._programs["wrappers"]):
                valued, fed = VALUED.get(text, ""), fed or text == "xargs"
                at += 1
            else:
                return self._program(words[:at], words[at:], fed)
        return READ

    def _program(self, before: Sequence[Word], words: Sequence[Word], fed: bool) -> Verdict:
        text = words[0].value()
        if text is None:
            return CHANGE if words[0].blanks() else Verdict("destroy", f"what {words[0].source} is cannot be read")
        name = _base(text)
        if name in ("docker", "docker-compose"):
            return self._docker.of(before, name, words[1:], fed)
        if " " in text or "\n" in text:  # watch 'docker ps | wc -l'
            return self._text(_inner(words[0]))
        if name in self._programs["shells"] or name in ("su", "eval", "ssh"):
            return worst([CHANGE if len(words) == 1 or name == "ssh" else READ, self._shell(name, words[1:])])
        if text in _LOOPS or name in self._programs["read"]:
            return READ
        if name.partition(".")[0] in self._programs["destroy"]:
            return Verdict("destroy", f"{name} deletes or overwrites")
        if patterns := self._programs["by_words"].get(name):
            return _by_words(name, patterns, words[1:])
        return worst([CHANGE, *(elsewhere(self._words(words[at:])) for at in _commands_within(words))])

    def _shell(self, name: str, words: Sequence[Word]) -> Verdict:
        """What is run by sh -c '…', eval …, ssh host …"""
        rest = list(words)
        if name == "eval":
            return self._text(" ".join(map(_inner, rest)))
        if name == "ssh":
            while rest and rest[0].lead().startswith("-"):
                del rest[: 2 if len(rest[0].lead()) == 2 and rest[0].lead()[1] in _SSH_VALUED else 1]
            return elsewhere(self._text(" ".join(map(_inner, rest[1:])))) if rest[1:] else CHANGE
        for at, word in enumerate(rest[:-1]):
            if re.fullmatch(r"-[a-zA-Z]*c|--command", word.lead()):
                return self._text(_inner(rest[at + 1]))
        return CHANGE


def _by_words(name: str, patterns: dict[str, str], words: Sequence[Word]) -> Verdict:
    joined = "".join(" " + (word.value() or word.source) for word in words)
    found = [Verdict(risk) for pattern, risk in patterns.items() if re.search(pattern, joined)]
    verdict = worst(found) if found else CHANGE
    return verdict._replace(because=f"{name} deletes here") if verdict.risk == "destroy" else verdict


def _commands_within(words: Sequence[Word]) -> Iterator[int]:
    """Where another command may begin in the words of a program that is not known: kubectl exec pod -- rm …"""
    for at in range(1, len(words)):
        text, after = words[at].value(), words[at + 1].lead() if at + 1 < len(words) else ""
        if text in ("docker", "docker-compose"):
            if after.startswith("-") or tables.canonical(f"docker {after}") or text == "docker-compose":
                yield at
        elif text == "sudo" or words[at - 1].value() == "--":
            yield at


def _words_of(piece: Piece) -> tuple[Word, ...]:
    return (piece,) if isinstance(piece, Word) else (piece.target,) if isinstance(piece, Redirect) else ()


def _inner(word: Word) -> str:
    """The text of a word as the next shell reads it; what is substituted, and rated on its own, is left out."""
    return "".join(map(_inner_part, word.parts))


def _inner_part(part: Part) -> str:
    return part.text if isinstance(part, (Text, Raw)) else "x" if isinstance(part, Substitution) else f"<{part.name}>"


def _base(program: str) -> str:
    return program.replace("\\", "/").rpartition("/")[2].removesuffix(".exe")
