"""A long text has parts that are always the same."""

from __future__ import annotations

import pytest

from hashiya.suggest.parts import parts_between, parts_of


@pytest.mark.parametrize("text", ["كلمة\n" * 50_000, "كلمة " * 50_000, "ك" * 250_000, "كلمة\n", "ك" * 59_999])
def test_parts_follow_each_other_and_are_the_whole(text: str) -> None:
    parts = parts_of(text)
    assert "".join(part.cut(text) for part in parts) == text
    assert max(len(part.cut(text)) for part in parts) <= 75_000


def test_a_part_ends_at_the_end_of_a_line() -> None:
    text = "سطر من النص\n" * 10_000
    assert all(part.cut(text).endswith("\n") for part in parts_of(text))


def test_the_parts_of_a_place_are_those_of_the_text_and_the_next_one() -> None:
    text = "سطر من النص\n" * 10_000
    assert parts_between(text, 31_000, 32_000) == parts_of(text)[1:3]


def test_an_empty_text_has_no_part() -> None:
    assert parts_of("") == []
