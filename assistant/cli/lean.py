"""Parts of Whoosh that it imports at once and no question needs, put off until somebody does.

Its modules for English endings and sounds compile their tables when they are imported: a twentieth of a one-shot question, for
forms of words that the index already knows.
"""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType
from typing import Any

_LATE = {
    "whoosh.lang.morph_en": ("variations",),
    "whoosh.lang.porter": ("stem",),
    "whoosh.lang.dmetaphone": ("double_metaphone",),
}


def put_off() -> None:
    """Sets stand-ins for these modules, unless they are there; the first call of a function of theirs imports the real one."""
    for name, functions in _LATE.items():
        if name not in sys.modules:
            stand_in = ModuleType(name)
            for function in functions:
                setattr(stand_in, function, partial(_really, stand_in, function))
            sys.modules[name] = stand_in


def _really(stand_in: ModuleType, function: str, *arguments: Any) -> Any:
    import importlib

    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]
    return getattr(importlib.import_module(stand_in.__name__), function)(*arguments)
