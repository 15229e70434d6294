"""Things beside rows: in their order, each on a line of its own, as near to its row as there is room."""

from __future__ import annotations

import pytest

from hashiya.tui.alignment import aligned, window_around


@pytest.mark.parametrize(
    ("wanted", "height", "lines"),
    [
        ([], 5, []),
        ([0, 3, 4], 5, [0, 3, 4]),
        ([1, 1, 1], 5, [1, 2, 3]),
        ([1, 1, 2, 9], 10, [1, 2, 3, 9]),
        ([3, 4, 4, 4], 5, [1, 2, 3, 4]),
        ([0, 4, 4], 5, [0, 3, 4]),
        ([4, 4, 4, 4, 4], 5, [0, 1, 2, 3, 4]),
    ],
)
def test_each_thing_is_on_its_line_or_the_next_free_one(
    wanted: list[int], height: int, lines: list[int]
) -> None:
    assert aligned(wanted, height) == lines


@pytest.mark.parametrize(("chosen", "first"), [(0, 0), (4, 0), (5, 0), (50, 45), (99, 90)])
def test_of_too_many_things_those_around_the_chosen_one_are_taken(chosen: int, first: int) -> None:
    window = window_around(100, chosen, 10)
    assert window == range(first, first + 10)
    assert chosen in window
