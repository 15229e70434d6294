"""A row of drawn cells → what is written, in each mode.

A row is given as pieces: neighbouring cells of one style, in visual order, left to right. A style is
anything; what must be known of it comes as an `Ink`. Pieces begin and end between cells, never inside one.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from hashiya.terminal import characters
from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

S = TypeVar("S")
_REMEMBERED = 2048
"""Runs that are not easily turned, in most texts the words with a mark."""
_CUT = "\1"
"""Stands for the change to another font and back; no cell has it, for it would be drawn as U+FFFD."""


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
    return written_rows([pieces], mode, ink)[0]


def written_rows(
    rows: Iterable[Iterable[tuple[str, S]]], mode: Mode, ink: Ink[S]
) -> list[list[tuple[str, S]]]:
    """What is written for each of some rows; at once it takes much less time than row by row."""
    if mode is Mode.VISUAL:
        return [list(row) for row in rows]
    merged = [_merged(row) for row in rows]
    if mode is Mode.SPLIT:
        text = _joined(merged)
        reordered, joined = characters.reordered(text), characters.joined(text)
        return [_in_split(row, ink, reordered, joined) for row in merged]
    return _rows_in_words(merged) if mode is Mode.WORDS else _rows_in_runs(merged, ink)


# --- all rows at once, as if no word and no run went on from a piece to the next


def _rows_in_words(rows: list[list[tuple[str, S]]]) -> list[list[tuple[str, S]]]:
    text = _joined(rows)
    result = _parted(_words_of(text), rows)
    for index in _rows_with(characters.word_going_on(), text):
        result[index] = _in_words(rows[index])
    return result


def _rows_in_runs(rows: list[list[tuple[str, S]]], ink: Ink[S]) -> list[list[tuple[str, S]]]:
    text = _joined(rows)
    turned = _runs_of(text)
    result = _parted(turned, rows)
    if _CUT in turned:
        result = [_with_cuts(row, ink) for row in result]
    for index in _rows_with(characters.run_going_on(), text):
        result[index] = _in_runs(rows[index], ink)
    return result


def _joined(rows: Iterable[Iterable[tuple[str, S]]]) -> str:
    """The text of all rows."""
    texts: list[str] = []
    for row in rows:
        texts += [text for text, _ in row]
        texts.append(characters.ROW_END)
    return characters.PIECE_END.join(texts)


def _parted(text: str, rows: Iterable[Sequence[tuple[str, S]]]) -> list[list[tuple[str, S]]]:
    """Rows with what has been made of their text."""
    texts = text.split(characters.PIECE_END)
    result = []
    first = 0
    for row in rows:
        end = first + len(row)
        result.append([(its, style) for its, (_, style) in zip(texts[first:end], row, strict=True)])
        first = end + 1
    return result


def _rows_with(pattern: re.Pattern[str], text: str) -> set[int]:
    """The rows in which a pattern is found."""
    return {text.count(characters.ROW_END, 0, match.start()) for match in pattern.finditer(text)}


def _words_of(text: str) -> str:
    """A text with its words in logical order, each with a left-to-right mark after it."""
    parts: list[str] = characters.words(text).split(text)
    if characters.is_rare(text):
        parts[1::2] = map(_word, parts[1::2])
    else:
        mark = characters.LEFT_TO_RIGHT_MARK
        parts[1::2] = [run[::-1] + mark if run.isalpha() else _word(run) for run in parts[1::2]]
    return "".join(parts)


def _word(run: str) -> str:
    """A run of letters, or of Arabic numbers, whose order is not changed."""
    is_number = characters.is_number(run)
    return (run if is_number else _reversed(run)) + characters.LEFT_TO_RIGHT_MARK


def _runs_of(text: str) -> str:
    """A text with its runs as they are written, with cuts around what is in another font."""
    parts: list[str] = characters.easily_turned().split(text)
    parts[1::2] = [run[::-1] for run in parts[1::2]]
    parts[::2] = [part if part.isascii() else _other_runs_of(part) for part in parts[::2]]
    return "".join(parts)


def _other_runs_of(text: str) -> str:
    parts: list[str] = characters.unbroken(text).split(text)
    parts[1::2] = map(_run_in_one_style, parts[1::2])
    return "".join(parts)


def _in_one_style(run: list[tuple[str, S]]) -> list[tuple[str, S]]:
    [(text, style)] = run
    return [(_run_in_one_style(text), style)]


@lru_cache(maxsize=_REMEMBERED)
def _run_in_one_style(run: str) -> str:
    """A run without a blank, with cuts as in `_runs_of`."""
    if run.isascii() or characters.right_to_left_script(run).search(run) is None:
        return run
    result = []
    for text, is_turned, is_odd in _parts(run):
        part = _reversed(text).translate(characters.mirrored()) if is_turned else text
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


# --- cell by cell


def _in_split(
    pieces: list[tuple[str, S]], ink: Ink[S], reordered: re.Pattern[str], joined: re.Pattern[str]
) -> list[tuple[str, S]]:
    """Cells one by one, each with the blanks after it, in either of two colours that look the same.

    In neighbours of one colour there is one cell at most that a bidi algorithm moves. So it is from piece to
    piece too, for a terminal may not know all that makes styles different. A piece of which such an algorithm
    moves nothing is left whole.
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
    """What is before the first cell that is no blank, and the cells, each with the blanks after it."""
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
    if joined.match(started):  # it is drawn over what stands before it
        before += cells.pop(0)
    return before, cells


# --- rows in which one has


def _in_words(pieces: list[tuple[str, S]]) -> list[tuple[str, S]]:
    """Letters in logical order with a left-to-right mark after them; a colour stays with its letter."""
    text = "".join([piece for piece, _ in pieces])
    result: list[tuple[str, S]] = []
    source = _Source(pieces)
    position = 0
    for match in characters.words(text).finditer(text):
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
    for match in characters.unbroken(text).finditer(text):
        start, end = match.span()
        if characters.right_to_left_script(text).search(text, start, end):
            result += source.take(start - position)
            run = source.take(end - start)
            result += _run(run, ink) if len(run) > 1 else _with_cuts(_in_one_style(run), ink)
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
    for text in characters.marked(run).split(run):
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


def _directions(run: str) -> list[bool]:
    """Whether each character of a run that has a direction is a right-to-left one."""
    return [match.lastindex is not None for match in characters.directed(run).finditer(run)]


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
    for match in characters.directed(text).finditer(text):
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
    find_cells = characters.cells(text).findall
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
    if characters.joined(text).search(text) is None:
        return text[::-1]
    return "".join(characters.cells(text).findall(text)[::-1])


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
