"""^D from a program that hides the end of the terminal, and ^D that is typed."""

from __future__ import annotations

import pytest

from hashiya.terminal.input.patience import Patience
from hashiya.terminal.input.sign_of_life import SILENCE, SignOfLife

ANSWER = b"\x1b[?62;c"


def answering() -> Patience:
    """What is known of a terminal that has answered a question."""
    patience = Patience()
    patience.expect(b"\x1b[?", b"c", 0.0)
    patience.answered(ANSWER)
    return patience


def test_a_terminal_that_says_nothing_after_end_of_input_is_gone() -> None:
    sign = SignOfLife(answering())
    assert sign.take(b"\x04", 10.0)
    assert not sign.is_missing(10.0 + SILENCE - 0.01)
    assert sign.is_missing(10.0 + SILENCE)


@pytest.mark.parametrize("data", [ANSWER, ANSWER[:1], b"e", b"\x1b[I", b"\x00"])
def test_any_byte_is_a_sign_of_life(data: bytes) -> None:
    sign = SignOfLife(answering())
    assert sign.take(b"\x04", 10.0)
    assert not sign.take(data, 11.5)
    assert not sign.is_missing(1000.0)


def test_each_end_of_input_asks_anew() -> None:
    sign = SignOfLife(answering())
    assert sign.take(b"a\x04", 10.0)
    assert sign.take(b"\x04", 11.5)
    assert not sign.is_missing(13.0)
    assert sign.is_missing(13.5)


@pytest.mark.parametrize("data", [b"\x04a", b"\x03", b"\x1b[100;5u"])
def test_other_keys_ask_nothing(data: bytes) -> None:
    sign = SignOfLife(answering())
    assert not sign.take(data, 10.0)
    assert not sign.is_missing(1000.0)


def test_a_terminal_that_has_never_answered_is_not_asked() -> None:
    patience = Patience()
    patience.expect(b"\x1b[?", b"c", 0.0)
    patience.answered(b"\x1b[?997;1n")  # a report that nobody asked for
    sign = SignOfLife(patience)
    assert not sign.take(b"\x04", 10.0)
    assert not sign.is_missing(1000.0)
