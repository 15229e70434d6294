"""Rows of cells → strips for the terminal: the one place where text becomes cells on the screen.

Every widget draws through these functions. So no text reaches the screen unshaped, out of order, parsed as
markup, or with a control character in it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import bidirectional

from rich.segment import Segment
from textual.strip import Strip

from hashiya.layout import Cell, Document, Row, lay_out_line
from hashiya.layout.direction import paragraph_direction
from hashiya.messages import Message, current_language, sentence
from hashiya.text.cleaning import clean
from hashiya.tui.mirroring import base_direction, mirrored

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style

    from hashiya.layout import Direction

Text: TypeAlias = Message | str | Row
"""Text of one line: a message or a `Sentence` of ours, text from outside, or a row that is laid out."""
Part: TypeAlias = "tuple[Text, Style]"
"""Text of a line with its style."""

ELLIPSIS = "…"
_BLANK = Cell(0, 0, " ", 1)
_MOST_CODE_POINTS_A_COLUMN = 8
"""More code points than a column can need, so that a long text is cut before it is laid out."""
ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
"""Begin and end text from outside in a sentence, so that its direction does not change the sentence."""


def segments(cells: Sequence[Cell], cell_styles: Sequence[Style]) -> list[Segment]:
    """Make the segments of neighbouring cells.

    Cells of one style share a segment if each is a single code point one column wide, since such a segment
    may be cut at any column. A cell with marks or of two columns has its own segment.
    """
    result: list[Segment] = []
    run: list[str] = []
    run_style: Style | None = None
    for cell, style in zip(cells, cell_styles, strict=True):
        plain = len(cell.text) == 1 == cell.width
        if run and (style is not run_style or not plain):
            result.append(Segment("".join(run), run_style))
            run = []
        if plain:
            run.append(cell.text)
            run_style = style
        else:
            result.append(Segment(cell.text, style))
    if run:
        result.append(Segment("".join(run), run_style))
    return result


def blanks(count: int) -> list[Cell]:
    """Make empty cells of a line, which join the segment of their neighbours."""
    return [_BLANK] * max(0, count)


def row_strip(row: Row, cell_styles: Sequence[Style], indent: int, width: int, blank: Style) -> Strip:
    """Put a row of text on a line.

    Args:
        row: the row, at most `width` columns wide.
        cell_styles: a style for each of its cells.
        indent: empty columns to its left.
        width: columns of the line.
        blank: style of the empty columns.
    """
    after = max(0, width - indent - row.width)
    cells = [*blanks(indent), *row.cells, *blanks(after)]
    return Strip(segments(cells, [*[blank] * indent, *cell_styles, *[blank] * after]), width)


class Sentence(str):
    """A sentence of ours, ready to be laid out in the direction of the language.

    Text from outside is clean and isolated in it, so names in another script leave the sentence in order.
    """

    __slots__ = ()


def said(message: Message | str) -> Sentence:
    """Say a message in the current language; text that is no `Sentence` counts as from outside."""
    if isinstance(message, Sentence):
        return message
    if isinstance(message, Message):
        return _said(message, current_language())
    return Sentence(_isolated(message))


@lru_cache(maxsize=1024)
def _said(message: Message, _language: str) -> Sentence:
    """Make a sentence, once for as long as it is shown."""
    return Sentence(sentence(message, _isolated))


def _isolated(text: str) -> str:
    return text and f"{ISOLATE}{clean(text)}{_END_OF_ISOLATE}"


def laid_out(text: Text) -> Row:
    """Lay out one line of text."""
    if isinstance(text, Row):
        return text
    if isinstance(text, Message):
        text = said(text)
    return _line(text, base_direction(), is_ours=isinstance(text, Sentence))


@lru_cache(maxsize=4096)
def _line(text: str, language: Direction, *, is_ours: bool) -> Row:
    if is_ours:
        return lay_out_line(text, language)
    cleaned = clean(text)
    return lay_out_line(cleaned, line_direction(cleaned))


def line_direction(text: str) -> Direction:
    """Find the direction of a line from outside: that of its letters, or the language's if it has none."""
    classes = set(map(bidirectional, text))
    if classes & {"R", "AL"}:
        return paragraph_direction(text)
    return "ltr" if "L" in classes else base_direction()


def made_ready(text: Message | str) -> str:
    """Say a message, or clean text from outside; its paragraphs are kept."""
    if isinstance(text, Message):
        return said(text)
    return text if isinstance(text, Sentence) else clean(text, breaks="keep")


def wrapped(text: Message | str, width: int) -> list[Row]:
    """Lay out text in rows of at most `width` columns."""
    text = made_ready(text)
    base = base_direction()
    base_of = (lambda _: base) if isinstance(text, Sentence) else None
    return list(Document(text, width, base_of=base_of).iter_rows())


def shortened(text: Message | str, width: int) -> str:
    """Return the beginning of a line of text that fits `width` columns, with an ellipsis if it was cut."""
    if isinstance(text, Message):
        text = said(text)
    kind = type(text)
    if not isinstance(text, Sentence):
        text = clean(text[: _MOST_CODE_POINTS_A_COLUMN * max(0, width) + 1])
    row = laid_out(text)
    if row.width <= width:
        return text
    kept, used = 0, 1
    for cell in sorted(row.cells):
        used += cell.width
        if used > width:
            break
        kept = cell.end
    return kind(text[:kept].rstrip() + ELLIPSIS if width > 0 else "")


def width_of(text: Text) -> int:
    """Return the columns that a line of text takes."""
    text = said(text) if isinstance(text, Message) else text
    return len(text) if isinstance(text, str) and text.isascii() else laid_out(text).width


def width_of_parts(parts: Iterable[Part]) -> int:
    """Return the columns that the parts of a line take."""
    return sum(width_of(text) for text, _ in parts)


def padded(text: Message | str, width: int) -> str:
    """Return a line of text with spaces after it, to fill a column of a table."""
    text = said(text) if isinstance(text, Message) else text
    return type(text)(text + " " * (width - width_of(text)))


def squeezed(parts: Sequence[Part], place: int, width: int) -> list[Part]:
    """Shorten one part of a line so that all of them fit.

    Args:
        parts: texts with their styles.
        place: index of the part that may be shortened, such as a name.
        width: columns for all parts.
    """
    text, style = parts[place]
    if isinstance(text, Row):
        return list(parts)
    others = width_of_parts([*parts[:place], *parts[place + 1 :]])
    return [*parts[:place], (shortened(text, max(0, width - others)), style), *parts[place + 1 :]]


def text_segments(text: Text, style: Style, width: int) -> tuple[list[Segment], int]:
    """Make the segments of a line of text in one style, at most `width` columns, and count their columns."""
    text = said(text) if isinstance(text, Message) else text
    if isinstance(text, str) and len(text) <= width and _is_plain(text):
        return ([Segment(text, style)] if text else []), len(text)
    row = laid_out(text)
    if row.width > width and not isinstance(text, Row):
        row = laid_out(shortened(text, width))
    cells, columns = row.cells, row.width
    while columns > width:
        columns -= cells[0 if row.base == "rtl" else -1].width
        cells = cells[1:] if row.base == "rtl" else cells[:-1]
    return segments(cells, [style] * len(cells)), columns


def _is_plain(text: str) -> bool:
    """Tell whether a text is drawn as its code points in their order."""
    return text.isascii() and (text.isalnum() or (text.isprintable() and base_direction() == "ltr"))


def line_strip(leading: Iterable[Part], trailing: Iterable[Part], width: int, blank: Style) -> Strip:
    """Fill a line with parts at its leading and at its trailing edge.

    Each part is laid out by itself. The parts of an edge are given in the order in which they are read. Where
    there is no room for all, the trailing parts are kept and the leading ones are shortened.
    """
    room = width
    at_end: list[list[Segment]] = []
    for text, style in trailing:
        made, used = text_segments(text, style, room)
        at_end.append(made)
        room -= used
    groups: list[list[Segment]] = []
    for text, style in leading:
        made, used = text_segments(text, style, room)
        groups.append(made)
        room -= used
    if room > 0:
        groups.append([Segment(" " * room, blank)])
    return Strip([each for group in mirrored([*groups, *at_end]) for each in group], width)


def beginning(text: str, style: Style, blank: Style) -> tuple[list[Part], list[Part]]:
    """Put text from outside at the edge of a line where its letters begin.

    Returns:
        The parts for the leading and for the trailing edge of `line_strip`; one of them is empty.
    """
    base = base_direction()
    if not text or laid_out(text).base == base:
        return [(text, style)], []
    return [], [(text, style), (" ", blank)]
