from __future__ import annotations

from datetime import date

import pytest

from hashiya.dates.full_dates import find_date
from hashiya.dates.months import _ARABIC_NAMES, _OTHER_NAMES, Calendar, Month, month_at
from hashiya.text.folding import fold

NOVEMBER_18 = date(2025, 11, 18)


def day_in(line: str) -> date | None:
    found = find_date(line)
    return found.day if found else None


@pytest.mark.parametrize(
    "line",
    [
        # two names of the month, or a short one
        "18 نوفمبر تشرين الثاني 2025",
        "18 نوفمبر/تشرين الثاني 2025",
        "18 تشرين الثاني - نوفمبر 2025",
        "18 تشرين الثاني (نوفمبر) 2025",
        "18 ت2 2025",
        "18 ت٢ ٢٠٢٥",
        "18 تشرين2 2025",
        "18 تشرين الثّاني، 2025",
        # the Maghreb
        "18 نونبر 2025",
        "18 نوڤمبر 2025",
        # other orders of words and signs
        "18 / نوفمبر / 2025",
        "18 من شهر نوفمبر من العام 2025",
        "18 نوفمبر(تشرين الثاني)، 2025",
        "١٤٤٧/٥/٢٧هـ - ٢٠٢٥/١١/١٨م",
        # signs and letters written on to the numbers, tatweel and marks
        "18نوفمبر2025",
        "18 نوفمبر2025 .",
        "18 نـوفـمـبـر 2025م",
        "18 نُوفَمْبِر عام 2025",
        "الثلاثاء، 18 من نوفمبر، سنة 2025",
        "الثلاثاء 18-نوفمبر-2025",
        "نوفمبر 18، 2025",
        "2025 نوفمبر 18",
        # presentation forms
        "\ufe8d\ufedf\ufe9c\ufefc\ufe9b\ufe8e\ufe80 18 \ufee7\ufeee\ufed3\ufee4\ufe92\ufeae 2025",
        # Persian, Dari, Pashto; Gregorian and Jalali
        "۱۸ نوامبر ۲۰۲۵",
        "سه\u200cشنبه ۲۷ آبان ۱۴۰۴",
        "۲۷ عقرب ۱۴۰۴",
        "27 آبان\u200cماه 1404",
        "۱۴۰۴/۰۸/۲۷",
        "۱۴۰۴/۸/۲۷ - ۱۲:۳۰",
        "د ۱۸ نومبر ۲۰۲۵",
        # Urdu
        "منگل 18 نومبر 2025ء",
        "۱۸ نومبر ۲۰۲۵",
        # Sorani, with the ezafe
        "18ی تشرینی دووەمی 2025",
        "١٨ـی تشرینی دووەم ٢٠٢٥",
        "18ی نۆڤەمبەری 2025",
        # Hijri, with a weekday
        "الثلاثاء 27 جمادى الأولى 1447",
        "الثلاثاء 27 جمادى الأولى 1447 هـ - 18 نوفمبر 2025",
        # English
        "Tuesday, Nov. 18, 2025",
        "18th of November 2025 | Tue Nov 18 2025",
        "Tue, 18 Nov 2025 06:00:00 GMT",
        # numbers
        "18-11-2025 | 06:00",
        "2025-11-18T06:00:00+03:00",
        "2025/11/18",
        "2025.11.18",
        "١٨/١١/٢٠٢٥",
        "18\u200f/11\u200f/2025",
        "18 / 11 / 2025",
        "18\\11\\2025",
        "06:00 - 18/11/2025",
        "06:00 - 18 نوفمبر 2025",
    ],
)
def test_the_forms_of_a_date(line: str) -> None:
    assert day_in(line) == NOVEMBER_18


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("20 جانفي 2017", date(2017, 1, 20)),
        ("20 فيفري 2017", date(2017, 2, 20)),
        ("20 أفريل 2017", date(2017, 4, 20)),
        ("20 ماي 2017", date(2017, 5, 20)),
        ("20 جوان 2017", date(2017, 6, 20)),
        ("20 جويلية 2017", date(2017, 7, 20)),
        ("20 أوت 2017", date(2017, 8, 20)),
        ("20 كانون ثاني 2017", date(2017, 1, 20)),
        ("20 ك2 2017", date(2017, 1, 20)),
        ("20 ك1 2017", date(2017, 12, 20)),
        ("20 ت1 2017", date(2017, 10, 20)),
        ("20 آب / أغسطس 2017", date(2017, 8, 20)),
        ("20 جنوری 2017", date(2017, 1, 20)),
        ("20 مئی 2017", date(2017, 5, 20)),
        ("20 جولائی 2017", date(2017, 7, 20)),
        ("۲۰ ژانویه ۲۰۱۷", date(2017, 1, 20)),
        ("۲۰ ژوئیهٔ ۲۰۱۷", date(2017, 7, 20)),
        ("۱ فروردین ۱۴۰۰", date(2021, 3, 21)),
        ("۳۰ اسفند ۱۳۹۹", date(2021, 3, 20)),
        ("١٤ی ئازاری ٢٠٢٣", date(2023, 3, 14)),
        ("1ی کانوونی دووەمی 2024", date(2024, 1, 1)),
        ("3ی ئابی 2014", date(2014, 8, 3)),
        ("الأربعاء 1 محرم 1447", date(2025, 6, 25)),
        ("الخميس 1 محرم 1447", date(2025, 6, 26)),
        ("11/17/2025", date(2025, 11, 17)),
        ("3/10/2025", date(2025, 10, 3)),
    ],
)
def test_the_months_of_each_country(line: str, expected: date) -> None:
    assert day_in(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "31 فبراير 2025",
        "30/02/2025",
        "29 شباط 2025",
        "0 أيار 2025",
        "32 نوفمبر 2025",
        "131 نوفمبر 2025",
        "2025",
        "نوفمبر 2025",
        "18 نوفمبر",
        "18 نوفمبر 25",
        "18/11/25",
        "18-20 نوفمبر 2025",
        "18 و19 نوفمبر 2025",
        "18 نوفمبر/ديسمبر 2025",
        "18 نوفمبر 20255",
        "18-11/2025",
        "27 جمادى الأولى 1447",
        "27/5/1447",
        "11/8/1404",
        "۲۷/۵/۱۴۴۷",
        "الاثنين الثلاثاء 27 جمادى الأولى 1447",
        "۳۰ اسفند ۱۴۰۴",
        "31 آبان 1404",
        "18 مارسيليا 2025",
        "هاتف 011-2025-18",
    ],
)
def test_what_is_no_date_or_could_be_several(line: str) -> None:
    assert day_in(line) is None


def test_what_stands_beside_the_date_is_told() -> None:
    found = find_date("القاهرة - 18 نوفمبر 2025 (أ ب)")
    assert found is not None
    assert found.before == [fold("القاهرة"), "-"]
    assert found.after == ["(", "ا", "ب", ")"]
    assert not found.in_numbers


def test_no_name_is_of_two_months() -> None:
    months: dict[str, set[Month]] = {}
    for calendar, block in (
        (calendar, block)
        for names in (_ARABIC_NAMES, _OTHER_NAMES)
        for calendar, blocks in names.items()
        for block in blocks.split("\n\n")
    ):
        spellings = block.split()
        assert len(spellings) == 12
        for number, spelling in enumerate(spellings, 1):
            for name in spelling.split("/"):
                months.setdefault(fold(name), set()).add(Month(calendar, number))
    assert [name for name, found in months.items() if len(found) > 1] == []


def test_the_longer_name_of_a_month_is_read() -> None:
    words = fold("ربيع الآخر تشرين الأول").split()
    assert month_at(words, 0) == ((Calendar.HIJRI, 4), 2)
    assert month_at(words, 2) == ((Calendar.GREGORIAN, 10), 4)
    assert month_at(words, 1) is None
    assert month_at(words, 4) is None
