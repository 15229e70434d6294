from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.session.compact_lines import CompactLines, narrowed


@given(st.text(), st.text())
def test_narrowing_twice_gives_the_text_and_a_part_is_found_as_before(text: str, part: str) -> None:
    assert narrowed(narrowed(text)) == text
    assert len(narrowed(text)) == len(text)
    assert (narrowed(part) in narrowed(text)) == (part in text)


def test_arabic_takes_one_byte_a_letter() -> None:
    text = "زيارة وفد سوري إلى موسكو، 3 أكتوبر" * 100
    assert sys.getsizeof(narrowed(text)) < len(text) + 100


def test_letters_keep_their_order() -> None:
    letters = [chr(code) for code in range(0x0620, 0x064B)]
    assert sorted(letters, key=narrowed) == letters


@pytest.mark.parametrize(
    "texts",
    [
        ["a"],
        ["", "ب", ""],
        ["خبر\n1", "é.txt", "\udcff.txt", "🙂"],
        ["ا" * 65_532, "ب"],
        ["ا" * 65_533, "ب"],
        ["ا" * 65_536, "ب"],
    ],
)
def test_texts_are_found_by_index_and_replaced(texts: list[str]) -> None:
    lines = CompactLines(texts)
    assert len(lines) == len(texts)
    assert [narrowed(lines[index]) for index in range(len(texts))] == texts
    assert [narrowed(line) for line in lines.split()] == texts
    lines.replace({0: "عنوان\0طويل"})
    assert [narrowed(line) for line in lines.split()] == ["عنوان طويل", *texts[1:]]
    assert narrowed(lines[0]) == "عنوان طويل"
