"""Emoji sequences of Unicode's list, flags, wide letters and wide brackets, among Arabic words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.layout import Cell, Document, lay_out_line
from tests.layout.generate_tables import UNICODE
from tests.layout.seen import drawn, order

if TYPE_CHECKING:
    from collections.abc import Iterator

ALEF, BEH = "\u0627", "\u0628"
FIRE, GRIN = "\U0001f525", "\U0001f600"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SYRIA, LEBANON = "\U0001f1f8\U0001f1fe", "\U0001f1f1\U0001f1e7"
SELECTOR = "\ufe0f"
EMOJI_TEST = UNICODE / "emoji" / "emoji-test.txt"


def listed(status: str) -> Iterator[str]:
    """The sequences of emoji-test.txt that have a status."""
    if not EMOJI_TEST.exists():
        pytest.skip(f"{EMOJI_TEST} is not here: install the package unicode-data")
    for line in EMOJI_TEST.read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split(";")
        if len(fields) == 2 and fields[1].strip() == status:
            yield "".join(chr(int(code_point, 16)) for code_point in fields[0].split())


@pytest.mark.parametrize(("status", "count"), [("fully-qualified", 3655), ("minimally-qualified", 827)])
def test_every_qualified_sequence_is_one_cell_of_two_columns(status: str, count: int) -> None:
    found = list(listed(status))
    assert len(found) == count
    for sequence in found:
        end = 1 + len(sequence)
        row = lay_out_line(f"{BEH}{sequence}{BEH}")
        assert [(cell.start, cell.end, cell.width) for cell in row.cells] == [
            (end, end + 1, 1),
            (1, end, 2),
            (0, 1, 1),
        ]
        # nothing of it is lost; a selector may be added where the first character alone is narrow
        text = row.cells[1].text
        assert text == sequence or text == sequence[0] + SELECTOR + sequence[1:]


def test_every_unqualified_sequence_is_one_cell() -> None:
    for sequence in listed("unqualified"):
        end = 1 + len(sequence)
        assert order(f"{BEH}{sequence}{BEH}") == [end, 1, 0]


def test_emoji_are_neutral_and_go_with_the_row() -> None:
    assert order(f"{ALEF}{FIRE}{GRIN}{BEH}") == [3, 2, 1, 0]
    assert order(f"{ALEF} ab{FIRE}cd {BEH}") == [8, 7, 2, 3, 4, 5, 6, 1, 0]
    assert order(f"{ALEF} ab {FIRE} {BEH}") == [7, 6, 5, 4, 2, 3, 1, 0]
    # no letter at all: a right-to-left row
    assert order(FIRE + GRIN) == [1, 0]


def test_a_joined_sequence_stays_whole_where_the_row_turns() -> None:
    row = lay_out_line(f"{BEH}{FAMILY}{FIRE}")
    assert row.cells == (Cell(6, 7, FIRE, 2), Cell(1, 6, FAMILY, 2), Cell(0, 1, "\ufe8f", 1))


def test_flags_are_left_to_right_letters_and_each_is_one_cell() -> None:
    row = lay_out_line(f"{BEH}{SYRIA}{LEBANON}")
    assert row.cells == (Cell(1, 3, SYRIA, 2), Cell(3, 5, LEBANON, 2), Cell(0, 1, "\ufe8f", 1))


def test_a_keycap_is_one_cell_of_two_columns_with_its_selector_and_of_one_without() -> None:
    assert drawn(f"{BEH}1{SELECTOR}\u20e3") == ["\ufe8f", f"1{SELECTOR}\u20e3"]
    assert lay_out_line(f"1{SELECTOR}\u20e3").width == 2
    assert lay_out_line("1\u20e3").cells == (Cell(0, 2, "1\u20e3", 1),)


def test_a_text_selector_keeps_a_narrow_character_narrow() -> None:
    assert lay_out_line("\u2764\ufe0e").cells == (Cell(0, 2, "\u2764\ufe0e", 1),)
    assert lay_out_line(f"\u2764{SELECTOR}").cells == (Cell(0, 2, f"\u2764{SELECTOR}", 2),)


def test_a_joiner_joins_no_emoji_to_a_letter() -> None:
    # the joiner gives the letter its joined form, and belongs to its cell
    assert drawn(f"{BEH}\u200d{FIRE}") == ["\ufe91", FIRE]
    assert drawn(f"{FIRE}\u200d{BEH}")[1] == "\ufe90"
    assert order(f"{BEH}\u200d{FIRE}\u200d{BEH}") == [4, 2, 0]


def test_wide_letters_take_two_columns_and_read_left_to_right() -> None:
    row = lay_out_line(f"{ALEF} \u65e5\u672c\uff21 {BEH}")
    assert [cell.start for cell in row.cells] == [6, 5, 2, 3, 4, 1, 0]
    assert row.width == 10


@pytest.mark.parametrize("pair", ["\u300c\u300d", "\uff08\uff09", "\u300a\u300b", "\u3010\u3011"])
def test_wide_brackets_are_mirrored_in_an_arabic_row(pair: str) -> None:
    row = lay_out_line(f"{pair[0]}{BEH}{pair[1]}")
    assert row.cells == (Cell(2, 3, pair[0], 2), Cell(1, 2, "\ufe8f", 1), Cell(0, 1, pair[1], 2))


def test_wide_cells_are_cut_where_they_do_not_fit() -> None:
    document = Document(f"{FAMILY}{FIRE}{SYRIA}", 5)
    assert [(row.start, row.end, row.width) for row in document.rows(0)] == [(0, 6, 4), (6, 8, 2)]
    document = Document("\u65e5\u672c\u8a9e", 3)
    assert [(row.start, row.end, row.width) for row in document.rows(0)] == [(0, 1, 2), (1, 2, 2), (2, 3, 2)]


def test_hangul_written_by_its_letters_is_one_cell_a_syllable() -> None:
    # leading consonant (two columns), vowel and final consonant (none)
    assert lay_out_line("\u1112\u1161\u11ab\u1100\u1173").cells == (
        Cell(0, 3, "\u1112", 2),
        Cell(3, 5, "\u1100", 2),
    )
