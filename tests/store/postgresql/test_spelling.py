"""Any text of Python is kept by PostgreSQL and comes back, in the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.store.postgresql.spelling import spelled, unspelled

TEXTS = st.text(
    st.one_of(st.sampled_from("\0\x01\x02\ud7fe\ud7ff\ud800\udc80\udfff\ue000!0a"), st.characters())
)


@given(TEXTS)
def test_a_text_comes_back(text: str) -> None:
    kept = spelled(text)
    assert "\0" not in kept
    assert unspelled(kept.encode().decode()) == text


@given(TEXTS, TEXTS)
def test_spelled_texts_are_in_the_order_of_the_texts(first: str, second: str) -> None:
    assert (spelled(first) < spelled(second)) == (first < second)
