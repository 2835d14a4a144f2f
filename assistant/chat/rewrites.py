"""What is said after an answer → a full question: "the same for volumes", "now remove it", "and for compose?"."""

from __future__ import annotations

from assistant.ask import Corridor
from assistant.chat.follow_ups import text_of
from assistant.chat.manners import Manners
from assistant.docker import grammar
from assistant.docker.parts import Word
from assistant.fill.question import Question, Token
from assistant.model import Hit

_NAMED = (
    *("container", "image", "service", "node", "network", "volume", "stack", "secret", "config", "context", "plugin"),
    "builder",
)


class Rewriter:
    """Makes full questions of what is said about the thing at hand."""

    def __init__(self, corridor: Corridor, manners: Manners) -> None:
        self._corridor, self._manners = corridor, manners

    def same(self, question: str, hit: Hit, rest: str) -> str:
        """The last question, asked of another kind of thing or in another part of Docker; "" where `rest` is neither."""
        words = rest.lower().split()
        place = next(filter(None, map(self._manners.place, words)), "")
        kind = next(filter(None, map(self._manners.kind, words)), "")
        named = [word for word in words if word not in ("docker", "mode", "the", "a", "an", "my") and not self._is_noun(word)]
        if named or not (place or kind):
            return ""
        noun = next((word for word in words if self._manners.kind(word)), "")
        return self._placed(question, hit, place) if place and place != "stack" else self._nouned(question, hit, noun)

    def all(self, question: str, hit: Hit) -> str:
        """The last question, asked of all things of its kind; "" where no kind is known."""
        kind, _ = self.thing(hit)
        if not kind:
            return ""
        return f"{self._verb(hit)} all {kind}s"

    def on_it(self, asked: Question, hit: Hit) -> str:
        """An order for the thing at hand with its name: "now remove it" → "now remove container web"; "" where there is none."""
        kind, name = self.thing(hit)
        return self._manners.with_it(asked, f"{kind} {name}".strip()) if kind else ""

    def on_them(self, asked: Question, said: str, hit: Hit) -> str:
        """An order for what a list shows: "list stopped containers", "and remove them" → "remove stopped containers"; "" where
        nothing is listed or they are not spoken of."""
        them = set(self._manners.data["them"])
        listing = grammar.path_of(hit.command()).rpartition(" ")[2] in ("ls", "ps")
        if not listing or them.isdisjoint(token.low for token in asked.tokens):
            return ""
        return self._manners.with_it(asked, self._manners.object(self._corridor.heard(said, mend=False)))

    def on_named(self, asked: Question, hit: Hit) -> str:
        """A bare verb for the thing at hand: "restart" → "restart container web"; "" where that has no name."""
        kind, name = self.thing(hit)
        return f"{text_of(asked.tokens)} {kind} {name}" if name else ""

    def of_it(self, text: str, hit: Hit) -> str:
        """ "and the logs" → "the logs of container web"; "" where what is there has no name."""
        kind, name = self.thing(hit)
        return f"{text} of {kind} {name}" if name else ""

    def thing(self, hit: Hit) -> tuple[str, str]:
        """The kind and the name of what a command is about; the name "" where it has none, the kind too where it is about no
        thing of Docker's."""
        path = grammar.path_of(hit.command())
        made = self._manners.data["makes"].get(path)
        if made:
            return made[0], self._made(hit, made[1])
        blanks = {blank.name: blank.kind for blank in hit.card.blanks}
        values = dict(hit.filled.values) if hit.filled else {}
        for name, kind in sorted(blanks.items(), key=lambda blank: blank[1] != path.partition(" ")[0]):
            if kind in _NAMED:
                return kind, values.get(name, "")
        if path.startswith("compose"):
            return "docker compose", ""
        kind = path.partition(" ")[0]
        return (kind if kind in _NAMED else ""), ""

    def _made(self, hit: Hit, flag: str) -> str:
        """The name that a command gives to what it makes, by its flag or as its first argument."""
        try:
            command = grammar.parse(hit.command()).commands[0]
        except (grammar.GrammarError, IndexError):
            return ""
        words: list[Word] = [own.value for own in command.flags(flag) if own.value] if flag else list(command.arguments()[:1])
        value = words[0].value() if words and not words[0].blanks() else ""
        return value or ""

    def _verb(self, hit: Hit) -> str:
        verb = grammar.path_of(hit.command()).rpartition(" ")[2]
        return {"ls": "list", "rm": "remove", "ps": "list"}.get(verb, verb)

    def _is_noun(self, word: str) -> bool:
        return bool(self._manners.kind(word) or self._manners.place(word))

    def _placed(self, question: str, hit: Hit, place: str) -> str:
        found = self._manners.data["places"][place]
        words = [found["nouns"].get(token.low, text_of([token])) for token in self._bare(question)]
        return " ".join([*words, found["add"]]).strip()

    def _nouned(self, question: str, hit: Hit, noun: str) -> str:
        """The question with another noun, without the names of what it was about."""
        names = {name for _, value in (hit.filled.values if hit.filled else ()) for name in value.split()}
        tokens = [token for token in self._bare(question) if token.text not in names]
        there = [at for at, token in enumerate(tokens) if self._manners.kind(token.low)]
        if not there:
            return f"{self._verb(hit)} {noun}"
        return " ".join(noun if at == there[0] else text_of([token]) for at, token in enumerate(tokens) if at not in there[1:])

    def _bare(self, question: str) -> list[Token]:
        """The tokens of the last question, without the parts of Docker that it was asked in."""
        every = self._corridor.heard(question, mend=False).tokens
        return [token for token in every if not self._manners.place(token.low) or self._manners.kind(token.low)]
