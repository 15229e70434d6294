"""Processor time of a report on 1,000 articles by one annotator and by two, and the size of its page."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.agreement import run, write
from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANNOTATIONS = 61
"""Annotations of an article by one annotator, as many as the sample of an agency's articles has."""


def measure() -> list[Figure]:
    """Import annotations into a store, and call the command in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write(home, _ANNOTATIONS)
        for annotator in "ab":
            (home / f"{annotator}.jsonl").write_text("".join(_records(home, annotator)), encoding="utf-8")
            run(home, "--annotator", annotator, "import", f"{annotator}.jsonl")
        begun = time.process_time()
        for file in home.glob("annotations/*/*.json"):
            json.loads(file.read_bytes())
        reading = time.process_time() - begun
        _, alone = run(home, "--annotator", "a", "report", "-o", "one.html")
        _, both = run(home, "report", "-o", "two.html")
        size = (home / "two.html").stat().st_size / 1e6
    return [
        Figure("report on 1,000 articles, one annotator, processor", "s", alone, reading / 2, at_most=10),
        Figure("report on them, two annotators and agreement", "s", both, reading, at_most=20),
        Figure("its page", "MB", size, at_most=40),
    ]


def _records(home: Path, annotator: str) -> Iterator[str]:
    """Generate what an annotator made of all articles as lines of one file."""
    for file in sorted((home / annotator).glob("*.jsonl")):
        units = set()
        for line in file.read_text(encoding="utf-8").splitlines():
            record = {**json.loads(line), "article": f"articles/{file.stem}.txt", "annotator": annotator}
            del record["id"]
            unit = record["start"], record["end"], record["label"]
            if unit not in units:  # an import takes each once
                units.add(unit)
                yield json.dumps(record, ensure_ascii=False) + "\n"
