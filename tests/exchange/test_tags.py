"""BIO tags."""

from __future__ import annotations

from hashiya.exchange.tags import spans_of, tags_of
from hashiya.text.spans import Span
from tests.exchange.test_round_trips import document

TOKENS = [Span(0, 2), Span(3, 5), Span(6, 8), Span(9, 11)]


def tags(*spans: tuple[int, int]) -> list[str]:
    return list(tags_of(TOKENS, document("x" * 12, [Span(*span) for span in spans]).annotations))


def test_the_first_token_of_a_span_begins_it() -> None:
    assert tags((3, 8)) == ["O", "B-ACTOR", "I-ACTOR", "O"]
    assert tags((0, 2), (3, 5)) == ["B-ACTOR", "B-EVENT", "O", "O"]
    assert tags((2, 5)) == ["O", "B-ACTOR", "O", "O"]


def test_of_spans_that_overlap_the_shorter_has_the_tag() -> None:
    assert tags((0, 8), (3, 5)) == ["O", "B-EVENT", "O", "O"]


def test_spans_of_tags_end_at_another_label_and_at_the_end() -> None:
    assert list(spans_of(["B-X", "I-X", "I-Y", "O", "I-X", "B-X"])) == [
        (0, 2, "X"),
        (2, 3, "Y"),
        (4, 5, "X"),
        (5, 6, "X"),
    ]
    assert list(spans_of(["S-X", "B-Y", "E-Y"])) == [(0, 1, "X"), (1, 3, "Y")]
    assert list(spans_of([])) == []
