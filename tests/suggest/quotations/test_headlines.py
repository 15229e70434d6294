"""Headlines with a speaker and a colon."""

from __future__ import annotations

import pytest

from tests.suggest.quotations.found import Found, quotes, texts


def test_a_person_before_the_colon_of_a_headline_speaks() -> None:
    text = "سامي: لن نرفع الأسعار\n\nعاد سامي أمس."
    assert quotes(text, ["سامي"]) == [Found("لن نرفع الأسعار", "direct", "", "سامي")]


def test_a_title_before_the_colon_of_a_headline_speaks() -> None:
    assert quotes("وزير النقل: لن نرفع الأسعار") == [Found("لن نرفع الأسعار", "direct", "", "وزير النقل")]


@pytest.mark.parametrize(
    "text",
    [
        "زيارة الوفد: دوافع التنسيق ومستقبل العلاقات",
        "الثورة – سامي:\nعاد الوفد أمس.",
        "المصدر: وكالات",
        "وزير النقل: هكذا بدأ يومه. ثم غادر القاعة.",
        "في المكتب: لن نرفع الأسعار",
    ],
)
def test_other_colons_part_no_speaker_from_words(text: str) -> None:
    assert texts(text, ["سامي"]) == []
