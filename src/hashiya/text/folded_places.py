"""Places in a text, found by their places in the folded text."""

from __future__ import annotations

from typing import NamedTuple

from hashiya.text.folding import fold, is_left_out


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
