"""Questions to the client that run in the background, and their readings, kept for seconds."""

from __future__ import annotations

import atexit
import re
import threading
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.docker.client import Client
    from assistant.docker.engine import Question

MOST_WORDS = 500
LONGEST_LINE = 400  # an image's full name may take 255 and its tag 128


class Reading(NamedTuple):
    """What came of a question: the words that were allowed, how the client ended (see client.Reply), and when."""

    words: tuple[str, ...]
    how: str
    at: float


class Desk:
    """Answers from what it has, and asks again, in a thread of its own, when that is older than `keep` seconds.

    A question is asked once at a time. `limit` is the time that a client has.
    """

    def __init__(self, environment: Mapping[str, str], limit: float, keep: float) -> None:
        self._environment, self._limit, self._keep = dict(environment), limit, keep
        self._turn = threading.Condition()
        self._readings: dict[Question, Reading] = {}
        self._running: set[Question] = set()
        self._client: Client | None = None
        atexit.register(self.close)

    def reading(self, question: Question) -> Reading | None:
        """The last reading, at once; None where there is none yet. An old one is replaced in the background."""
        with self._turn:
            last = self._readings.get(question)
            if question in self._running or (last and time.monotonic() - last.at < self._keep):
                return last
            self._running.add(question)
        try:
            threading.Thread(target=self._work, args=(question,), daemon=True).start()
        except RuntimeError:  # no more threads are to be had
            self._put(question, (), "silent")
            self._running.discard(question)
        return last

    def wait(self, questions: Iterable[Question], until: float) -> bool:
        """Waits until all questions have a fresh reading, or until that moment; returns whether they have."""
        oldest, questions = time.monotonic() - self._keep, tuple(questions)
        for question in questions:
            self.reading(question)

        def all_fresh() -> bool:
            return all(question in self._readings and self._readings[question].at >= oldest for question in questions)

        with self._turn:
            return self._turn.wait_for(all_fresh, max(0.0, until - time.monotonic()))

    def close(self) -> None:
        """Ends the clients that still run, and starts no more."""
        atexit.unregister(self.close)
        self._opened().close()

    def _opened(self) -> Client:
        from assistant.docker.client import Client  # imports subprocess: in the background, nobody waits for that

        with self._turn:
            self._client = self._client or Client(self._environment)
            return self._client

    def _work(self, question: Question) -> None:
        process = None
        words: tuple[str, ...] = ()
        how = "silent"
        try:
            client = self._opened()
            reply, process = client.ask(question.argv, self._limit)
            how = reply.how
            words = allowed(reply.text, question.allows) if how == "ok" else ()
            if question.instead and not words and how != "silent":
                words, how = self._instead(question.instead)
        finally:
            self._put(question, words, how)
            if process is not None:
                client.reap(process)
            self._running.discard(question)  # last: one that cannot be killed is not asked again and again

    def _instead(self, program: str) -> tuple[tuple[str, ...], str]:
        from assistant.docker.client import on_path

        return ((program,), "ok") if on_path(program, self._environment) else ((), "failed")

    def _put(self, question: Question, words: tuple[str, ...], how: str) -> None:
        with self._turn:
            self._readings[question] = Reading(words, how, time.monotonic())
            self._turn.notify_all()


def allowed(text: str, pattern: str) -> tuple[str, ...]:
    """The lines of a client's output that are what they should be: each once, in their order, at most MOST_WORDS.

    A line that the pattern does not allow as a whole is left out, and so is a last line that was cut.
    """
    lines, found = text.split("\n"), {}
    shape = re.compile(pattern)
    for line in lines[:-1]:
        if len(line) <= LONGEST_LINE and (match := shape.fullmatch(line.removesuffix("\r"))):
            found[match[1]] = True
            if len(found) == MOST_WORDS:
                break
    return tuple(found)
