"""What is learnt from annotated articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.messages import Message
from hashiya.suggest import learning, sources
from hashiya.suggest.evidence import Evidence, Rejected
from hashiya.suggest.learning import Learnt, learn
from hashiya.suggest.proposal import Proposal
from hashiya.suggest.scoring import Outcomes
from hashiya.text.occurrences import Name
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULE = Message("registry.name_empty")
RULE_OF_FINDS = ("ACTOR", "finds", RULE.id)


def outcomes(right: int, made: int) -> Outcomes:
    return Outcomes({RULE_OF_FINDS: right}, {RULE_OF_FINDS: made})


class Finds:
    """A source that proposes each occurrence of a name, and notes the names that it is given."""

    name = "finds"

    def __init__(self, name: str) -> None:
        self.searched = Name(name)
        self.known: list[list[str]] = []

    def propose(self, evidence: Evidence, found: Sequence[Proposal]) -> Iterator[Proposal]:
        self.known.append(list(evidence.names["ACTOR"]))
        assert not evidence.annotations
        for span in self.searched.occurrences(evidence.text):
            yield Proposal(span, "ACTOR", self.name, RULE, 0.5)


def marked(text: str, *places: int, word: str = "روسيا") -> Evidence:
    spans = [Span(at, at + len(word)) for at in places]
    annotations = [
        Annotation(
            id=str(start), label="ACTOR", start=start, end=end, text=word, attributes={"canonical": text}
        )
        for start, end in spans
    ]
    return Evidence(text, None, annotations, {})


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> Finds:
    source = Finds("روسيا")
    monkeypatch.setattr(sources, "SOURCES", (source,))
    return source


def test_nothing_is_learnt_from_nothing() -> None:
    assert learn(()) == Learnt()
    assert learn([Evidence("روسيا", None, (), {})]) == Learnt()


def test_proposals_are_counted_as_far_as_the_article_was_read(finds: Finds) -> None:
    example = marked("قالت روسيا إن سوريا وروسيا وقعتا\nوروسيا", 5)
    assert learn([example]).outcomes == outcomes(1, 2)


def test_an_example_is_judged_by_the_names_of_the_others(finds: Finds) -> None:
    learn([marked("روسيا أولى", 0), marked("روسيا ثانية", 0)])
    assert finds.known == [["روسيا ثانية"], ["روسيا أولى"]]


def test_of_a_large_store_only_the_first_examples_are_used(
    finds: Finds, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_end() -> Iterator[Evidence]:
        while True:
            yield marked("روسيا هنا " * 5, 0)

    monkeypatch.setattr(learning, "_MOST_CHARACTERS", 101)
    assert learn(without_end()).outcomes.made[RULE_OF_FINDS] == 3 * 5


def test_a_rejected_proposal_was_wrong_wherever_it_is(finds: Finds) -> None:
    text = "عنوان\nروسيا هنا"
    assert learn([Evidence(text, None, (), {}, [Rejected(Span(6, 11), "ACTOR")])]).outcomes == outcomes(0, 1)


def test_a_threshold_keeps_the_precision_of_what_is_at_or_above() -> None:
    judged = [(0.97, True)] * 60 + [(0.88, True)] * 17 + [(0.88, False)] * 3 + [(0.83, False)] * 20
    assert Learnt(judged=judged).threshold(0.9) == 0.88
    assert Learnt(judged=judged).threshold(0.98) == 0.98


def test_a_threshold_lies_at_most_a_tenth_below_the_precision() -> None:
    judged = [(number / 1000, True) for number in range(1000)]
    assert Learnt(judged=judged).threshold(0.9) == 0.8


def test_without_examples_or_with_few_right_ones_the_precision_is_the_threshold() -> None:
    assert Learnt().threshold(0.9) == 0.9
    assert Learnt(judged=[(0.85, True)] * 5).threshold(0.9) == 0.9
