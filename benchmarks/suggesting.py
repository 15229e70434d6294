"""Processor time of proposals: for a seed article, first and again, and of training on 1,000 annotations."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.articles import SEED, SEEDS
from benchmarks.figure import Figure
from hashiya.annotation.annotation import new_annotation
from hashiya.suggest.evidence import Evidence
from hashiya.suggest.learning import learn
from hashiya.suggest.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROUNDS = 7
_ANNOTATIONS = 1_000
_FIRST = """
import sys, time
from pathlib import Path
import hashiya.annotation.annotation, hashiya.registry.names, hashiya.text.words  # as the reader has
text = Path(sys.argv[1]).read_text(encoding="utf-8")
begun = time.process_time()
from hashiya.suggest.evidence import Evidence
from hashiya.suggest.proposing import propose
propose(Evidence(text, None, (), {}))
print(time.process_time() - begun)
"""


def measure() -> list[Figure]:
    """Take medians; the first proposals, for which all modules are loaded, are those of new processes."""
    text = SEED.read_text(encoding="utf-8")
    examples = list(_examples())
    learnt = learn(examples)
    first = [_first() for _ in range(_ROUNDS)]
    again = [_taken(lambda: propose(Evidence(text, None, (), {}), learnt)) for _ in range(_ROUNDS)]
    training = [_taken(lambda: learn(examples)) for _ in range(3)]
    count = sum(len(each.annotations) for each in examples)
    return [
        Figure("processor time of the first proposals, for a seed (p50)", "ms", _ms(first), at_most=150),
        Figure("of further ones, with a trained model (p50)", "ms", _ms(again), at_most=150),
        Figure(f"of training on {count:,} annotations (p50)", "ms", _ms(training), at_most=2_000),
    ]


def _examples() -> Iterator[Evidence]:
    """Generate articles with their own proposals as annotations, until there are enough."""
    count = 0
    while count < _ANNOTATIONS:
        for path in SEEDS:
            text = path.read_text(encoding="utf-8")
            proposals = propose(Evidence(text, None, (), {}))
            count += len(proposals)
            marked = [new_annotation("", "", text, each.span, each.label) for each in proposals]
            yield Evidence(text, None, marked, {})


def _first() -> float:
    # a program that is installed has its compiled modules
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _FIRST, str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout)


def _taken(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _ms(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000
