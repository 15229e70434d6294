from __future__ import annotations

from datetime import date, timedelta

import pytest

from hashiya.dates.calendars import hijri_date, jalali_date

FRIDAY, SATURDAY, TUESDAY = 4, 5, 1


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1404, 1, 1, date(2025, 3, 21)),
        (1404, 8, 27, date(2025, 11, 18)),
        (1403, 12, 30, date(2025, 3, 20)),  # a leap year
        (1399, 12, 30, date(2021, 3, 20)),
        (1357, 11, 22, date(1979, 2, 11)),
        (1285, 5, 14, date(1906, 8, 6)),
    ],
)
def test_a_jalali_day_is_a_gregorian_date(year: int, month: int, day: int, expected: date) -> None:
    assert jalali_date(year, month, day) == expected


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1404, 12, 30), (1404, 7, 31), (1404, 0, 1), (1404, 13, 1), (1404, 1, 0), (1404, 1, 32), (1000, 1, 1)],
)
def test_there_is_no_such_jalali_day(year: int, month: int, day: int) -> None:
    assert jalali_date(year, month, day) is None


def test_jalali_days_follow_each_other() -> None:
    days = [
        found
        for year in range(1390, 1424)
        for month in range(1, 13)
        for day in range(1, 32)
        if (found := jalali_date(year, month, day))
    ]
    assert days == [days[0] + timedelta(number) for number in range(len(days))]


@pytest.mark.parametrize(
    ("year", "month", "day", "weekday", "expected"),
    [
        (1447, 4, 11, FRIDAY, date(2025, 10, 3)),
        (1447, 5, 27, TUESDAY, date(2025, 11, 18)),
        (1400, 1, 1, TUESDAY, date(1979, 11, 20)),
        (1445, 9, 1, 0, date(2024, 3, 11)),  # as in Mecca
        (1445, 9, 1, TUESDAY, date(2024, 3, 12)),  # and as in Rabat, a day later
    ],
)
def test_the_weekday_tells_which_day_a_hijri_one_is(
    year: int, month: int, day: int, weekday: int, expected: date
) -> None:
    assert hijri_date(year, month, day, weekday) == expected


@pytest.mark.parametrize(("year", "month", "day"), [(1447, 13, 1), (1447, 4, 31), (1447, 0, 1), (47, 1, 1)])
def test_there_is_no_such_hijri_day(year: int, month: int, day: int) -> None:
    assert hijri_date(year, month, day, FRIDAY) is None
