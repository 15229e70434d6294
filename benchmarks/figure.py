"""One line of the table: a measured value, its peer and its limit."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADINGS = ("figure", "ours", "peer", "ratio", "target", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and its target.

    Attributes:
        name: the quantity measured, with percentile and size.
        unit: of both values.
        ours: hashiya's value.
        peer: the peer's value, measured alternately with ours; None without a peer.
        ratio_at_most: limit of ours divided by the peer's.
        ratio_at_least: least ours divided by the peer's, if more is better.
        at_most: limit of ours.
    """

    name: str
    unit: str
    ours: float
    peer: float | None = None
    ratio_at_most: float | None = None
    ratio_at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.peer is None else self.ours / self.peer

    @property
    def verdict(self) -> str:
        """``ok`` or ``over``; empty without a target."""
        ratio = self.ratio
        checks = []
        if ratio is not None and self.ratio_at_most is not None:
            checks.append(ratio <= self.ratio_at_most)
        if ratio is not None and self.ratio_at_least is not None:
            checks.append(ratio >= self.ratio_at_least)
        if self.at_most is not None:
            checks.append(self.ours <= self.at_most)
        return "" if not checks else "ok" if all(checks) else "over"

    @property
    def target(self) -> str:
        if self.ratio_at_most is not None:
            return f"≤ {self.ratio_at_most:g} ×"
        if self.ratio_at_least is not None:
            return f"≥ {self.ratio_at_least:g} ×"
        return "" if self.at_most is None else f"≤ {_number(self.at_most)} {self.unit}"

    def cells(self) -> tuple[str, ...]:
        peer = "" if self.peer is None else f"{_number(self.peer)} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.name, f"{_number(self.ours)} {self.unit}", peer, ratio, self.target, self.verdict)


def table(figures: Iterable[Figure]) -> str:
    """Format figures as lines of text with aligned columns."""
    rows = [_HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = []
    for row in rows:
        name, *values = (
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([name, *values]).rstrip())
    return "\n".join(lines)


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile: 95 of 100 values do not exceed it."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
