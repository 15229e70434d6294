"""Words are read with and without clitics, and give their places in the text."""

from __future__ import annotations

import pytest

from hashiya.suggest.actors.words import Words, has_article, readings


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("موسكو", ["موسكو"]),
        ("وموسكو", ["وموسكو", "موسكو"]),
        ("وبموسكو", ["وبموسكو", "بموسكو", "موسكو"]),
        ("للكرملين", ["للكرملين", "الكرملين", "لكرملين"]),
        ("وللكرملين", ["وللكرملين", "للكرملين", "الكرملين", "لكرملين"]),
        ("به", ["به"]),
        ("", []),
    ],
)
def test_a_word_is_read_whole_and_less_its_clitics(letters: str, expected: list[str]) -> None:
    assert [each.rest for each in readings(letters)] == expected


def test_letters_are_left_out_with_their_marks() -> None:
    text = "قال: وَلِلْكرملين رأي"
    words = Words(text)
    assert words.span(1, 1, 2).cut(text) == "لْكرملين"
    assert words.span(1, 2, 1).cut(text) == "لِلْكرملين رأي"


def test_signs_between_words_are_kept_without_spaces() -> None:
    words = Words("قال «نعم»،\nثم غادر.")
    assert [word.gap for word in words.all] == ["", "«", "»،\n", ""]
    assert words[4].gap == ".\n"
    assert words[-1].begins_sentence
    assert words[20].letters == ""


def test_the_preposition_is_told_from_the_name_by_its_last_letter() -> None:
    assert [word.letters for word in Words("على علي").all] == ["على", "علي"]


def test_the_preposition_is_told_from_the_name_where_it_is_always_written_with_yeh() -> None:
    text = "حصل علي المال علي عجل علي مضض علي الفور"
    assert {word.letters for word in Words(text).all if word.letters.startswith("عل")} == {"على"}


@pytest.mark.parametrize(("letters", "expected"), [("الكرملين", True), ("التزام", False), ("كرملين", False)])
def test_the_article_is_told_from_the_first_letters_of_a_root(letters: str, expected: bool) -> None:
    assert has_article(letters) == expected
