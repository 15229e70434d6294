from __future__ import annotations

from datetime import date

import pytest

from hashiya.dates.event_dates import date_of
from hashiya.text.spans import Span

FRIDAY = date(2025, 10, 3)


def date_in(sentence: str, event: str, published: date | None = FRIDAY, before: str = "") -> str:
    start = len(before) + sentence.index(event)
    text = before + sentence
    return date_of(text, Span(start, start + len(event)), Span(len(before), len(text)), published)


@pytest.mark.parametrize(
    ("sentence", "event", "value"),
    [
        ("وصل وفد رسمي، صباح اليوم الخميس، إلى موسكو.", "وصل وفد رسمي", "2025-10-02"),
        ("في 12 شباط 2025 أجرى الرئيس اتصالا، وشكر نظيره، وأعلن زيارة.", "أعلن زيارة", "2025-02-12"),
        ("التقى الوزير نظيره في أيلول الماضي، فيما زار الوفد دمشق أمس.", "التقى", "2025-09"),
        ("التقى الوزير نظيره في أيلول الماضي، فيما زار الوفد دمشق أمس.", "زار الوفد", "2025-10-02"),
        ("استقبل الوزير في أيلول في مدينة حلب القديمة وفدا، وأمس زار دمشق.", "وفدا", "2025-09"),
        ("التقى الوزير نظيره.", "التقى", ""),
        ("تدخل عام 2015", "تدخل عام 2015", "2015"),
        # the sentence tells when something else happened
        ("في تموز الماضي، تحسنت العلاقات منذ سقوط النظام.", "سقوط النظام", ""),
        ("تفككت الدولة مطلع التسعينيات، ثم عادت العلاقات، وفتحت السفارة.", "فتحت السفارة", ""),
    ],
)
def test_the_date_of_an_event(sentence: str, event: str, value: str) -> None:
    assert date_in(sentence, event) == value


def test_other_sentences_say_nothing() -> None:
    assert date_in("التقى الوزير نظيره.", "التقى", before="زار الوفد دمشق أمس. ") == ""


def test_without_the_day_of_the_article_only_a_complete_date_is_given() -> None:
    assert date_in("زار الوفد دمشق أمس.", "زار", None) == ""
    assert date_in("زار الوفد دمشق في أيلول 2024.", "زار", None) == "2024-09"
