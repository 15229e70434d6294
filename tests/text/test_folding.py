from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.folding import fold, is_left_out


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f"),  # alef with hamza above
        ("\u0625\u0644\u0649", "\u0627\u0644\u064a"),  # alef with hamza below, alef maqsura
        ("\u0622\u0644", "\u0627\u0644"),  # alef with madda
        ("\u0671\u0644", "\u0627\u0644"),  # alef wasla
        ("\u0645\u0624\u0645\u0646", "\u0645\u0648\u0645\u0646"),  # waw with hamza
        ("\u0646\u0627\u0626\u0628", "\u0646\u0627\u064a\u0628"),  # yeh with hamza
        ("\u0632\u064a\u0627\u0631\u0629", "\u0632\u064a\u0627\u0631\u0647"),  # teh marbuta
        ("\u06a9\u06cc", "\u0643\u064a"),  # Persian kaf and yeh
        ("\u0662\u0660\u0662\u0665", "2025"),  # Arabic-Indic digits
        ("\u06f2\u06f5", "25"),  # Persian digits
        ("\ufed3\ufef2", "\u0641\u064a"),  # presentation forms
        ("\u0627\u0654", "\u0627"),  # hamza as a mark of its own
        ("\ufb94\ufb7d\ufb59\ufb8b", "\u06af\u0686\u067e\u0698"),  # Persian presentation forms
        ("\ufba8\ufbaf", "\u0647\u064a"),  # Urdu ones: heh goal, yeh barree
        ("\ufbd3\ufbd7\ufbe5", "\u06ad\u06c7\u064a"),  # Uyghur ones: ng, u, e
        ("\ufefc", "\u0644\u0627"),  # lam-alef
        ("\ufc60\ufe71", ""),  # marks alone and on tatweel
        ("\u0644\u0647\u064f\u06e5", "\u0644\u0647"),  # Quranic small waw
        ("\u0628\u0650\u0647\u0650\u06e6", "\u0628\u0647"),  # and small yeh
        # alef wasla, dagger alef on tatweel, all marks: al-rahman
        (
            "\u0671\u0644\u0631\u0651\u064e\u062d\u0652\u0645\u064e\u0640\u0670\u0646\u0650",
            "\u0627\u0644\u0631\u062d\u0645\u0646",
        ),
        ("É\u0130", "ei"),
        ("Straße", "STRASSE"),
        ("ﬁn", "fin"),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(spelling: str, other: str) -> None:
    assert fold(spelling) == fold(other)


@pytest.mark.parametrize(
    "pair", ["\u062d\u062c", "\u0633\u0634", "\u0648\u064a", "\u0621\u0627", "\u067e\u0628"]
)
def test_letters_that_differ_are_told_apart(pair: str) -> None:
    assert fold(pair[0]) != fold(pair[1])


def test_separators_of_paragraphs_become_line_feeds_and_spaces_spaces() -> None:
    assert fold("a\r\u2029b\u00a0\u2028\tc") == "a\n\nb   c"


@pytest.mark.parametrize("character", ["\u064e", "\u0670", "\u0640", "\u200c", "\u200f", "\u0301", "\u00ad"])
def test_what_shapes_or_adorns_a_letter_is_left_out(character: str) -> None:
    assert is_left_out(character)


@pytest.mark.parametrize("character", ["\u0621", " ", "\n", "1", ".", "\U0001f1f8"])
def test_what_is_read_is_kept(character: str) -> None:
    assert not is_left_out(character)


def test_a_ligature_of_words_keeps_the_spaces_between_them_and_a_lone_mark_leaves_none() -> None:
    assert (
        fold("\ufdfa")
        == "\u0635\u0644\u064a \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647 \u0648\u0633\u0644\u0645"
    )
    assert fold("\ufe7e\u00a8") == ""


@given(st.text())
def test_code_points_fold_one_by_one_and_once(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))
    assert fold(fold(text)) == fold(text)
