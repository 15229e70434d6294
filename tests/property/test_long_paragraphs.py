"""Rows of a paragraph that is laid out in stretches, compared with those of the same paragraph as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from hashiya.layout.direction import paragraph_direction
from hashiya.layout.long_paragraph import LongParagraph, LongRows
from hashiya.layout.paragraph_cells import find_paragraph_cells
from hashiya.layout.paragraph_rows import rows_of_paragraph
from hashiya.layout.shaping import PieceShaper
from hashiya.layout.stretches import Stretches
from tests.property.strategies import ARABIC, DIGITS, EXPLICIT, HEBREW, paragraphs, sentences, widths
from tests.shares import examples

if TYPE_CHECKING:
    from hashiya.layout.cells import Row

BEH, LAM, ALEF, FATHA = "\u0628", "\u0644", "\u0627", "\u064e"
RLI, PDI, RLE = "\u2067", "\u2069", "\u202b"
# letters, between which cuts may be, among what must not be cut
pieces = st.one_of(
    st.text(st.sampled_from(ARABIC), min_size=1, max_size=6),
    st.sampled_from(
        ["ab", "abc d", HEBREW * 2, LAM + ALEF, LAM + FATHA + ALEF, BEH + FATHA, "\u65e5\ud55c\u65e5"]
    ),
    st.text(st.sampled_from("()[]\u3008\u232a "), min_size=1, max_size=3),
    st.text(st.sampled_from(DIGITS + ".,%$-"), min_size=1, max_size=4),
    st.sampled_from(["ab) ab", "ab (ab", "ab] ab", "ab [ab"]),
    st.sampled_from(["  ", " ", "! ", "\u00a0", ": "]),
    st.sampled_from([RLI, PDI, *EXPLICIT]),
    paragraphs,
    sentences,
)
long_texts = st.lists(pieces, min_size=1, max_size=24).map("".join).filter(len)


def whole_rows(text: str, width: int, *, reveal: bool = False) -> list[Row]:
    cells = find_paragraph_cells(text, 0, paragraph_direction(text), PieceShaper(), reveal=reveal)
    return list(rows_of_paragraph(cells, width, 0, len(text)))


def long_rows(text: str, width: int, length: int, *, reveal: bool = False) -> LongRows:
    base = paragraph_direction(text)
    paragraph = LongParagraph(text, 0, len(text), base, PieceShaper(), length=length)
    return LongRows(paragraph, width, 0, len(text), reveal=reveal)


@given(long_texts, widths, st.integers(min_value=1, max_value=12), st.booleans())
@example(f"{BEH * 3}({BEH * 3} ab) {BEH * 9}) 1", 5, 3, False)
@example(f"({BEH * 5} ab) ab", 9, 2, False)  # the closing bracket stands between Latin letters
@example(f"{BEH} ab (ab {BEH * 5})", 9, 2, False)  # so does the opening one
@example(f"{BEH} [ab cd ef] {BEH}", 4, 2, False)  # a pair that holds no letter of the base direction
@example(f"{BEH * 4} 1{BEH * 4} 1-2", 3, 3, False)  # W2 looks back over a cut
@example(f"{'(' * 64}{BEH * 8} ab (ab {BEH} ab) ab", 30, 66, False)  # too many open: the pair is none
@example(f"{BEH * 6} {RLI}a {BEH * 6}{PDI} {BEH * 6}{RLE} a{BEH * 6}", 7, 4, False)
@example(f"{BEH * 3}{' ' * 20}{BEH * 3}", 4, 2, False)
@examples(1500)
def test_stretches_give_the_rows_of_the_whole(text: str, width: int, length: int, reveal: bool) -> None:
    assert list(long_rows(text, width, length, reveal=reveal)) == whole_rows(text, width, reveal=reveal)


@given(long_texts, widths, st.integers(min_value=1, max_value=12), st.data())
@examples(300)
def test_a_row_is_the_same_whichever_is_asked_for_first(
    text: str, width: int, length: int, data: st.DataObject
) -> None:
    expected, rows = whole_rows(text, width), long_rows(text, width, length)
    offset = data.draw(st.integers(min_value=0, max_value=len(text)))
    number = max(i for i, row in enumerate(expected) if row.start <= offset)
    assert rows.index_of(offset) == number
    assert rows[number] == expected[number]
    assert rows.has(number)
    assert not rows.has(len(expected))
    assert len(rows) == len(expected)
    assert rows[-1] == expected[-1]


def test_a_text_in_the_middle_of_another_keeps_its_offsets() -> None:
    text = f"ab\n{BEH * 9} {BEH * 9}\ncd"
    base = paragraph_direction(text[3:22])
    rows = LongRows(LongParagraph(text, 3, 22, base, PieceShaper(), length=4), 6, 1, 23, reveal=False)
    assert [(row.paragraph, row.start, row.end, row.next) for row in rows] == [
        (1, 3, 9, 9),
        (1, 9, 12, 13),
        (1, 13, 19, 19),
        (1, 19, 22, 23),
    ]


def test_letters_are_cut_and_neither_marks_nor_lam_alef_nor_isolates() -> None:
    text = f"{BEH}{FATHA}{BEH}{LAM}{ALEF}{BEH} {RLI}{BEH * 6}{PDI} ({BEH * 4} {BEH})"
    stretches = Stretches(text, 0, len(text), "rtl", 1)
    found = [stretches[number] for number in range(6)]
    # cuts stand before the second letter of beh-lam, alef-beh and each beh-beh outside the isolate
    assert [stretch.start for stretch in found] == [0, 3, 5, 18, 19, 20]
    assert not stretches.has(6)
    assert [stretch.around.before for stretch in found] == ["", BEH, ALEF, f"({BEH}", f"({BEH}", f"({BEH}"]
    assert [stretch.around.after for stretch in found] == [LAM, BEH, f"{BEH})", f"{BEH})", f"{BEH})", ""]
