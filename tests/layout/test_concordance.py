"""Lines of a concordance."""

from __future__ import annotations

import pytest

from hashiya.layout import lay_out_line
from hashiya.layout.concordance import ConcordanceRow, concordance_row

WIDTH = 50


def columns_of_hit(line: ConcordanceRow, width: int = WIDTH) -> tuple[int, int]:
    """The columns of the hit, counted from the right edge."""
    at, columns = line.indent, []
    for cell in line.row.cells:
        if line.is_hit(cell):
            columns += [at, at + cell.width]
        at += cell.width
    assert at <= width
    return width - max(columns), width - min(columns)


@pytest.mark.parametrize(
    "before", ["", "قال ", "قال وزير الخارجية إن الوفد الذي زار موسكو أمس ناقش العلاقات مع "]
)
@pytest.mark.parametrize(
    "after", ["", " اليوم", " (CNN) 25 مليار دولار في السنة الماضية وحدها كما قال الوزير"]
)
def test_a_hit_begins_at_the_same_column_from_the_right(before: str, after: str) -> None:
    start, end = columns_of_hit(concordance_row((before, "روسيا", after), WIDTH, "rtl"))
    assert (start, end) == (WIDTH * 2 // 5, WIDTH * 2 // 5 + 5)


def test_letters_stay_joined_to_those_beside_the_hit() -> None:
    line = concordance_row(("قال و", "لبنان", " نعم"), WIDTH, "rtl")
    whole = lay_out_line("قال ولبنان نعم", "rtl")
    assert [cell.text for cell in line.row.cells] == [cell.text for cell in whole.cells]


def test_a_hit_wider_than_the_line_is_cut() -> None:
    line = concordance_row(("قال ", "روسيا " * 30, " نعم"), WIDTH, "rtl")
    assert line.row.width <= WIDTH
    assert columns_of_hit(line)[1] == WIDTH


def test_a_latin_line_has_its_hit_at_a_column_from_the_left() -> None:
    line = concordance_row(("said ", "Russia", " today"), WIDTH, "ltr")
    first = next(index for index, cell in enumerate(line.row.cells) if line.is_hit(cell))
    assert line.indent + sum(cell.width for cell in line.row.cells[:first]) == WIDTH * 2 // 5
