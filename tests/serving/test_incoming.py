"""Messages of the page."""

from __future__ import annotations

import pytest

from hashiya.serving.incoming import Focus, Ping, Resized, Typed, cells_of, read_incoming


def test_what_the_page_sends_is_read() -> None:
    assert read_incoming('["stdin", "\u0634"]') == Typed("\u0634".encode())
    assert read_incoming('["resize", {"width": 80, "height": 24}]') == Resized(80, 24)
    assert read_incoming('["ping", "1"]') == Ping("1")
    assert read_incoming('["focus"]') == Focus(is_there=True)
    assert read_incoming('["blur"]') == Focus(is_there=False)


def test_a_half_of_a_pair_is_replaced() -> None:
    assert read_incoming('["stdin", "\\ud800"]') == Typed(b"?")


def test_a_size_is_one_that_is_laid_out() -> None:
    assert read_incoming('["resize", {"width": 999999999, "height": -3}]') == Resized(1000, 1)
    assert [cells_of(word, 80) for word in ("", "x", "-1", "\u0664", "9" * 5000, "99999", "0")] == [
        *[80] * 5,
        1000,
        1,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '["stdin"]',
        '["stdin", 1]',
        '["stdin", "a", "b"]',
        '["resize", {"width": "80", "height": 24}]',
        '["resize", {"width": 1e9, "height": 24}]',
        '["resize", [80, 24]]',
        '["ping", "' + "1" * 41 + '"]',
        '["deliver_file_start", "x"]',
        "[" * 100_000,
        '["resize", {"width": ' + "9" * 5000 + ', "height": 1}]',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  of any kind
        read_incoming(text)
