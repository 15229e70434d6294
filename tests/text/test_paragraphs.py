"""Where paragraphs end."""

from __future__ import annotations

import pytest

from hashiya.text.paragraphs import context_of, find_paragraphs, first_paragraph, last_paragraph
from hashiya.text.spans import Span


def paragraphs(text: str) -> list[str]:
    starts, ends = find_paragraphs(text)
    return [text[start:end] for start, end in zip(starts, ends, strict=False)]


@pytest.mark.parametrize("separator", ["\n", "\r", "\r\n", "\x1c", "\x1d", "\x1e", "\x85", "\u2029"])
def test_every_class_b_character_ends_a_paragraph(separator: str) -> None:
    text = f"a{separator}{separator}b{separator}"
    assert paragraphs(text) == ["a", "", "b"]
    assert paragraphs(text + "c") == ["a", "", "b", "c"]


@pytest.mark.parametrize("separator", ["\n", "\r", "\r\n", "\x1c", "\x1d", "\x1e", "\x85", "\u2029"])
def test_the_text_beside_a_place_ends_at_every_separator(separator: str) -> None:
    assert last_paragraph(f"a{separator}b") == "b"
    assert first_paragraph(f"a{separator}b{separator}c") == "a"
    assert last_paragraph("a") == first_paragraph("a") == "a"


def test_the_context_of_a_place_is_bounded_and_stays_in_its_paragraph() -> None:
    assert context_of("a\nb c d\ne", Span(4, 5)) == ("b ", " d")
    assert context_of("x" * 500, Span(200, 300)) == ("x" * 120, "x" * 120)
    assert context_of("c", Span(0, 1)) == ("", "")


def test_carriage_return_and_line_feed_are_one_separator_in_this_order_only() -> None:
    assert paragraphs("a\r\nb\n\rc") == ["a", "b", "", "c"]


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\u2028", "\x1f"])
def test_other_line_breaks_end_none(character: str) -> None:
    assert paragraphs(f"a{character}b") == [f"a{character}b"]


def test_an_empty_text_has_none_and_a_separator_alone_has_one() -> None:
    assert paragraphs("") == []
    assert paragraphs("\n") == [""]
    assert paragraphs("\r\n") == [""]


def test_starts_end_with_the_length_of_the_text() -> None:
    for text in ("a", "a\n", "a\r\nb", "\n\n", ""):
        starts, ends = find_paragraphs(text)
        assert starts[-1] == len(text)
        assert len(starts) == len(ends) + 1
