"""The quotations of a passage, as writers of Arabic news really mark them.

Straight marks do not say which way they face, curly ones are typed either way round in right-to-left text,
and many have their space on the wrong side. So `quotation_marks` weighs each mark by its neighbours, and
`pairing` finds the pairs that are likeliest for the whole passage.
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
"""What is looked at on either side of an offset: enough for any paragraph that somebody wrote."""


class Quotation(NamedTuple):
    """A pair of quotation marks and what stands between them.

    Attributes:
        outer: the quotation with its marks, in code points.
        inner: what is quoted, without the marks and the spaces beside them; never empty.
        depth: how many other quotations it stands in.
    """

    outer: Span
    inner: Span
    depth: int


def inside_at(text: str, offset: int, start: int, end: int) -> list[Span]:
    """Find what stands inside each quotation of the passage that holds ``offset``, the innermost first.

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
    """Pair marks of the passage ``text[start:end]`` to quotations, in the order in which they open.

    Quotations nest without crossing, and may reach over the end of a paragraph. A mark without a partner is
    passed over, an apostrophe or a sign of inches among them, and so is a pair with nothing in it.
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
