from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.anchor import describe
from hashiya.annotation.selector import Selector, occurrences
from hashiya.text.spans import Span, holds


def test_the_context_is_48_code_points_at_most() -> None:
    text = "ا" * 100 + "قال" + "ب" * 100
    assert describe(text, 100, 103)[:4] == ("قال", "ا" * 48, "ب" * 48, 100)
    assert describe(text, 2, 4)[:4] == ("اا", "اا", "ا" * 48, 2)
    assert describe(text, 201, 203).suffix == ""


def test_overlapping_occurrences_are_all_found() -> None:
    assert list(occurrences("aaaa", Selector("aa"))) == [Span(0, 2), Span(1, 3), Span(2, 4)]


def test_an_empty_quotation_stands_nowhere() -> None:
    assert list(occurrences("abc", Selector(""))) == []


def test_a_quotation_holds_only_at_its_own_place() -> None:
    assert holds("abcabc", Span(3, 6), "abc")
    assert not holds("abcabc", Span(2, 5), "abc")
    assert not holds("abcabc", Span(3, 7), "abc")
    assert not holds("abcabc", Span(-3, 6), "abc")


@given(st.text(alphabet="abا\u0301", max_size=40), st.data())
def test_whatever_is_described_is_among_its_occurrences(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(occurrences(text, describe(text, start, end)))
    assert (Span(start, end) in found) == (start < end)
