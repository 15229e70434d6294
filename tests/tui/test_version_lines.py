"""The words of the text that are shown around the bounds of versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from hashiya.text.spans import Span
from hashiya.tui.version_lines import version_strips, windows

MARK, AROUND = Style(bold=True), Style(dim=True)


def test_near_edges_share_one_part_with_words_on_both_sides() -> None:
    [part] = windows("س" * 200, [50, 60], 40)
    assert part.start < 50
    assert part.end > 60
    assert part.end - part.start <= 40


def test_words_between_edges_are_shown_where_there_is_room_for_all() -> None:
    assert windows("س" * 200, [50, 80], 33) == [Span(49, 81)]


def test_far_edges_have_a_part_each() -> None:
    assert [
        any(place in range(*part) for part in windows("س" * 1000, [50, 900], 40)) for place in (50, 900, 400)
    ] == [
        True,
        True,
        False,
    ]


def test_the_edges_of_the_text_are_no_obstacle() -> None:
    assert windows("س" * 5, [0, 5], 40) == [Span(0, 5)]


def test_words_at_the_ends_of_a_part_are_whole() -> None:
    text = "كلمة " * 40
    [part] = windows(text, [100, 104], 33)
    assert part.cut(text).split() == ["كلمة"] * 5


@given(st.sets(st.integers(0, 500), min_size=1, max_size=4), st.integers(30, 120))
def test_parts_show_every_edge_in_the_columns_that_there_are(edges: set[int], width: int) -> None:
    parts = windows("كلمة و" * 84, edges, width)
    assert all(any(part.start <= edge <= part.end for part in parts) for edge in edges)
    assert sum(part.end - part.start for part in parts) + 3 * (len(parts) - 1) <= width


def test_the_words_of_a_version_have_its_style() -> None:
    text = "قال الوزير إن الوفد\nوصل أمس"
    [strip] = version_strips(text, [Span(0, len(text))], [(Span(4, 10), MARK)], 60, AROUND)
    marked = [part for part in strip if part.style == MARK]
    assert sum(len(part.text) for part in marked) == 6
    assert strip.cell_length == 60


def test_more_words_than_a_row_holds_are_wrapped_and_every_row_is_full_width() -> None:
    text = "قال الوزير إن الوفد وصل أمس"
    strips = version_strips(text, [Span(0, len(text))], [(Span(0, len(text)), MARK)], 10, AROUND)
    assert len(strips) > 1
    assert {strip.cell_length for strip in strips} == {10}


def test_a_mark_across_a_gap_is_drawn_on_both_sides_of_it() -> None:
    text = "س" * 100
    [strip] = version_strips(text, [Span(0, 8), Span(92, 100)], [(Span(4, 96), MARK)], 40, AROUND)
    assert [part.style for part in strip if part.text.strip()] == [AROUND, MARK, AROUND, MARK, AROUND]
