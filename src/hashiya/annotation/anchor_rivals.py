"""Find the nearest competing match of a quotation in its original text."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from hashiya.annotation.anchor_contexts import PARAGRAPH_ENDS, Contexts, comparable
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEIGHBOURHOOD = 1 << 15
"""Code points on each side to search for competing matches."""

_NEIGHBOURS = 32
"""Most competing matches that are compared on each side, the nearest ones."""

_SEAM = 12
"""Code points around a quotation by which a copy of its first or last paragraph is recognized."""


def similarity_of_rival(text: str, span: Span, prefix: str, suffix: str) -> float | None:
    """Measure how much of a quotation's context is also beside its nearest competing match.

    Returns:
        A share, 0 to 1; 1 if the context cannot tell the two apart, None if there is no competing match.
    """
    exact, start = span.cut(text), span.start
    if is_made_of_copies(text, span):
        return 1.0
    others = chain(_earlier(text, exact, start), _later(text, exact, start))
    if (first := next(others, None)) is None:
        return None
    contexts = Contexts(prefix, suffix)
    reach = 2 * contexts.reach  # in code points, of which folding drops some
    greatest = 0.0
    for other in chain((first,), others):
        greatest = max(greatest, _similarity(text, Span(other, other + len(exact)), contexts, reach))
        if greatest >= 1:  # no other match competes more; a text of copies has many that compete as much
            break
    return greatest


def _similarity(text: str, span: Span, contexts: Contexts, reach: int) -> float:
    """Measure the share of a context that is beside a place."""
    before = comparable(text[max(0, span.start - reach) : span.start])
    after = comparable(text[span.end : span.end + reach])
    return contexts.agreement(before + after, len(before), len(before)).share


def is_made_of_copies(text: str, span: Span) -> bool:
    """Tell whether the first or last part of a quotation over several paragraphs also occurs elsewhere.

    Moving or copying paragraphs can then create the quotation in a place where it never was.
    """
    start, end = span
    exact = span.cut(text)
    first, last = PARAGRAPH_ENDS.search(exact), len(exact)
    if first is None:
        return False
    for match in PARAGRAPH_ENDS.finditer(exact):
        last = match.end()
    low, high = max(0, start - _NEIGHBOURHOOD), end + _NEIGHBOURHOOD
    before = PARAGRAPH_ENDS.split(text[max(0, start - _SEAM) : start])[-1]
    after = PARAGRAPH_ENDS.split(text[end : end + _SEAM], maxsplit=1)[0]
    head, tail = before + exact[: first.start()], exact[last:] + after
    return any(part and text.find(part, text.find(part, low) + 1, high) >= 0 for part in (head, tail))


def _later(text: str, exact: str, start: int) -> Iterator[int]:
    return islice(starts(text, exact, start + 1, start + len(exact) + _NEIGHBOURHOOD), _NEIGHBOURS)


def _earlier(text: str, exact: str, start: int) -> Iterator[int]:
    low = max(0, start - _NEIGHBOURHOOD)
    for _ in range(_NEIGHBOURS if exact else 0):
        start = text.rfind(exact, low, start + len(exact) - 1)
        if start < 0:
            return
        yield start


def starts(text: str, exact: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """Find where a quotation begins in ``text[low:high]``, in order; places may overlap."""
    start = text.find(exact, low, high) if exact else -1
    while start >= 0:
        yield start
        start = text.find(exact, start + 1, high)
