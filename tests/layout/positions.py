"""Where code points are seen, for tests that look at rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout import Document
from hashiya.layout.reorder import visual_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.layout import Place, Row


def lay_out_rows(text: str, width: int) -> Iterator[Row]:
    """The rows of a text."""
    return Document(text, width).iter_rows()


def position(document: Document, offset: int) -> tuple[Place, int]:
    """The row to which an offset belongs, and the left column of its cell, or of the row's last one."""
    place = document.place_of(offset)
    row = document.rows(place.paragraph)[place.row]
    return place, row.column_of(min(offset, row.end - 1)) or 0


def visual_order(levels: bytes) -> list[int]:
    """Indexes of code points, left to right as seen."""
    order: list[int] = []
    for start, end, level in visual_runs(levels):
        order.extend(range(start, end) if level % 2 == 0 else range(end - 1, start - 1, -1))
    return order
