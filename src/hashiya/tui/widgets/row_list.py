"""A list drawn line by line, as long as it may be: only what is in sight is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hashiya.tui.palette import styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from hashiya.tui.palette import Palette

_WHEEL_ROWS = 3


class RowList(Widget, can_focus=True):
    """A list with a cursor; a subclass says how many rows there are and draws one.

    Attributes:
        cursor: the row the cursor stands on, from 0.
    """

    DEFAULT_CSS = "RowList { width: 1fr; height: 1fr; }"

    def __init__(
        self,
        palette: Palette,
        chosen: Callable[[int], object],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Makes the list.

        Args:
            palette: the colours.
            chosen: told the row that Enter or a click chooses, at once: a key typed right after must find
                what came of it.
            id: as of any widget.
        """
        super().__init__(id=id)
        self.palette = palette
        self.cursor = 0
        self._chosen = chosen
        self._top = 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """One row."""
        raise NotImplementedError

    @property
    def lines_in_sight(self) -> slice:
        """Which rows are on the screen."""
        return slice(self._top, self._top + self.size.height)

    def go(self, index: int) -> None:
        """Puts the cursor on a row, the nearest there is, and brings it into sight."""
        index = max(0, min(index, self.count - 1))
        before, self.cursor = self.cursor, index
        height = max(1, self.size.height)
        top = min(max(self._top, index - height + 1), index)
        top = max(0, min(top, self.count - height))
        if top != self._top:
            self._top = top
            self.refresh()
        elif index != before:
            for row in (before, index):
                self.refresh(Region(0, row - self._top, self.size.width, 1))

    def renew(self) -> None:
        """Paints all rows again, after the rows themselves changed."""
        self.go(self.cursor)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        index, width = self._top + y, self.size.width
        if self.count <= self.size.height:
            if index >= self.count:
                return Strip.blank(width, self.blank_style)
            return self.draw(index, width, selected=index == self.cursor)
        row = self.draw(index, width - 1, selected=index == self.cursor)
        mark = Segment(self._scroll_mark(y), self.blank_style + Style(dim=True))
        return Strip([*row, mark], width)

    def _scroll_mark(self, y: int) -> str:
        """A bar at the right edge where the rows in sight stand among all of them."""
        height = self.size.height
        size = max(1, round(height * height / self.count))
        first = round(self._top * (height - size) / (self.count - height))
        return "▐" if first <= y < first + size else " "

    @property
    def blank_style(self) -> Style:
        """Style of the lines below the last row."""
        return styles(self.palette).text

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self.go(self.cursor)

    def key(self, name: str) -> bool:
        """Moves the cursor by a key; whether the key was one of the list's."""
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
        """Puts the cursor on the row clicked and chooses it."""
        index = self._top + event.y
        if index < self.count:
            self.go(index)
            self._chosen(index)

    def wheel(self, rows: int) -> None:
        """Move the cursor by a turn of the mouse's wheel."""
        self.go(self.cursor + rows)

    def scroll_view(self, rows: int) -> None:
        """Move the view by some rows, as far as there are any, and leave the cursor where it is."""
        top = max(0, min(self._top + rows, self.count - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turns the wheel on."""
        event.stop()
        self.wheel(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turns the wheel back."""
        event.stop()
        self.wheel(-_WHEEL_ROWS)
