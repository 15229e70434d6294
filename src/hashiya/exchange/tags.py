"""BIO tags of tokens, which say of each token whether it begins a span or is inside one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.exchange.flat import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.text.spans import Span

OUTSIDE = "O"


class Tagged(NamedTuple):
    """Tokens in a row that are one span: the first, the one after the last, and the label."""

    first: int
    last: int
    label: str


def tags_of(tokens: Iterable[Span], annotations: Sequence[Annotation]) -> Iterator[str]:
    """Generate the tag of each token; of annotations that overlap, the shorter ones count.

    Args:
        tokens: in the order of the text; none goes over an edge of an annotation.
        annotations: of any order.
    """
    waiting = iter(flat(annotations))
    annotation = next(waiting, None)
    letter = "B"
    for token in tokens:
        while annotation is not None and annotation.end <= token.start:
            annotation, letter = next(waiting, None), "B"
        if annotation is None or token.start < annotation.start:
            yield OUTSIDE
        else:
            yield f"{letter}-{annotation.label}"
            letter = "I"


def spans_of(tags: Sequence[str]) -> Iterator[Tagged]:
    """Generate the spans of tags; one that goes on with nothing, or with another label, begins a span."""
    first, label = -1, ""
    for number, tag in enumerate([*tags, OUTSIDE]):
        letter, _, name = tag.partition("-")
        if first >= 0 and (letter not in "IEM" or name != label):
            yield Tagged(first, number, label)
            first = -1
        if name and first < 0:
            first, label = number, name
