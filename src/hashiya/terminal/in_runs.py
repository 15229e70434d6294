"""Rows for kitty: each run in the order that HarfBuzz reverses, cut if no order suits the whole run."""

from __future__ import annotations

from functools import lru_cache
from itertools import cycle
from typing import TYPE_CHECKING, TypeVar

from hashiya.terminal import characters
from hashiya.terminal.ink import Ink, Weight
from hashiya.terminal.pieces import PieceReader, joined_text, merged, reversed_cells, rows_with, with_texts
from hashiya.terminal.run_parts import run_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

S = TypeVar("S")
_REMEMBERED = 2048
"""Size of the cache of runs that are not simply reversed, mostly words with a mark."""
_CUT = "\1"
"""Marks a change to another font and back; no cell holds it, since it is drawn as U+FFFD."""


def rows_in_runs(rows: Iterable[Iterable[tuple[str, S]]], ink: Ink[S]) -> list[list[tuple[str, S]]]:
    """Write rows with each run between blanks reversed and un-mirrored; colours stay in their columns.

    All rows are written at once as if each run lay in one piece. Rows with longer runs are written again.
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
    """Write the runs of a text, with cuts around parts in another font."""
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
    """Write a run of one style, with cuts as in `_runs_of`."""
    if run.isascii() or characters.right_to_left_script(run).search(run) is None:
        return run
    result = []
    for text, is_turned, is_odd in run_parts(run):
        part = reversed_cells(text).translate(characters.mirrored()) if is_turned else text
        result.append(f"{_CUT}{part}{_CUT}" if is_odd else part)
    return "".join(result)


def _with_cuts(pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """Set the parts between two cuts in another font."""
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
    """Write a row with runs reversed and un-mirrored, as the terminal undoes both; colours stay in place."""
    text = "".join([piece for piece, _ in pieces])
    result: list[tuple[str, S]] = []
    source = PieceReader(pieces)
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
    """Write one run in one weight; the parts between cuts are alternately upright and italic.

    A change of font begins a new run. Hardly any font has slanted Arabic letters, so kitty draws these
    upright from another font, and most cuts are invisible.
    """
    weights = {ink.weight(style) for _, style in run}
    if len(weights) > 1:
        weights = {Weight()}
        run = [(text, ink.with_weight(style, Weight())) for text, style in run]
    [(bold, italic)] = weights
    parts = run_parts("".join([piece for piece, _ in run]))
    result: list[tuple[str, S]] = []
    source = PieceReader(run)
    for part in parts:
        pieces = source.take(len(part.text))
        if part.is_odd:
            pieces = [(piece, ink.with_weight(style, Weight(bold, not italic))) for piece, style in pieces]
        result += _turned(part.text, pieces) if part.is_turned else pieces
    return result


def _turned(text: str, run: list[tuple[str, S]]) -> list[tuple[str, S]]:
    """Reverse the cells of a run, but keep the styles of the columns."""
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
