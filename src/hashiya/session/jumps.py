"""The places that the analyst left by jumps, to which one can go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hashiya.layout import Place
    from hashiya.session.article_view import ArticleView
    from hashiya.text.spans import Span

_MOST = 100


class PlaceInView(NamedTuple):
    """A place to which one can go back.

    Attributes:
        caret: the word of the caret.
        selection: the selection.
        current: id of the annotation that is meant.
        top: the place of the top line of the page.
    """

    caret: Span | None
    selection: Span | None
    current: str | None
    top: Place


class Jumps:
    """Keeps the last places from which commands jumped."""

    def __init__(self, view: ArticleView) -> None:
        """Keep no place yet."""
        self._view = view
        self._places: list[PlaceInView] = []

    def remember(self) -> None:
        """Keep the present place for `back`, before a command leaves it."""
        view = self._view
        place = PlaceInView(view.caret, view.selection, view.current, view.viewport.top)
        if self._places[-1:] != [place]:
            self._places.append(place)
            del self._places[:-_MOST]

    def back(self) -> bool:
        """Go back to the place before the last jump, with its selection and its page.

        Returns:
            Whether there was a jump.
        """
        if not self._places:
            return False
        place, view = self._places.pop(), self._view
        view.viewport.top = place.top
        if place.selection is not None:
            view.select(place.selection, place.caret)
        elif place.caret is not None:
            view.go_to(place.caret.start, place.current)
        view.show(page=True)
        return True
