"""A hundred thousand of what takes no column: bounded in what is drawn, exact in what it covers."""

from __future__ import annotations

import pytest

from hashiya.layout import Cell, Document, Place, lay_out_line
from hashiya.layout.clusters import MARKS_DRAWN
from tests.layout.positions import position
from tests.shares import sampled

pytestmark = sampled(3)

BEH, LAM, ALEF = "\u0628", "\u0644", "\u0627"
MANY = 100_000
FATHA, SHADDA = "\u064e", "\u0651"


def test_a_hundred_thousand_marks_on_one_letter_are_a_cell_that_draws_eight() -> None:
    text = f"{BEH}{FATHA * MANY}{BEH} {BEH}"
    (row,) = Document(text, 80).rows(0)
    assert MARKS_DRAWN == 8
    assert row.cells == (
        Cell(MANY + 3, MANY + 4, "\ufe8f", 1),
        Cell(MANY + 2, MANY + 3, " ", 1),
        Cell(MANY + 1, MANY + 2, "\ufe90", 1),
        Cell(0, MANY + 1, "\ufe91" + FATHA * 8, 1),
    )


def test_every_offset_in_a_flood_belongs_to_its_cell() -> None:
    document = Document(f"{BEH}{FATHA * MANY}{BEH}", 80)
    for offset in (0, 1, MANY // 2, MANY):
        assert position(document, offset) == (Place(0, 0), 1)
    assert position(document, MANY + 1) == (Place(0, 0), 0)


def test_the_first_marks_are_the_ones_that_are_drawn() -> None:
    assert lay_out_line(BEH + SHADDA + FATHA * MANY).cells[0].text == "\ufe8f" + SHADDA + FATHA * 7


def test_marks_between_lam_and_alef_and_after_them_share_the_eight() -> None:
    text = LAM + FATHA * MANY + ALEF + SHADDA * MANY
    assert lay_out_line(text).cells == (Cell(0, len(text), "\ufefb" + FATHA * 8, 1),)
    # a sane count is all there
    assert (
        lay_out_line(LAM + FATHA * 4 + ALEF + SHADDA * 4).cells[0].text == "\ufefb" + FATHA * 4 + SHADDA * 4
    )


def test_marks_among_what_is_not_drawn_are_counted_alone() -> None:
    text = BEH + ("\u200b" * 1000 + FATHA) * 20
    assert lay_out_line(text).cells == (Cell(0, len(text), "\ufe8f" + FATHA * 8, 1),)


@pytest.mark.parametrize("leading", [FATHA, "\u200b" + FATHA])
def test_marks_before_the_first_letter_are_its_own_and_bounded(leading: str) -> None:
    text = leading * MANY + BEH
    assert lay_out_line(text).cells == (Cell(0, len(text), "\ufe8f" + FATHA * 8, 1),)
    assert lay_out_line(leading * MANY).cells == (Cell(0, len(leading) * MANY, " " + FATHA * 8, 1),)


@pytest.mark.parametrize(
    "character",
    [
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u00ad",
        "\u2060",
        "\ufeff",
        "\u061c",
        "\U000e0041",
        "\u202e",
        "\u2067",
    ],
)
def test_a_flood_of_zero_widths_is_in_the_cell_before_it_and_draws_nothing(character: str) -> None:
    (row,) = Document(f"a{character * MANY}", 80).rows(0)
    assert row.cells == (Cell(0, MANY + 1, "a", 1),)
    (row,) = Document(character * MANY, 80).rows(0)
    assert row.cells == (Cell(0, MANY, " ", 1),)


def test_a_flood_between_two_letters_leaves_them_side_by_side() -> None:
    # a thousand of them in each gap: neither in the columns nor in the breaking of rows
    text = f"{BEH}{FATHA * 1000}" * 7
    rows = Document(text, 5).rows(0)
    assert [(row.start, row.end, row.width) for row in rows] == [(0, 5005, 5), (5005, 7007, 2)]


def test_an_endless_emoji_sequence_is_cut_to_cells_of_two_columns() -> None:
    # Unicode's longest has four emoji; each cell here takes ten
    man = "\U0001f468"
    (row,) = Document("\u200d".join([man] * 30), 80).rows(0)
    assert [(cell.end - cell.start, cell.width) for cell in row.cells] == [(19, 2), (20, 2), (20, 2)]
    assert "".join(cell.text for cell in sorted(row.cells)).count(man) == 30


def test_a_flood_of_selectors_skin_tones_and_tags_on_an_emoji_is_bounded() -> None:
    for base, attached in (("\u2764", "\ufe0f"), ("\U0001f44d", "\U0001f3fd"), ("\U0001f3f4", "\U000e0067")):
        (cell,) = lay_out_line(base + attached * MANY).cells
        assert (cell.start, cell.end, cell.width) == (0, MANY + 1, 2)
        assert len(cell.text) <= 40


def test_a_flood_of_regional_indicators_is_flags_and_at_most_one_letter() -> None:
    cells = lay_out_line("\U0001f1f8" * 1001, "ltr").cells
    assert {(cell.end - cell.start, cell.width) for cell in cells[:-1]} == {(2, 2)}
    assert (cells[-1].start, cells[-1].end) == (1000, 1001)
