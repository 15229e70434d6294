"""Texts that no person wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shares import sampled
from tests.suggest.quotations.found import propose, quotes, texts

pytestmark = sampled(3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "قال",
        "قال:",
        "قال إن",
        "أن",
        "«»",
        "«قال»",
        ":",
        "بحسب",
        "وفقا ل",
        "على حد",
        "كما قال",
        "نقل عن",
        "ما نقله عن",
        "قال: قال: قال:",
        "وذلك",
        "وقال\n\n:\n«",
        "أكد بأنه بأنها بأن",
        "\u202eقال\u202c: \u2066«نعم»\u2069",
    ],
)
def test_scraps(text: str) -> None:
    for proposal in propose(text):
        assert 0 <= proposal.span.start < proposal.span.end <= len(text)


@pytest.mark.parametrize(
    "part",
    [
        "قال ",
        "أكد أن ",
        "بحسب بيان، ",
        "قال «نعم» ",
        "مؤكداً أن ",
        "«قال: ",
        "نقلت عن ",
        "وقال:\n",
        "كما قال ",
    ],
)
def test_many_repetitions(part: str) -> None:
    text = part * 1_500
    for proposal in propose(text):
        assert 0 <= proposal.span.start < proposal.span.end <= len(text)


def test_100_000_letters_without_a_mark_or_a_full_stop() -> None:
    assert texts("ب" * 100_000) == []
    assert texts("كلمة " * 20_000) == []


def test_many_marks() -> None:
    assert texts("«" * 100_000) == []
    assert texts("«‹“" * 30_000) == []
    assert texts('ا"' * 2_500) == []


def test_a_row_of_marks_hides_no_quotation() -> None:
    assert texts('قال سامي: «لن نغادر». """"""""""""""""""', ["سامي"]) == ["لن نغادر"]


def test_a_clause_longer_than_a_person_writes_is_cut() -> None:
    (found,) = quotes("قال سامي إن " + "كلمة " * 1_000, ["سامي"])
    assert len(found.text.split()) == 150


def test_the_end_of_a_very_long_sentence_is_not_read() -> None:
    assert texts("كلمة " * 10_000 + "قال سامي إن الطريق مفتوح", ["سامي"]) == []


def test_a_pair_of_marks_too_far_apart_hides_no_quotation() -> None:
    text = "«قال سامي إن الطريق مفتوح. " + "كلمة " * 2_000 + "»"
    assert texts(text, ["سامي"]) == ["الطريق مفتوح"]


_PARTS = [
    *(
        "قال",
        "وأكد",
        "مؤكداً",
        "أن",
        "إنه",
        "نقلت",
        "عن",
        "قوله",
        "بحسب",
        "وفقا",
        "لسامي",
        "سامي",
        "كما",
        "فيما",
        "نفى",
    ),
    *(
        "على",
        "الذي",
        "وجود",
        "وذلك",
        "بيان",
        "جاء",
        "في",
        "الخميس",
        "له",
        "ما",
        "وهو",
        "يعكس",
        "بانها",
        "وصف",
        "و",
    ),
    *("«", "»", '"', "'", ":", "،", ".", "\n", "(", ")", "؟", " - ", "5"),
]


@given(st.lists(st.sampled_from(_PARTS), max_size=40))
def test_any_order_of_cues_and_signs(parts: list[str]) -> None:
    text = " ".join(parts)
    found = propose(text, ["سامي"])
    assert len({(each.span, each.label) for each in found}) == len(found)
    for proposal in found:
        assert proposal.span.cut(text).strip() == proposal.span.cut(text) != ""
        assert 0 < proposal.score < 1
