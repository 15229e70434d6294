"""The room that annotations leave for proposals."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.annotation.annotation import Annotation
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span

_MAY_NEST = "QUOTE"


class Room:
    """Tells which proposals some annotations leave room for: of a thousand, between two frames."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        """Sort the annotations by label and place."""
        spans: dict[str, set[Span]] = {}
        for each in annotations:
            spans.setdefault(each.label, set()).add(each.span)
        self._taken = {span for group in spans.values() for span in group}
        self._by_label = {label: sorted(group) for label, group in spans.items()}
        self._longest = {
            label: max(span.end - span.start for span in group) for label, group in spans.items()
        }

    def is_left_for(self, proposal: Proposal) -> bool:
        """Tell whether a proposal has words of its own, and overlaps no annotation of its label.

        A quotation may lie within another one.
        """
        span, label = proposal.span, proposal.label
        if span in self._taken:
            return False
        spans = self._by_label.get(label)
        if not spans:
            return True
        low = bisect_left(spans, (span.start - self._longest[label],))
        around = spans[low : bisect_left(spans, (span.end,))]
        may_nest = label == _MAY_NEST
        return not any(
            other.end > span.start and not (may_nest and _is_apart(other, span)) for other in around
        )


def _is_apart(one: Span, other: Span) -> bool:
    """Tell whether one of two spans lies within the other with both edges apart."""
    outer, inner = sorted((one, other), key=lambda span: span.start - span.end)
    return outer.start < inner.start and inner.end < outer.end
