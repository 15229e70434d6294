"""How much of their beginning two texts have in common."""

from __future__ import annotations


def common_length(first: str, second: str) -> int:
    """Count the code points that two texts have in common at their beginning."""
    low, high = 0, min(len(first), len(second))
    while low < high:  # halves are compared whole, which is much faster than letter by letter
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
