"""A row of drawn cells → what is written, in each mode.

A row is given as pieces: neighbouring cells of one style, in visual order, left to right. A style is
anything; what must be known of it comes as an `Ink`. Pieces begin and end between cells, never inside one.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import cycle, pairwise, repeat
from operator import add
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from hashiya.terminal import characters
from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

S = TypeVar("S")
_CUT = "\0"
"""Stands for the change to another font and back; no cell has it, for it would be drawn as U+FFFD."""
_REMEMBERED = 8192
"""Words, or what else stands between blanks."""


class Weight(NamedTuple):
    """The cut of a font."""

    bold: bool = False
    italic: bool = False


class Ink(Protocol[S]):
    """What the modes ask of a style and do to it."""

    def twins(self, style: S) -> tuple[str, str]:
        """Two SGR sequences: letters look the same after either, but the terminal tells them apart.

        The first leaves the colours as the style has them.
        """

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
    if mode is Mode.VISUAL:
        return list(pieces)
    merged = _merged(pieces)
    if mode is Mode.SPLIT:
        return _in_split(merged, ink)
    if mode is Mode.WORDS:
        return _each_alone(merged, _words_of) if _ends_in_words(merged) else _in_words(merged)
    return (
        _with_cuts(_each_alone(merged, _runs_of), ink) if _ends_at_blanks(merged) else _in_runs(merged, ink)
    )


# --- what stands between blanks is written by itself, and found again when it comes again: most of it does


def _each_alone(pieces: list[tuple[str, S]], turn: Callable[[str], str]) -> list[tuple[str, S]]:
    """What is written if each piece is written by itself.

    Args:
        pieces: of which none ends within a run.
        turn: what is written for characters without a blank.
    """
    result = []
    for text, style in pieces:
        if text.isascii():
            result.append((text, style))
            continue
        before, middle, after = _without_blanks(text)
        result.append((before + " ".join(map(turn, middle.split(" "))) + after, style))
    return result


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


def _without_blanks(text: str) -> tuple[str, str, str]:
    """The blanks at the beginning, what is between, and the blanks at the end."""
    started = text.lstrip(" ")
    middle = started.rstrip(" ")
    return text[: len(text) - len(started)], middle, started[len(middle) :]


def _ends_in_words(pieces: list[tuple[str, S]]) -> bool:
    """Whether it is sure that no word goes on from a piece to the next."""
    for (left, _), (right, _) in pairwise(pieces):
        if left[-1] >= characters.FIRST and right[0] >= characters.FIRST:
            return False
    return True


def _ends_at_blanks(pieces: list[tuple[str, S]]) -> bool:
    """Whether it is sure that no run goes on from a piece to the next."""
    return all(left[-1] == " " or right[0] == " " for (left, _), (right, _) in pairwise(pieces))


@lru_cache(maxsize=_REMEMBERED)
def _words_of(text: str) -> str:
    """Characters without a blank: their words in logical order, each with a left-to-right mark after it."""
    if characters.is_plain(text):
        return text[::-1] + characters.LEFT_TO_RIGHT_MARK
    parts: list[str] = characters.words().split(text)
    parts[1::2] = map(_word, parts[1::2])
    return "".join(parts)


def _word(run: str) -> str:
    """A run of letters, or of Arabic numbers, whose order is not changed."""
    is_number = characters.is_number(run)
    return (run if is_number else _reversed(run)) + characters.LEFT_TO_RIGHT_MARK


@lru_cache(maxsize=_REMEMBERED)
def _runs_of(text: str) -> str:
    """Characters without a blank: runs as they are written, with cuts around what is in another font."""
    if characters.is_plain(text):
        return text[::-1]
    if text.isascii():
        return text
    parts: list[str] = characters.unbroken().split(text)
    parts[1::2] = map(_run_in_one_style, parts[1::2])
    return "".join(parts)


def _run_in_one_style(run: str) -> str:
    """A run without a blank."""
    if characters.right_to_left_script().search(run) is None:
        return run
    result = []
    for text, is_turned, is_odd in _parts(run):
        part = _reversed(text).translate(characters.mirrored()) if is_turned else text
        result.append(f"{_CUT}{part}{_CUT}" if is_odd else part)
    return "".join(result)


def _directions(run: str) -> list[bool]:
    """Whether each character of a run that has a direction is a right-to-left one."""
    return [match.lastindex is not None for match in characters.directed().finditer(run)]


def _in_split(pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """Letters one by one, in either of two colours that look the same.

    There is one letter at most, and nothing else that a bidi algorithm moves, in neighbours of one colour. So
    it is from piece to piece too, for a terminal may not know all that makes styles different.
    """
    result = []
    begins_with_other = False
    for text, style in pieces:
        one, other = ink.twins(style)
        first, second = (other, one) if begins_with_other else (one, other)
        split = "" if text.isascii() else _split_piece(text, first, second)
        if split:
            begins_with_other ^= split.endswith(second)
            result.append((split.removesuffix(second), style))
        else:
            result.append((other + text if begins_with_other else text, style))
    return result


def _split_piece(text: str, one: str, other: str) -> str:
    """A piece that begins in the one colour, with the other at its end; empty if it has no letters.

    Every part begins in the one colour, and ends in the other if it has letters, as do blanks after it.
    """
    before, middle, after = _without_blanks(text)
    split = " ".join(map(_split_part, middle.split(" "), repeat(one), repeat(other)))
    return before + split + after if other in split else ""


@lru_cache(maxsize=_REMEMBERED)
def _split_part(text: str, one: str, other: str) -> str:
    """Characters without a blank: cell by cell, or in one colour if a bidi algorithm moves none."""
    if characters.is_plain(text):
        cells: Sequence[str] = text
    elif text.isascii() or characters.reordered().search(text) is None:
        return one + text if text else ""
    else:
        cells = characters.cells().findall(text)
    on_blank = cells[0] if characters.joined().match(text) else ""
    cells = cells[1:] if on_blank else cells
    end = other if len(cells) % 2 else ""
    return on_blank + "".join(map(add, cycle((one, other)), cells)) + end


# --- rows in which one has


def _in_words(pieces: list[tuple[str, S]]) -> list[tuple[str, S]]:
    """Letters in logical order with a left-to-right mark after them; a colour stays with its letter."""
    text = "".join([piece for piece, _ in pieces])
    result: list[tuple[str, S]] = []
    source = _Source(pieces)
    position = 0
    for match in characters.words().finditer(text):
        start, end = match.span()
        result += source.take(start - position)
        run = source.take(end - start)
        if not characters.is_number(match[0]):
            run = [(_reversed(piece), style) for piece, style in reversed(run)]
        last, style = run[-1]
        run[-1] = (last + characters.LEFT_TO_RIGHT_MARK, style)
        result += run
        position = end
    return _merged([*result, *source.take(len(text) - position)])


def _in_runs(pieces: list[tuple[str, S]], ink: Ink[S]) -> list[tuple[str, S]]:
    """Runs reversed and un-mirrored, for the terminal does it again; a colour stays in its column."""
    text = "".join([piece for piece, _ in pieces])
    result: list[tuple[str, S]] = []
    source = _Source(pieces)
    position = 0
    for match in characters.unbroken().finditer(text):
        start, end = match.span()
        if characters.right_to_left_script().search(text, start, end):
            result += source.take(start - position)
            result += _run(source.take(end - start), ink)
            position = end
    return _merged([*result, *source.take(len(text) - position)])


class _Part(NamedTuple):
    """What kitty gives to HarfBuzz at once.

    Attributes:
        text: as it is seen.
        is_turned: whether HarfBuzz turns it round.
        is_odd: whether it is in the other font; of neighbours one is.
    """

    text: str
    is_turned: bool
    is_odd: bool


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
    parts = _parts("".join([piece for piece, _ in run]))
    result: list[tuple[str, S]] = []
    source = _Source(run)
    for part in parts:
        pieces = source.take(len(part.text))
        if part.is_odd:
            pieces = [(piece, ink.with_weight(style, Weight(bold, not italic))) for piece, style in pieces]
        result += _turned(part.text, pieces) if part.is_turned else pieces
    return result


def _parts(run: str) -> list[_Part]:
    """A run cut around cells with marks, which kitty moves within a run, and where else it must be cut."""
    parts: list[_Part] = []
    is_marked = True
    for text in characters.marked().split(run):
        is_marked = not is_marked
        if is_marked:
            parts.append(_Part(text, is_turned=True, is_odd=True))
        elif text:
            parts += _parts_without_marks(text)
    if len(parts) == 1:
        return [parts[0]._replace(is_odd=False)]
    for index in range(1, len(parts)):
        parts[index] = parts[index]._replace(is_odd=not parts[index - 1].is_odd)
    return parts


def _parts_without_marks(text: str) -> list[_Part]:
    """HarfBuzz takes the direction of the first character written that has one for all of it.

    With a right-to-left one last, as seen, a text is written from its end; with a left-to-right one first and
    last, as it is. Otherwise no order is right for the whole, and it is cut at its changes of direction;
    neutrals go with what is to their left.
    """
    turned = _directions(text)
    if not turned or turned[-1]:
        return [_Part(text, is_turned=bool(turned), is_odd=False)]
    if not turned[0]:
        return [_Part(text, is_turned=False, is_odd=False)]
    cuts: list[int] = [0]
    directions: list[bool] = []
    for match in characters.directed().finditer(text):
        is_turned = match.lastindex is not None
        if not directions:
            directions.append(is_turned)
        elif is_turned is not directions[-1]:
            cuts.append(match.start())
            directions.append(is_turned)
    cuts.append(len(text))
    texts = [text[start:end] for start, end in pairwise(cuts)]
    return [_Part(part, turned, not turned) for part, turned in zip(texts, directions, strict=True)]


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
    if characters.joined().search(text) is None:
        return text[::-1]
    return "".join(characters.cells().findall(text)[::-1])


def _merged(pieces: Iterable[tuple[str, S]]) -> list[tuple[str, S]]:
    """Neighbours of one style as one piece."""
    result: list[tuple[str, S]] = []
    current: S | None = None
    for piece in pieces:
        style = piece[1]
        if result and (style is current or style == current):
            result[-1] = (result[-1][0] + piece[0], style)
        else:
            result.append(piece)
            current = style
    return result
