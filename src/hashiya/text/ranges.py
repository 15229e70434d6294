"""Sets of code points, written as hexadecimal ranges."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Classes(dict[int, str]):
    """Code point → the letter of its class; a table for ``str.translate``.

    A text becomes a string of class letters, so patterns over classes are short: compiling a pattern over
    hundreds of ranges would take longer than laying out a page. Each code point is looked up once.
    """

    def __init__(self, ranges: Mapping[str, str], other: str | None) -> None:
        """Take the ranges of each letter, which must not overlap.

        Args:
            ranges: by letter.
            other: the letter of all other code points; None leaves them as they are.
        """
        super().__init__()
        pairs = sorted((*pair, letter) for letter, each in ranges.items() for pair in parse_ranges(each))
        self._firsts = [first for first, _, _ in pairs]
        self._pairs = pairs
        self._other = other

    def __missing__(self, code_point: int) -> str:
        index = bisect_right(self._firsts, code_point) - 1
        letter = chr(code_point) if self._other is None else self._other
        if index >= 0 and code_point <= self._pairs[index][1]:
            letter = self._pairs[index][2]
        self[code_point] = letter
        return letter


def parse_ranges(ranges: str) -> list[tuple[int, int]]:
    """Parse ranges such as ``"0620 063B-063F …"`` into first and last code points, both included."""
    pairs = []
    for item in ranges.split():
        first, _, last = item.partition("-")
        pairs.append((int(first, 16), int(last or first, 16)))
    return pairs


def expand_ranges(ranges: str) -> frozenset[int]:
    """Return every code point of the ranges."""
    return frozenset().union(*(range(first, last + 1) for first, last in parse_ranges(ranges)))


def character_class(*ranges: str) -> str:
    """Return the inside of a regular expression's ``[…]`` that matches the code points of the ranges."""
    return "".join(
        re.escape(chr(first)) + (f"-{re.escape(chr(last))}" if last > first else "")
        for each in ranges
        for first, last in parse_ranges(each)
    )
