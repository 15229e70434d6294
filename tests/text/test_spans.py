from __future__ import annotations

import pytest

from hashiya.text.spans import Span


@pytest.mark.parametrize(
    ("text", "span", "trimmed"),
    [
        ("a b c", (1, 4), (2, 3)),
        ("a b c", (2, 3), (2, 3)),
        ("a b\n\nc", (2, 5), (2, 3)),
        ("\u00a0a\u3000\t", (0, 4), (1, 2)),
        ("a  b", (1, 3), (1, 3)),
        ("a\u200f", (0, 2), (0, 2)),
    ],
)
def test_a_span_is_trimmed_to_what_can_be_seen(
    text: str, span: tuple[int, int], trimmed: tuple[int, int]
) -> None:
    assert Span(*span).trimmed(text) == trimmed
