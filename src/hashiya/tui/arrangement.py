"""Divides the window of an article between the page, the margin and the versions of a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from hashiya.session.commands.margin import enter

if TYPE_CHECKING:
    from hashiya.tui.screens.article import ArticleScreen

_MARGIN_FROM_WIDTH = 100
"""Columns of the narrowest window that shows the margin by default."""
_NARROWEST_MARGIN, _WIDEST_MARGIN = 25, 46
_NARROWEST_PAGE = 32
"""Columns of the narrowest page beside a margin; in less room only one of them is shown."""


class Arrangement:
    """Which parts of an article are shown, and in how many columns."""

    def __init__(self, screen: ArticleScreen) -> None:
        """Arrange nothing yet.

        Args:
            screen: of the article.
        """
        self._screen = screen

    def arrange(self, window: Size | None = None) -> None:
        """Hide the margin if there is no room for it, and lay the article out for the rest.

        While its list has the keys the margin is always shown, in a very narrow window instead of the page.
        This runs before Textual's own layout, so that one frame is enough.

        Args:
            window: columns and lines; None takes those of the terminal.
        """
        screen = self._screen
        margin, page = screen.margin, screen.page
        width, height = window or screen.app.size
        has_room = _has_room_for_both(width)
        columns = (
            max(_NARROWEST_MARGIN, min(width - page.wanted_width, _WIDEST_MARGIN)) if has_room else width
        )
        margin.styles.width = columns
        margin.display = screen.reader.in_list or (has_room and self._is_margin_wanted(width))
        page.display = margin.is_beside_page = has_room or not margin.display
        lines = height - 3 - (screen.open_prompt is not None)
        room = Size(width - columns * margin.display, lines)
        room = screen.room_for_page(room, columns, is_wide=width >= _MARGIN_FROM_WIDTH)
        page.fit(Size(room.width, max(1, room.height)))

    def _is_margin_wanted(self, width: int) -> bool:
        wish = self._screen.host.preferences.margin
        return wish if wish is not None else self._has_margin_by_default(width)

    def _has_margin_by_default(self, width: int) -> bool:
        return width >= _MARGIN_FROM_WIDTH and not self._screen.beside_page

    def toggle_margin(self) -> None:
        """Show or hide the margin, in this article and the next ones."""
        screen, width = self._screen, self._screen.app.size.width
        wish = not screen.margin.display
        screen.reader.leave_list()
        if wish and not _has_room_for_both(width):
            enter(screen.reader)
            return
        by_width = self._has_margin_by_default(width)
        screen.host.preferences.choose_margin(None if wish == by_width else wish)
        self.arrange()


def _has_room_for_both(width: int) -> bool:
    return width >= _NARROWEST_MARGIN + _NARROWEST_PAGE
