"""Hints drawn over the beginnings of words; no letter beside them moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout import lay_out_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style

    from hashiya.layout import Cell, Row
    from hashiya.text.spans import Span


def put_hints(
    row: Row,
    cells: list[Cell],
    cell_styles: list[Style],
    hints: Iterable[tuple[Span, str]],
    style: Style,
    *,
    right_to_left: bool,
) -> None:
    """Put hints over the first cells of their words.

    A hint of two characters on a word of one cell takes the cell behind the word, too. Arabic letters stand
    in the order of Arabic, others in that of Latin, whichever way the word runs.

    Args:
        row: the row of the words.
        cells: its cells, left to right; changed in place.
        cell_styles: their styles; changed in place.
        hints: words, each with its hint; those of other rows are left out.
        style: the style of the hints.
        right_to_left: whether the hints are letters of the Arabic layout.
    """
    in_order = sorted(range(len(row.cells)), key=lambda index: row.cells[index].start)
    number_at = {row.cells[index].start: number for number, index in enumerate(in_order)}
    for word, hint in hints:
        if (first := number_at.get(word.start)) is None:
            continue
        places = sorted(in_order[first : first + len(hint)])
        characters = hint[::-1] if right_to_left else hint
        for index, character in zip(places, characters, strict=False):
            [letter] = lay_out_line(character, "ltr").cells
            cells[index] = cells[index]._replace(text=letter.text.ljust(cells[index].width))
            cell_styles[index] = style
