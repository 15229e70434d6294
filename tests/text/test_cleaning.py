from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.strict_json import encode
from hashiya.text.cleaning import clean, escape_data

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


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
def test_kept_breaks_are_tabs_and_line_feeds(newline: str) -> None:
    assert clean(f"a\tb{newline}\x0bc\x85\u202e", breaks="keep") == "a\tb\n\ufffdc\ufffd<U+202E>"


@given(ANY_TEXT)
def test_with_kept_breaks_nothing_else_is_let_through(text: str) -> None:
    cleaned = clean(text, breaks="keep")
    assert clean(cleaned.replace("\n", "").replace("\t", "")) == cleaned.replace("\n", "").replace("\t", "")
    assert clean(cleaned) == clean(text)


def test_data_is_shown_with_every_control_by_its_number() -> None:
    assert escape_data("ب\x7f\x9b\u202e\u2028\t\x1b\r") == r"ب\u007f\u009b\u202e\u2028\u0009\u001b\u000d"
    assert escape_data("a\r\nb\n") == "a\nb\n"


@given(ANY_TEXT)
def test_json_has_the_same_value_after_its_controls_are_escaped(text: str) -> None:
    document = encode({text: [text]}).decode()
    shown = escape_data(document)
    assert json.loads(shown) == json.loads(document)
    assert clean(shown) is shown
