"""Dates in EDTF are read as `periods` writes them."""

from __future__ import annotations

from datetime import date

import pytest

from hashiya.dates.edtf import read_edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-10-02", (2025, 10, 2), (2025, 10, 2)),
        ("2025-02", (2025, 2, 1), (2025, 2, 28)),
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2025-10-15~", (2025, 10, 15), (2025, 10, 15)),
        ("2025-09-28/2025-10-03", (2025, 9, 28), (2025, 10, 3)),
        ("2025-09/..", (2025, 9, 1), (2025, 9, 30)),
        ("/2025-09-28", (2025, 9, 28), (2025, 9, 28)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("19XX", (1900, 1, 1), (1999, 12, 31)),
        ("2025-22", (2025, 6, 1), (2025, 8, 31)),
        ("2025-34", (2025, 4, 1), (2025, 6, 30)),
        ("2025-39", (2025, 9, 1), (2025, 12, 31)),
        ("2025-41", (2025, 7, 1), (2025, 12, 31)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(
    value: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    period = read_edtf(value)
    assert period is not None
    assert (period.first, period.last, period.value) == (date(*first), date(*last), value)


@pytest.mark.parametrize(
    "value",
    [
        *("", "..", "../..", "أمس", "2025-13", "2025-02-30", "2025-10-03/2025-09-28", "2025/x"),
        *("2025/2026/2027", "٢٠٢٥", "0000", "2025-22-01", "99999", "2025-10-02T10:00"),
    ],
)
def test_what_is_no_date_has_no_period(value: str) -> None:
    assert read_edtf(value) is None
