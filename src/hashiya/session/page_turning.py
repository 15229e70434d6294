"""PageUp and PageDown: the page turns, and the caret keeps its line and its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.motions import nearest_word, page_column

if TYPE_CHECKING:
    from hashiya.session.motions import MotionContext
    from hashiya.session.viewport import Viewport
    from hashiya.text.spans import Span


PAGES = {"page_up": -1, "page_down": 1}
"""The motions that turn a page, each with its direction: 1 down, -1 up."""


def turn_page(viewport: Viewport, context: MotionContext, direction: int) -> tuple[Span | None, bool]:
    """Turn a page and find the word for the caret.

    Args:
        viewport: the page.
        context: the context of the caret; its goal column is set if it is None.
        direction: 1 down, -1 up.

    Returns:
        The word nearest to the caret's former place on the page, or the last or first word of the text if the
        page cannot be turned further; and whether the page moved.
    """
    place = viewport.document.place_of(context.caret.start)
    if context.goal is None:
        context.goal = page_column(viewport.document, viewport.row(place), context.caret)
    line = viewport.line_of(place) or 0
    if not viewport.turn(direction):
        return (context.words.last() if direction > 0 else context.words.first()), False
    lines = viewport.lines
    for candidate in (*lines[line:], *reversed(lines[:line])):
        if candidate is not None and (word := nearest_word(context, candidate, context.goal)) is not None:
            return word, True
    # on a page without a word the caret takes the next one beyond it, and the page goes there
    top = viewport.row(viewport.top).start
    return (context.words.after(top) if direction > 0 else context.words.before(top)), True


def move_page(viewport: Viewport, motion: str) -> bool:
    """Move the page of a text that has no word for a caret.

    Args:
        viewport: the page.
        motion: a motion's name; one that means nothing without a caret does nothing.

    Returns:
        Whether the page moved.
    """
    document = viewport.document
    if motion in PAGES:
        return viewport.turn(PAGES[motion])
    if motion in ("up", "down"):
        return viewport.scroll(1 if motion == "down" else -1)
    if motion in ("start", "end") and document.text:
        return viewport.show(document.place_of(0 if motion == "start" else len(document.text)))
    return False
