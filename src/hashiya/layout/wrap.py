"""Where the rows of a paragraph break."""

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
    """One row as indexes of a paragraph's cells, in logical order.

    Attributes:
        start: first cell.
        end: after the last cell.
        next: first cell of the following row; cells between are dropped.
    """

    start: int
    end: int
    next: int


def has_wide(kinds: bytes) -> bool:
    """Whether any cell takes two columns."""
    return WIDE in kinds or WIDE_SPACE in kinds or WIDE_MIRRORED in kinds


def narrowed(kinds: bytes) -> bytes:
    """The kinds in rows of one column, where what takes two is drawn as a replacement of one."""
    return kinds.translate(_NARROW)


def break_rows(kinds: bytes, width: int) -> Iterator[Break]:
    """Break greedily after runs of spaces; a word wider than the row is cut at the last cell that fits.

    Leading spaces stay: if the first word does not fit beside them, they are a row of their own, as many as
    fit.

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
    """The row that begins at ``start`` and has room up to ``limit``, where more content follows."""
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
        # only a paragraph begins with spaces
        return Break(start, min(limit, following), following)
    return Break(start, end, following)


def _fits_by_columns(kinds: bytes, width: int) -> Callable[[int], int]:
    """Function: first cell of a row → the cell that has no room left, where some cells are wide."""
    columns = list(accumulate(kinds.translate(COLUMNS), initial=0))

    def fits(start: int) -> int:
        return bisect_right(columns, columns[start] + width) - 1

    return fits
