"""Selectors: a span told by its quotation and the text around it, as in the W3C annotation model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = 48
"""Code points kept on each side of a quotation."""


class Selector(NamedTuple):
    """A quotation and its surroundings.

    Attributes:
        exact: the quoted code points.
        prefix: up to 48 code points before them.
        suffix: up to 48 code points after them.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


def describe(text: str, start: int, end: int) -> Selector:
    """The selector of ``text[start:end]``."""
    return Selector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def holds(text: str, span: Span, exact: str) -> bool:
    """Whether a span lies in the text and covers just that quotation."""
    return 0 <= span.start < span.end <= len(text) and span.cut(text) == exact


def occurrences(text: str, selector: Selector) -> Iterator[Span]:
    """Where the quotation stands between its prefix and its suffix, in order; places may overlap."""
    exact, prefix, suffix = selector
    if not exact:
        return
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        if text.endswith(prefix, 0, start) and text.startswith(suffix, end):
            yield Span(start, end)
        start = text.find(exact, start + 1)


def locate(text: str, selector: Selector) -> Span | None:
    """The only place where the quotation stands between its prefix and its suffix.

    Returns:
        None if there is no such place, or more than one.
    """
    found = occurrences(text, selector)
    first = next(found, None)
    return first if next(found, None) is None else None
