"""Tokens and the spaces between them."""

from __future__ import annotations

import pytest

from hashiya.exchange.tokens import iter_spaced_tokens
from hashiya.text.spans import Span
from tests.exchange.test_round_trips import HARD, spans_over
from tests.memory import peak_of


@pytest.mark.parametrize("text", ["", " ", "  قال  الوزير \n\n إن ", HARD])
def test_tokens_and_spaces_make_up_the_text(text: str) -> None:
    spans = spans_over(text)
    tokens = list(iter_spaced_tokens(text, spans))
    assert "".join(token.cut(text) + " " * has_space for token, has_space in tokens) == text
    assert {span.start for span in spans} <= {token.start for token, _ in tokens}
    assert {span.end for span in spans} <= {token.end for token, _ in tokens}


def test_a_space_in_a_span_at_its_edge_is_a_token() -> None:
    tokens = [token for token, _ in iter_spaced_tokens("قال ثم", [Span(0, 4)])]
    assert tokens == [(0, 3), (3, 4), (4, 6)]
    assert [token for token, _ in iter_spaced_tokens("قال ثم", [Span(0, 6)])] == [(0, 3), (4, 6)]


def test_a_long_word_takes_little_memory() -> None:
    text = "كَ" * 200_000
    assert peak_of(lambda: list(iter_spaced_tokens(text, []))) < 20 * len(text)
