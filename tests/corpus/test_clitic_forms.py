"""Words behind clitics."""

from __future__ import annotations

import pytest

from hashiya.corpus.clitic_forms import forms_of


@pytest.mark.parametrize(
    ("word", "form", "before"),
    [
        ("روسيا", "روسيا", 0),
        ("روسيا", "وروسيا", 1),
        ("روسيا", "ولروسيا", 2),
        ("رييس", "الرييس", 0),
        ("رييس", "وبالرييس", 2),
        ("رييس", "للرييس", 1),
        ("الرييس", "فللرييس", 2),
        ("الرييس", "والرييس", 1),
        ("اللجنه", "للجنه", 0),
        ("لجنه", "للجنه", 1),
        ("الله", "لله", 0),
        ("الله", "والله", 1),
        ("يقول", "وسيقول", 2),
        ("50", "ب50", 1),
        ("7", "ول7", 2),
    ],
)
def test_clitics_before_a_word_are_counted(word: str, form: str, before: int) -> None:
    assert forms_of(word)[form] == before


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("زير", "وزير"),
        ("احد", "واحد"),
        ("عيد", "بعيد"),
        ("عد", "فبعد"),
        ("ان", "وكان"),
        ("علي", "عليه"),
        ("الرييس", "رييس"),
        ("رييس", "ورييسه"),
        ("و", "وو"),
        ("روسيا", "سروسيا"),
    ],
)
def test_other_words_are_no_forms(word: str, form: str) -> None:
    assert form not in forms_of(word)


def test_the_first_word_of_a_phrase_gets_no_article() -> None:
    forms = forms_of("وزير", with_article=False)
    assert "الوزير" not in forms
    assert "لوزير" in forms
