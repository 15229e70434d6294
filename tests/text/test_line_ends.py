"""Offsets in two texts that differ in the ends of their lines alone."""

from __future__ import annotations

import pytest

from hashiya.text.line_ends import carried_offsets

CRLF = "أ\r\n\r\nب\rج\n"
LF = "أ\n\nب\rج\n"


@pytest.mark.parametrize("letter", ["أ", "ب", "ج"])
@pytest.mark.parametrize(("text", "other"), [(LF, CRLF), (CRLF, LF), (CRLF, CRLF.replace("ج\n", "ج\r\n"))])
def test_a_letter_is_found_at_its_offset(text: str, other: str, letter: str) -> None:
    carried = carried_offsets(text, other)
    assert carried is not None
    at = text.index(letter)
    assert (carried(at), carried(at + 1)) == (other.index(letter), other.index(letter) + 1)
    assert (carried(0), carried(len(text))) == (0, len(other))


def test_other_differences_are_not_carried_over() -> None:
    assert carried_offsets(LF, CRLF.replace("ب", "ت")) is None
    assert carried_offsets(LF, LF) is None
    assert carried_offsets(LF, LF.replace("ب\r", "ب\r\n")) is None
