from __future__ import annotations

import re
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.dates.finding import find_dates
from hashiya.dates.months import arabic_months
from hashiya.dates.weekdays import arabic_weekdays
from tests.dates.expressions import FRIDAY, ORDINARY, table
from tests.shares import examples

_DATE = r"-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
EDTF = re.compile(rf"{_DATE}~?|{_DATE}/{_DATE}|\d\d(\dX|XX)|\d{{4}}-(2[1-4]|3[3-9]|4[01])~?")
"""The values that are given: a part of ISO 8601-2."""


def dates_in(text: str, on: date | None = FRIDAY) -> list[tuple[str, str]]:
    return [(found.span.cut(text), found.value) for found in find_dates(text, on)]


@pytest.mark.parametrize(("text", "expected"), table())
def test_the_words_and_the_value_of_each_expression(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates_in(text) == expected


@pytest.mark.parametrize("text", ORDINARY.strip().splitlines())
def test_ordinary_words_are_no_dates(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "on", "value"),
    [
        ("الخميس", date(2025, 10, 2), "2025-10-02"),
        ("الخميس الماضي", date(2025, 10, 2), "2025-09-25"),
        ("الخميس المقبل", date(2025, 10, 2), "2025-10-09"),
        ("اليوم الخميس", date(2025, 10, 4), "2025-10-02"),
        ("غدا الجمعة", date(2025, 10, 2), "2025-10-03"),
        ("غدا الجمعة", FRIDAY, "2025-10-03"),
        ("غدا الأربعاء", date(2025, 10, 2), "2025-10-08"),
        ("أمس الجمعة", date(2025, 10, 1), "2025-09-26"),
        ("اليوم السبت", date(2025, 10, 1), "2025-09-27"),
        ("11 تشرين الثاني/نوفمبر", date(2025, 11, 18), "2025-11-11"),
        ("الخميس 1 كانون الثاني", date(2025, 12, 20), "2026-01-01"),
        ("31 تموز الفائت", date(2025, 7, 31), "2024-07-31"),
        ("الشهر الماضي", date(2025, 1, 31), "2024-12"),
        ("قبل شهرين", date(2025, 1, 31), "2024-11"),
        ("كانون الأول", date(2025, 1, 2), "2024-12"),
        ("كانون الثاني الجاري", date(2024, 12, 31), "2025-01"),
        ("نهاية شباط", date(2024, 3, 1), "2024-02-21/2024-02-29"),
        ("أمس", date(2024, 3, 1), "2024-02-29"),
        ("29 شباط", date(2027, 1, 1), "2024-02-29"),
        ("التسعينيات", date(2089, 1, 1), "199X"),
        ("القرن الماضي", date(1999, 12, 31), "18XX"),
        ("قبل يوم", date.min, ""),
        ("العام المقبل", date.max, ""),
        ("قبل 900 عام", date(800, 1, 1), ""),
    ],
)
def test_the_day_from_which_a_date_is_seen(text: str, on: date, value: str) -> None:
    assert [each.value for each in find_dates(text, on)] == ([value] if value else [])


def test_without_a_day_only_complete_dates_are_found() -> None:
    assert dates_in("أمس وفي أيلول 2024 والعام الماضي و2025-10-02", None) == [
        ("أيلول 2024", "2024-09"),
        ("2025-10-02", "2025-10-02"),
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_weekday_is_the_last_one_up_to_the_day(number: int) -> None:
    (name,) = (name for name, each in arabic_weekdays().items() if each == number)
    for days in range(14):
        on = FRIDAY + timedelta(days)
        ((_, value),) = dates_in(name, on)
        found = date.fromisoformat(value)
        assert found.weekday() == number
        assert 0 <= (on - found).days < 7


def test_every_arabic_month_is_read_with_day_and_year() -> None:
    for name in arabic_months():
        assert [words for words, _ in dates_in(f"1 {name} 1446", None)] == [f"1 {name} 1446"]


def test_marks_tatweel_and_other_letters_of_the_same_sound_change_nothing() -> None:
    assert dates_in("\u200fوفي ٩ أَيْلـول\u200f الفائِت") == [("٩ أَيْلـول\u200f الفائِت", "2025-09-09")]


def test_a_date_ends_with_its_line() -> None:
    assert dates_in("9 أيلول\n2020") == [("9 أيلول", "2025-09-09")]


_WORDS = st.sampled_from(
    [word for text, _ in table() for word in text.split()]
    + ["من", "إلى", "و", "-", "/", "،", "(", ")", "\n", "99"]
)


@given(st.lists(_WORDS, max_size=12), st.dates())
@examples(300)
def test_spans_lie_in_the_text_in_order_and_values_are_edtf(words: list[str], on: date) -> None:
    text = " ".join(words)
    found = list(find_dates(text, on))
    end = 0
    for each in found:
        assert end <= each.span.start < each.span.end <= len(text)
        assert each.span.cut(text) == each.span.cut(text).strip()
        assert EDTF.fullmatch(each.value), each.value
        end = each.span.end
    assert list(find_dates(text, on)) == found


@given(st.text(max_size=60))
@examples(200)
def test_any_text_is_read(text: str) -> None:
    for each in find_dates(text, FRIDAY):
        assert 0 <= each.span.start < each.span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "9", "9 ", "9-", "9/", "9 من ", "يوم ", "بعد ", "قبل ", "أول ", "من ", "الأول ", "تشرين الأول/", "و",
        "ال ", "(", "أيلول (", "3-7 ", "بين 3 و", "2015-", "نهاية ", "ذ\u064b",
    ],
)  # fmt: skip
def test_a_long_row_of_anything_is_read_in_linear_time(piece: str) -> None:
    def calls(length: int) -> int:
        """Count the calls of functions, which unlike seconds are the same on every machine."""
        count = 0

        def count_call(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        text = piece * (length // len(piece))
        before = sys.getprofile()
        sys.setprofile(count_call)
        try:
            for _ in find_dates(text, FRIDAY):
                pass
        finally:
            sys.setprofile(before)
        return count

    calls(1000)
    assert calls(10_000) < 15 * calls(1000)


def test_a_hundred_thousand_digits_are_no_date() -> None:
    assert dates_in("9" * 100_000 + " أيلول") == [("أيلول", "2025-09")]
