"""Shapes of words, and names between marks."""

from __future__ import annotations

import pytest

from hashiya.suggest.quotations.grammar import is_clause, is_imperfect
from hashiya.text.folding import fold


@pytest.mark.parametrize("word", ["يعكس", "تتابع", "سيعود", "وسيعود", "يؤكد", "سنكافح"])
def test_verbs_in_the_imperfect(word: str) -> None:
    assert is_imperfect(fold(word))


@pytest.mark.parametrize("word", ["يوم", "يونيو", "يوسف", "تهيئة", "كتاب", "الذي", "سامي"])
def test_words_that_are_no_verb_in_the_imperfect(word: str) -> None:
    assert not is_imperfect(fold(word))


@pytest.mark.parametrize(
    "text", ["لن نغادر", "إن الطريق مفتوح", "نحن هنا", "تتفهم خيارات دمشق", "الوضع يدعو إلى القلق"]
)
def test_clauses(text: str) -> None:
    assert is_clause(text, 0, len(text))


@pytest.mark.parametrize("text", ["", "الحياد النشط", "قوات سوريا الديموقراطية", "مؤتمر سابك 2020", "النهار"])
def test_names_are_no_clauses(text: str) -> None:
    assert not is_clause(text, 0, len(text))
