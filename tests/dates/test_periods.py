from __future__ import annotations

from datetime import date

import pytest

from hashiya.dates.calendars import hijri_month, hijri_year_at
from hashiya.dates.periods import (
    century_of,
    decade_of,
    from_to,
    half_of_month,
    month_away,
    month_of,
    part_of_year,
    season_of,
    third_of,
    week_of,
    year_of,
)


def test_the_days_of_each_period() -> None:
    for period, first, last, value in (
        (week_of(date(2025, 10, 5)), date(2025, 9, 29), date(2025, 10, 5), "2025-09-29/2025-10-05"),
        (month_of(2024, 2), date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (month_away(date(2025, 1, 31), -1), date(2024, 12, 1), date(2024, 12, 31), "2024-12"),
        (month_away(date(2024, 12, 31), 14), date(2026, 2, 1), date(2026, 2, 28), "2026-02"),
        (season_of(2024, 3), date(2024, 12, 1), date(2025, 2, 28), "2024-24"),
        (season_of(2025, 0), date(2025, 3, 1), date(2025, 5, 31), "2025-21"),
        (part_of_year(2025, 4, 4), date(2025, 10, 1), date(2025, 12, 31), "2025-36"),
        (part_of_year(2025, 2, 2), date(2025, 7, 1), date(2025, 12, 31), "2025-41"),
        (part_of_year(2025, 3, 3), date(2025, 9, 1), date(2025, 12, 31), "2025-39"),
        (half_of_month(month_of(2025, 2), 2), date(2025, 2, 16), date(2025, 2, 28), "2025-02-16/2025-02-28"),
        (decade_of(1999), date(1990, 1, 1), date(1999, 12, 31), "199X"),
        (century_of(19), date(1800, 1, 1), date(1899, 12, 31), "18XX"),
    ):
        assert (period.first, period.last, period.value) == (first, last, value)


@pytest.mark.parametrize(
    ("third", "value"),
    [(0, "2023-02-01/2023-02-10"), (1, "2023-02-11/2023-02-20"), (2, "2023-02-21/2023-02-28")],
)
def test_the_thirds_of_a_month(third: int, value: str) -> None:
    assert third_of(month_of(2023, 2), third).value == value


def test_the_thirds_of_other_periods() -> None:
    assert third_of(year_of(2024), 1).value == "2024-05/2024-08"
    assert third_of(decade_of(1990), 0).value == "199X"


def test_the_ends_of_a_range_keep_their_precision() -> None:
    assert from_to(year_of(2015), month_of(2018, 3)).value == "2015/2018-03"
    assert from_to(season_of(2015, 1), year_of(2018)).value == "2015-06-01/2018"
    with pytest.raises(ValueError, match="2018"):
        from_to(year_of(2018), year_of(2015))


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        # by the calendar Umm al-Qura
        (1446, 9, date(2025, 3, 1), date(2025, 3, 29)),
        (1447, 1, date(2025, 6, 26), date(2025, 7, 25)),
        # calculated: the first day of the calendar, and the end of the caliphate in Baghdad
        (1, 1, date(622, 7, 19), date(622, 8, 17)),
        (656, 2, date(1258, 2, 14), date(1258, 3, 14)),
    ],
)
def test_hijri_months(year: int, month: int, first: date, last: date) -> None:
    assert hijri_month(year, month) == (first, last)
    assert hijri_year_at(first) == year
    assert hijri_year_at(last) == year


@pytest.mark.parametrize("year", [0, -5])
def test_years_before_the_hijra_do_not_exist(year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        hijri_month(year, 1)
