"""Rules and models are judged by what people marked."""

from __future__ import annotations

from hashiya.messages import Message
from hashiya.suggest.proposal import Proposal
from hashiya.suggest.scoring import Outcomes, add_outcomes, candidates_of, count_outcomes, rule_of
from hashiya.text.spans import Span


def proposal(start: int, source: str = "names", score: float = 0.5) -> Proposal:
    return Proposal(Span(start, start + 3), "ACTOR", source, Message("suggest.learnt"), score)


def test_a_rule_without_outcomes_has_its_shipped_score() -> None:
    assert Outcomes().rate(proposal(0, score=0.7)) == 0.7


def test_outcomes_outweigh_the_shipped_score() -> None:
    marked = {"ACTOR": frozenset([Span(0, 3)])}
    outcomes = count_outcomes([proposal(at) for at in range(24)], marked)
    assert outcomes.rate(proposal(0)) == (1 + 8 * 0.5) / (24 + 8)


def test_an_article_is_not_judged_by_its_own_outcomes() -> None:
    own = count_outcomes([proposal(at) for at in range(24)], {})
    others = Outcomes({rule_of(proposal(0)): 8}, {rule_of(proposal(0)): 8})
    both = add_outcomes([own, others])
    assert both.rate(proposal(0), without=own) == others.rate(proposal(0)) == 0.75


def test_rules_that_propose_the_same_are_one_candidate_of_the_better_one() -> None:
    (found,) = candidates_of([proposal(0, "weak", 0.3), proposal(0, "strong", 0.8)], Outcomes())
    assert (found.proposal.source, found.rate, found.is_agreed) == ("strong", 0.8, True)
