"""What a line shows, for tests that say it by hand."""

from __future__ import annotations

from hashiya.layout import Direction, lay_out_line


def order(text: str, base: Direction | None = None) -> list[int]:
    """Offsets at which the cells begin, left to right as seen."""
    return [cell.start for cell in lay_out_line(text, base).cells]


def drawn(text: str, base: Direction | None = None) -> list[str]:
    """What each cell shows, in the order of the text."""
    return [cell.text for cell in sorted(lay_out_line(text, base).cells)]
