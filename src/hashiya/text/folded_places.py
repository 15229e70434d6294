"""Places in a text, found by their places in the folded text, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import end_of_letter, fold, is_left_out
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Place(NamedTuple):
    """The offset of a code point, and that of its folded form in the folded text."""

    offset: int
    folded: int


def place_of(target: int, text: str, place: Place) -> Place:
    """Find the code point that folds to the one at ``target``, searching from ``place`` on.

    Each step folds as many code points as are still missing; most fold one to one, so few steps are needed. A
    ligature can fold to more than is missing: then the step is halved.

    Args:
        target: offset in the folded text.
        text: the text.
        place: of a code point that folds to one at or before the target.
    """
    offset, folded = place
    step = target - folded
    while folded < target:
        length = len(fold(text[offset : offset + step]))
        if folded + length <= target:
            offset, folded = offset + step, folded + length
            step = target - folded
        elif step > 1:
            step //= 2
        else:
            return Place(offset, folded)
    while is_left_out(text[offset]):
        offset += 1
    return Place(offset, folded)


def folded_spans(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Find the spans of a folded text that are spans of the text.

    Args:
        text: the text.
        spans: in the text, in the order of their starts.
    """
    offset = folded = 0
    for span in spans:
        folded += len(fold(text[offset : span.start]))
        offset = span.start
        yield Span(folded, folded + len(fold(span.cut(text))))


def unfolded_spans(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Find the spans of a text whose folded forms are given; each keeps the marks of its last letter.

    Args:
        text: the text.
        spans: in the folded text, not empty, in the order of their starts.
    """
    place = Place(0, 0)
    for start, end in spans:
        place = place_of(start, text, place)
        last = place_of(end - 1, text, place)
        yield Span(place.offset, end_of_letter(text, last.offset, len(text)))
