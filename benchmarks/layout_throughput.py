"""Code points laid out per second: rows of cells with offsets, against reshape and get_display."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import arabic_reshaper
from bidi import get_display

from benchmarks.articles import SEEDS, varied_text
from benchmarks.figure import Figure
from hashiya.layout import Document

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 7
_VARIED_BYTES = 700_000
_WIDTH = 80


def measure() -> list[Figure]:
    """Take medians over alternating runs, each from scratch."""
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS)
    return [
        _compare("layout, the five seeds", seeds),
        _compare("layout, varied news of 0.7 MB", varied_text(_VARIED_BYTES)),
    ]


def _compare(name: str, text: str) -> Figure:
    times: dict[Callable[[str], object], list[float]] = {_ours: [], _peer: []}
    for _ in range(_ROUNDS):
        for lay_out, found in times.items():
            begun = time.perf_counter()
            lay_out(text)
            found.append(time.perf_counter() - begun)
    ours, peer = (len(text) / 1e6 / statistics.median(found) for found in times.values())
    return Figure(f"{name} (p50)", "M code points/s", ours, peer, ratio_at_least=1)


def _ours(text: str) -> int:
    return sum(len(row.cells) for row in Document(text, _WIDTH).iter_rows())


def _peer(text: str) -> int:
    paragraphs = (paragraph for paragraph in text.split("\n") if paragraph)
    return sum(len(get_display(arabic_reshaper.reshape(paragraph))) for paragraph in paragraphs)
