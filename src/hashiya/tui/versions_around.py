"""The versions of a difference around the page: beside it in a wide window, else below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from hashiya.tui.widgets.versions import Versions

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.session.settling import Settling
    from hashiya.tui.palette import Palette


class VersionsAround:
    """One widget for each of the two places, of which one is shown.

    Attributes:
        beside: the one beside the page.
        below: the one below the page.
    """

    def __init__(self, reader: Reader, settling: Settling, palette: Palette) -> None:
        self.beside = Versions(reader, settling, palette, is_beside=True)
        self.below = Versions(reader, settling, palette, is_beside=False)

    def arrange(self, room: Size, column: int, *, is_beside: bool) -> Size:
        """Show the versions at one of the places, and return the room that is left for the page.

        Args:
            room: columns and lines for versions and page.
            column: columns of the place beside the page.
            is_beside: whether they are shown there.
        """
        self.beside.display, self.below.display = is_beside, not is_beside
        self.beside.styles.width = column
        if is_beside:
            return Size(room.width - column, room.height)
        lines = self.below.wanted_height(room.height)
        self.below.styles.height = lines
        return Size(room.width, room.height - lines)

    def refresh(self) -> None:
        """Paint the versions again."""
        (self.beside if self.beside.display else self.below).refresh()
