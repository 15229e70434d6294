from __future__ import annotations

import unicodedata

import pytest

from hashiya.text.arabic_keyboard import (
    arabic_key,
    keys_on_both_layouts,
    letters_of,
    one_a_key,
    typed_on_other_layout,
)

# the first column of each key in xkb's symbols/ara, by name
ARABIC = {
    "q": "DAD",
    "w": "SAD",
    "e": "THEH",
    "r": "QAF",
    "t": "FEH",
    "y": "GHAIN",
    "u": "AIN",
    "i": "HEH",
    "o": "KHAH",
    "p": "HAH",
    "[": "JEEM",
    "]": "DAL",
    "a": "SHEEN",
    "s": "SEEN",
    "d": "YEH",
    "f": "BEH",
    "g": "LAM",
    "h": "ALEF",
    "j": "TEH",
    "k": "NOON",
    "l": "MEEM",
    ";": "KAF",
    "'": "TAH",
    "z": "YEH WITH HAMZA ABOVE",
    "x": "HAMZA",
    "c": "WAW WITH HAMZA ABOVE",
    "v": "REH",
    "n": "ALEF MAKSURA",
    "m": "TEH MARBUTA",
    ",": "WAW",
    ".": "ZAIN",
    "/": "ZAH",
}
SENT = {key: unicodedata.lookup(f"ARABIC LETTER {name}") for key, name in ARABIC.items()} | {"b": "\ufefb"}


@pytest.mark.parametrize(("key", "sent"), SENT.items())
def test_each_key_sends_its_letter(key: str, sent: str) -> None:
    assert arabic_key(key) == sent


@pytest.mark.parametrize(
    "key", [*"0123456789-=+{} ", "left", "ctrl+r", "f3", "space", "enter", "n+m", "\u0634"]
)
def test_other_keys_have_no_letter(key: str) -> None:
    assert arabic_key(key) is None


@pytest.mark.parametrize(("key", "sent"), [("G", "\ufef7"), ("N", "\u0622"), ("?", "\u061f")])
def test_few_shifted_keys_send_something_of_their_own(key: str, sent: str) -> None:
    assert arabic_key(key) == sent


def test_no_two_keys_send_the_same() -> None:
    sent = [arabic_key(key) for key in [*SENT, "G", "N", "?"]]
    assert len(set(sent)) == len(sent)


def test_what_was_typed_with_the_wrong_layout_is_read_as_the_other() -> None:
    assert typed_on_other_layout("".join(SENT[key] for key in "theme")) == "theme"
    assert typed_on_other_layout("theme") == "".join(SENT[key] for key in "theme")
    assert typed_on_other_layout("12 \u061f") == "12 \u061f"
    assert typed_on_other_layout("".join(SENT.values())) == "".join(SENT)


def test_keys_of_both_layouts_keep_their_order_and_repeat_none() -> None:
    assert keys_on_both_layouts(("n", ".", "f3")) == ("n", ".", "f3", SENT["n"], SENT["."])
    assert keys_on_both_layouts(("a", SENT["a"])) == ("a", SENT["a"])
    assert keys_on_both_layouts(()) == ()


@pytest.mark.parametrize(
    ("letters", "key"),
    [
        ("\u0644\u0627", "\ufefb"),
        ("\u0644\u0622", "\ufef5"),
        ("\u0644\u0623", "\ufef7"),
        ("\u0644\u0625", "\ufef9"),
    ],
)
def test_lam_and_alef_that_come_together_are_one_key(letters: str, key: str) -> None:
    assert one_a_key(letters) == one_a_key(key) == key
    assert one_a_key(f"\u0628{letters}\u0644g\u0627") == f"\u0628{key}\u0644g\u0627"
    assert letters_of(key) == letters == unicodedata.normalize("NFKC", key)
    assert letters_of("\u2026") == "\u2026"
