"""The first line of a dialog, filled so that it closes the frame: the title, and a fact or the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.palette import styles
from hashiya.tui.strips import shortened, width_of
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

    from hashiya.messages import Message
    from hashiya.tui.palette import Palette
    from hashiya.tui.widgets.bar import Parts

_LEAST_BESIDE = 10
"""Columns of the least room in which the beginning of a longer text beside the title is shown."""


class DialogTitle(Bar):
    """The title of a dialog, made when it is drawn."""

    def __init__(self, palette: Palette, words: Callable[[], tuple[Message, Message | str]]) -> None:
        """Make the line.

        Args:
            palette: the colours.
            words: gives the title, and the text at the trailing edge, such as a number; it may be empty.
        """
        super().__init__(palette)
        self._words = words

    @property
    def fill(self) -> Style:
        """The style of the whole line."""
        return styles(self.palette).title

    def parts(self, width: int) -> Parts:
        """Return the parts of the line; in a narrow window only the title."""
        title, beside = self._words()
        style, room = self.fill, width - 4 - width_of(title)
        if not beside or room < min(_LEAST_BESIDE, width_of(beside)):
            return [(" ", style), (shortened(title, width - 1), style)], []
        return [(" ", style), (title, style)], [(shortened(beside, room), style), (" ", style)]
