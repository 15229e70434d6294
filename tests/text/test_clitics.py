"""Clitics of one letter at the beginning of a word."""

from __future__ import annotations

import pytest

from hashiya.text.clitics import after_clitic, are_clitics
from hashiya.text.spans import Span


@pytest.mark.parametrize(
    ("word", "rest"),
    [("وموسكو", "موسكو"), ("للوفد", "لوفد"), ("وَموسكو", "موسكو"), ("بروسيا", "روسيا"), ("فبدمشق", "بدمشق")],
)
def test_a_clitic_is_one_letter_with_its_marks(word: str, rest: str) -> None:
    offset = after_clitic(word, Span(0, len(word)))
    assert offset is not None
    assert word[offset:] == rest


@pytest.mark.parametrize("word", ["موسكو", "له", "و", "بك", "2025", "NATO", "و5"])
def test_a_word_without_a_clitic_has_none(word: str) -> None:
    assert after_clitic(word, Span(0, len(word))) is None


@pytest.mark.parametrize("letters", ["", "و", "وب", "فل"])
def test_clitics_have_an_order(letters: str) -> None:
    assert are_clitics(letters, 0, len(letters))


@pytest.mark.parametrize("letters", ["بو", "م", "وو", "لال"])
def test_other_letters_are_no_clitics(letters: str) -> None:
    assert not are_clitics(letters, 0, len(letters))
