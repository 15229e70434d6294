"""The rows of a document on the lines of the page.

The top line is a place (paragraph, row), never a number of rows from the start: the rows above need not be
laid out to show a page, so an article of any size opens, jumps and resizes at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout import Place

if TYPE_CHECKING:
    from hashiya.layout import Document, Row
    from hashiya.text.spans import Span


class Viewport:
    """A window of `height` lines onto a document.

    One blank line, not a row of the document, separates two paragraphs with text.

    Attributes:
        document: the rows.
        height: lines of the page, at least 1.
        top: the place on the first line.
    """

    def __init__(self, document: Document, height: int = 1) -> None:
        self.document = document
        self.height = max(1, height)
        self.top = Place(0, 0)
        self._lines: list[Place | None] | None = None
        # the top after the width changed, and the offset it keeps: with the old width the old top comes back
        self._kept = (self.top, 0)

    @property
    def lines(self) -> list[Place | None]:
        """The place on each line, from the top; None on a blank line. At most `height` of them."""
        if self._lines is None:
            self._lines = self._fill(self.top)
        return self._lines

    @property
    def percent(self) -> int:
        """The part of the text up to the last row in sight, 0 to 100."""
        last = next((place for place in reversed(self.lines) if place is not None), None)
        if last is None or not self.document.text:
            return 100
        return min(100, round(100 * self.row(last).next / len(self.document.text)))

    def row(self, place: Place) -> Row:
        """Return the row at a place."""
        return self.document.rows(place.paragraph)[place.row]

    def line_of(self, place: Place) -> int | None:
        """Return the line of a place, or None if the place is out of sight."""
        lines = self.lines
        return lines.index(place) if place in lines else None

    def resize(self, height: int) -> None:
        """Change the number of lines; the top stays."""
        self.height = max(1, height)
        self._lines = None

    def replace_document(self, document: Document) -> None:
        """Take the same text at another width; the text at the top stays at the top."""
        top, offset = self._kept
        if top != self.top:
            offset = self.row(self.top).start
        self.document = document
        if document.paragraph_count:
            self.top = document.place_of(offset)
        self._kept = (self.top, offset)
        self._lines = None

    def show(self, place: Place) -> bool:
        """Bring a place into sight; the page stays full if there is text enough.

        A place up to a page away turns half a page, so that reading on does not repaint at every row; a far
        one comes to the upper third.

        Returns:
            Whether the page moved.
        """
        if self.line_of(place) is not None:
            return False
        last = self._last_in_sight() or self.top
        upper, lower = (place, self.top) if place < self.top else (last, place)
        is_near = self._back(lower, self.height) <= upper
        self.top = self._back(place, self.height // (2 if is_near else 3))
        self._lines = None
        self._rest_at_end(Place(0, 0))
        return True

    def show_span(self, span: Span) -> bool:
        """Bring a span into sight unless a part of it is: it may be longer than a page.

        Returns:
            Whether the page moved.
        """
        first = self.document.place_of(span.start)
        if self.line_of(first) is not None:
            return False
        last = self.document.place_of(span.end - 1)
        is_in_sight = any(place is not None and first < place <= last for place in self.lines)
        return not is_in_sight and self.show(first)

    def turn(self, direction: int) -> bool:
        """Turn the page, down for 1 and up for -1; two of its lines stay in sight.

        Returns:
            Whether the page moved: it does not where the text ends or begins.
        """
        before = self.top
        step = max(1, self.height - 2)
        if direction > 0:
            below = (place for place in self.lines[step:] if place is not None)
            self.top = next(below, None) or self._first_out_of_sight() or self.top
        elif self.document.paragraph_count:
            self.top = self._back(self.top, step)
            if self.top == before:  # a blank line is in the way on a very low page
                self.top = self.document.previous_place(self.top) or self.top
        self._lines = None
        if direction > 0:
            self._rest_at_end(before)
        return self.top != before

    def scroll(self, lines: int) -> bool:
        """Move the page by rows, down for a positive number; never past the last row.

        Returns:
            Whether the page moved.
        """
        before = self.top
        step = self.document.next_place if lines > 0 else self.document.previous_place
        for _ in range(abs(lines)):
            place = step(self.top) if self.document.paragraph_count else None
            if place is None:
                break
            self.top = place
        self._lines = None
        if lines > 0:
            self._rest_at_end(before)
        return self.top != before

    def at_end(self) -> bool:
        """Tell whether the last row is in sight."""
        return self._first_out_of_sight() is None

    def _last_in_sight(self) -> Place | None:
        return next((place for place in reversed(self.lines) if place is not None), None)

    def _first_out_of_sight(self) -> Place | None:
        last = self._last_in_sight()
        return None if last is None else self.document.next_place(last)

    def _rest_at_end(self, limit: Place) -> None:
        """Go back until the page is full, not above `limit`, with the last row still in sight."""
        lines = self.lines
        if 0 < len(lines) < self.height and (last := lines[-1]) is not None:
            self.top = max(limit, self._back(last, self.height - 1))
            self._lines = None

    def _back(self, place: Place, lines: int) -> Place:
        """Return the place `lines` lines above `place`, counting blank lines, or as near as possible."""
        while lines > 0:
            previous = self.document.previous_place(place)
            if previous is None:
                break
            lines -= 1 + self._gap_between(previous, place)
            if lines >= 0:
                place = previous
        return place

    def _gap_between(self, upper: Place, lower: Place) -> bool:
        return upper.paragraph != lower.paragraph and bool(self.row(upper).cells and self.row(lower).cells)

    def _fill(self, top: Place) -> list[Place | None]:
        lines: list[Place | None] = []
        place: Place | None = top if self.document.paragraph_count else None
        while place is not None and len(lines) < self.height:
            lines.append(place)
            following = self.document.next_place(place)
            if following is not None and self._gap_between(place, following) and len(lines) < self.height:
                lines.append(None)
            place = following
        return lines
