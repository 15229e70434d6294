from __future__ import annotations

import re

from hashiya.terminal.pieces import PieceReader, joined_text, merged, reversed_cells, rows_with, with_texts


def test_neighbours_of_one_style_are_one_piece() -> None:
    pieces = [("a", "red"), ("b", "red"), ("c", "blue"), ("d", "red")]
    assert merged(pieces) == [("ab", "red"), ("c", "blue"), ("d", "red")]


def test_neighbours_without_a_style_are_one_piece() -> None:
    assert merged([("a", None), ("b", None), ("c", "red")]) == [("ab", None), ("c", "red")]


def test_code_points_are_taken_over_the_ends_of_pieces() -> None:
    source = PieceReader([("abc", 1), ("d", 2), ("ef", 3)])
    assert source.take(0) == []
    assert source.take(2) == [("ab", 1)]
    assert source.take(3) == [("c", 1), ("d", 2), ("e", 3)]
    assert source.take(1) == [("f", 3)]


def test_rows_get_back_what_is_made_of_their_text() -> None:
    rows = [[("ab", 1), ("c", 2)], [], [("d", 3)]]
    text = joined_text(rows)
    assert with_texts(text, rows) == rows
    changed = text.replace("a", "xy").replace("d", "")
    assert with_texts(changed, rows) == [[("xyb", 1), ("c", 2)], [], [("", 3)]]


def test_rows_in_which_a_pattern_is_found_are_known_by_their_indices() -> None:
    text = joined_text([[("ab", 1)], [], [("b", 1), ("bb", 2)], [("a", 1)]])
    assert rows_with(re.compile("b"), text) == {0, 2}


def test_reversed_cells_keep_their_marks_behind_them() -> None:
    assert reversed_cells("\u0628\u0627") == "\u0627\u0628"
    assert reversed_cells("\u0628\u064e\u0651\u0627") == "\u0627\u0628\u064e\u0651"
