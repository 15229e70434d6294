"""What is searched for, and where it stands."""

from __future__ import annotations

from collections import deque
from itertools import takewhile
from typing import TYPE_CHECKING

from hashiya.text.search import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.text.spans import Span

_REMEMBERED_RANGES = 512
_STEP_BACK = 20_000  # code points searched at a time on the way back


class Finder:
    """One query over one text, answered for the ranges looked at and for the next match from a place.

    Attributes:
        query: what is searched for; empty when nothing is.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ranges: dict[tuple[int, int], list[Span]] = {}
        self.query = ""

    def look_for(self, query: str) -> None:
        """Sets what is searched for; an empty query ends the search."""
        if query != self.query:
            self.query = query
            self._ranges.clear()

    def within(self, start: int, end: int) -> list[Span]:
        """The matches inside ``[start, end)``, a paragraph say, in text order."""
        if not self.query:
            return []
        found = self._ranges.get((start, end))
        if found is None:
            if len(self._ranges) >= _REMEMBERED_RANGES:
                self._ranges.clear()
            found = self._ranges[start, end] = list(search(self._text, self.query, start, end))
        return found

    def after(self, offset: int) -> Span | None:
        """The first match that starts at or after `offset`, or from the start of the text, or None."""
        if not self.query:
            return None
        for match in search(self._text, self.query, offset):
            return match
        return next(
            iter(search(self._text, self.query, 0, min(offset + len(self.query), len(self._text)))), None
        )

    def before(self, offset: int) -> Span | None:
        """The last match that starts before `offset`, or the last of the text, or None."""
        if not self.query:
            return None
        end = offset
        while end > 0:
            start = max(0, end - _STEP_BACK)
            if (found := _last(self._starting_in(start, end))) is not None:
                return found
            end = start
        return _last(search(self._text, self.query, offset))

    def _starting_in(self, start: int, end: int) -> Iterator[Span]:
        return takewhile(lambda match: match.start < end, search(self._text, self.query, start))


def _last(matches: Iterable[Span]) -> Span | None:
    return next(iter(deque(matches, maxlen=1)), None)
