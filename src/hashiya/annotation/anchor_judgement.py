"""Decide whether one candidate is far enough ahead of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.anchor_contexts import PIECE, Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN = 0.25
"""Share of the context by which the best candidate must lead every other one."""

LEAD = 0.5
"""Share by which the best candidate must exceed the nearest competing match in the old text: the marked place
may be gone, and the competing match found instead. One side of the context alone never reaches it."""

UNRELATED = 0.2
"""Share of the context that may be beside a place by chance."""

ENOUGH = 5.0
"""Pieces of context and quotation that must agree before a place is used without asking."""

SOME = 3.0
"""Pieces that must agree before a place is shown as a guess."""

_QUOTATION_COUNTS = 6.0
"""Most pieces that a quotation counts for."""

LIKE = 0.5
"""Least likeness of a quotation and its changed form."""

_EDITED = 0.75
"""Score from which a changed form may be the marked quotation, edited, and the best candidate a copy."""


class Candidate(NamedTuple):
    """A place that may be the quotation's.

    Attributes:
        start: offset in the compared text.
        end: offset in the compared text.
        likeness: likeness of the text there to the quotation, 0 to 1.
        agreement: agreement of the surroundings with the context.
    """

    start: int
    end: int
    likeness: float
    agreement: Agreement

    @property
    def score(self) -> float:
        """The quality of the place, 0 to 1."""
        return self.likeness * self.agreement.share


def evidence(candidate: Candidate) -> float:
    """Count the pieces of context and quotation that agree with a place."""
    size = min((candidate.end - candidate.start) / PIECE, _QUOTATION_COUNTS)
    return candidate.agreement.pieces + candidate.likeness * size


def is_certain(best: Candidate, others: Sequence[Candidate], rival: float | None) -> bool:
    """Tell whether a candidate leads so far that it must be the marked place.

    If the marked place was changed or is gone, the candidate may be its nearest competing match in the old
    text (``rival``). A second candidate of higher similarity may be the marked place, changed.
    """
    if evidence(best) < ENOUGH:
        return False
    share = best.agreement.share
    if rival is not None and share - rival <= LEAD:
        return False
    scores = [each.score for each in others if each.likeness == 1 or each.score >= _EDITED]
    second = max(scores, default=0.0)
    return second <= max(rival or 0.0, UNRELATED) and share >= second + (MARGIN if scores else 0)


def is_clear(best: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether a candidate with a changed form of the quotation is the marked place."""
    second = max((each.score for each in others), default=0.0)
    return best.likeness >= LIKE and best.score >= max(second, UNRELATED) + MARGIN
