"""One line on its own: a label, a title, a list cell, the text of an input."""

from __future__ import annotations

from functools import lru_cache

from hashiya.layout.cells import Direction, Row
from hashiya.layout.clusters import REPLACEMENT
from hashiya.layout.direction import paragraph_direction
from hashiya.layout.paragraph_cells import find_paragraph_cells
from hashiya.layout.shaping import PieceShaper
from hashiya.text.paragraphs import SEPARATORS

_WITHOUT_SEPARATORS = str.maketrans(dict.fromkeys(SEPARATORS, REPLACEMENT))
_SHORT = 256
_shaper = PieceShaper()


def lay_out_line(text: str, base: Direction | None = None) -> Row:
    """Lay out a text as one row of any width; every code point is in a cell, also trailing blanks.

    Args:
        text: any text; a paragraph separator in it shows as U+FFFD.
        base: direction, or None for the one that `paragraph_direction` finds.
    """
    return _remembered_line(text, base) if len(text) <= _SHORT else _lay_out_line(text, base)


def _lay_out_line(text: str, base: Direction | None) -> Row:
    text = text.translate(_WITHOUT_SEPARATORS)
    direction = base or paragraph_direction(text)
    line = find_paragraph_cells(text, 0, direction, _shaper)
    cells = line.cells_as_seen(0, len(line.cells))
    return Row(0, 0, len(text), len(text), direction, cells, sum(cell.width for cell in cells))


_remembered_line = lru_cache(maxsize=1024)(_lay_out_line)
