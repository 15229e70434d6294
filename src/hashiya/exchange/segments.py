"""Divide a text at the edges of its annotations, for formats that show them inside the text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.annotation import Annotation


class Segment(NamedTuple):
    """A piece of a text in which no annotation begins or ends.

    Attributes:
        start: offset of its first code point.
        end: offset after its last.
        annotations: those over it, the longest first.
        beyond: those that begin here below so many others that they are over no segment.
    """

    start: int
    end: int
    annotations: tuple[Annotation, ...]
    beyond: tuple[Annotation, ...] = ()


def iter_segments(
    text: str, annotations: Sequence[Annotation], deepest: int | None = None
) -> Iterator[Segment]:
    """Generate the segments of a text, in order; they cover it without a gap.

    Args:
        text: the whole text.
        annotations: of any order; they may nest and cross.
        deepest: annotations over one segment at most, so that time and size stay linear; None for any number.
    """
    edges = sorted({0, len(text), *(edge for each in annotations for edge in (each.start, each.end))})
    waiting = sorted(annotations, key=lambda each: (each.start, -each.end), reverse=True)
    over: list[Annotation] = []
    for start, end in pairwise(edges):
        over = [each for each in over if each.end > start]
        beyond: list[Annotation] = []
        while waiting and waiting[-1].start <= start:
            each = waiting.pop()
            (over if deepest is None or len(over) < deepest else beyond).append(each)
        over.sort(key=lambda each: (each.start - each.end, each.start))
        yield Segment(start, end, tuple(over), tuple(beyond))
