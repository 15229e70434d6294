from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.beginnings import common_length


@pytest.mark.parametrize(
    ("first", "second", "length"),
    [
        ("", "", 0),
        ("قسد", "", 0),
        ("قسد", "قسد", 3),
        ("قسد", "قسم", 2),
        ("قسد", "قسد هنا", 3),
        ("ab", "xb", 0),
    ],
)
def test_it_counts_what_is_the_same(first: str, second: str, length: int) -> None:
    assert common_length(first, second) == common_length(second, first) == length


@given(st.text("ab"), st.text("ab"))
def test_it_is_the_longest_common_beginning(first: str, second: str) -> None:
    length = common_length(first, second)
    assert first[:length] == second[:length]
    assert first[: length + 1] != second[: length + 1] or length == min(len(first), len(second))
