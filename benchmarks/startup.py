"""From the start of the program to the first Arabic letter on the terminal, on a seed article."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks.articles import SEED, write_rows
from benchmarks.figure import Figure
from benchmarks.terminal import ARABIC, Session, Size, bare_command, environment, hashiya_command

_SIZES = (Size(80, 24), Size(120, 40))
_ROUNDS = 15


def measure() -> list[Figure]:
    """Medians over starts in turn; the first of each, which fills the disk cache, is not counted."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        commands = hashiya_command(SEED), bare_command(write_rows(SEED, home))
        figures = []
        for size in _SIZES:
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(_ROUNDS + 1):
                for command, found in zip(commands, times, strict=True):
                    with Session(command, size, environment(home)) as session:
                        found.append(session.seconds_to(ARABIC) * 1000)
                        session.settle()
            ours, peer = (statistics.median(found[1:]) for found in times)
            what = f"start to first Arabic letter, {size.columns}×{size.rows} (p50)"
            figures.append(Figure(what, "ms", ours, peer, ratio_at_most=1.3))
    return figures
