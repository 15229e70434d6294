"""The time and the memory of an export, against json.dumps of the same dictionaries in the same run.

1,000 articles with 1,000 annotations each, and 10,000 with 100. Each export runs in a child process, whose
greatest memory is the figure. The peer writes dictionaries that are there already to the same disk.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import write_corpus
from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHAPES = ((1000, 1000), (10_000, 100))
_FORMATS = (
    "csv",
    "w3c",
    "doccano",
    "prodigy",
    "labelstudio",
    "conll",
    "tei",
    "html",
    "markdown",
    "brat",
    "qdpx",
)
_OF_OTHERS = ((20, 1000), (100, 1000))
"""Articles and annotations of each, by which a memory that grows shows itself."""
_AT_ONCE = 50_000
"""Dictionaries of the peer in memory."""
_LEAST = 0.5


def measure() -> list[Figure]:
    """Measure 1,000,000 annotations as JSON Lines, and the growth of the memory of other formats."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        for articles, each in _SHAPES:
            folder = Path(name) / str(articles)
            write_corpus(folder, articles, each)
            figures += _of_lines(folder, articles, each)
        folders = [Path(name) / f"{articles}-of-others" for articles, _ in _OF_OTHERS]
        for folder, (articles, each) in zip(folders, _OF_OTHERS, strict=True):
            write_corpus(folder, articles, each)
        figures += [_growth(folders, format_) for format_ in _FORMATS]
    return figures


def _of_lines(folder: Path, articles: int, each: int) -> list[Figure]:
    name = f"{articles:,} articles × {each:,} annotations"
    ours, memory = _export(folder, "jsonl")
    peer = _dump(folder)
    total = articles * each
    return [
        Figure(f"export of {name}", "1/s", total / ours, total / peer, ratio_at_least=_LEAST),
        Figure(f"memory of the export of {name}", "MB", memory, at_most=100),
    ]


def _growth(folders: list[Path], format_: str) -> Figure:
    """Measure the memory of 5 times the annotations, with that of the fewer ones as the peer."""
    few, many = (_export(folder, format_)[1] for folder in folders)
    return Figure(f"memory of {format_}, 100,000 annotations and 20,000", "MB", many, few, ratio_at_most=1.2)


def _export(folder: Path, format_: str) -> tuple[float, float]:
    """Export a store to a file; return the processor time in seconds, and the memory in MB."""
    command = [sys.executable, "-m", "benchmarks.exporting", str(folder), format_]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def _dump(folder: Path) -> float:
    """Write the records of an export with json.dumps; return the processor time in seconds."""
    spent = 0.0
    with (
        (folder / "out.jsonl").open(encoding="utf-8") as exported,
        (folder / "peer.jsonl").open("w") as output,
    ):
        while records := [json.loads(line) for line in islice(exported, _AT_ONCE)]:
            begun = time.process_time()
            for record in records:
                output.write(json.dumps(record) + "\n")
            output.flush()
            spent += time.process_time() - begun
    return spent


def _run(folder: Path, format_: str) -> Iterator[float]:
    """Export in this process, and generate its processor time and memory."""
    from hashiya.cli.main import main

    store, output = str(folder / "annotations"), str(folder / f"out.{format_}")
    if main(["--store", store, "export", "--format", format_, "-o", output, "--force"]):
        raise SystemExit("the export failed")
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield used.ru_utime + used.ru_stime
    yield used.ru_maxrss / 1024


if __name__ == "__main__":
    print(*_run(Path(sys.argv[1]), sys.argv[2]))
