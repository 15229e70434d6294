from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.cleaning import clean

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_ordinary_text_comes_back_as_the_very_same_string() -> None:
    text = "زيارة وفد [red]سوري[/] 12:10 \U0001f1f8\U0001f1fe"
    assert clean(text) is text


@pytest.mark.parametrize("space", ["\t", "\n", "\r", "\r\n"])
def test_tabs_and_newlines_become_one_space(space: str) -> None:
    assert clean(f"a{space}b") == "a b"


@pytest.mark.parametrize(
    "control", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\udce9"]
)
def test_controls_and_lone_surrogates_become_the_replacement_character(control: str) -> None:
    assert clean(f"a{control}b") == "a\ufffdb"


def test_an_escape_sequence_is_left_without_its_escape() -> None:
    assert clean("\x1b]0;title\x07\x1b[31m") == "\ufffd]0;title\ufffd\ufffd[31m"


@pytest.mark.parametrize("control", BIDI_CONTROLS)
def test_bidi_controls_are_shown_by_their_number(control: str) -> None:
    assert clean(f"invoice{control}txt") == f"invoice<U+{ord(control):04X}>txt"


def test_bidi_controls_are_kept_for_a_layout_that_applies_them() -> None:
    assert clean(f"{BIDI_CONTROLS}\x1b", bidi="keep") == f"{BIDI_CONTROLS}\ufffd"


@given(ANY_TEXT)
def test_whatever_comes_in_what_goes_out_is_printable_by_a_terminal(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029" for c in cleaned)
    assert not set(cleaned) & set(BIDI_CONTROLS)
    assert clean(cleaned) == cleaned
