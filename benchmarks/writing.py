"""The cost of each mode of writing rows: turning a page and moving the caret, alternately in every mode."""

from __future__ import annotations

import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.articles import annotate, varied_text
from benchmarks.figure import Figure
from benchmarks.terminal import ARABIC, Burst, Session, Size, environment, hashiya_command
from hashiya.terminal.mode import Mode

_SIZES = (Size(80, 24), Size(120, 40))
_PAGES = 60
_MOVES = 60
_TEXT_SIZE = 1_000_000
_ANNOTATIONS = 1000
_MOST = 1.1


class _Found(NamedTuple):
    """The figures of one mode: page turns and caret moves."""

    pages: list[Burst]
    moves: list[Burst]


def measure() -> list[Figure]:
    """Run one program per mode, press each key in all before the next, and take medians.

    Every page is new, so a mode can reuse only as many words as in real reading.
    """
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        article = home / "article.txt"
        article.write_text(varied_text(_TEXT_SIZE), encoding="utf-8", newline="")
        annotate(article, home / "annotations", _ANNOTATIONS)
        return [figure for size in _SIZES for figure in _of_size(article, home, size)]


def _of_size(article: Path, home: Path, size: Size) -> list[Figure]:
    found = {mode: _Found([], []) for mode in Mode}
    with ExitStack() as stack:
        sessions = {
            mode: stack.enter_context(
                Session(
                    hashiya_command(article), size, environment(home) | {"HASHIYA_TERMINAL_MODE": mode.value}
                )
            )
            for mode in Mode
        }
        for session in sessions.values():
            session.seconds_to(ARABIC)
            session.settle(0.5)
        order = list(Mode)
        for index in range(max(_PAGES, _MOVES)):
            order.append(order.pop(0))
            for mode in order:
                if index < _PAGES:
                    found[mode].pages.append(sessions[mode].press("pagedown"))
            for mode in order:
                if index < _MOVES:
                    found[mode].moves.append(sessions[mode].press("left"))
    return [*_figures(found, size, "PageDown", "pages"), *_figures(found, size, "caret move", "moves")]


def _figures(found: dict[Mode, _Found], size: Size, key: str, what: str) -> list[Figure]:
    bursts: dict[Mode, list[Burst]] = {mode: getattr(found[mode], what) for mode in Mode}
    times = {mode: _milliseconds(bursts[mode]) for mode in Mode}
    figures = []
    for mode in Mode:
        where = f"{key} in {mode}, {size.columns}×{size.rows} (p50)"
        peer, most = (None, None) if mode is Mode.VISUAL else (times[Mode.VISUAL], _MOST)
        figures.append(Figure(f"{where}; peer: visual" if peer else where, "ms", times[mode], peer, most))
        figures.append(Figure(f"{where}, bytes", "B", statistics.median(b.size for b in bursts[mode])))
    return figures


def _milliseconds(bursts: list[Burst]) -> float:
    return statistics.median(burst.seconds for burst in bursts) * 1000
