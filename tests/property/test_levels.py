"""Levels found on a shortened text are those of the whole text; shaping by pieces is shaping of the whole."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from hashiya.layout import Direction, Document, _bidi_classes, clusters, lay_out_line
from hashiya.layout.clusters import find_clusters
from hashiya.layout.direction import paragraph_direction
from hashiya.layout.embedding import python_bidi_base_level, python_bidi_levels
from hashiya.layout.isolates import paragraph_levels
from hashiya.layout.levels import LEVEL, base_direction, embedding_levels, is_level_throughout
from hashiya.layout.reorder import row_levels
from hashiya.layout.shaping import PieceShaper, shape
from hashiya.text.ranges import expand_ranges
from hashiya.text.widths import character_width
from tests.layout.positions import visual_order
from tests.property.strategies import ARABIC, DIGITS, EXPLICIT, FORMATS, HEBREW, MARKS, paragraphs, sentences
from tests.shares import examples

# short runs of each class next to each other
runs = st.lists(
    st.one_of(
        *(
            st.text(st.sampled_from(group), min_size=1, max_size=4)
            for group in (ARABIC, HEBREW, "abz", MARKS, DIGITS, EXPLICIT, FORMATS, " \t", "()[]", ".,:-+%$!")
        )
    ),
    max_size=20,
).map("".join)
# not there for UAX #9 (X9)
REMOVED = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF", ""}
BRACKETS = expand_ranges(_bidi_classes.BRACKET)
directions: st.SearchStrategy[Direction] = st.sampled_from(["rtl", "ltr"])
any_paragraph = st.one_of(runs, paragraphs, sentences)


@given(any_paragraph, st.sampled_from([0, 1]))
@examples(1500)
def test_shortening_changes_no_level(text: str, base_level: int) -> None:
    expected = paragraph_levels(text, base_level) if text else b""
    assert embedding_levels(text, base_level) == expected


@given(any_paragraph, st.sampled_from([0, 1]))
@examples(1500)
def test_isolates_resolved_one_by_one_have_the_levels_of_the_whole(text: str, base_level: int) -> None:
    # python-bidi is wrong about some brackets behind isolates, and what is not drawn has no level of its own
    text = "".join(character for character in text if ord(character) not in BRACKETS)
    if text:
        drawn = [
            index
            for index, character in enumerate(text)
            if unicodedata.bidirectional(character) not in REMOVED
        ]
        whole, parts = python_bidi_levels(text, base_level), paragraph_levels(text, base_level)
        assert [parts[index] for index in drawn] == [whole[index] for index in drawn]


@given(any_paragraph, directions)
@examples(500)
def test_a_text_called_level_throughout_is(text: str, direction: Direction) -> None:
    if text and is_level_throughout(text, direction):
        assert set(paragraph_levels(text, LEVEL[direction])) == {LEVEL[direction]}


@given(any_paragraph)
@examples(500)
def test_base_direction_is_that_of_python_bidi(text: str) -> None:
    assert LEVEL[base_direction(text)] == python_bidi_base_level(text)


@given(any_paragraph, st.sampled_from(["rtl", "ltr", None]))
@examples(500)
def test_a_line_equals_the_plain_way_to_lay_it_out(text: str, base: str | None) -> None:
    """Whole shaping, whole levels, one code point at a time: no pieces, no shortened text."""
    direction = paragraph_direction(text) if base is None else ("rtl" if base == "rtl" else "ltr")
    level = LEVEL[direction]
    texts, lengths, _ = find_clusters(text, tuple(shape(text)))
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    levels = row_levels(text, paragraph_levels(text, level) if text else b"", level)
    row = lay_out_line(text, direction if base else None)
    assert row.base == direction
    assert [(cell.start, cell.end) for cell in sorted(row.cells)] == [
        (start, start + length) for start, length in zip(starts, lengths, strict=True)
    ]
    # a cell stands where its base stands among the code points
    lead = next((i for i in range(len(text)) if find_clusters(text[i], (text[i],)).texts[0][0] != " "), 0)
    first_base = base_offset(text, 0, lengths[0]) if text else 0
    bases = {first_base if start == 0 else start: start for start in starts}
    assert [cell.start for cell in row.cells] == [bases[i] for i in visual_order(levels) if i in bases]
    for cell in row.cells:
        drawn = texts[starts.index(cell.start)]
        assert cell.text[1:] == drawn[1:]
        if cell.text != drawn:
            assert levels[first_base if cell.start == 0 else cell.start] % 2
    del lead


def base_offset(text: str, start: int, end: int) -> int:
    """The first code point of a cell that takes columns, or its first one if none does."""
    return next((i for i in range(start, end) if character_width(ord(text[i]))), start)


@given(any_paragraph, st.integers(min_value=2, max_value=12))
@examples(500)
def test_rows_take_levels_from_the_paragraph_and_order_from_the_row(text: str, width: int) -> None:
    document = Document(text, width)
    for index in range(document.paragraph_count):
        start, end, _ = document.paragraph(index)
        base_level = LEVEL[document.base(index)]
        levels = paragraph_levels(text[start:end], base_level) if end > start else b""
        for row in document.rows(index):
            own = slice(row.start - start, row.end - start)
            order = visual_order(row_levels(text[row.start : row.end], levels[own], base_level))
            bases = {base_offset(text, cell.start, cell.end): cell.start for cell in row.cells}
            seen = [bases[row.start + i] for i in order if row.start + i in bases]
            assert [cell.start for cell in row.cells] == seen


@given(any_paragraph)
def test_shaping_word_by_word_is_shaping_the_whole(text: str) -> None:
    assert shape(text) == " ".join(shape(word) for word in text.split(" "))


@given(st.lists(any_paragraph, max_size=4))
def test_shaping_piece_by_piece_is_shaping_the_whole(paragraphs_of_a_text: list[str]) -> None:
    shaper = PieceShaper()
    for text in paragraphs_of_a_text:
        assert shaper.shape(text) == tuple(shape(text))


@given(any_paragraph)
@examples(500)
def test_cells_are_those_of_a_pattern_that_is_matched_from_end_to_end(text: str) -> None:
    parts = text.translate(clusters._parts(reveal=False))
    shaped = shape(text)
    bases = tuple({"t": " ", "c": "\ufffd"}.get(part, own) for own, part in zip(shaped, parts, strict=True))
    matches = list(clusters._cluster().finditer(parts))
    drawn = [clusters._draw_cluster(match, text, bases, parts) for match in matches]
    found = find_clusters(text, tuple(shaped))
    assert list(found.lengths) == [match.end() - match.start() for match in matches]
    assert list(zip(found.texts, found.kinds, strict=True)) == drawn
