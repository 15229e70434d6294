"""The page: the rows of the article with caret, selection, annotations and matches drawn on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from hashiya.layout import Cell
from hashiya.session.commands.selecting import word as select_word
from hashiya.session.motions import row_indent
from hashiya.session.passages import context_around, without_spaces
from hashiya.text.spans import Span
from hashiya.tui.palette import (
    current_style,
    doubtful_style,
    label_letter_style,
    label_named,
    label_style,
    styles,
)
from hashiya.tui.strips import blanks, segments

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from hashiya.layout import Row
    from hashiya.session.change import Change
    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette

GUTTER = 4
"""Columns to the left of the rows, for the letters of the labels that touch a row."""
EDGE = 2
"""Columns to the right of the rows: one empty, one for the scroll mark."""
_WHEEL_ROWS = 3
_LONGEST_MATCH = 1000
"""Code points of a match that is drawn whole on every row, in a very long paragraph."""


class Page(Widget, can_focus=True):
    """Draws what `Reader.viewport` shows; repaints the rows a `Change` names and no others."""

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; }"

    def __init__(self, reader: Reader, palette: Palette, headline: Span | None) -> None:
        super().__init__(id="page")
        self.reader = reader
        self.palette = palette
        self.headline = headline
        self._pressed: Cell | None = None
        self._fitted: tuple[int, Size] | None = None

    # --- geometry

    @property
    def left(self) -> int:
        """The column at which the rows' page begins; what is over is shared out on both sides."""
        return GUTTER + max(0, self.size.width - GUTTER - EDGE - self.reader.document.width) // 2

    @property
    def wanted_width(self) -> int:
        """The columns of the widget that show rows of the measure wished for."""
        return GUTTER + self.reader.measure + EDGE

    def fit(self, size: Size) -> None:
        """Lays the article out for a size of the widget, unless it is laid out for that already."""
        if size.width and size.height and (self.reader.measure, size) != self._fitted:
            self._fitted = (self.reader.measure, size)
            self.reader.resize(size.width - GUTTER - EDGE, size.height)

    def on_resize(self) -> None:
        """Keeps the place when the widget gets another size than was foreseen."""
        self.fit(self.size)

    def repaint(self, change: Change) -> None:
        """Marks the lines that a change touches for painting."""
        if change.page:
            self.refresh()
            return
        viewport = self.reader.viewport
        for line, place in enumerate(viewport.lines):
            if place is not None:
                row = viewport.row(place)
                if any(span.start < max(row.next, row.end) and span.end > row.start for span in change.spans):
                    self.refresh(Region(0, line, self.size.width, 1))

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        look = styles(self.palette)
        lines = self.reader.viewport.lines
        place = lines[y] if y < len(lines) else None
        width = self.size.width
        cells: list[Cell] = []
        cell_styles: list[Style] = []
        if place is not None:
            row = self.reader.viewport.row(place)
            letters = self._gutter_letters(row)
            indent = self.left - 1 - len(letters)
            after = 1 + row_indent(self.reader.document, row)
            cells = [*blanks(indent), *(cell for cell, _ in letters), *blanks(after), *row.cells]
            cell_styles = [look.text] * indent + [style for _, style in letters] + [look.text] * after
            cell_styles += self._cell_styles(row)
        rest = max(0, width - 1 - sum(cell.width for cell in cells))
        cells += [*blanks(rest), Cell(0, 0, self._scroll_mark(y), 1)]
        cell_styles += [*[look.text] * rest, look.faint]
        return Strip(segments(cells, cell_styles), width)

    def _cell_styles(self, row: Row) -> list[Style]:
        """A style for each cell: annotations from the outer to the inner, match, selection, caret, hidden."""
        look = styles(self.palette)
        reader = self.reader
        headline = self.headline
        is_headline = headline is not None and headline.start <= row.start < headline.end
        cell_styles = [look.headline if is_headline else look.text] * len(row.cells)
        if row.end <= row.start:
            return cell_styles
        here = reader.annotations.overlapping(row.start, row.end)
        for annotation in sorted(here, key=lambda a: a.start - a.end):
            label = label_named(reader.labels, annotation.label)
            drawn = current_style if annotation.id == reader.current else label_style
            if reader.anchoring.is_doubtful(annotation):
                drawn = doubtful_style
            _paint(cell_styles, row, annotation.span, drawn(label, self.palette))
        if reader.finder.query:
            for match in reader.finder.within(*self._around(row)):
                _paint(cell_styles, row, match, look.match)
        for span, style in self._caret_and_selection():
            _paint(cell_styles, row, span, style)
        if reader.document.reveal:
            from hashiya.text.hidden import hidden_characters  # the first frame does without

            for index, cell in enumerate(row.cells):
                if reader.text[cell.start] in hidden_characters():
                    cell_styles[index] += look.hidden
        return cell_styles

    def _caret_and_selection(self) -> list[tuple[Span, Style]]:
        """What is selected and the caret's word, to be drawn in this order.

        A selection with only a part of the caret's word comes last, so that its letters can be told.
        """
        look, caret, selection = styles(self.palette), self.reader.caret, self.reader.selection
        if self.reader.in_list or caret is None:
            return []
        if selection is None:
            return [(caret, look.caret)]
        drawn = [(selection, look.selection), (caret, look.caret)]
        is_whole = selection.union(caret) == selection or not selection.overlaps(caret)
        return drawn if is_whole else drawn[::-1]

    def _around(self, row: Row) -> Span:
        """The part of the text in which matches on a row are looked for."""
        return context_around(self.reader.document, Span(row.start, row.end), _LONGEST_MATCH)

    def _gutter_letters(self, row: Row) -> list[tuple[Cell, Style]]:
        """The letters of the labels on a row, so that a label can be told without its colour."""
        here = self.reader.annotations.overlapping(row.start, row.end) if row.cells else []
        doubtful = any(map(self.reader.anchoring.is_doubtful, here))
        names = dict.fromkeys(annotation.label for annotation in here)
        labels = [label_named(self.reader.labels, name) for name in names][: GUTTER - 1]
        letters = [(label.letter, label_letter_style(label, self.palette)) for label in labels]
        if doubtful:
            letters = [("?", styles(self.palette).alarm), *letters[: GUTTER - 2]]
        return [(Cell(0, 0, letter, 1), style) for letter, style in letters]

    def _scroll_mark(self, y: int) -> str:
        """A bar at the right edge where the page stands in the text."""
        viewport = self.reader.viewport
        if not viewport.lines or (viewport.top == (0, 0) and viewport.at_end()):
            return " "
        top = viewport.row(viewport.top).start / max(1, len(self.reader.text))
        size = max(1, round(self.size.height * max(0.0, self.reader.viewport.percent / 100 - top)))
        first = min(round(top * self.size.height), self.size.height - size)
        return "▐" if first <= y < first + size else " "

    # --- mouse

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The cell under a point, the nearest of its row beside the text; None on an empty line."""
        lines = self.reader.viewport.lines
        place = lines[y] if 0 <= y < len(lines) else None
        if place is None:
            return None
        row = self.reader.viewport.row(place)
        if not row.cells:
            return None
        column = x - self.left - row_indent(self.reader.document, row)
        index = row.cell_index_at(max(0, min(column, row.width - 1)))
        return row.cells[index if index is not None else 0]

    def _word_of(self, cell: Cell, y: int) -> int:
        """The offset of the word at a cell, of the next on its row, or behind the row's last of that."""
        place = self.reader.viewport.lines[y]
        if place is None:
            return cell.start
        row, words = self.reader.viewport.row(place), self.reader.words
        here, last = words.at(cell.start), words.before(row.end)
        is_on_row = here is not None and here.start < row.end
        return cell.start if is_on_row or last is None or last.end <= row.start else last.start

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Places the caret, or begins a drag."""
        cell = self.cell_at(event.x, event.y)
        if cell is not None and event.button == 1:
            self.focus()
            self._pressed = cell
            self.capture_mouse()
            self.reader.go_to(self._word_of(cell, event.y))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Selects from the cell pressed to the cell under the pointer, whichever way the text runs."""
        cell = self.cell_at(event.x, event.y) if self._pressed else None
        if (
            cell is not None
            and self._pressed is not None
            and (cell != self._pressed or self.reader.selection)
        ):
            self.reader.select(Span(min(cell.start, self._pressed.start), max(cell.end, self._pressed.end)))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Ends a drag, which leaves out spaces at its ends: they are what a hand takes too much."""
        if self._pressed is not None and self.reader.selection is not None:
            self.reader.select(without_spaces(self.reader.text, self.reader.selection))
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Selects the word on a double click."""
        cell = self.cell_at(event.x, event.y)
        if event.chain == 2 and cell is not None:
            self.reader.go_to(self._word_of(cell, event.y))
            select_word(self.reader)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scrolls on."""
        event.stop()
        self.reader.scroll(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scrolls back."""
        event.stop()
        self.reader.scroll(-_WHEEL_ROWS)


def _paint(cell_styles: list[Style], row: Row, span: Span, style: Style) -> None:
    """Lays a style over the cells that share a code point with a span."""
    for index in row.touched(*span):
        cell_styles[index] += style
