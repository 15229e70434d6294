"""Holders of an office count as actors without a name only where they act."""

from __future__ import annotations

import pytest

from tests.suggest.actors.marking import marked_by_rules, propose


@pytest.mark.parametrize(
    "sentence",
    [
        "قال [وزير الخارجية التركي] إن الأمر انتهى.",
        "وأعلن [المتحدث باسم الكرملين] أن الأمر انتهى.",
        "التقى [رئيس وزراء قطر] ضيوفه.",
        "قال وزير الخارجية التركي [هاكان فيدان] إن الأمر انتهى.",
        "وأعاد وزير النقل المصري السابق، [محمد علام]، نشر المقال.",
        "في مكتب وزير الخارجية التركي صورة كبيرة.",
        "قال الوزير إن الأمر انتهى.",
    ],
)
def test_an_office_counts_where_it_acts_without_a_name(sentence: str) -> None:
    assert marked_by_rules(sentence) == sentence


def test_an_office_means_the_person_who_has_it_in_the_article() -> None:
    found = propose("وصل الرئيس الأميركي دونالد ترامب أمس. وقال الرئيس الأميركي إنه راض.")
    assert [each.attributes["canonical"] for each in found] == ["دونالد ترامب", "دونالد ترامب"]
