"""Words as the index keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from hashiya.corpus import words as words_module
from hashiya.corpus.words import as_words, words_of
from hashiya.text.folding import fold
from tests.shares import examples

if TYPE_CHECKING:
    import pytest


@examples(200)
@given(st.text(st.sampled_from("وأمةى ـ\u064e\ufdfaA_-5٥\n\0") | st.characters(), max_size=80))
def test_words_have_the_offsets_of_the_folded_text(text: str) -> None:
    folded, words = fold(text), as_words(text)
    assert len(folded) == len(words)
    assert all(
        one == other or (other == " " and not one.isalnum()) for one, other in zip(folded, words, strict=True)
    )
    assert words_of(text).split() == words.split()


def test_a_long_text_has_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "قالَ، محمد " * 10
    expected = words_of(text).split()
    monkeypatch.setattr(words_module, "_LONG", 5)
    assert words_of(text).split() == expected
