"""Blocks of a passage: they cover it, end after spaces, and are the same whichever is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.blocks import block_at, blocks_from, blocks_to
from hashiya.text.spans import Span


def test_a_block_ends_after_the_first_space_at_its_length() -> None:
    text = "ab cd efghijk l mn"
    assert list(blocks_from(text, 0, 0, len(text), 4)) == [Span(0, 6), Span(6, 14), Span(14, 18)]


def test_a_passage_without_spaces_is_one_block() -> None:
    assert block_at("abcdefgh", 7, 0, 8, 2) == Span(0, 8)


def test_offsets_count_in_the_whole_text() -> None:
    assert list(blocks_from("xx\nab cd ef", 3, 3, 11, 2)) == [Span(3, 6), Span(6, 9), Span(9, 11)]


@given(
    st.text(st.sampled_from("ab  ")),
    st.integers(min_value=1, max_value=9),
    st.integers(min_value=0, max_value=3),
)
def test_blocks_cover_a_passage_and_hold_the_offsets_that_lead_to_them(
    body: str, length: int, start: int
) -> None:
    text = "\n" * start + body
    end = len(text)
    blocks = list(blocks_from(text, start, start, end, length))
    assert [block.end for block in blocks[:-1]] == [block.start for block in blocks[1:]]
    assert not blocks or (blocks[0].start, blocks[-1].end) == (start, end)
    assert all(text[block.end - 1] == " " for block in blocks[:-1])
    assert list(blocks_to(text, end, start, end, length)) == blocks[::-1]
    for block in blocks:
        assert all(block_at(text, at, start, end, length) == block for at in range(block.start, block.end))
