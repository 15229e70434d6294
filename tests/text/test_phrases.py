"""Phrases between punctuation, and clauses after «أن» and «إن»."""

from __future__ import annotations

import pytest

from hashiya.text.phrases import clauses_around, phrase_around
from hashiya.text.spans import Span


def _span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


@pytest.mark.parametrize(
    ("text", "word", "phrase"),
    [
        ("قال الوزير، أمس، إن البلاد بخير.", "الوزير", "قال الوزير"),
        ("قال الوزير، أمس، إن البلاد بخير.", "بخير", "إن البلاد بخير"),
        ("زار (دمشق وحلب) سراً", "دمشق", "دمشق وحلب"),
        ("كلمة", "كلمة", "كلمة"),
        ("وصل وفد إلى وموسكو", "موسكو", "وصل وفد إلى وموسكو"),
    ],
)
def test_a_phrase_ends_at_punctuation(text: str, word: str, phrase: str) -> None:
    assert phrase_around(text, _span(text, word), 0, len(text)).cut(text) == phrase


def test_a_part_of_a_lone_word_is_a_phrase_by_itself() -> None:
    assert phrase_around("وموسكو.", Span(1, 6), 0, 7) == Span(1, 6)


@pytest.mark.parametrize(
    ("text", "word", "clauses"),
    [
        ("أكد أن موسكو شريك، وأضاف.", "شريك", {"موسكو شريك", "موسكو شريك، وأضاف"}),
        ("أضاف أنّهم وصلوا.", "وصلوا", {"وصلوا"}),
        ("قال بأنها قريبة.", "قريبة", {"قريبة"}),
        ("وإن كان ذلك.", "ذلك", {"كان ذلك"}),
        ("رأى أن سوريا أعلنت أن الحرب انتهت", "انتهت", {"سوريا أعلنت أن الحرب انتهت", "الحرب انتهت"}),
        ("لأنه غاب", "غاب", set()),
        ("غاب لأن أناً غير إنسان هنا", "هنا", set()),
    ],
)
def test_a_clause_begins_behind_its_complementiser(text: str, word: str, clauses: set[str]) -> None:
    found = clauses_around(text, _span(text, word), 0, len(text))
    assert {clause.cut(text) for clause in found} == clauses


def test_a_clause_that_begins_behind_the_span_does_not_hold_it() -> None:
    text = "أكد الوزير أن موسكو شريك"
    assert clauses_around(text, _span(text, "الوزير"), 0, len(text)) == []
