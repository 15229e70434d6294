"""Sets of code points, written as hexadecimal ranges."""

from __future__ import annotations

import re


def parse_ranges(ranges: str) -> list[tuple[int, int]]:
    """First and last code point (both included) of each range in ``"0620 063B-063F …"``."""
    pairs = []
    for item in ranges.split():
        first, _, last = item.partition("-")
        pairs.append((int(first, 16), int(last or first, 16)))
    return pairs


def expand_ranges(ranges: str) -> frozenset[int]:
    """Every code point of the ranges."""
    return frozenset(c for first, last in parse_ranges(ranges) for c in range(first, last + 1))


def character_class(*ranges: str) -> str:
    """The inside of a regular expression's ``[…]`` that matches the code points of the ranges."""
    return "".join(
        re.escape(chr(first)) + (f"-{re.escape(chr(last))}" if last > first else "")
        for each in ranges
        for first, last in parse_ranges(each)
    )
