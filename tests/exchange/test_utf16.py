"""Offsets in UTF-16 code units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.exchange.utf16 import Utf16, units_of


@given(st.text(alphabet="aب😀👍\ufeff\U0010ffff"))
def test_units_are_those_of_the_encoded_text(text: str) -> None:
    offsets = Utf16(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.units(offset) == units
        assert offsets.code_points(units) == offset


def test_an_offset_between_two_halves_is_that_of_the_beginning() -> None:
    assert Utf16("ا😀ب").code_points(2) == 1


def test_the_length_in_units_is_that_of_all_characters() -> None:
    assert units_of("a😀\ud800") == 4
    assert units_of("") == 0
