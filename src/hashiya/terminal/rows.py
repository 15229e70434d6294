"""A row of drawn cells → what is written, in each mode.

A row is given as pieces: neighbouring cells of one style, in visual order, left to right. A style is
anything; what must be known of it comes as an `Ink`. Pieces begin and end between cells, never inside one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar, cast

from hashiya.terminal import characters
from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

S = TypeVar("S")


class Weight(NamedTuple):
    """The cut of a font."""

    bold: bool = False
    italic: bool = False


class Ink(Protocol[S]):
    """What the modes ask of a style and do to it."""

    def one_blue_off(self, style: S) -> S:
        """The same style, its letters in a colour that differs by one unit of blue."""

    def weight(self, style: S) -> Weight:
        """Which cut of the font a style takes."""

    def with_weight(self, style: S, weight: Weight) -> S:
        """The same style in another cut of the font."""


def written(pieces: Iterable[tuple[str, S]], mode: Mode, ink: Ink[S]) -> list[tuple[str, S]]:
    """What is written for a row, from left to right.

    Args:
        pieces: the row in visual order, mirrored characters as they are seen.
        mode: how the terminal wants it.
        ink: what styles are.

    Returns:
        Pieces to be written one after the other.
    """
    given = list(pieces)
    if mode is Mode.VISUAL:
        return given
    text = "".join([piece for piece, _ in given])
    if text.isascii() or characters.reordered().search(text) is None:
        return given
    return _write(mode, text, _merged(given), ink)


def _in_words(text: str, pieces: list[tuple[str, S]]) -> list[tuple[str, S]]:
    """Letters in logical order with a left-to-right mark after them; a colour stays with its letter."""
    result: list[tuple[str, S]] = []
    source = _Source(pieces)
    position = 0
    for match in characters.words().finditer(text):
        start, end = match.span()
        result += source.take(start - position)
        run = source.take(end - start)
        if match.lastindex is None:
            run = [(_reversed(piece), style) for piece, style in reversed(run)]
        last, style = run[-1]
        run[-1] = (last + characters.LEFT_TO_RIGHT_MARK, style)
        result += run
        position = end
    return _merged([*result, *source.take(len(text) - position)])


def _in_runs(text: str, pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """Runs reversed and un-mirrored, for the terminal does it again; a colour stays in its column."""
    result: list[tuple[str, S]] = []
    source = _Source(pieces)
    position = 0
    for match in characters.unbroken().finditer(text):
        start, end = match.span()
        if characters.right_to_left_script().search(text, start, end):
            result += source.take(start - position)
            result += _run(source.take(end - start), ink)
            position = end
    return [*result, *source.take(len(text) - position)]


def _run(run: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """One run; HarfBuzz takes the direction of the first character written that has one for all of it.

    With a right-to-left one last, as seen, it is written from its end; with a left-to-right one first and
    last, as it is. Otherwise no order is right for the whole: its left-to-right parts get another weight,
    hence another font, and so every part is a run of its own.
    """
    weights = {ink.weight(style) for _, style in run}
    if len(weights) > 1:
        weights = {Weight()}
        run = [(text, ink.with_weight(style, Weight())) for text, style in run]
    text = "".join([piece for piece, _ in run])
    turned = [match.lastindex is not None for match in characters.directed().finditer(text)]
    if turned[-1]:
        return _turned(text, run)
    if not turned[0]:
        return run
    [(bold, italic)] = weights
    other = Weight(not bold, italic)
    result: list[tuple[str, S]] = []
    source = _Source(run)
    for part, is_turned in _parts(text):
        pieces = source.take(len(part))
        if is_turned:
            result += _turned(part, pieces)
        else:
            result += [(piece, ink.with_weight(style, other)) for piece, style in pieces]
    return result


def _parts(text: str) -> list[tuple[str, bool]]:
    """A run cut at its changes of direction; neutrals go with what is to their left."""
    cuts: list[int] = [0]
    directions: list[bool] = []
    for match in characters.directed().finditer(text):
        turned = match.lastindex is not None
        if not directions:
            directions.append(turned)
        elif turned is not directions[-1]:
            cuts.append(match.start())
            directions.append(turned)
    cuts.append(len(text))
    parts = [text[start:end] for start, end in pairwise(cuts)]
    return list(zip(parts, directions, strict=True))


def _turned(text: str, run: list[tuple[str, S]]) -> list[tuple[str, S]]:
    """A run's cells from its last to its first, in the columns' styles."""
    if len(run) == 1:
        return [(_reversed(text).translate(characters.mirrored()), run[0][1])]
    find_cells = characters.cells().findall
    turned: list[str] = find_cells(text)[::-1]
    result = []
    for piece, style in run:
        count = len(find_cells(piece))
        result.append(("".join(turned[:count]).translate(characters.mirrored()), style))
        del turned[:count]
    return result


def _in_split(pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """Cells one by one, every second of them in a colour that is another and looks the same."""
    result: list[tuple[str, S]] = []
    for text, style in pieces:
        if characters.reordered().search(text) is None:
            result.append((text, style))
            continue
        inks = (ink.one_blue_off(style), style)
        result += [(cell, inks[index % 2]) for index, cell in enumerate(characters.cells().findall(text))]
    return result


class _Source(Generic[S]):
    """The pieces of a row, taken from left to right by code points."""

    def __init__(self, pieces: Sequence[tuple[str, S]]) -> None:
        self._pieces = pieces
        self._index = 0
        self._offset = 0

    def take(self, count: int) -> list[tuple[str, S]]:
        """The next code points."""
        taken = []
        while count > 0:
            text, style = self._pieces[self._index]
            left = len(text) - self._offset
            if count < left:
                taken.append((text[self._offset : self._offset + count], style))
                self._offset += count
                break
            taken.append((text[self._offset :] if self._offset else text, style))
            self._index += 1
            self._offset = 0
            count -= left
        return taken


def _reversed(text: str) -> str:
    """Cells from the last to the first, each with its marks behind it."""
    return "".join(characters.cells().findall(text)[::-1])


def _merged(pieces: Iterable[tuple[str, S]]) -> list[tuple[str, S]]:
    """Neighbours of one style as one piece."""
    texts: list[str] = []
    result: list[tuple[str, S]] = []
    current: S | None = None
    for text, style in pieces:
        if texts and style is not current and style != current:
            result.append(("".join(texts), cast("S", current)))
            texts = []
        texts.append(text)
        current = style
    if texts:
        result.append(("".join(texts), cast("S", current)))
    return result


def _write(mode: Mode, text: str, pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    if mode is Mode.WORDS:
        return _in_words(text, pieces)
    if mode is Mode.RUNS:
        return _in_runs(text, pieces, ink)
    return _in_split(pieces, ink)
