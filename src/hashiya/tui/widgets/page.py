"""The page: the rows of the article with caret, selection, annotations and matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from hashiya.layout import Cell
from hashiya.session.commands.selecting import word as select_word
from hashiya.session.motions import row_indent
from hashiya.text.spans import Span
from hashiya.tui.mirroring import base_direction, mark, mirrored
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import blanks, segments

if TYPE_CHECKING:
    from collections.abc import Set

    from rich.style import Style
    from textual import events

    from hashiya.layout import Row
    from hashiya.session.change import Change
    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette

Drawn: TypeAlias = "tuple[Cell, Style]"
"""A cell with its style."""

GUTTER = 4
"""Columns before the leading edge of the rows, for the letters of the labels of a row."""
EDGE = 2
"""Columns after the trailing edge of the rows: an empty one, and one for the scroll mark."""
_PROPOSED = "\u00b7"
"""The mark before a row with proposals."""
_BLANK = Cell(0, 0, " ", 1)
_WHEEL_ROWS = 3
_LONGEST_MATCH = 1000
"""Code points of the longest match that is drawn whole on every row of a very long paragraph."""


class Page(Widget, can_focus=True):
    """Draws the rows of `Reader.viewport`, and repaints only the rows that a `Change` names."""

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
        """The leftmost column of the rows; unused columns are shared between both sides."""
        before, after = self._sides()
        return before if base_direction() == "ltr" else after

    def _sides(self) -> tuple[int, int]:
        """Count the columns beside the rows, at the leading and at the trailing edge."""
        measure = self.reader.document.width
        before = GUTTER + max(0, self.size.width - GUTTER - EDGE - measure) // 2
        return before, self.size.width - before - measure

    @property
    def wanted_width(self) -> int:
        """The columns that the widget needs for rows of the chosen measure."""
        return GUTTER + self.reader.measure + EDGE

    def fit(self, size: Size) -> None:
        """Lay the article out for a size of the widget, unless it already is."""
        if size.width and size.height and (self.reader.measure, size) != self._fitted:
            self._fitted = (self.reader.measure, size)
            self.reader.resize(size.width - GUTTER - EDGE, size.height)

    def on_resize(self) -> None:
        """Keep the place when the widget gets another size than expected."""
        self.fit(self.size)

    def repaint(self, change: Change) -> None:
        """Mark the lines of a change for painting."""
        if change.page:
            self.refresh()
            return
        viewport = self.reader.viewport
        for line, place in enumerate(viewport.lines):
            if place is not None:
                row = viewport.row(place)
                if any(map(Span(row.start, max(row.next, row.end)).overlaps, change.spans)):
                    self.refresh(Region(0, line, self.size.width, 1))

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the page."""
        look = styles(self.palette)
        lines = self.reader.viewport.lines
        place = lines[y] if y < len(lines) else None
        before, after = self._sides()
        cells, letters = blanks(self.reader.document.width), list[Drawn]()
        cell_styles = [look.text] * len(cells)
        if place is not None:
            row = self.reader.viewport.row(place)
            indent = row_indent(self.reader.document, row)
            rest = max(0, len(cells) - indent - row.width)
            row_cells, row_styles = list(row.cells), self._cell_styles(row)
            if self.reader.is_hinting:
                from hashiya.tui.hint_cells import put_hints  # the first frame does without

                put_hints(
                    row,
                    row_cells,
                    row_styles,
                    self.reader.hinting.drawn(row.start, row.end),
                    look.hint,
                    right_to_left=self.reader.types_arabic,
                )
            cells = [*blanks(indent), *row_cells, *blanks(rest)]
            cell_styles = [look.text] * indent + row_styles + [look.text] * rest
            letters = self._gutter_letters(row)
        blank = _BLANK, look.text
        scroll_mark = Cell(0, 0, self._scroll_mark(y), 1), look.faint
        gutter = mirrored([*[blank] * (before - 1 - len(letters)), *letters, blank])
        edge = mirrored([*[blank] * (after - 1), scroll_mark])
        left, right = mirrored((gutter, edge))
        cells = [*(cell for cell, _ in left), *cells, *(cell for cell, _ in right)]
        cell_styles = [*(style for _, style in left), *cell_styles, *(style for _, style in right)]
        return Strip(segments(cells, cell_styles), self.size.width)

    def _cell_styles(self, row: Row) -> list[Style]:
        """Style each cell: annotations from outer to inner, match, selection, caret, hidden characters."""
        look = styles(self.palette)
        reader = self.reader
        headline = self.headline
        is_headline = headline is not None and headline.start <= row.start < headline.end
        cell_styles = [look.headline if is_headline else look.text] * len(row.cells)
        if row.end <= row.start:
            return cell_styles
        here = reader.annotations.overlapping(row.start, row.end)
        if here:
            from hashiya.tui.annotated_cells import put_annotations  # many articles have none yet

            put_annotations(row, cell_styles, here, reader, self.palette)
        if reader.others is not None and reader.others.index:
            from hashiya.tui.other_cells import put_others  # only who asked for others needs this

            put_others(row, cell_styles, here, reader, self.palette)
        if reader.proposals is not None and reader.proposals.shown:
            from hashiya.tui.proposed_cells import put_proposals  # loaded behind the first frame

            put_proposals(row, cell_styles, reader.proposals, reader, self.palette)
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
        """Return the selection and the caret's word, in the order of drawing.

        A selection that holds only a part of the caret's word comes last, so that its letters can be seen.
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
        """Return the part of the text that is searched for the matches of a row."""
        from hashiya.session.passages import context_around  # the first frame does without

        return context_around(self.reader.document, Span(row.start, row.end), _LONGEST_MATCH)

    def _gutter_letters(self, row: Row) -> list[Drawn]:
        """Return the letters of a row's labels, in the order of the label set."""
        here = self.reader.annotations.overlapping(row.start, row.end) if row.cells else []
        doubtful = any(map(self.reader.anchoring.is_doubtful, here))
        names = {annotation.label for annotation in here}
        in_order = [name for name in self.reader.labels.names if name in names]
        in_order += sorted(names.difference(in_order))
        labels = [label_named(self.reader.labels, name) for name in in_order][: GUTTER - 1]
        letters = [(label.letter, label_letter_style(label, self.palette)) for label in labels]
        letters += self._letters_of_others(row, names)[: GUTTER - 1 - len(letters)]
        proposals = self.reader.proposals
        if proposals is not None and len(letters) < GUTTER - 1 and proposals.within(row.start, row.end):
            letters.append((_PROPOSED, styles(self.palette).faint))
        if doubtful:
            letters = [("?", styles(self.palette).alarm), *letters[: GUTTER - 2]]
        return [(Cell(0, 0, letter, 1), style) for letter, style in letters]

    def _letters_of_others(self, row: Row, names: Set[str]) -> list[tuple[str, Style]]:
        """Return the letters of labels that only others gave in a row, without colours."""
        others = self.reader.others
        theirs = others.index.overlapping(row.start, row.end) if others is not None and row.cells else []
        only = {each.label for each in theirs}.difference(names)
        letters = sorted(label_named(self.reader.labels, name).letter for name in only)
        return [(letter, styles(self.palette).faint) for letter in letters]

    def _scroll_mark(self, y: int) -> str:
        """Return a bar for the trailing edge, where the page lies in the text."""
        viewport = self.reader.viewport
        if not viewport.lines or (viewport.top == (0, 0) and viewport.at_end()):
            return " "
        top = viewport.row(viewport.top).start / max(1, len(self.reader.text))
        size = max(1, round(self.size.height * max(0.0, self.reader.viewport.percent / 100 - top)))
        first = min(round(top * self.size.height), self.size.height - size)
        return mark("▐") if first <= y < first + size else " "

    # --- mouse

    def cell_at(self, x: int, y: int) -> Cell | None:
        """Return the cell at a point, or the nearest cell of its row; None on an empty line."""
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
        """Return the offset of a cell; the start of the row's last word if no word follows the cell."""
        place = self.reader.viewport.lines[y]
        if place is None:
            return cell.start
        row, words = self.reader.viewport.row(place), self.reader.words
        here, last = words.at(cell.start), words.before(row.end)
        is_on_row = here is not None and here.start < row.end
        return cell.start if is_on_row or last is None or last.end <= row.start else last.start

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Place the caret, and begin to drag."""
        cell = self.cell_at(event.x, event.y)
        if cell is not None and event.button == 1:
            self.focus()
            self._pressed = cell
            self.capture_mouse()
            self.reader.go_to(self._word_of(cell, event.y))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from the first cell to the cell under the pointer, in either direction."""
        cell = self.cell_at(event.x, event.y) if self._pressed else None
        if (
            cell is not None
            and self._pressed is not None
            and (cell != self._pressed or self.reader.selection)
        ):
            self.reader.select(Span(min(cell.start, self._pressed.start), max(cell.end, self._pressed.end)))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End a drag, and take spaces at its ends out of the selection."""
        if self._pressed is not None and self.reader.selection is not None:
            from hashiya.session.passages import without_spaces  # the first frame does without

            self.reader.select(without_spaces(self.reader.text, self.reader.selection))
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word on a double click."""
        cell = self.cell_at(event.x, event.y)
        if event.chain == 2 and cell is not None:
            self.reader.go_to(self._word_of(cell, event.y))
            select_word(self.reader)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self.reader.scroll(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self.reader.scroll(-_WHEEL_ROWS)


def _paint(cell_styles: list[Style], row: Row, span: Span, style: Style) -> None:
    """Add a style to the cells that share a code point with a span."""
    for index in row.touched(*span):
        cell_styles[index] += style
