"""A line of the screen with parts at its leading and trailing edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from textual.strip import Strip
from textual.widget import Widget

from hashiya.tui.palette import styles
from hashiya.tui.strips import line_strip

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

Parts: TypeAlias = "tuple[list[Part], list[Part]]"
"""The parts at the leading and at the trailing edge of a line."""


class Bar(Widget):
    """One line of the screen; a subclass names its parts."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, palette: Palette, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.palette = palette

    def parts(self, width: int) -> Parts:
        """Return the parts of a line of `width` columns."""
        raise NotImplementedError

    @property
    def fill(self) -> Style:
        """The style of the empty part of the line."""
        return styles(self.palette).bar

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        blank = self.fill
        if y:
            return Strip.blank(self.size.width, blank)
        return line_strip(*self.parts(self.size.width), self.size.width, blank)
