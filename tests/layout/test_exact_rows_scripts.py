"""Letters of languages other than Arabic: joining by ArabicShaping.txt, forms by Unicode's charts."""

from __future__ import annotations

import pytest

from hashiya.layout import lay_out_line
from tests.layout.seen import drawn, order

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # gaf initial, tcheh medial, peh medial, jeh final
        ("\u06af\u0686\u067e\u0698", "\ufb94\ufb7d\ufb59\ufb8b"),
        # keheh initial, Farsi yeh final; the two reversed, after alef: Farsi yeh initial, keheh final
        ("\u06a9\u06cc", "\ufb90\ufbfd"),
        ("\u0627\u06cc\u06a9", "\ufe8d\ufbfe\ufb8f"),
        # Farsi yeh medial
        ("\u0628\u06cc\u0646", "\ufe91\ufbff\ufee6"),
    ],
)
def test_persian(word: str, forms: str) -> None:
    assert drawn(word) == list(forms)


def test_persian_mikhaham_is_cut_by_a_non_joiner_that_takes_no_column() -> None:
    # meem initial, Farsi yeh final | khah initial, waw final, alef isolated, heh initial, meem final
    word = f"\u0645\u06cc{ZWNJ}\u062e\u0648\u0627\u0647\u0645"
    assert drawn(word) == list("\ufee3\ufbfd\ufea7\ufeee\ufe8d\ufeeb\ufee2")
    assert order(word) == [7, 6, 5, 4, 3, 1, 0]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # heh goal initial, yeh barree final
        ("\u06c1\u06d2", "\ufba8\ufbaf"),
        # heh goal in all places
        ("\u06c1\u06c1\u06c1 \u06c1", "\ufba8\ufba9\ufba7 \ufba6"),
        # tteh initial, rreh final, ddal isolated
        ("\u0679\u0691\u0688", "\ufb68\ufb8d\ufb88"),
        # meem initial, Farsi yeh medial, noon ghunna final
        ("\u0645\u06cc\u06ba", "\ufee3\ufbff\ufb9f"),
        # beh initial, heh doachashmee final; initial and medial
        ("\u0628\u06be", "\ufe91\ufbab"),
        ("\u06be\u06be\u0627", "\ufbac\ufbad\ufe8e"),
        # heh with yeh above and yeh barree with hamza end a word
        ("\u0628\u06c0\u0628\u06d3", "\ufe91\ufba5\ufe91\ufbb1"),
        # heh goal with hamza has no form and joins on both sides; teh marbuta goal on its right only
        ("\u0628\u06c2\u0628", "\ufe91\u06c2\ufe90"),
        ("\u0628\u06c3\u0628", "\ufe91\u06c3\ufe8f"),
    ],
)
def test_urdu(word: str, forms: str) -> None:
    assert drawn(word) == list(forms)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # keheh initial, waw final, reh, dal, Farsi yeh isolated
        ("\u06a9\u0648\u0631\u062f\u06cc", "\ufb90\ufeee\ufead\ufea9\ufbfc"),
        # yeh with small v has no forms: peh before it is initial, peh after it final
        ("\u067e\u06ce\u067e", "\ufb58\u06ce\ufb57"),
        # reh with small v (right-joining, no forms), oe isolated, jeh isolated
        ("\u0695\u06c6\u0698", "\u0695\ufbd9\ufb8a"),
        # gaf initial, ae (right-joining, no forms), lam isolated
        ("\u06af\u06d5\u0644", "\ufb94\u06d5\ufedd"),
        # beh initial, oe final
        ("\u0628\u06c6", "\ufe91\ufbda"),
        # veh initial, lam with small v (no forms), alef joined to it: no ligature
        ("\u06a4\u06b5\u0627", "\ufb6c\u06b5\ufe8e"),
    ],
)
def test_kurdish(word: str, forms: str) -> None:
    assert drawn(word) == list(forms)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # seen with dots and hah with hamza have no forms; heh is final after them
        ("\u069a\u0681\u0647", "\u069a\u0681\ufeea"),
        # dal with ring joins to nothing after it, so e is initial; reh final
        ("\u0689\u06d0\u0631", "\u0689\ufbe6\ufeae"),
        # e in all places
        ("\u06d0\u06d0\u06d0 \u06d0", "\ufbe6\ufbe7\ufbe5 \ufbe4"),
        # peh initial, teh with ring (no forms), heh final
        ("\u067e\u067c\u0647", "\ufb58\u067c\ufeea"),
        # yeh with tail ends a word
        ("\u0628\u06cd\u0628", "\ufe91\u06cd\ufe8f"),
    ],
)
def test_pashto(word: str, forms: str) -> None:
    assert drawn(word) == list(forms)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # yeh with hamza initial, u final, yeh initial, ghain medial, u final, reh isolated
        ("\u0626\u06c7\u064a\u063a\u06c7\u0631", "\ufe8b\ufbd8\ufef3\ufed0\ufbd8\ufead"),
        # teh initial, alef maqsura medial, ng final
        ("\u062a\u0649\u06ad", "\ufe97\ufbe9\ufbd4"),
        # alef maqsura initial
        ("\u0649\u0628", "\ufbe8\ufe90"),
        # kaf initial, yu final, noon isolated
        ("\u0643\u06c8\u0646", "\ufedb\ufbdc\ufee5"),
        # ve isolated and final, e final
        ("\u06cb\u0628\u06cb\u0628\u06d0", "\ufbde\ufe91\ufbdf\ufe91\ufbe5"),
    ],
)
def test_uyghur(word: str, forms: str) -> None:
    assert drawn(word) == list(forms)


def test_presentation_forms_in_the_text_stand_as_they_are_and_join_to_nothing() -> None:
    # beh, beh final as a presentation form, beh
    assert drawn("\u0628\ufe90\u0628") == ["\ufe8f", "\ufe90", "\ufe8f"]
    # lam final and alef as forms are no ligature, a ligature in the text is one cell of one code point
    assert drawn("\ufede\ufe8e\ufefb") == ["\ufede", "\ufe8e", "\ufefb"]
    # lam and a presentation form of alef are two
    assert drawn("\u0644\ufe8d") == ["\ufedd", "\ufe8d"]


def test_presentation_forms_are_right_to_left_letters() -> None:
    assert order("\ufe91\ufe92\ufe90 a") == [4, 3, 2, 1, 0]
    assert lay_out_line("\ufdfa").base == "rtl"


@pytest.mark.parametrize("ligature", ["\ufdf2", "\ufdfa", "\ufdfb", "\ufdfd", "\ufc60", "\ufd3c"])
def test_a_ligature_of_words_or_marks_in_the_text_is_one_cell(ligature: str) -> None:
    (cell,) = lay_out_line(ligature).cells
    assert cell == (0, 1, ligature, 1)


def test_a_word_of_two_scripts_is_shaped_on_either_side() -> None:
    # a Latin letter parts two Arabic ones as a space would
    assert drawn("\u0628a\u0628") == ["\ufe8f", "a", "\ufe8f"]
    assert order("\u0628ab\u0628") == [3, 1, 2, 0]
    # Hebrew goes right-to-left with Arabic, in one run
    assert order("\u0628\u05d0\u05d1\u0628") == [3, 2, 1, 0]
