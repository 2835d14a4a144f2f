"""One turn of the conversation: what was typed is answered, drawn, written down, and what was agreed on is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import DockerhelpError
from assistant.history import entry
from assistant.model import Hit
from assistant.paint import Block, clean
from assistant.paint.wrap import paragraph

if TYPE_CHECKING:
    from assistant.chat.room import Room
    from assistant.chat.talk import Reply

_COMMAND = re.compile(r"/[a-zA-Z?-]*(?:[ \t].*)?")
_LEAVING = ("exit", "quit", ":q")


def turn(room: Room, text: str, hit: Hit | None = None) -> bool:
    """Answers a text that was typed; with a `hit`, that suggestion was taken for it. Returns whether it was a question. Raises
    nothing that a question may cause: a fault is told in one sentence, and the chat goes on."""
    try:
        return _answered(room, text, hit)
    except KeyboardInterrupt:
        room.show([("", "\n"), ("dim", "Stopped."), ("", "\n\n")])
    except DockerhelpError as error:
        _say(room, str(error), "caveat")
    except OSError:
        raise  # the terminal itself may be gone
    except Exception as error:
        fault = f"A fault of dockerhelp itself ({type(error).__name__}: {error}); please report it with what you asked."
        _say(room, fault, "caveat")
    return False


def is_command(text: str) -> bool:
    """Whether a text is a command of the chat. A path that begins an error text is none."""
    return bool(_COMMAND.fullmatch(text))


def _answered(room: Room, text: str, hit: Hit | None) -> bool:
    if hit is None and text.lower() in _LEAVING:
        room.leaving = True
    elif hit is None and is_command(text):
        from assistant.chat import commands

        _show(room, commands.run(room, text) or [])
    else:
        reply = room.talk.take(hit, text) if hit else room.talk.say(text)
        _show(room, reply.pieces)
        asked = hit is not None or reply.asked
        if asked:
            _remember(room, text, hit)
        _act(room, reply)
        return asked
    return False


def _remember(room: Room, text: str, hit: Hit | None) -> None:
    """Questions are written down; what was said about an answer is not."""
    answer = room.talk.answer
    found = hit or (answer.hits[0] if answer and answer.hits else None)
    room.journal.add(entry.asked(text, found, "sure" if hit else answer.confidence if answer else ""))


def _act(room: Room, reply: Reply) -> None:
    """Does what the reply comes with; what is run was shown in full and agreed to (Room.run)."""
    if reply.hit is None:
        return
    if reply.act == "copy":
        from assistant.chat.commands.copy import copied

        _show(room, copied(room, reply.hit), before="")
    elif reply.act == "run" and not room.there:
        _say(room, "Nothing is run without a terminal: there is nobody to agree.")
    elif reply.act == "fill" and not room.full_screen:
        _say(room, "This terminal cannot do that; `run it` asks for each value.")
    elif reply.act == "run":
        room.run(reply.hit, room.talk.question)
        room.show([("", "\n")])
    elif reply.act == "fill":
        _fill(room, reply.hit)


def _fill(room: Room, hit: Hit) -> None:
    from assistant.chat import fields

    filled = fields.fill_in(room, hit)
    if filled is not None:
        _show(room, room.talk.take(filled, room.talk.question).pieces)


def _show(room: Room, pieces: Block, before: str = "\n") -> None:
    """Draws pieces with an empty line after them."""
    text = "".join(part for _, part in pieces)
    if text.strip():
        room.show([("", before), *pieces, ("", "\n" if text.endswith("\n") else "\n\n")])


def _say(room: Room, sentence: str, style: str = "dim") -> None:
    room.show([*paragraph(clean(sentence), room.width, style), ("", "\n")])
