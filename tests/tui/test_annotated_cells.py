"""Annotations within annotations are told apart in the row, with any number of colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.tui.annotated_cells import put_annotations
from hashiya.tui.palette import palette_for, styles
from tests.session.marking import made, span_of

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "قال إن الوفد السوري زار موسكو أمس ثم عاد منها إلى دمشق في اليوم التالي مساء"
OUTER, INNER = "السوري زار موسكو أمس ثم عاد منها إلى دمشق في اليوم", "موسكو"
LONG = "وقال إن: العلاقات مع البلدان كلها متينة منذ سنوات كثيرة وستبقى كذلك في السنوات القادمة جدا"
DEPTHS = pytest.mark.parametrize("depth", list(ColourDepth))
WIDTH = 20
"""Columns: the outer annotation begins in the first row and ends in the last one, and fills others."""


class Look(NamedTuple):
    """What one sees of a style."""

    colour: object
    tint: object
    bold: bool
    underline: bool
    double: bool
    reverse: bool


def look(style: Style) -> Look:
    return Look(
        style.color,
        style.bgcolor,
        bool(style.bold),
        bool(style.underline),
        bool(style.underline2),
        bool(style.reverse),
    )


def marked(reader_of: ReaderOf, *marks: tuple[str, str]) -> Reader:
    """A reader of rows of `WIDTH` columns with annotations, each a label and words, and no caret on them."""
    reader = reader_of(TEXT)
    sha256 = reader.article.sha256
    annotations = [replace(made(TEXT, words, label), sha256=sha256) for label, words in marks]
    reader.working_copy.commit([Edit(None, each) for each in annotations], "test")
    reader.resize(WIDTH, 10)
    return reader


def looks(reader: Reader, depth: ColourDepth, words: str, but: str = "", text: str = TEXT) -> list[Look]:
    """How each letter of some words looks, in the order of the text, without the annotation of others."""
    palette = palette_for(depth, DEFAULT, dark=True)
    found: dict[int, Look] = {}
    for row in reader.document.iter_rows():
        cell_styles = [styles(palette).text] * len(row.cells)
        here = [each for each in reader.annotations.overlapping(row.start, row.end) if each.text != but]
        put_annotations(row, cell_styles, here, reader, palette)
        found |= {cell.start: look(style) for cell, style in zip(row.cells, cell_styles, strict=True)}
    span = span_of(text, words)
    return [found[start] for start in sorted(found) if span.start <= start < span.end]


@DEPTHS
@pytest.mark.parametrize("inner", ["ACTOR", "EVENT", "QUOTE"])
@pytest.mark.parametrize("outer", ["ACTOR", "EVENT", "QUOTE"])
def test_an_inner_annotation_differs_from_the_outer_and_from_one_alone(
    reader_of: ReaderOf, depth: ColourDepth, outer: str, inner: str
) -> None:
    reader = marked(reader_of, (outer, OUTER), (inner, INNER))
    nested = looks(reader, depth, INNER)
    assert nested != looks(reader, depth, INNER, but=INNER)
    assert nested != looks(reader, depth, INNER, but=OUTER)


@pytest.mark.parametrize("depth", [each for each in ColourDepth if each is not ColourDepth.NONE])
@pytest.mark.parametrize(("outer", "is_double"), [("ACTOR", False), ("EVENT", True), ("QUOTE", False)])
def test_the_underline_of_the_outer_goes_on_below_the_inner_and_no_other_is_drawn(
    reader_of: ReaderOf, depth: ColourDepth, outer: str, *, is_double: bool
) -> None:
    reader = marked(reader_of, (outer, OUTER), ("QUOTE", INNER))
    lines = [
        {(each.underline, each.double) for each in looks(reader, depth, words)} for words in (INNER, "السوري")
    ]
    assert lines == [{(not is_double, is_double)}, {(False, False)}]


def test_without_colours_a_long_quotation_is_no_slab_of_underlines(reader_of: ReaderOf) -> None:
    reader = marked(reader_of, ("QUOTE", OUTER))
    underlined = [each.underline for each in looks(reader, ColourDepth.NONE, OUTER)]
    assert underlined[0], "where it begins in a row"
    assert underlined[-1], "where it ends in a row"
    span = span_of(TEXT, OUTER)
    filled = [row for row in reader.document.iter_rows() if span.start <= row.start and row.end <= span.end]
    assert filled
    for row in filled:
        words = TEXT[row.start : row.end]
        assert not any(each.underline for each in looks(reader, ColourDepth.NONE, words))


def test_without_colours_an_inner_annotation_has_edges(reader_of: ReaderOf) -> None:
    reader = marked(reader_of, ("QUOTE", OUTER), ("QUOTE", INNER))
    edges = [each.reverse for each in looks(reader, ColourDepth.NONE, INNER)]
    assert edges == [True, False, False, False, True]


def test_of_a_long_annotation_that_is_lit_only_the_ends_are_bright(reader_of: ReaderOf) -> None:
    reader = reader_of(LONG)
    quote = replace(made(LONG, LONG[9:], "QUOTE"), sha256=reader.article.sha256)
    reader.working_copy.commit([Edit(None, quote)], "test")
    reader.resize(WIDTH, 10)
    before = [looks(reader, ColourDepth.FULL, each, text=LONG) for each in ("العلاقات", "متينة", "جدا")]
    reader.jump(quote.id)
    assert reader.lit == {quote.id}
    after = [looks(reader, ColourDepth.FULL, each, text=LONG) for each in ("العلاقات", "متينة", "جدا")]
    assert [now != then for now, then in zip(after, before, strict=True)] == [True, False, True]
    assert set(after[0]) == set(after[2])
