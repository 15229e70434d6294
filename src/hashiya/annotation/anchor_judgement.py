"""How far a place must be ahead of all others before it is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.anchor_contexts import PIECE, Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN = 0.25
"""By how much of the contexts the best place must be ahead of every other one."""

LEAD = 0.5
"""By more than how much it must be ahead of every other place of the old text, since the marked place may be
gone and one of those be found instead; more than one side of the contexts alone can give."""

UNRELATED = 0.2
"""What share of the contexts may stand beside a place by chance."""

ENOUGH = 5.0
"""Pieces of context and of quotation that must agree before a place is taken without a word."""

SOME = 3.0
"""Pieces that must agree before a place is shown as a guess."""

_QUOTATION_COUNTS = 6.0
"""As how many pieces a quotation counts at most."""

LIKE = 0.5
"""How alike a quotation and its changed form must be."""

_EDITED = 0.75
"""From which score on another form of the quotation may be the marked one, edited, and the best a copy."""


class Candidate(NamedTuple):
    """A place where a quotation may stand.

    Attributes:
        start: of the compared text.
        end: of the compared text.
        likeness: of what stands there to the quotation, 0 to 1.
        agreement: of the surroundings with the contexts.
    """

    start: int
    end: int
    likeness: float
    agreement: Agreement

    @property
    def score(self) -> float:
        """How good the place is, 0 to 1."""
        return self.likeness * self.agreement.share


def evidence(candidate: Candidate) -> float:
    """Pieces of context and quotation that agree with a place."""
    size = min((candidate.end - candidate.start) / PIECE, _QUOTATION_COUNTS)
    return candidate.agreement.pieces + candidate.likeness * size


def is_certain(best: Candidate, others: Sequence[Candidate], rival: float | None) -> bool:
    """Whether a place is so far ahead of all others that it cannot be another one than was marked.

    What was like it in the old text (``rival``) may be what is found now, if the marked place itself was
    changed or is gone. And what is more alike now than anything was then may be the marked place, changed.
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
    """Whether a place where the quotation stands in another form is the one that was marked."""
    second = max((each.score for each in others), default=0.0)
    return best.likeness >= LIKE and best.score >= max(second, UNRELATED) + MARGIN
