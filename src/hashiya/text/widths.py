"""The columns of a character on a terminal.

The tables are those of rich, used by Textual, so layout and drawing cannot disagree. The soft hyphen takes no
column, since it is not drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from hashiya.text import _width_tables as tables
from hashiya.text.ranges import expand_ranges, parse_ranges

VARIATION_SELECTOR_16 = "\ufe0f"


@cache
def _starts_and_widths() -> tuple[list[int], list[int]]:
    """Return the code points where the width changes, ascending, and the width from each on."""
    ranges = [(first, last, 0) for first, last in parse_ranges(tables.ZERO_WIDTH)]
    ranges += [(first, last, 2) for first, last in parse_ranges(tables.WIDE)]
    starts, widths = [0], [1]
    for first, last, width in sorted(ranges):
        if starts[-1] == first:
            widths[-1] = width
        else:
            starts.append(first)
            widths.append(width)
        starts.append(last + 1)
        widths.append(1)
    return starts, widths


def character_width(code_point: int) -> int:
    """Return the columns of a character as hashiya draws it; a character of 0 joins the cell before it.

    C0 and C1 controls and U+2028 take 1 column, for the replacement character.
    """
    starts, widths = _starts_and_widths()
    return widths[bisect_right(starts, code_point) - 1]


@cache
def widened_by_variation_selector() -> frozenset[str]:
    """Return the characters of one column that take two before U+FE0F."""
    return frozenset(map(chr, expand_ranges(tables.WIDE_WITH_VARIATION_SELECTOR)))
