"""The chat in lines alone: for a terminal that can do no more, and for none at all. The same conversation, the same commands."""

from __future__ import annotations

from assistant.chat.opening import Opening
from assistant.chat.paste import harmless
from assistant.chat.turn import turn
from assistant.errors import ANSWERED, COMMAND_FAILED

PROMPT = "> "


def talk_plainly(opening: Opening) -> int:
    """Reads lines and answers each, until the input ends or the person leaves; returns the exit code. No colours."""
    room = opening.wait()
    room.settings = room.settings._replace(color=False)
    interrupted = False
    while not room.leaving:
        try:
            line = harmless(input(PROMPT)).strip()
        except (EOFError, ValueError) as error:  # ValueError: closed under our hands
            if isinstance(error, UnicodeDecodeError):
                room.show([("", "That was no text; type it again.\n")])
                continue
            room.show([("", "\n")])
            return ANSWERED
        except KeyboardInterrupt:
            room.show([("", "\n" if interrupted else "\nCtrl-C once more leaves\n")])
            if interrupted:
                return ANSWERED
            interrupted = True
            continue
        except OSError:  # the terminal is gone
            return COMMAND_FAILED
        interrupted = False
        if line:
            turn(room, line)
    return ANSWERED
