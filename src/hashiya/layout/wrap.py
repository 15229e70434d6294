"""Break a paragraph into rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from hashiya.layout.clusters import COLUMNS, PLAIN, SPACE, WIDE, WIDE_MIRRORED, WIDE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SPACES = re.compile(b" *")
_NARROW = bytes(SPACE if kind == WIDE_SPACE else PLAIN if COLUMNS[kind] == 2 else kind for kind in range(256))
_ALL_SPACES_NARROW = bytes(SPACE if kind == WIDE_SPACE else kind for kind in range(256))


class Break(NamedTuple):
    """One row as indices of the cells of a paragraph, in logical order.

    Attributes:
        start: first cell.
        end: after the last cell.
        next: first cell of the following row; cells between are dropped.
    """

    start: int
    end: int
    next: int


def has_wide(kinds: bytes) -> bool:
    """Tell whether any cell takes two columns."""
    return WIDE in kinds or WIDE_SPACE in kinds or WIDE_MIRRORED in kinds


def narrowed(kinds: bytes) -> bytes:
    """Return the kinds for rows of one column, in which wide cells are drawn as U+FFFD."""
    return kinds.translate(_NARROW)


def break_rows(kinds: bytes, width: int) -> Iterator[Break]:
    """Break greedily after runs of spaces; a word wider than the row is cut at the last cell that fits.

    Leading spaces stay. If the first word does not fit beside them, they form a separate row, as many as fit.

    Args:
        kinds: a byte for each cell of the paragraph (see ``clusters``).
        width: columns of a row; no cell may be wider.
    """
    if has_wide(kinds):
        fits = _fits_by_columns(kinds, width)
        kinds = kinds.translate(_ALL_SPACES_NARROW)
    else:
        fits = width.__add__
    count = len(kinds)
    content = len(kinds.rstrip(b" "))
    start = 0
    while True:
        limit = fits(start)
        if limit >= content:
            yield Break(start, max(start, content), count)
            return
        row = _break_before(kinds, start, limit)
        yield row
        start = row.next


def _break_before(kinds: bytes, start: int, limit: int) -> Break:
    """Return the row from ``start`` with room up to ``limit``, if more content follows."""
    if kinds[limit] == SPACE:
        spaces = limit
    else:
        spaces = kinds.rfind(b" ", start, limit)
        if spaces < 0:
            return Break(start, limit, limit)
    end = start + len(kinds[start:spaces].rstrip(b" "))
    match = _SPACES.match(kinds, spaces)
    following = match.end() if match else spaces
    if end == start:
        # only the start of a paragraph has leading spaces
        return Break(start, min(limit, following), following)
    return Break(start, end, following)


def _fits_by_columns(kinds: bytes, width: int) -> Callable[[int], int]:
    """Make a function from the first cell of a row to the first that does not fit, for wide cells."""
    columns = list(accumulate(kinds.translate(COLUMNS), initial=0))

    def fits(start: int) -> int:
        return bisect_right(columns, columns[start] + width) - 1

    return fits
