"""Write rows of drawn cells in each mode.

A row is a list of pieces: adjacent cells of one style, in visual order from left to right. A style may have
any type, and an `Ink` operates on it. Pieces begin and end between cells. The module of a mode is imported
when the first row is written in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.terminal.ink import Ink

S = TypeVar("S")


def written(pieces: Iterable[tuple[str, S]], mode: Mode, ink: Ink[S]) -> list[tuple[str, S]]:
    """Write a row in a mode.

    Args:
        pieces: the row in visual order, with mirrored characters as seen.
        mode: that the terminal needs.
        ink: operates on styles.

    Returns:
        The pieces to be written from left to right.
    """
    return written_rows([pieces], mode, ink)[0]


def written_rows(
    rows: Iterable[Iterable[tuple[str, S]]], mode: Mode, ink: Ink[S]
) -> list[list[tuple[str, S]]]:
    """Write several rows at once, which is much faster than row by row."""
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
