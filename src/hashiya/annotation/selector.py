"""Selectors: a span described by its quotation and context, as in the W3C annotation model."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = 48
"""Code points kept on each side of a quotation."""


class Selector(NamedTuple):
    """A quotation, its context, and its offset.

    Attributes:
        exact: the quoted code points.
        prefix: up to 48 code points before the quotation.
        suffix: up to 48 code points after the quotation.
        start: offset of the quotation in the text it was taken from; -1 if unknown.
        sha256: hash of that text, hexadecimal; empty if unknown.
        rival: share of the context, 0 to 1, also found at the nearest competing match in that text; None if
            no competing match is known.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    sha256: str = ""
    rival: float | None = None


class Status(StrEnum):
    """The fate of a quotation; only ``same`` and ``moved`` are certain."""

    SAME = "same"
    """The quotation is at its old offsets."""
    MOVED = "moved"
    """The quotation is, code point for code point, in one other place."""
    CHANGED = "changed"
    """The place is clear, but its code points were edited."""
    AMBIGUOUS = "ambiguous"
    """Two or more places are possible, or the context does not confirm the only one."""
    ORPHAN = "orphan"
    """No place is good enough."""

    @property
    def is_certain(self) -> bool:
        """Whether the place can be used without asking a person."""
        return self in (Status.SAME, Status.MOVED)


class Resolution(NamedTuple):
    """The place of a selector in a text.

    Attributes:
        status: how certain the place is.
        start: offset of the first code point, a best guess unless the place is certain; None for an orphan.
        end: offset after the last code point; None for an orphan.
    """

    status: Status
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> Span | None:
        """The place, or None for an orphan."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


def occurrences(text: str, selector: Selector) -> Iterator[Span]:
    """Find the places of a quotation right between its prefix and suffix, in order; they may overlap."""
    from hashiya.annotation.anchor_rivals import starts  # not needed for an article that did not change

    exact, prefix, suffix = selector[:3]
    # a long passage is found faster than a short one
    for place in starts(text, prefix + exact + suffix) if exact else ():
        start = place + len(prefix)
        yield Span(start, start + len(exact))
