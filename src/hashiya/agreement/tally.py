"""Tallies: numbers that add up over articles, from which the measures of agreement are calculated."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Counts: TypeAlias = dict[Hashable, float]
"""The numbers of one measure."""

Tally: TypeAlias = dict[tuple[str, str], Counts]
"""The numbers of each measure and label; the label is `ALL` for all labels together."""

ALL = ""
"""Stands for all labels."""


def add(total: Tally, more: Mapping[tuple[str, str], Counts]) -> None:
    """Add the numbers of an article to a total."""
    for key, counts in more.items():
        sums = total.setdefault(key, {})
        for name, number in counts.items():
            sums[name] = sums.get(name, 0) + number


def ratio(number: float, total: float) -> float | None:
    """Divide two numbers; None if the total is 0, where a measure is not defined."""
    return number / total if total else None
