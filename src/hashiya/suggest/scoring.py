"""Scores: the probability that a person marks exactly the span and label of a proposal."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.calibration import Weights, logit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.suggest.proposal import Proposal
    from hashiya.suggest.sequence.model import Reading
    from hashiya.text.spans import Span

Rule = tuple[str, str, str]
"""Label, source and id of the reason."""

_WEIGHT_OF_PRIOR = 8
"""The number of examples that the shipped score of a rule counts for."""

UNFITTED = Weights((0.0, 0.7, 0.4, 0.3))
"""How much the outcomes of the rule, the model and the agreement of several rules count without examples."""


def rule_of(proposal: Proposal) -> Rule:
    """Return the rule that made a proposal."""
    return proposal.label, proposal.source, proposal.reason.id


class Outcomes(NamedTuple):
    """How often the proposals of each rule were right.

    Attributes:
        right: by rule, its proposals that a person marked exactly so.
        made: by rule, all its proposals.
    """

    right: Mapping[Rule, int] = MappingProxyType({})
    made: Mapping[Rule, int] = MappingProxyType({})

    def rate(self, proposal: Proposal, without: Outcomes | None = None) -> float:
        """Return the share of right proposals of a rule; with few of them about its shipped score.

        Args:
            proposal: one of the rule.
            without: outcomes that do not count, such as those of the article itself.
        """
        rule = rule_of(proposal)
        right, made = self.right.get(rule, 0), self.made.get(rule, 0)
        if without is not None:
            right, made = right - without.right.get(rule, 0), made - without.made.get(rule, 0)
        return (right + _WEIGHT_OF_PRIOR * proposal.score) / (made + _WEIGHT_OF_PRIOR)


def count_outcomes(proposals: Iterable[Proposal], marked: Mapping[str, frozenset[Span]]) -> Outcomes:
    """Count which proposals are among the spans that were marked, by label."""
    right: Counter[Rule] = Counter()
    made: Counter[Rule] = Counter()
    for proposal in proposals:
        rule = rule_of(proposal)
        made[rule] += 1
        right[rule] += proposal.span in marked.get(proposal.label, ())
    return Outcomes(right, made)


def add_outcomes(several: Iterable[Outcomes]) -> Outcomes:
    """Add the outcomes of several articles."""
    right: Counter[Rule] = Counter()
    made: Counter[Rule] = Counter()
    for each in several:
        right.update(each.right)
        made.update(each.made)
    return Outcomes(right, made)


class Candidate(NamedTuple):
    """A proposal with the signs by which it is scored.

    Attributes:
        proposal: the one of the best rule for this span and label.
        rate: the share of right proposals of this rule.
        is_agreed: whether several rules propose the same.
    """

    proposal: Proposal
    rate: float
    is_agreed: bool

    def signs(self, reading: Reading) -> tuple[float, float, float]:
        """Return the signs by which weights make a probability."""
        probability = reading.probability(self.proposal.span)
        return logit(self.rate), logit(probability), float(self.is_agreed)

    def score(self, reading: Reading | None, weights: Weights) -> float:
        """Return the probability that the proposal is right; without a model, the rate of the rule."""
        return self.rate if reading is None else weights.probability(self.signs(reading))


def candidates_of(
    proposals: Iterable[Proposal], outcomes: Outcomes, without: Outcomes | None = None
) -> list[Candidate]:
    """Collect the proposals of several rules for the same span and label as one, that of the best rule."""
    best: dict[tuple[Span, str], Candidate] = {}
    for proposal in proposals:
        key = proposal.span, proposal.label
        rate = outcomes.rate(proposal, without)
        known = best.get(key)
        if known is None:
            best[key] = Candidate(proposal, rate, is_agreed=False)
        else:
            better = known if known.rate >= rate else Candidate(proposal, rate, is_agreed=True)
            best[key] = better._replace(is_agreed=True)
    return list(best.values())
