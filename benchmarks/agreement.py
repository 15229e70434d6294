"""Processor time to compare two annotators over 1,000 articles, against reading their files as JSON alone."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.articles import varied_text
from benchmarks.figure import Figure
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.text.spans import Span

_ARTICLES = 1_000
_LETTERS = 3_500
"""Code points of an article, as a long one of the seeds."""
_ANNOTATIONS = 100
_LABELS = {"ACTOR": 3, "EVENT": 4, "QUOTE": 20}
"""The most words that an annotation of each label has."""
_WEIGHTS = (60, 30, 10)
_KINDS = ("person", "state", "group")


def measure() -> list[Figure]:
    """Call the command in a process of its own, with all that it prints as JSON."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write(home, _ANNOTATIONS)
        begun = time.process_time()
        for file in home.glob("[ab]/*.jsonl"):
            for line in file.read_bytes().splitlines():
                json.loads(line)
        reading = time.process_time() - begun
        printed, taken = run(home, "agree", "a", "b", "--json")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        found = json.loads(printed)
        assert len(found["articles"]) == _ARTICLES
        assert 0.7 < found["gamma"] < 0.95
    return [
        Figure(
            f"agreement of two annotators over {_ARTICLES:,} articles, processor time",
            "s",
            taken,
            reading,
            at_most=10,
        ),
        Figure("most memory of it", "MB", memory, at_most=300),
    ]


def run(home: Path, *words: str) -> tuple[bytes, float]:
    """Run the command in a folder, and return its output and the seconds of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(Path(sys.executable).with_name("hashiya")), *words]
    printed = subprocess.run(command, cwd=home, check=True, capture_output=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return printed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(home: Path, annotations: int) -> None:
    """Write articles, and what two annotators made of them who mostly agree.

    Args:
        home: the folder.
        annotations: of an article by one annotator.
    """
    dice = random.Random(4)  # noqa: S311  the same annotations every time
    source = varied_text(1_000_000)
    for folder in ("articles", "a", "b"):
        (home / folder).mkdir()
    for number in range(_ARTICLES):
        first = number * 487 % (len(source) - _LETTERS)
        text = source[first : first + _LETTERS]
        (home / f"articles/{number:04}.txt").write_text(text, encoding="utf-8", newline="")
        words = [*iter_words(text, 0, len(text))]
        marks = [_mark(words, text, dice) for _ in range(annotations)]
        for name, made in (("a", marks), ("b", _second(marks, words, text, dice))):
            lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in _records(made))
            (home / f"{name}/{number:04}.jsonl").write_text("".join(lines), encoding="utf-8")


def _mark(words: Sequence[Span], text: str, dice: random.Random) -> dict[str, Any]:
    (label,) = dice.choices([*_LABELS], _WEIGHTS)
    first = dice.randrange(len(words))
    last = min(len(words) - 1, first + dice.randrange(_LABELS[label]))
    start, end = words[first].start, words[last].end
    attributes = {"kind": dice.choice(_KINDS), "canonical": f"{start % 40}"}
    return {"start": start, "end": end, "text": text[start:end], "label": label, "attributes": attributes}


def _second(
    marks: Sequence[dict[str, Any]], words: Sequence[Span], text: str, dice: random.Random
) -> Iterator[dict[str, Any]]:
    """Yield what a second annotator makes of the first one's spans."""
    for mark in marks:
        chance = dice.random()
        if chance < 0.1:
            yield _mark(words, text, dice)
        elif chance < 0.25:
            end = next((word.end for word in words if word.end > mark["end"]), mark["end"])
            yield {**mark, "end": end, "text": text[mark["start"] : end]}
        elif chance < 0.3:
            yield {**mark, "attributes": {"kind": dice.choice(_KINDS)}}
        else:
            yield mark


def _records(marks: Sequence[dict[str, Any]] | Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, mark in enumerate(marks):
        yield {"id": f"{number}", **mark}
