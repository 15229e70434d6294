"""Things beside the rows of a page: each on the line of its row, or as near as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def aligned(wanted: Sequence[int], height: int) -> list[int]:
    """Give each thing a line of its own, in their order.

    A thing whose line is taken goes to the next line; at the foot of the page things move up.

    Args:
        wanted: the line of each thing's row, never less than that of the thing before it.
        height: lines of the page, at least as many as there are things.
    """
    lines: list[int] = []
    for line in wanted:
        lines.append(max(line, lines[-1] + 1) if lines else line)
    limit = height - 1
    for place in range(len(lines) - 1, -1, -1):
        lines[place] = min(lines[place], limit)
        limit = lines[place] - 1
    return lines


def window_around(count: int, chosen: int, height: int) -> range:
    """Choose `height` of many things in their order, so that the chosen one is among them.

    Args:
        count: the number of things, more than `height`.
        chosen: the place of one of them.
        height: the number of lines.
    """
    first = max(0, min(chosen - height // 2, count - height))
    return range(first, min(count, first + height))
