from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.exchange.webanno_cells import (
    divided,
    escaped,
    escaped_text,
    split_ending,
    unescaped,
    unescaped_text,
)
from tests.memory import peak_of

TEXTS = st.text(st.sampled_from("\\[]|_-> ;*\t\r\n\x00\x0b\x1fntrا😀"))


@given(TEXTS)
def test_a_value_comes_back_from_its_cell(value: str) -> None:
    cell = escaped(value)
    assert not set("\t\n") & set(cell)
    assert unescaped(cell) == value


@given(TEXTS)
def test_a_line_of_the_text_comes_back(line: str) -> None:
    written = escaped_text(line)
    assert not set("\t\r\n") & set(written)
    assert unescaped_text(written) == line


@given(st.lists(TEXTS, min_size=1))
def test_a_separator_inside_a_value_divides_no_cell(values: list[str]) -> None:
    cell = "|".join(map(escaped, values))
    assert [unescaped(each) for each in divided(cell, "|")] == values


_NUMBERS = re.compile(r"\[\d+\]")


@given(TEXTS)
def test_an_ending_is_split_off_and_what_is_escaped_is_none(value: str) -> None:
    cell = escaped(value)
    before, match = split_ending(f"{cell}[12]", _NUMBERS)
    assert (before, match and match[0]) == (cell, "[12]")
    assert split_ending(escaped(f"{value}[12]"), _NUMBERS)[1] is None


def test_a_long_value_takes_a_few_times_its_memory() -> None:
    cell = "ب" * 1_000_000 + "[1]"
    assert peak_of(lambda: split_ending(cell, _NUMBERS)) < 10 * len(cell)


@pytest.mark.parametrize(
    ("cell", "value"), [(r"\[ \]", "[ ]"), (r"a\->b", "a->b"), (r"\\t", r"\t"), (r"\x", r"\x"), ("\\", "\\")]
)
def test_escapes_are_those_of_inception(cell: str, value: str) -> None:
    assert unescaped(cell) == value


def test_control_characters_of_a_text_are_marked() -> None:
    assert escaped_text("a\tb\x07\x0b\\") == "a\\tb\\\x07\x0b\\\\"
