"""Half-open spans of code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The code points ``[start, end)`` of a text.

    Attributes:
        start: offset of the first code point.
        end: offset after the last code point; ``start <= end``.
    """

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the code points of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether both spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str) -> Span:
        """Return the span without white space at its edges, or unchanged if it covers nothing else."""
        start, end = self
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return Span(start, end) if start < end else self

    def moved(self, offset: int) -> Span:
        """Return the span some code points further on, or back if the offset is negative."""
        return Span(self.start + offset, self.end + offset)

    def union(self, other: Span) -> Span:
        """Return the shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def holds(text: str, span: Span, exact: str) -> bool:
    """Tell whether a span lies in the text and covers exactly a quotation."""
    return 0 <= span.start < span.end <= len(text) and span.cut(text) == exact
