"""The table of dates in README says what the program finds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hashiya.dates.finding import find_dates

README = Path(__file__).parents[2] / "README.md"
FRIDAY = date(2025, 10, 3)


def rows() -> list[tuple[str, str]]:
    """Each expression of the table with its value."""
    section = README.read_text("utf-8").partition("### Dates within a text")[2].partition("\n### ")[0]
    pairs: list[tuple[str, str]] = []
    for row in re.findall(r"^\| «.*$", section, re.MULTILINE):
        _, words, values, *_ = row.split("|")
        pairs += zip(re.findall("«(.*?)»", words), re.findall("`(.*?)`", values), strict=True)
    return pairs


@pytest.mark.parametrize(("words", "value"), rows())
def test_an_expression_has_its_value(words: str, value: str) -> None:
    assert [each.value for each in find_dates(words, FRIDAY)] == [value]


def test_the_table_is_there() -> None:
    assert len(rows()) > 15
