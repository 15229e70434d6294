"""A line of the screen with parts at its left and right edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from hashiya.tui.palette import styles
from hashiya.tui.strips import line_strip

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.tui.palette import Palette


class Bar(Widget):
    """One line; a subclass says what stands on it. Text goes through the layout, never through markup."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, palette: Palette, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.palette = palette

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        """What stands at the left and at the right, in a line of `width` columns."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The line."""
        if y:
            return Strip.blank(self.size.width, styles(self.palette).bar)
        left, right = self.parts(self.size.width)
        return line_strip(left, right, self.size.width, styles(self.palette).bar)
