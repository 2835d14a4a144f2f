"""How many labelled questions are answered right: `python -m tests.quality FILE.jsonl … [--misses N]`.

Questions go through the JSON contract of the program itself (`--batch`), so what is measured is what a script would get.
howto: path@1, path@3 (the docker command is one of `gold`) and full@1 (… and everything in `gold_must` stands in the answer);
command, where the row has a `gold_command`: the finished command is that one (see comparing.py);
concept and error: topic@1; out_of_scope: how often it says that it doesn't know.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from assistant.docker import grammar
from tests.comparing import same

Row = dict[str, Any]


def answers_for(questions: list[str]) -> list[Row]:
    """One object of the JSON contract for each question, in order."""
    lines = "".join(" ".join(question.splitlines()) + "\n" for question in questions)
    command = [sys.executable, "-m", "assistant", "--batch", "-n", "5"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, encoding="utf-8")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if len(found) != len(questions):
        raise SystemExit(f"quality: {len(questions)} questions, {len(found)} answers\n{done.stderr}")
    return found


def score(row: Row, answer: Row) -> dict[str, bool]:
    """The measures of one row and whether each is met."""
    hits = answer["answers"]
    kind = row["kind"]
    if kind == "out_of_scope":
        return {"none": answer["confidence"] == "none"}
    if kind == "howto":
        right = [grammar.path_of(hit["command"]) in row["gold"] for hit in hits]
        first = bool(right[:1] and right[0])
        scores = {"path@1": first, "path@3": any(right[:3]), "full@1": first and _has_all(row.get("gold_must", []), hits[0])}
        if "gold_command" in row:
            scores["command"] = bool(hits) and same(row["gold_command"], hits[0]["command"], row["question"])
        return scores
    if not hits:
        return {"topic@1": False}
    title = hits[0]["title"].lower()
    if kind == "error":
        return {"topic@1": any(_stands(word, title) for word in row["gold_topic"])}
    also = grammar.path_of(hits[0]["command"]) in row.get("also_ok_commands", [])
    named = any(_stands(word, title) for word in row["gold"])
    return {"topic@1": also or (named and _has_all(row.get("gold_text", []), hits[0]))}


def _has_all(groups: list[str | list[str]], hit: Row) -> bool:
    text = json.dumps(hit, ensure_ascii=False).lower()
    return all(any(_stands(word, text) for word in ([group] if isinstance(group, str) else group)) for group in groups)


def _stands(word: str, text: str) -> bool:
    """Whether a word or flag stands in a text by itself, not as a part of a longer word or flag."""
    plain = word.lower()
    before = r"(?<![\w-])" if plain[0].isalnum() or plain[0] == "-" else ""
    after = r"(?![\w-])" if plain.startswith("-") else (r"s?(?!\w)" if plain[-1].isalnum() and len(plain) < 4 else "")
    return re.search(before + re.escape(plain) + after, text) is not None


def main(arguments: list[str]) -> int:
    """Prints the measures of each file and kind, and the misses; 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--misses", type=int, default=40, help="how many misses to list (default 40)")
    parser.add_argument("--kind", help="only rows of this kind")
    parser.add_argument("--set", help="only rows of this set, such as nl2cmd")
    options = parser.parse_args(arguments)
    rows = [json.loads(line) for path in options.files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if options.kind in (None, row["kind"])]
    rows = [row for row in rows if options.set in (None, row["id"].split("-")[0])]
    answers = answers_for([row["question"] for row in rows])
    _report(rows, answers, options.misses)
    return 0


def _report(rows: list[Row], answers: list[Row], most: int) -> None:
    met: dict[tuple[str, str], list[bool]] = defaultdict(list)
    misses = []
    for row, answer in zip(rows, answers, strict=True):
        scores = score(row, answer)
        for name, value in scores.items():
            met[row["kind"], name].append(value)
        wrong = [name for name, value in scores.items() if not value]
        if wrong:
            misses.append(_miss(row, answer, wrong))
    for text in misses[:most]:
        print(text)
    if len(misses) > most:
        print(f"(+{len(misses) - most} more misses)")
    for (kind, name), values in sorted(met.items()):
        print(f"{kind:13} {name:8} {100 * sum(values) / len(values):5.1f} %  ({sum(values)} of {len(values)})")


def _miss(row: Row, answer: Row, wrong: list[str]) -> str:
    question = " ".join(row["question"].split())[:110]
    first = answer["answers"][0] if answer["answers"] else {"id": "-", "command": ""}
    wanted = row.get("gold_topic") or row.get("gold") or "nothing"
    must = f" with {row['gold_must']}" if row.get("gold_must") else ""
    given = f"{answer['confidence']}: {first['id']} | {first['command'][:70]}"
    gold = f"\n    gold {row['gold_command']}" if "command" in wrong else ""
    return f"{row['id']} [{' '.join(wrong)}] {question}\n    {given}\n    wanted {wanted}{must}{gold}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
