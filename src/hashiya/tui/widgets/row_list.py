"""A list of any length that makes and draws only the rows in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hashiya.tui.mirroring import mark, mirrored
from hashiya.tui.palette import styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from hashiya.tui.palette import Palette

_WHEEL_ROWS = 3


class RowList(Widget, can_focus=True):
    """A list with a cursor; a subclass counts its rows and draws one.

    Attributes:
        cursor: index of the row of the cursor.
    """

    DEFAULT_CSS = "RowList { width: 1fr; height: 1fr; }"

    def __init__(
        self,
        palette: Palette,
        chosen: Callable[[int], object],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Make the list.

        Args:
            palette: the colours.
            chosen: called with the row chosen by Enter or a click, at once, so that the next key already acts
                on the result.
            id: as of any widget.
        """
        super().__init__(id=id)
        self.palette = palette
        self.cursor = 0
        self._chosen = chosen
        self._top = 0

    @property
    def count(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """Draw one row."""
        raise NotImplementedError

    @property
    def lines_in_sight(self) -> slice:
        """The indices of the rows on the screen."""
        return slice(self._top, self._top + self.size.height)

    def index_at(self, line: int) -> int | None:
        """Return the index of the row on a line; None on an empty line."""
        index = self._top + line
        return index if index < self.count else None

    def line_of(self, index: int) -> int | None:
        """Return the line of a row; None if it is out of sight."""
        line = index - self._top
        return line if 0 <= line < self.size.height else None

    def go(self, index: int) -> None:
        """Put the cursor on a row, or on the nearest one that exists, and bring it into sight."""
        index = max(0, min(index, self.count - 1))
        before, self.cursor = self.cursor, index
        if not (height := self.size.height):  # the first resize brings the row into sight
            return
        top = min(max(self._top, index - height + 1), index)
        top = max(0, min(top, self.count - height))
        if top != self._top:
            self._top = top
            self.refresh()
        elif index != before:
            for row in (before, index):
                if (line := self.line_of(row)) is not None:
                    self.refresh(Region(0, line, self.size.width, 1))

    def go_along(self, index: int) -> None:
        """Go with the row of the cursor to where other rows have moved it, on the same line of the screen."""
        self._top = max(0, self._top + index - self.cursor)
        self.go(index)

    def renew(self) -> None:
        """Paint all rows again, after their content changed."""
        self.go(self.cursor)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        index, width = self.index_at(y), self.size.width
        if index is None:  # also of a list that has just become higher, and is not scrolled yet
            return Strip.blank(width, self.blank_style)
        if self.count <= self.size.height:
            return self.draw(index, width, selected=index == self.cursor)
        row = self.draw(index, width - 1, selected=index == self.cursor)
        scroll_mark = Segment(self._scroll_mark(y), self.blank_style + Style(dim=True))
        return Strip.join(mirrored([row, Strip([scroll_mark], 1)]))

    def _scroll_mark(self, y: int) -> str:
        """Return a bar for the trailing edge, where the rows in sight lie among all rows."""
        height = self.size.height
        size = max(1, round(height * height / self.count))
        first = round(self._top * (height - size) / (self.count - height))
        return mark("▐") if first <= y < first + size else " "

    @property
    def blank_style(self) -> Style:
        """The style of the lines below the last row."""
        return styles(self.palette).bar

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.go(self.cursor)

    def key(self, name: str) -> bool:
        """Move the cursor by a key; whether the key was one of the list's."""
        page = max(1, self.size.height - 1)
        steps = {
            "up": self.cursor - 1,
            "down": self.cursor + 1,
            "pageup": self.cursor - page,
            "pagedown": self.cursor + page,
            "home": 0,
            "end": self.count - 1,
        }
        if name == "enter":
            if self.count:
                self._chosen(self.cursor)
        elif name in steps:
            self.go(steps[name])
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that is clicked, and choose it."""
        index = self.index_at(event.y)
        if index is not None:
            self.go(index)
            self._chosen(index)

    def wheel(self, rows: int) -> None:
        """Move the cursor by a turn of the mouse's wheel."""
        self.go(self.cursor + rows)

    def scroll_view(self, rows: int) -> None:
        """Scroll by some rows, at most to an end of the list, and leave the cursor where it is."""
        top = max(0, min(self._top + rows, self.count - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self.wheel(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self.wheel(-_WHEEL_ROWS)
