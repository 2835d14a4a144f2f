from __future__ import annotations

from assistant.chat.memory import MOST, Memory, Turn


def test_only_the_last_turns_are_kept() -> None:
    memory = Memory()
    assert (memory.now, memory.back()) == (None, None)
    for number in range(MOST + 20):
        memory.put(Turn(str(number), lambda width: []))
    assert len(memory) == MOST
    assert memory.now is not None
    assert memory.now.question == str(MOST + 19)
    steps = 0
    while memory.back():
        steps += 1
    assert (steps, memory.now and memory.now.question, memory.back()) == (MOST - 1, "20", None)
    memory.clear()
    assert memory.now is None


def test_what_a_change_is_made_of() -> None:
    assert Turn("", lambda width: []).at_hand() is None
