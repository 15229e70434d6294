"""The effect of a command, so that the screen repaints only the changed parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hashiya.text.spans import Span


class Change(NamedTuple):
    """One step of the reader's state.

    Attributes:
        spans: the stretches of text whose rows look different now.
        page: whether other rows are on the page, or all of them changed.
        annotations: whether the list of annotations changed.
        file: whether the article's file now compares otherwise with the text on screen.
        status: whether the article is done now, or no longer.
    """

    spans: tuple[Span, ...] = ()
    page: bool = False
    annotations: bool = False
    file: bool = False
    status: bool = False
