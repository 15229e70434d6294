"""A row of drawn cells → what is written, in each mode.

A row is given as pieces: neighbouring cells of one style, in visual order, left to right. A style is
anything; what must be known of it comes as an `Ink`. Pieces begin and end between cells, never inside one.
Each mode has a module, loaded when the first row is written in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.terminal.ink import Ink

S = TypeVar("S")


def written(pieces: Iterable[tuple[str, S]], mode: Mode, ink: Ink[S]) -> list[tuple[str, S]]:
    """What is written for a row, from left to right.

    Args:
        pieces: the row in visual order, mirrored characters as they are seen.
        mode: how the terminal wants it.
        ink: what styles are.

    Returns:
        Pieces to be written one after the other.
    """
    return written_rows([pieces], mode, ink)[0]


def written_rows(
    rows: Iterable[Iterable[tuple[str, S]]], mode: Mode, ink: Ink[S]
) -> list[list[tuple[str, S]]]:
    """What is written for each of some rows; at once it takes much less time than row by row."""
    if mode is Mode.VISUAL:
        return [list(row) for row in rows]
    if mode is Mode.WORDS:
        from hashiya.terminal.in_words import rows_in_words

        return rows_in_words(rows)
    if mode is Mode.RUNS:
        from hashiya.terminal.in_runs import rows_in_runs

        return rows_in_runs(rows, ink)
    from hashiya.terminal.in_split import rows_in_split

    return rows_in_split(rows, ink)
