"""Reads one word of a shell line at a place: quotes, escapes, blanks, and what the shell expands."""

from __future__ import annotations

from assistant.docker.late import Late
from assistant.docker.parts import BLANK, Blank, Part, Raw, Script, Substitution, Text, Word
from assistant.docker.quote import GrammarError

ENDS = " \t\n|&;()<>"
_BARE = Late(r"(?:[^ \t\n|&;()<>'\"\\$`]|\\[\s\S])+|\\\Z|\$")
_ESCAPE = Late(r"\\([\s\S])")
_TILDE = Late(r"~[A-Za-z0-9_.+-]*")
_ASSIGNED = Late(r"[A-Za-z_][A-Za-z0-9_]*=(?=~|\Z)")
_VARIABLE = Late(r"\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])|\$'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`")
_IN_DOUBLE = Late(r'(?:[^"\\$`<]|\\[\s\S])+|<|\$')
_DOUBLE_ESCAPE = Late(r'\\([$`"\\\n])')
_DEEPEST = 40


class WordReader:
    """Where in a text the reading is; `word()` reads one word from there on and moves behind it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def script(self, inner: bool = False) -> Script:
        """The script from here on, up to the closing ) where it is an inner one."""
        raise NotImplementedError

    def error(self, what: str, at: int) -> GrammarError:
        """The error to raise for what is wrong at a place."""
        return GrammarError(f"{what} (character {at + 1} of: {self.text[:120]})")

    def taken(self, pattern: Late) -> str:
        """What matches here, stepping over it; "" where nothing does."""
        found = pattern.match(self.text, self.at)
        if not found:
            return ""
        self.at = found.end()
        return found.group()

    def opens(self, at: int) -> bool:
        """Whether a < or > at a place begins a blank or a `<(…)` and so belongs to a word."""
        return self.text[at : at + 2] in ("<(", ">(") or BLANK.match(self.text, at) is not None

    def word(self) -> Word:
        """The word that begins here; GrammarError where it never ends."""
        parts: list[Part] = []
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter in "'\"":
                parts += self._single() if letter == "'" else self._double()
            elif letter in "$`" and (expanded := self._expanded("")):
                parts.append(expanded)
            elif letter in "<>" and self.opens(self.at):
                blank = self.taken(BLANK)
                parts.append(Blank(blank[1:-1], blank) if blank else self._substitution(""))
            elif letter in ENDS:
                break
            elif letter == "~" and (not parts or (len(parts) == 1 and _ASSIGNED.fullmatch(parts[0].source))):
                parts.append(self._raw(self.taken(_TILDE), ""))
            else:
                parts.append(self._bare(not parts))
        return Word(tuple(parts))

    def _bare(self, first: bool) -> Text:
        if first and (assigned := self.taken(_ASSIGNED)):
            return Text(assigned, assigned)
        source = self.taken(_BARE)
        text = _ESCAPE.sub(lambda found: "" if found[1] == "\n" else found[1], source) if "\\" in source else source
        return Text(text, source)

    def _raw(self, text: str, quote: str) -> Raw:
        return Raw(text, text, quote)

    def _single(self) -> list[Part]:
        start = self.at
        end = self.text.find("'", start + 1)
        if end < 0:
            raise self.error("a ' is never closed", start)
        self.at = end + 1
        inner, parts, done = self.text[start + 1 : end], list[Part](), 0
        for found in BLANK.finditer(inner):
            if found.start() > done:
                parts.append(Text(inner[done : found.start()], inner[done : found.start()], "'"))
            parts.append(Blank(found[1], found.group(), "'"))
            done = found.end()
        if done < len(inner):
            parts.append(Text(inner[done:], inner[done:], "'"))
        return _enclosed(parts, "'")

    def _double(self) -> list[Part]:
        start = self.at
        self.at += 1
        parts: list[Part] = []
        while self.at < len(self.text) and self.text[self.at] != '"':
            if self.text[self.at] in "$`" and (expanded := self._expanded('"')):
                parts.append(expanded)
            elif blank := self.taken(BLANK):
                parts.append(Blank(blank[1:-1], blank, '"'))
            elif source := self.taken(_IN_DOUBLE):
                parts.append(_double_text(source, parts))
            else:
                break
        if self.text[self.at : self.at + 1] != '"':
            raise self.error('a " is never closed', start)
        self.at += 1
        return _enclosed(parts, '"')

    def _expanded(self, quote: str) -> Part | None:
        """What begins with $ or ` here; None where the $ is only a letter."""
        start = self.at
        if self.text.startswith("$((", start) and (end := self._closing("(", ")", start + 1)) and self.text[end - 2] == ")":
            self.at = end
        elif self.text.startswith("$(", start):
            return self._substitution(quote)
        elif self.text.startswith("${", start):
            end = self._closing("{", "}", start + 1)
            if not end:
                raise self.error("a ${ is never closed", start)
            self.at = end
        elif self.text.startswith("$'", start) and quote:
            return None
        elif not self.taken(_VARIABLE):
            if self.text[start] == "`" or self.text.startswith("$'", start):
                raise self.error("a ` is never closed" if self.text[start] == "`" else "a $' is never closed", start)
            return None
        return self._raw(self.text[start : self.at], quote)

    def _closing(self, opener: str, closer: str, at: int) -> int:
        """The place behind the closer of the opener at a place; 0 where there is none."""
        depth = 0
        while at < len(self.text):
            letter = self.text[at]
            if letter == "\\":
                at += 1
            elif letter == "'" and depth and opener == "{":
                at = self.text.find("'", at + 1)
                if at < 0:
                    return 0
            depth += (letter == opener) - (letter == closer)
            at += 1
            if not depth:
                return at
        return 0

    def _substitution(self, quote: str) -> Substitution:
        opener, start = self.text[self.at : self.at + 2], self.at
        self.at += 2
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error("substitutions are nested too deeply", start)
        script = self.script(inner=True)
        self.depth -= 1
        self.at += 1
        return Substitution(script, quote, opener)


def _double_text(source: str, parts: list[Part]) -> Text:
    """The text of a piece in double quotes, together with the text before it."""
    if parts and isinstance(parts[-1], Text):
        source = parts.pop().source + source
    return Text(_DOUBLE_ESCAPE.sub(lambda found: "" if found[1] == "\n" else found[1], source), source, '"')


def _enclosed(parts: list[Part], quote: str) -> list[Part]:
    """The parts with the quotation marks around them in their sources."""
    if not parts:
        return [Text("", quote * 2, quote)]
    first, last = parts[0], parts[-1]
    parts[0] = first._replace(before=quote) if isinstance(first, Substitution) else first._replace(source=quote + first.source)
    last = parts[-1]
    parts[-1] = last._replace(after=quote) if isinstance(last, Substitution) else last._replace(source=last.source + quote)
    return parts
