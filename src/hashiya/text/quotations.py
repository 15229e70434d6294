"""The quotations of a passage, as marked in real Arabic news.

Straight marks have no direction, curly ones face either way in right-to-left text, and many have their space
on the wrong side. So `quotation_marks` weighs each mark by its neighbours, and `pairing` finds the likeliest
pairs for the whole passage.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.pairing import pair_marks
from hashiya.text.quotation_marks import quotation_marks, weigh
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS_AROUND = 400
_CODE_POINTS_AROUND = 50_000
"""Code points examined on either side of an offset: enough for any paragraph that a person wrote."""


class Quotation(NamedTuple):
    """A pair of quotation marks and the text between them.

    Attributes:
        outer: the quotation with its marks, in code points.
        inner: the quoted text, without the marks and the spaces beside them; never empty.
        depth: the number of quotations around it.
    """

    outer: Span
    inner: Span
    depth: int


def inside_at(text: str, offset: int, start: int, end: int) -> list[Span]:
    """Find the inner text of each quotation of the passage around ``offset``, the innermost first.

    An offset on a mark counts as inside.

    Args:
        text: the whole text.
        offset: in code points.
        start: first offset of the passage.
        end: offset after the passage.
    """
    first, last = max(start, offset - _CODE_POINTS_AROUND), min(end, offset + _CODE_POINTS_AROUND)
    marks = list(quotation_marks(text, first, last))
    here = bisect_left(marks, Span(offset, offset))
    near = marks[max(here - _MARKS_AROUND, 0) : here + _MARKS_AROUND]
    found = quotations_of(text, near, start, end)
    around = [one for one in found if one.outer.start <= offset < one.outer.end]
    return [one.inner for one in sorted(around, key=lambda one: -one.depth)]


def quotations_of(text: str, spans: Sequence[Span], start: int, end: int) -> list[Quotation]:
    """Pair marks of the passage ``text[start:end]`` as quotations, in order of their opening marks.

    Quotations nest without crossing, and may span paragraphs. Marks without a partner are passed over, such
    as apostrophes and signs of inches; so are empty pairs.
    """
    marks = [weigh(text, span, start, end) for span in spans]
    found: list[Quotation] = []
    enclosing: list[Span] = []
    for opening, closing in sorted(pair_marks(text, marks), key=lambda pair: pair[0].span):
        outer = opening.span.union(closing.span)
        while enclosing and enclosing[-1].end < outer.end:
            enclosing.pop()
        quoted = text[opening.span.end : closing.span.start]
        first = opening.span.end + len(quoted) - len(quoted.lstrip())
        found.append(Quotation(outer, Span(first, first + len(quoted.strip())), len(enclosing)))
        enclosing.append(outer)
    return found
