"""Units: spans with their labels, as the measures of agreement see annotations."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A labelled half-open span of code points.

    Attributes:
        start: offset of the first code point.
        end: offset after the last code point, greater than ``start``.
        label: name of the label.
    """

    start: int
    end: int
    label: str
