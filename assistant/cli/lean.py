"""What Whoosh imports at once and no question needs, put off until somebody does: a tenth of a one-shot question.

Its modules for English endings and sounds compile their tables when they are imported; the hashes of old indexes load OpenSSL;
escaping for HTML loads all of its entities; times load the calendar.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from types import ModuleType
from typing import Any

_LATE = {
    "whoosh.lang.morph_en": ("variations",),
    "whoosh.lang.porter": ("stem",),
    "whoosh.lang.dmetaphone": ("double_metaphone",),
    "hashlib": ("md5",),
    "html": ("escape",),
    "calendar": (),
}
_PACKAGES = ("html",)  # html.parser must be found while html itself is a stand-in


def put_off() -> None:
    """Sets stand-ins for these modules, unless they are there. The first call of one of these functions, or the first look at
    anything else of a module's, imports the real one."""
    for name, functions in _LATE.items():
        if name not in sys.modules:
            stand_in = ModuleType(name)
            for function in functions:
                setattr(stand_in, function, partial(_call, stand_in, function))
            if name in _PACKAGES:
                stand_in.__path__ = [os.path.join(os.path.dirname(os.__file__), name)]
            stand_in.__getattr__ = partial(_attribute, stand_in)  # type: ignore[method-assign]
            sys.modules[name] = stand_in


def _call(stand_in: ModuleType, function: str, *arguments: Any, **options: Any) -> Any:
    return _attribute(stand_in, function)(*arguments, **options)


def _attribute(stand_in: ModuleType, name: str) -> Any:
    if name.startswith("__"):  # the import system looks for these
        raise AttributeError(name)
    import importlib

    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]
    return getattr(importlib.import_module(stand_in.__name__), name)
