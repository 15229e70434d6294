"""The annotations of one article in text order, found by place and by id."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Set

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit


def text_order(annotation: Annotation) -> tuple[int, int, str]:
    """Return the sort key: by start, the longer (outer) annotation first, then by id."""
    return annotation.start, -annotation.end, annotation.id


class AnnotationIndex:
    """Annotations sorted by `text_order`; ten thousand of them answer a row's question in microseconds.

    Rejected proposals are found by their ids alone, and among `rejected`.

    An edit costs no more where there are many annotations, but for moving references in a list.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._rejected = {each.id: each for each in self._by_id.values() if each.is_rejection}
        self._sorted = sorted(self._by_id.values(), key=text_order)
        if self._rejected:
            self._sorted = [each for each in self._sorted if not each.is_rejection]
        self._counts = Counter(annotation.label for annotation in self._sorted)
        # of each annotation and those before it, the end that lies furthest
        self._furthest_end = list(accumulate((annotation.end for annotation in self._sorted), max))
        self._changed: list[str] = []
        self._former: dict[str, list[Annotation]] = {}
        # of each annotation the ids of those that have a relation to it
        self._sources: dict[str, set[str]] = {}
        for annotation in self._sorted:
            self._relate(annotation)

    def __len__(self) -> int:
        return len(self._sorted)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._sorted)

    def __getitem__(self, position: int) -> Annotation:
        return self._sorted[position]

    def get(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with that id, or None."""
        return self._by_id.get(annotation_id)

    def had(self, annotation: Annotation) -> bool:
        """Tell whether an edit has replaced or removed a version equal to an annotation."""
        from hashiya.annotation.carrying import is_same  # the first frame does without

        return any(is_same(annotation, former) for former in self._former.get(annotation.id, ()))

    def position(self, annotation: Annotation) -> int:
        """Return the index of an annotation in text order."""
        return bisect_left(self._sorted, text_order(annotation), key=text_order)

    @property
    def rejected(self) -> Collection[Annotation]:
        """The rejected proposals."""
        return self._rejected.values()

    @property
    def ids(self) -> Set[str]:
        """The ids of the annotations and of the rejected proposals."""
        return self._by_id.keys()

    @property
    def version(self) -> int:
        """The number of edits applied."""
        return len(self._changed)

    def changed_since(self, version: int) -> set[str]:
        """Return the ids of the annotations edited since a version."""
        return set(self._changed[version:])

    def apply(self, edit: Edit) -> None:
        """Apply one edit: an addition, a removal or a change."""
        self._changed.append(edit.id)
        old = self._by_id.pop(edit.id, None)
        if old is not None:
            self._former.setdefault(edit.id, []).append(old)
        if old is not None and self._rejected.pop(edit.id, None) is None:
            position = self.position(old)
            del self._sorted[position], self._furthest_end[position]
            self._renew_ends(position)
            self._counts[old.label] -= 1
            for target in _targets(old):
                self._sources[target].discard(old.id)
        if (new := edit.after) is None:
            return
        self._by_id[new.id] = new
        if new.is_rejection:
            self._rejected[new.id] = new
        else:
            position = self.position(new)
            self._sorted.insert(position, new)
            self._furthest_end.insert(position, -1)
            self._renew_ends(position)
            self._counts[new.label] += 1
            self._relate(new)

    def _relate(self, annotation: Annotation) -> None:
        for target in _targets(annotation):
            self._sources.setdefault(target, set()).add(annotation.id)

    def sources(self, annotation: Annotation) -> list[Annotation]:
        """Return the annotations that have a relation to an annotation, in text order."""
        found = (self._by_id[each] for each in self._sources.get(annotation.id, ()))
        return sorted(found, key=text_order)

    def related(self, annotation: Annotation) -> list[Annotation]:
        """Return the annotations at the other ends of an annotation's relations."""
        targets = (self._by_id.get(each) for each in _targets(annotation))
        return [*(each for each in targets if each is not None), *self.sources(annotation)]

    def _renew_ends(self, position: int) -> None:
        """Renew the furthest ends from a position on, as far as they change."""
        furthest = self._furthest_end[position - 1] if position else 0
        for each in range(position, len(self._sorted)):
            furthest = max(furthest, self._sorted[each].end)
            if self._furthest_end[each] == furthest:
                break
            self._furthest_end[each] = furthest

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """Return the annotations that share a code point with ``[start, end)``, in text order."""
        low = bisect_right(self._furthest_end, start)
        high = bisect_left(self._sorted, end, key=lambda annotation: annotation.start)
        return [annotation for annotation in self._sorted[low:high] if annotation.end > start]

    def at(self, start: int, end: int) -> Annotation | None:
        """Return the innermost annotation over ``[start, end)``: the shortest, of equals the latest."""
        covering = reversed(self.overlapping(start, end))
        return min(covering, key=lambda annotation: annotation.end - annotation.start, default=None)

    def neighbour(self, annotation: Annotation, step: int) -> Annotation | None:
        """Return the annotation `step` places further on in text order, or None."""
        position = self.position(annotation) + step
        return self._sorted[position] if 0 <= position < len(self._sorted) else None

    def after(self, offset: int) -> Annotation | None:
        """Return the first annotation that starts after `offset`, or None."""
        position = bisect_right(self._sorted, offset, key=lambda annotation: annotation.start)
        return self._sorted[position] if position < len(self._sorted) else None

    def before(self, offset: int) -> Annotation | None:
        """Return the last annotation that starts before `offset`, or None."""
        position = bisect_left(self._sorted, offset, key=lambda annotation: annotation.start)
        return self._sorted[position - 1] if position else None

    def counts(self) -> Mapping[str, int]:
        """Count the annotations by label, for the labels in use."""
        return +self._counts


def _targets(annotation: Annotation) -> list[str]:
    """List the ids to which an annotation has relations; another program's relation may have none."""
    return [target for each in annotation.relations if isinstance(target := each.get("target"), str)]
