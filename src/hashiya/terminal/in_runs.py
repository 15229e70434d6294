"""Rows for kitty: each run as HarfBuzz turns it round, cut where no order is right for the whole."""

from __future__ import annotations

from functools import lru_cache
from itertools import cycle
from typing import TYPE_CHECKING, TypeVar

from hashiya.terminal import characters
from hashiya.terminal.ink import Ink, Weight
from hashiya.terminal.pieces import Source, joined_text, merged, reversed_cells, rows_with, with_texts
from hashiya.terminal.run_parts import run_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

S = TypeVar("S")
_REMEMBERED = 2048
"""Runs that are not easily turned, in most texts the words with a mark."""
_CUT = "\1"
"""Stands for the change to another font and back; no cell has it, for it would be drawn as U+FFFD."""


def rows_in_runs(rows: Iterable[Iterable[tuple[str, S]]], ink: Ink[S]) -> list[list[tuple[str, S]]]:
    """Rows with what stands without a blank reversed and un-mirrored; colours stay in their columns.

    All are written at once as if no run went on from a piece to the next; then those in which one does.
    """
    merged_rows = [merged(row) for row in rows]
    text = joined_text(merged_rows)
    turned = _runs_of(text)
    result = with_texts(turned, merged_rows)
    if _CUT in turned:
        result = [_with_cuts(row, ink) for row in result]
    for index in rows_with(characters.run_going_on(), text):
        result[index] = _in_runs(merged_rows[index], ink)
    return result


def _runs_of(text: str) -> str:
    """A text with its runs as they are written, with cuts around what is in another font."""
    parts: list[str] = characters.easily_turned().split(text)
    parts[1::2] = [run[::-1] for run in parts[1::2]]
    parts[::2] = [part if part.isascii() else _other_runs_of(part) for part in parts[::2]]
    return "".join(parts)


def _other_runs_of(text: str) -> str:
    parts: list[str] = characters.unbroken(text).split(text)
    parts[1::2] = map(run_in_one_style, parts[1::2])
    return "".join(parts)


def _in_one_style(run: list[tuple[str, S]]) -> list[tuple[str, S]]:
    [(text, style)] = run
    return [(run_in_one_style(text), style)]


@lru_cache(maxsize=_REMEMBERED)
def run_in_one_style(run: str) -> str:
    """A run without a blank as it is written where all of it has one style, with cuts as in `_runs_of`."""
    if run.isascii() or characters.right_to_left_script(run).search(run) is None:
        return run
    result = []
    for text, is_turned, is_odd in run_parts(run):
        part = reversed_cells(text).translate(characters.mirrored()) if is_turned else text
        result.append(f"{_CUT}{part}{_CUT}" if is_odd else part)
    return "".join(result)


def _with_cuts(pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """Pieces with what stands between two cuts in another font."""
    result = []
    for text, style in pieces:
        if _CUT in text:
            bold, italic = ink.weight(style)
            styles = cycle((style, ink.with_weight(style, Weight(bold, not italic))))
            result += [(part, its) for part, its in zip(text.split(_CUT), styles, strict=False) if part]
        else:
            result.append((text, style))
    return result


def _in_runs(pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """Runs reversed and un-mirrored, for the terminal does it again; a colour stays in its column."""
    text = "".join([piece for piece, _ in pieces])
    result: list[tuple[str, S]] = []
    source = Source(pieces)
    position = 0
    for match in characters.unbroken(text).finditer(text):
        start, end = match.span()
        if characters.right_to_left_script(text).search(text, start, end):
            result += source.take(start - position)
            run = source.take(end - start)
            result += _run(run, ink) if len(run) > 1 else _with_cuts(_in_one_style(run), ink)
            position = end
    return merged([*result, *source.take(len(text) - position)])


def _run(run: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """One run, in one weight; where it must be cut, neighbouring parts are upright and italic by turns.

    Another font begins another run, and of fonts that have Arabic letters hardly one has slanted ones: kitty
    draws those upright from another font, so most cuts are not seen.
    """
    weights = {ink.weight(style) for _, style in run}
    if len(weights) > 1:
        weights = {Weight()}
        run = [(text, ink.with_weight(style, Weight())) for text, style in run]
    [(bold, italic)] = weights
    parts = run_parts("".join([piece for piece, _ in run]))
    result: list[tuple[str, S]] = []
    source = Source(run)
    for part in parts:
        pieces = source.take(len(part.text))
        if part.is_odd:
            pieces = [(piece, ink.with_weight(style, Weight(bold, not italic))) for piece, style in pieces]
        result += _turned(part.text, pieces) if part.is_turned else pieces
    return result


def _turned(text: str, run: list[tuple[str, S]]) -> list[tuple[str, S]]:
    """A run's cells from its last to its first, in the columns' styles."""
    if len(run) == 1:
        return [(reversed_cells(text).translate(characters.mirrored()), run[0][1])]
    find_cells = characters.cells(text).findall
    turned: list[str] = find_cells(text)[::-1]
    result = []
    for piece, style in run:
        count = len(find_cells(piece))
        result.append(("".join(turned[:count]).translate(characters.mirrored()), style))
        del turned[:count]
    return result
