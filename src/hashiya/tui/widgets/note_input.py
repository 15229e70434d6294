"""Input of a text of several lines, each wrapped and in its own direction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from hashiya.layout import Document, lay_out_line
from hashiya.text.spans import Span
from hashiya.tui.palette import styles
from hashiya.tui.strips import line_direction, segments
from hashiya.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from hashiya.layout import Row

NEW_LINE = ("ctrl+j", "shift+enter", "alt+enter")
"""Keys that begin a new line; every terminal sends the first one."""


class _Line(NamedTuple):
    """A row of the input.

    Attributes:
        start: offset in the text of the first letter of the row's own line.
        row: the row; its offsets count from `start`.
        is_last: whether it is the last row of its line.
    """

    start: int
    row: Row
    is_last: bool

    @property
    def span(self) -> Span:
        """The offsets of the text at which a caret is on this row."""
        return Span(self.start + self.row.start, self.start + self.row.next + self.is_last)


class NoteInput(LineInput):
    """As `LineInput`, with lines that are begun by `NEW_LINE` and as high as its rows.

    Attributes:
        most: the largest number of rows; with more the input scrolls.
    """

    SEVERAL_LINES = True
    most = 8
    _first = 0
    """The first row in sight."""

    def rows(self) -> Sequence[_Line]:
        """Lay out the lines of the text; an empty line is one empty row."""
        found: list[_Line] = []
        start = 0
        width = max(1, self._room() - 1)  # leaves a column for the caret at the end
        for line in self.editor.text.split("\n"):
            rows = _rows_of(line, width)
            found += [_Line(start, row, row is rows[-1]) for row in rows]
            start += len(line) + 1
        return found

    def _row(self) -> Row:
        return self._line_of_caret()[1].row

    def _line_of_caret(self) -> tuple[int, _Line]:
        """Return the number of the caret's row, and the row."""
        rows = self.rows()
        numbers = (each for each, line in enumerate(rows) if self.editor.caret < line.span.end)
        number = next(numbers, len(rows) - 1)
        return number, rows[number]

    # --- drawing

    def fit(self) -> None:
        """Make the input as high as its rows, and bring the caret into sight."""
        count, (caret, _) = len(self.rows()), self._line_of_caret()
        height = max(1, min(count, self.most))
        self._first = max(0, min(max(self._first, caret - height + 1), caret, count - height))
        self.styles.height = height
        self.refresh(layout=True)

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        self.fit()

    def render_line(self, y: int) -> Strip:
        """Draw a row at the edge where its line begins; the label stands before the first one."""
        look = styles(self.palette)
        room = self._room()
        rows = self.rows()
        number = self._first + y
        head = self._head() if number == 0 else []
        if number >= len(rows):
            return self._beside(head, Strip.blank(room, look.bar))
        line = rows[number]
        row, unused = line.row, room - line.row.width - 1
        strip = self._strip_of(line)
        blank = Strip([Segment(" " * unused, look.bar)] if unused > 0 else [], max(0, unused))
        return self._beside(head, Strip.join([blank, strip] if row.base == "rtl" else [strip, blank]))

    def _strip_of(self, line: _Line) -> Strip:
        look, editor, row = styles(self.palette), self.editor, line.row
        caret = editor.caret - line.start
        cell_styles = [look.bar] * len(row.cells)
        if editor.selection is not None:
            low, high = (offset - line.start for offset in editor.selection)
            for index in row.touched(low, high):
                cell_styles[index] = look.selection
        touched = row.touched(caret, caret + 1) if self.has_focus else []
        for index in touched:
            cell_styles[index] = look.caret
        is_here = self.has_focus and editor.caret in range(*line.span)
        end = Segment(" ", look.caret if is_here and not touched else look.bar)
        cells = segments(row.cells, cell_styles)
        return Strip([end, *cells] if row.base == "rtl" else [*cells, end], row.width + 1)

    # --- keys

    def _actions(self) -> dict[str, Callable[[], object]]:
        actions = super()._actions()
        actions |= dict.fromkeys(NEW_LINE, partial(self.editor.insert, "\n"))
        return actions | {"up": partial(self._move, -1), "down": partial(self._move, 1)}

    def _edit(self, action: Callable[[], object]) -> None:
        super()._edit(action)
        self.fit()

    def _move(self, rows: int) -> None:
        """Move the caret by rows, at the column where it is."""
        number, line = self._line_of_caret()
        column = line.row.column_of(self.editor.caret - line.start)
        if column is None:
            column = -1 if line.row.base == "rtl" else line.row.width
        from_right = line.row.width - column
        to = max(0, min(number + rows, len(self.rows()) - 1))
        if to != number:
            self._put_caret(self.rows()[to], column, from_right)

    def _put_caret(self, line: _Line, from_left: int, from_right: int) -> None:
        """Put the caret on a column of a row, counted from the edge where the row begins."""
        row = line.row
        column = row.width - from_right if row.base == "rtl" else from_left
        index = row.cell_index_at(column)
        beyond = column < 0 if row.base == "rtl" else column >= row.width
        if index is not None:
            self.editor.move_to(line.start + row.cells[index].start)
        elif beyond:
            self.editor.move_to(line.span.end - 1)
        else:
            self.editor.move_to(line.start + row.start)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Place the caret."""
        self.focus()
        rows, room = self.rows(), self._room()
        line = rows[min(self._first + event.y, len(rows) - 1)]
        column = event.x - self._column_of_text()
        if line.row.base == "rtl":
            column -= room - line.row.width
        self._edit(lambda: self._put_caret(line, column, line.row.width - column))


def _rows_of(line: str, width: int) -> Sequence[Row]:
    """Wrap a line in its own direction; an empty one is an empty row."""
    base = line_direction(line)
    rows = list(Document(line, width, base_of=lambda _: base).iter_rows()) if line else []
    return rows or [lay_out_line("", base)]
