"""The selection grown to larger units, and shrunk again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.passages import units_around

if TYPE_CHECKING:
    from hashiya.session.article_view import ArticleView
    from hashiya.session.selection import Selection


class Growing:
    """Grows the selection of an article, or the caret's word, and goes back to smaller ones."""

    def __init__(self, view: ArticleView, selection: Selection) -> None:
        """Grow nothing yet.

        Args:
            view: the open article.
            selection: its selection.
        """
        self._view = view
        self._selection = selection

    def grow(self) -> bool:
        """Select the next larger unit around the selection or the caret's word; the caret stays.

        The units are those around the span from which growing began, so the same keys always select the same.

        Returns:
            Whether there is a larger unit.
        """
        view, smaller = self._view, self._selection.smaller
        if (span := view.target) is None:
            return True
        around = units_around(view.document, smaller[0] if smaller else span)
        larger = (
            unit for unit in around if unit.start <= span.start and span.end <= unit.end and unit != span
        )
        if (unit := next(larger, None)) is None:
            return False
        view.select(unit, view.caret)
        self._selection.smaller = (*smaller, span)
        return True

    def shrink(self) -> bool:
        """Select the span before the last `grow`; the caret stays.

        Returns:
            Whether the selection was grown.
        """
        if not self._selection.smaller:
            return False
        *kept, span = self._selection.smaller
        self._view.select(span, self._view.caret)
        self._selection.smaller = tuple(kept)
        return True
