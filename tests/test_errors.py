from __future__ import annotations

from assistant import errors


def test_exit_codes_are_those_of_the_house() -> None:
    codes = (errors.ANSWERED, errors.NOTHING_KNOWN, errors.WRONG_USE, errors.COMMAND_FAILED, errors.INTERRUPTED)
    assert codes == (0, 1, 2, 3, 130)
    assert errors.UsageError("x").exit_code == 2
