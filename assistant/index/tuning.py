"""index/*.yaml → tuning, checked; every finding names file and line. Read only when the index is built."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

import yaml

from assistant.index import follow_ups, risks
from assistant.words import Pipe, Tuning, groups, split

FILES = (
    *("synonyms.yaml", "stopwords.yaml", "weights.yaml", "moods.yaml", "worlds.yaml", "values.yaml", "dangers.yaml"),
    *("risks.yaml", "follow-ups.yaml"),
)
_SHAPES = (dict, list, dict, dict, dict, dict, list, dict, dict)


class TuningError(Exception):
    """A tuning file that cannot be used: the sentence names file and line."""


@dataclass
class Tuned:
    """All of index/ as the searching side needs it; goes into the built index as JSON."""

    words: Tuning
    near: dict[str, list[str]] = field(default_factory=dict)
    weights: dict[str, Any] = field(default_factory=dict)
    moods: dict[str, Any] = field(default_factory=dict)
    worlds: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    dangers: list[Any] = field(default_factory=list)
    risks: dict[str, Any] = field(default_factory=dict)
    follow_ups: dict[str, Any] = field(default_factory=dict)


def read(folder: str) -> Tuned:
    """The tuning of a folder. Raises TuningError where a file is missing, is not YAML, or has another shape."""
    contents = [_yaml(os.path.join(folder, name)) for name in FILES]
    for name, value, shape in zip(FILES, contents, _SHAPES, strict=True):
        if not isinstance(value, shape):
            raise TuningError(
                f"{os.path.join(folder, name)}:1: must be a {'list' if shape is list else 'mapping'}; mend or restore it"
            )
    synonyms, stop, weights, moods, worlds, values, dangers, rated, talk = contents
    for checker, content, name in ((risks, rated, FILES[7]), (follow_ups, talk, FILES[8])):
        if wrong := checker.first_wrong(content, path := os.path.join(folder, name)):
            raise TuningError(f"{path}:{wrong[0]}: {wrong[1]}")
    forms = {word: stem for stem, words in _strings(synonyms, "forms").items() for word in (stem, *words)}
    bare = Pipe(Tuning(frozenset(), forms, {}, {}))
    same = groups(bare, _lists(synonyms.get("same", []), folder))
    words = Tuning(frozenset(str(word) for word in stop), forms, same, {}, frozenset(map(str, synonyms.get("many") or ())))
    near = _near(bare, same, _strings(synonyms, "near"))
    return Tuned(words, near, weights, moods, worlds, values, dangers, risks.flat(rated), talk)


def _near(pipe: Pipe, same: dict[str, str], table: dict[str, list[str]]) -> dict[str, list[str]]:
    def term(word: str) -> str:
        stems = " ".join(pipe.stem(part) for part in split(word))
        return same.get(stems, stems)

    return {term(word): [term(other) for other in others] for word, others in table.items()}


def _strings(content: dict[str, Any], name: str) -> dict[str, list[str]]:
    return {str(word): [str(other) for other in others] for word, others in (content.get(name) or {}).items()}


def _lists(value: Any, folder: str) -> list[list[str]]:
    if not isinstance(value, list) or not all(isinstance(group, list) and group for group in value):
        raise TuningError(f"{os.path.join(folder, FILES[0])}: 'same' must be a list of lists of words")
    return [[str(word) for word in group] for group in value]


def _yaml(path: str) -> Any:
    try:
        with open(path, encoding="utf-8") as content:
            return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise TuningError(f"{path}: cannot be read ({error.strerror}); put the file back") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise TuningError(f"{path}:{mark.line + 1 if mark else 1}: not YAML; mend the line") from error
