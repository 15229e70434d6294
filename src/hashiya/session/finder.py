"""The search in an open article: its query and its matches."""

from __future__ import annotations

from collections import deque
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.text.spans import Span

_REMEMBERED_RANGES = 512
_STEP_BACK = 20_000  # code points searched at a time on the way back


class Finder:
    """One query over one text, answered for the ranges looked at and for the next match from a place.

    Attributes:
        query: the words searched for; empty without a search.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ranges: dict[tuple[int, int], list[Span]] = {}
        self.query = ""

    def look_for(self, query: str) -> None:
        """Set the query; an empty one ends the search."""
        if query != self.query:
            self.query = query
            self._ranges.clear()

    def within(self, start: int, end: int) -> list[Span]:
        """Return the matches inside ``[start, end)``, such as a paragraph, in text order."""
        if not self.query:
            return []
        found = self._ranges.get((start, end))
        if found is None:
            if len(self._ranges) >= _REMEMBERED_RANGES:
                self._ranges.clear()
            found = self._ranges[start, end] = list(self._matches(start, end))
        return found

    def after(self, offset: int) -> Span | None:
        """Return the first match that starts at or after `offset`, or from the start of the text, or None."""
        if not self.query:
            return None
        return next(self._matches(offset), None) or next(self._matches(0, self._end_of_line(offset)), None)

    def before(self, offset: int) -> Span | None:
        """Return the last match that starts before `offset`, or the last of the text, or None."""
        if not self.query:
            return None
        end, step = offset, _STEP_BACK
        while end > 0:
            start = max(0, end - step)
            if (found := _last(self._starting_in(start, end))) is not None:
                return found
            # no match spans lines, but a line may be long and is searched to its end each time
            end, step = start, 2 * step
        return _last(self._matches(offset))

    def is_match(self, span: Span) -> bool:
        """Tell whether a span is exactly a match."""
        line = self._matches(span.start, self._end_of_line(span.end)) if self.query else iter(())
        return next(line, None) == span

    def beside(self, span: Span, step: int) -> Span | None:
        """Return the next match behind a span (step 1) or before it (step -1), around the end of the text."""
        return self.after(span.end) if step > 0 else self.before(span.start)

    def _matches(self, start: int, end: int | None = None) -> Iterator[Span]:
        from hashiya.text.search import search  # the first frame does without

        return search(self._text, self.query, start, end)

    def _starting_in(self, start: int, end: int) -> Iterator[Span]:
        matches = self._matches(start, self._end_of_line(end))
        return takewhile(lambda match: match.start < end, matches)

    def _end_of_line(self, offset: int) -> int:
        newline = self._text.find("\n", offset)
        return len(self._text) if newline < 0 else newline


def _last(matches: Iterable[Span]) -> Span | None:
    return next(iter(deque(matches, maxlen=1)), None)
