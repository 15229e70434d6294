"""The annotations of one article in text order, found by place and by id."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import accumulate
from typing import TYPE_CHECKING

from hashiya.annotation.carrying import is_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit


def text_order(annotation: Annotation) -> tuple[int, int, str]:
    """Sort key: by start, the longer (outer) one first, then by id."""
    return annotation.start, -annotation.end, annotation.id


class AnnotationIndex:
    """Annotations sorted by `text_order`; ten thousand of them answer a row's question in microseconds.

    Attributes:
        version: grows with every change.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._sorted = sorted(annotations, key=text_order)
        self._by_id = {annotation.id: annotation for annotation in self._sorted}
        self._furthest_end: list[int] | None = None
        self.version = 0
        self._former: dict[str, list[Annotation]] = {}

    def __len__(self) -> int:
        return len(self._sorted)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._sorted)

    def __getitem__(self, position: int) -> Annotation:
        return self._sorted[position]

    def get(self, annotation_id: str) -> Annotation | None:
        """The annotation with that id, or None."""
        return self._by_id.get(annotation_id)

    def had(self, annotation: Annotation) -> bool:
        """Whether an edit has replaced or removed a version that says the same."""
        return any(is_same(annotation, former) for former in self._former.get(annotation.id, ()))

    def position(self, annotation: Annotation) -> int:
        """Where the annotation stands in text order."""
        return bisect_left(self._sorted, text_order(annotation), key=text_order)

    def apply(self, edit: Edit) -> None:
        """Takes one edit: an addition, a removal or a change."""
        self.version += 1
        if (old := self._by_id.pop(edit.id, None)) is not None:
            del self._sorted[self.position(old)]
            self._former.setdefault(edit.id, []).append(old)
        if edit.after is not None:
            insort(self._sorted, edit.after, key=text_order)
            self._by_id[edit.after.id] = edit.after
        self._furthest_end = None

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share a code point with ``[start, end)``, in text order."""
        if self._furthest_end is None:
            self._furthest_end = list(accumulate((a.end for a in self._sorted), max))
        low = bisect_right(self._furthest_end, start)
        high = bisect_left(self._sorted, end, key=lambda annotation: annotation.start)
        return [annotation for annotation in self._sorted[low:high] if annotation.end > start]

    def at(self, start: int, end: int) -> Annotation | None:
        """The innermost annotation over ``[start, end)``: the shortest, of equals the one made last."""
        covering = reversed(self.overlapping(start, end))
        return min(covering, key=lambda annotation: annotation.end - annotation.start, default=None)

    def neighbour(self, annotation: Annotation, step: int) -> Annotation | None:
        """The annotation `step` places further on in text order, or None."""
        position = self.position(annotation) + step
        return self._sorted[position] if 0 <= position < len(self._sorted) else None

    def after(self, offset: int) -> Annotation | None:
        """The first annotation that starts behind `offset`, or None."""
        position = bisect_right(self._sorted, offset, key=lambda annotation: annotation.start)
        return self._sorted[position] if position < len(self._sorted) else None

    def before(self, offset: int) -> Annotation | None:
        """The last annotation that starts before `offset`, or None."""
        position = bisect_left(self._sorted, offset, key=lambda annotation: annotation.start)
        return self._sorted[position - 1] if position else None

    def counts(self) -> dict[str, int]:
        """Label → number of annotations."""
        counts: dict[str, int] = {}
        for annotation in self._sorted:
            counts[annotation.label] = counts.get(annotation.label, 0) + 1
        return counts
