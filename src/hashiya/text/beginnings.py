"""The common beginning of two texts."""

from __future__ import annotations


def common_length(first: str, second: str) -> int:
    """Count the code points of the common beginning of two texts."""
    low, high = 0, min(len(first), len(second))
    while low < high:  # comparing whole halves is much faster than letter by letter
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
