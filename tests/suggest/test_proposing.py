"""Proposals of several sources become one list without contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.messages import Message
from hashiya.suggest import sources
from hashiya.suggest.evidence import Evidence, Rejected
from hashiya.suggest.learning import Learnt
from hashiya.suggest.proposal import Proposal
from hashiya.suggest.proposing import propose
from hashiya.suggest.scoring import Outcomes
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    FoundBy = Callable[..., None]

RULE = Message("registry.name_empty")
TEXT = "أعلنت وزارة الدفاع السورية أن الوفد وصل إلى موسكو اليوم"


class Fixed:
    """A source that always finds the same."""

    name = "fixed"

    def __init__(self, *proposals: Proposal) -> None:
        self.proposals = proposals
        self.seen: Sequence[Proposal] = ()

    def propose(self, evidence: Evidence, found: Sequence[Proposal]) -> Iterable[Proposal]:
        self.seen = found
        return self.proposals


def proposal(
    start: int, end: int, label: str = "ACTOR", score: float = 0.5, ends: Mapping[str, Span] | None = None
) -> Proposal:
    return Proposal(Span(start, end), label, "fixed", RULE, score, ends=ends or {})


def annotation(start: int, end: int, label: str = "ACTOR") -> Annotation:
    return Annotation(id=f"{label}-{start}-{end}", label=label, start=start, end=end, text=TEXT[start:end])


def evidence(*annotations: Annotation, rejected: Sequence[Rejected] = ()) -> Evidence:
    return Evidence(TEXT, None, annotations, {}, rejected)


@pytest.fixture
def found_by(monkeypatch: pytest.MonkeyPatch) -> FoundBy:
    def use(*proposals: Proposal) -> None:
        monkeypatch.setattr(sources, "SOURCES", (Fixed(*proposals),))

    return use


def spans(proposals: Iterable[Proposal]) -> list[tuple[int, int, str]]:
    return [(*each.span, each.label) for each in proposals]


def test_nothing_is_proposed_for_an_empty_text() -> None:
    assert propose(Evidence("", None, (), {})) == ()


def test_proposals_are_sorted_by_place(found_by: FoundBy) -> None:
    found_by(proposal(36, 39, "EVENT"), proposal(6, 18), proposal(0, 5, "EVENT"))
    assert spans(propose(evidence())) == [(0, 5, "EVENT"), (6, 18, "ACTOR"), (36, 39, "EVENT")]


def test_the_better_of_two_that_overlap_stays(found_by: FoundBy) -> None:
    found_by(proposal(6, 18, score=0.6), proposal(6, 26, score=0.8), proposal(19, 26, score=0.7))
    assert spans(propose(evidence())) == [(6, 26, "ACTOR")]


def test_spans_of_different_labels_may_overlap(found_by: FoundBy) -> None:
    found_by(proposal(6, 26), proposal(0, 26, "EVENT"))
    assert len(propose(evidence())) == 2


def test_a_quotation_may_lie_within_another(found_by: FoundBy) -> None:
    found_by(proposal(6, 50, "QUOTE"), proposal(30, 39, "QUOTE", 0.9))
    assert spans(propose(evidence())) == [(6, 50, "QUOTE"), (30, 39, "QUOTE")]


def test_a_quotation_may_end_with_another(found_by: FoundBy) -> None:
    found_by(proposal(6, 50, "QUOTE"), proposal(30, 50, "QUOTE", 0.9))
    assert spans(propose(evidence())) == [(6, 50, "QUOTE"), (30, 50, "QUOTE")]


def test_quotations_neither_cross_nor_begin_together(found_by: FoundBy) -> None:
    found_by(proposal(6, 39, "QUOTE", 0.9), proposal(30, 50, "QUOTE"), proposal(6, 18, "QUOTE"))
    assert spans(propose(evidence())) == [(6, 39, "QUOTE")]


@pytest.mark.parametrize(("start", "end"), [(6, 26), (6, 18), (19, 26), (0, 50), (25, 35)])
def test_nothing_is_proposed_over_an_annotation_of_the_label(found_by: FoundBy, start: int, end: int) -> None:
    found_by(proposal(6, 26))
    assert propose(evidence(annotation(start, end))) == ()
    assert len(propose(evidence(annotation(start, end, "EVENT")))) == 1


def test_a_rejected_proposal_is_not_made_again(found_by: FoundBy) -> None:
    found_by(proposal(6, 26), proposal(6, 26, "EVENT"), proposal(6, 18, score=0.4))
    rejected = [Rejected(Span(6, 26), "ACTOR")]
    assert spans(propose(evidence(rejected=rejected))) == [(6, 18, "ACTOR"), (6, 26, "EVENT")]


def test_ends_point_to_actors_that_are_there(found_by: FoundBy) -> None:
    speaker = {"speaker": Span(6, 18)}
    found_by(proposal(6, 18, score=0.6), proposal(6, 26, score=0.8), proposal(30, 50, "QUOTE", ends=speaker))
    assert propose(evidence())[1].ends == {"speaker": Span(6, 26)}
    found_by(proposal(30, 50, "QUOTE", ends=speaker))
    assert propose(evidence())[0].ends == {}
    assert propose(evidence(annotation(6, 18)))[0].ends == speaker


def test_a_source_sees_the_proposals_of_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Fixed(proposal(6, 26)), Fixed()
    monkeypatch.setattr(sources, "SOURCES", (first, second))
    propose(evidence())
    assert spans(second.seen) == [(6, 26, "ACTOR")]


def test_outcomes_move_the_score_of_a_rule(found_by: FoundBy) -> None:
    found_by(proposal(6, 26, score=0.5))
    rule = ("ACTOR", "fixed", RULE.id)
    (good,) = propose(evidence(), Learnt(Outcomes({rule: 32}, {rule: 32})))
    (worse,) = propose(evidence(), Learnt(Outcomes({rule: 8}, {rule: 32})))
    assert (good.score, worse.score) == (0.9, 0.3)
    assert propose(evidence(), Learnt(Outcomes({}, {rule: 32}))) == ()


def test_a_long_text_is_processed_in_parts_with_the_places_of_the_whole() -> None:
    line = "التقى الوزير نظيره في الدوحة.\n"
    text = line * 4_000
    first, *_, last = propose(Evidence(text, None, (), {}))
    assert first.span == Span(0, 5)
    assert last.span.cut(text) == "التقى"
    assert last.span.start == len(text) - len(line)


def test_annotations_of_a_long_text_are_known_in_their_parts(found_by: FoundBy) -> None:
    text = "كلمة\n" * 20_000
    place = Span(70_000, 70_004)
    marked = Annotation(id="1", label="EVENT", start=place.start, end=place.end, text=place.cut(text))
    part = Evidence(text, None, [marked], {}, [Rejected(place, "ACTOR")]).part(Span(60_000, 90_000))
    assert part.text == text[60_000:90_000]
    assert [each.span for each in part.annotations] == [Span(10_000, 10_004)]
    assert part.rejected == [Rejected(Span(10_000, 10_004), "ACTOR")]
