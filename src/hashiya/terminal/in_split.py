"""Rows for terminals that reorder only text of one colour: each cell gets its own colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hashiya.terminal import characters
from hashiya.terminal.pieces import joined_text, merged

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from hashiya.terminal.ink import Ink

S = TypeVar("S")


def rows_in_split(rows: Iterable[Iterable[tuple[str, S]]], ink: Ink[S]) -> list[list[tuple[str, S]]]:
    """Write rows with their cells in two alternating colours that look the same."""
    merged_rows = [merged(row) for row in rows]
    text = joined_text(merged_rows)
    reordered, joined = characters.reordered(text), characters.joined(text)
    return [_in_split(row, ink, reordered, joined) for row in merged_rows]


def _in_split(
    pieces: list[tuple[str, S]], ink: Ink[S], reordered: re.Pattern[str], joined: re.Pattern[str]
) -> list[tuple[str, S]]:
    """Write each cell, with the blanks after it, in one of two colours that look the same.

    So the bidi algorithm can move at most one cell among neighbours of one colour. The colours alternate
    across pieces, too, since a terminal may not distinguish all styles. A piece without reordering stays
    whole.
    """
    result = []
    begins_with_other = False
    for text, style in pieces:
        if text.isascii() or reordered.search(text) is None:
            result.append((ink.twins(style)[1] + text if begins_with_other else text, style))
            continue
        before, cells = _cells_with_blanks(text, joined)
        one, other = ink.twins(style)
        first, second = (other, one) if begins_with_other else (one, other)
        split = [first, "", second, ""] * ((len(cells) + 1) // 2)
        split[1 : 2 * len(cells) : 2] = cells
        if len(cells) % 2:
            begins_with_other = not begins_with_other
            split[-2:] = []
        result.append((f"{before}{''.join(split)}", style))
    return result


def _cells_with_blanks(text: str, joined: re.Pattern[str]) -> tuple[str, list[str]]:
    """Split a text into leading blanks and cells, each with the blanks after it."""
    started = text.lstrip(" ")
    before = text[: len(text) - len(started)]
    cells: list[str] = []
    if joined.search(started) is None:
        middle = started.rstrip(" ")
        for word in middle.split(" "):
            cells += word
            cells[-1] += " "
        cells[-1] = cells[-1][:-1] + started[len(middle) :]
        return before, cells
    for cell in characters.cells(started).findall(started):
        if cell == " " and cells:
            cells[-1] += cell
        else:
            cells.append(cell)
    if joined.match(started):  # it is drawn over the text before it
        before += cells.pop(0)
    return before, cells
