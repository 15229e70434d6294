"""Spans that may overlap each other, and a search for those that meet another span."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.text.spans import Span


class Places:
    """Spans in order of their start, asked for by place; an answer takes about as long as it is large."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Take spans in order of their start."""
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._reach = list(accumulate((span.end for span in spans), max))

    def overlapping(self, span: Span) -> list[int]:
        """List the numbers of the spans that overlap a span, in order."""
        return sorted(
            number for number in self._before(span.end, span.start + 1) if self._spans[number].overlaps(span)
        )

    def cover(self, span: Span) -> bool:
        """Tell whether one of the spans covers a span."""
        return any(self._spans[number].end >= span.end for number in self._before(span.start + 1, span.end))

    def _before(self, start: int, end: int) -> Iterator[int]:
        """Go back from the last span that begins before `start`, as long as one may reach `end`."""
        number = bisect_left(self._starts, start) - 1
        while number >= 0 and self._reach[number] >= end:
            yield number
            number -= 1
