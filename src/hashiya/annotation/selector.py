"""Selectors: a span told by its quotation and the text around it, as in the W3C annotation model."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = 48
"""Code points kept on each side of a quotation."""


class Selector(NamedTuple):
    """A quotation, its surroundings, and where it stood.

    Attributes:
        exact: the quoted code points.
        prefix: up to 48 code points before them.
        suffix: up to 48 code points after them.
        start: offset of the first of them in the text they were taken from; -1 if it is not known.
        sha256: of that text, hexadecimal; empty if it is not known.
        rival: how much of both contexts, 0 to 1, stood beside the most similar other place of the quotation
            in that text; None if no other place is known.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    sha256: str = ""
    rival: float | None = None


class Status(StrEnum):
    """What became of a quotation; only ``same`` and ``moved`` are certain."""

    SAME = "same"
    """It stands where it stood."""
    MOVED = "moved"
    """It stands, code point for code point, in one other place."""
    CHANGED = "changed"
    """Its place is clear, its code points are others."""
    AMBIGUOUS = "ambiguous"
    """It may be meant in two or more places, or its contexts do not confirm the one found."""
    ORPHAN = "orphan"
    """No place is good enough."""

    @property
    def is_certain(self) -> bool:
        """Whether the place may be taken without a look."""
        return self in (Status.SAME, Status.MOVED)


class Resolution(NamedTuple):
    """Where a selector leads in a text.

    Attributes:
        status: how certain the place is.
        start: offset of its first code point, the best guess if it is not certain; None for an orphan.
        end: offset after its last code point; None for an orphan.
    """

    status: Status
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> Span | None:
        """The place, or None for an orphan."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


def holds(text: str, span: Span, exact: str) -> bool:
    """Whether a span lies in the text and covers just that quotation."""
    return 0 <= span.start < span.end <= len(text) and span.cut(text) == exact


def occurrences(text: str, selector: Selector) -> Iterator[Span]:
    """Where the quotation stands just between its prefix and its suffix, in order; places may overlap."""
    from hashiya.annotation.anchor_rivals import starts  # an article that did not change does without

    exact, prefix, suffix = selector[:3]
    for start in starts(text, exact):
        end = start + len(exact)
        if text.endswith(prefix, 0, start) and text.startswith(suffix, end):
            yield Span(start, end)
