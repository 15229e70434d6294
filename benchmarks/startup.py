"""The time from the start of the program to the first Arabic letter on the terminal, on a seed article."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.articles import SEED, write_rows
from benchmarks.figure import Figure
from benchmarks.terminal import ARABIC, Session, Size, bare_command, environment, hashiya_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SIZES = (Size(80, 24), Size(120, 40))
_ROUNDS = 15


def measure() -> list[Figure]:
    """Take medians over alternating starts; the first of each only fills the disk cache."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        commands = hashiya_command(SEED), bare_command(write_rows(SEED, home))
        return [figure for size in _SIZES for figure in _of_size(commands, home, size)]


def _of_size(commands: Iterable[Sequence[str | Path]], home: Path, size: Size) -> Iterator[Figure]:
    starts: tuple[list[_Start], list[_Start]] = ([], [])
    for _ in range(_ROUNDS + 1):
        for command, found in zip(commands, starts, strict=True):
            with Session(command, size, environment(home)) as session:
                found.append(_Start(session.seconds_to(ARABIC) * 1000, session.processor_seconds() * 1000))
                session.settle()
    for what, values in (("start to first Arabic letter", 0), ("processor time of the start", 1)):
        ours, peer = (statistics.median(each[values] for each in found[1:]) for found in starts)
        yield Figure(f"{what}, {size.columns}×{size.rows} (p50)", "ms", ours, peer, ratio_at_most=1.3)


class _Start(NamedTuple):
    """Milliseconds until the first Arabic letter was on the terminal."""

    elapsed: float
    processor: float
