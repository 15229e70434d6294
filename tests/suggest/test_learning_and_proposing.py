"""What was annotated in some articles is proposed in another one."""

from __future__ import annotations

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.suggest.evidence import Evidence, Rejected
from hashiya.suggest.learning import Learnt, learn
from hashiya.suggest.proposing import propose
from hashiya.text.spans import Span
from tests.shares import sampled

CITIES = ("حلب", "حماة", "درعا", "إدلب", "الرقة", "السويداء", "اللاذقية", "طرطوس")


def article(city: str, *labels: str) -> Evidence:
    """Return an article on a visit, with annotations of some labels."""
    text = f"وصل المبعوث غراندي إلى {city} أمس. ثم عقد مؤتمر صحفي في المدينة.\nوانتهت زيارة غراندي مساء."
    marked = {"ACTOR": ["غراندي"], "EVENT": ["وصل", "زيارة غراندي"]}
    annotations = [
        Annotation(
            id=f"{label}{number}", label=label, start=text.rindex(words), end=text.rindex(words) + len(words)
        )
        for label in labels
        for number, words in enumerate(marked[label])
    ]
    return Evidence(text, None, annotations, {})


def learnt_of(*labels: str, number: int = len(CITIES)) -> Learnt:
    return learn([article(city, *labels) for city in CITIES[:number]])


def test_words_that_are_always_marked_are_proposed_with_a_high_score() -> None:
    target = article("القنيطرة")
    found = {each.span.cut(target.text): each for each in propose(target, learnt_of("ACTOR", "EVENT"))}
    assert found["زيارة غراندي"].score > 0.7
    assert found["زيارة غراندي"].attributes["type"] == "MEET"
    assert "مؤتمر صحفي" not in found


def test_the_same_annotations_give_the_same_scores() -> None:
    first, second = (propose(article("القنيطرة"), learnt_of("ACTOR", "EVENT")) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("labels", [("ACTOR",), ("EVENT",)])
@pytest.mark.parametrize("number", [1, 2, 8])
def test_one_label_or_one_article_is_enough_to_learn_from(labels: tuple[str, ...], number: int) -> None:
    found = propose(article("القنيطرة"), learnt_of(*labels, number=number))
    assert all(0 < each.score < 1 for each in found)


def test_a_single_annotation_is_enough_to_learn_from() -> None:
    text = "زيارة"
    learnt = learn([Evidence(text, None, [Annotation(id="1", label="EVENT", start=0, end=5)], {})])
    assert propose(article("القنيطرة"), learnt)


def test_a_rejected_proposal_counts_as_a_wrong_one() -> None:
    examples = [article(city, "ACTOR") for city in CITIES]
    rejecting = [
        Evidence(each.text, None, each.annotations, {}, [Rejected(Span(0, 3), "EVENT")]) for each in examples
    ]
    target = article("القنيطرة")

    def score(learnt: Learnt) -> float:
        return max((each.score for each in propose(target, learnt) if each.span == Span(0, 3)), default=0)

    assert score(learn(rejecting)) < score(Learnt())


@sampled(3)
@pytest.mark.parametrize(
    "text", ["ا" * 100_000, "زيارة الوفد " * 8_000, "\u200f" * 10_000, "«" * 5_000, "\ud800 زيارة"]
)
def test_a_hostile_text_is_processed(text: str) -> None:
    learnt = learnt_of("ACTOR", "EVENT", number=3)
    assert all(
        0 <= each.span.start < each.span.end <= len(text)
        for each in propose(Evidence(text, None, (), {}), learnt)
    )


def test_a_learnt_proposal_begins_behind_the_clitics_that_a_rule_leaves_out() -> None:
    # annotators leave «و» in, which teaches the model to do so
    texts = [f"وزار {name} دمشق أمس" for name in CITIES]
    examples = [
        Evidence(text, None, [Annotation(id="1", label="EVENT", start=0, end=4, text="وزار")], {})
        for text in texts
    ]
    found = propose(Evidence("وزار غراندي دمشق أمس", None, (), {}), learn(examples))
    assert [each for each in found if each.span.start == 0] == []
