"""Left and right of the screen, exchanged if the language runs right to left.

Widgets name edges as a reader meets them: a line is read from its leading edge to its trailing edge. This
module alone knows which edge is on the left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hashiya.messages import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.layout import Direction

T = TypeVar("T")

_MIRRORED_MARKS = str.maketrans("▸▌▐→←", "◂▐▌←→")
"""Marks that point to a side. Unicode does not mirror them as it mirrors brackets."""


def base_direction() -> Direction:
    """Return the direction of the language, and so of every sentence of ours."""
    return "rtl" if is_right_to_left() else "ltr"


def mirrored(things: Iterable[T]) -> list[T]:
    """Order things from left to right; they are given from the leading to the trailing edge."""
    return list(things)[::-1] if is_right_to_left() else list(things)


def mirrored_column(column: int, width: int) -> int:
    """Convert a column of a line of `width` columns, counted from the left, to one from the leading edge."""
    return width - 1 - column if is_right_to_left() else column


def mark(text: str) -> str:
    """Return marks such as ▸ so that they point the way the language is read."""
    return text.translate(_MIRRORED_MARKS) if is_right_to_left() else text
