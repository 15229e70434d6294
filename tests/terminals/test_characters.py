from __future__ import annotations

import unicodedata
from functools import cache

import pytest

from hashiya.terminal import characters
from tests.layout.generate_tables import UNICODE, read_property

SCRIPTS = {"Arabic", "Hebrew", "Syriac", "Thaana", "Nko", "Samaritan", "Mandaic", "Adlam", "Hanifi_Rohingya"}


@cache
def known() -> list[str]:
    """List the characters that the standard library knows (in Python 3.11, those of Unicode 14)."""
    return [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in ("Cn", "Cs", "Co")]


def test_mirrored_characters_are_unicodes() -> None:
    # a pair of every Unicode version, one of Unicode 14, and quotation marks, which have no mirror image
    turned = {
        "(": ")",
        "\u00bb": "\u00ab",
        "\uff09": "\uff08",
        "\u2e55": "\u2e56",
        "\u201c": None,
        "\u201d": None,
    }
    found = {one: characters.mirrored().get(ord(one)) for one in turned}
    assert {one: other and chr(other) for one, other in found.items()} == turned


def test_every_letter_of_the_classes_r_and_al_is_of_a_word_and_nothing_else() -> None:
    runs = {c for c in known() if characters.words(c).fullmatch(c)}
    drawn = {"R", "AL", "AN"}
    controls = {"\u200f", "\u061c"}  # never drawn
    assert runs | controls == {c for c in known() if unicodedata.bidirectional(c) in drawn} | controls


@pytest.mark.skipif(not (UNICODE / "Scripts.txt").exists(), reason="unicode-data is not installed")
def test_what_has_a_right_to_left_script_is_known() -> None:
    scripts = read_property("Scripts.txt")
    ours = {c for c in known() if characters.right_to_left_script(c).match(c)}
    marks = {"Mn", "Cf"}
    theirs = {c for c in known() if scripts.get(ord(c)) in SCRIPTS and unicodedata.category(c) not in marks}
    assert theirs - ours == set()
    # HarfBuzz takes no direction from what every script has
    assert {c for c in ours if scripts.get(ord(c), "Common") == "Common"} == set()


def test_what_suffices_for_most_texts_is_what_all_of_unicode_is_looked_through_with() -> None:
    ours = {
        each: [getattr(characters, each)(text) for text in ("", "\U00010000")]
        for each in ("words", "unbroken", "right_to_left_script", "directed", "reordered", "joined")
    }
    usual = [chr(c) for c in range(0x10000) if not characters.is_rare(chr(c))]
    for each, (some, full) in ours.items():
        assert [c for c in usual if bool(some.match(c)) != bool(full.match(c))] == [], each


def test_no_letter_that_is_not_rare_is_drawn_over_another() -> None:
    usual = "".join(c for c in known() if not characters.is_rare(c))
    assert [c for c in characters.joined(usual).findall(usual) if c.isalpha()] == []


@pytest.mark.parametrize("sign", "!\"#$%&'*+,-./0123456789:;?@\\^_`|~\u060c\u061b\u061f\u0640\u2026")
def test_what_is_easily_turned_has_no_sign_that_is_turned_or_cuts(sign: str) -> None:
    run = f"{sign}\ufe8f"
    assert characters.easily_turned().findall(f" {run} ") == [run]
    assert ord(sign) not in characters.mirrored()
    assert characters.unbroken(run).findall(run) == [run]
    assert characters.directed(sign).search(sign) is None


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\u0301b", ["a\u0301", "b"]),
        ("\ufe8f\u064e\u0651", ["\ufe8f\u064e\u0651"]),
        ("\U0001f468\u200d\U0001f469x", ["\U0001f468\u200d\U0001f469", "x"]),
        ("\U0001f44d\U0001f3fd.", ["\U0001f44d\U0001f3fd", "."]),
        ("\U0001f1f8\U0001f1fe\U0001f1f8\U0001f1fe", ["\U0001f1f8\U0001f1fe"] * 2),
        ("\u2764\ufe0f", ["\u2764\ufe0f"]),
    ],
)
def test_a_cell_has_what_is_drawn_over_its_base(text: str, cells: list[str]) -> None:
    assert characters.cells(text).findall(text) == cells


def test_an_emoji_made_by_a_selector_ends_a_run() -> None:
    text = "a\u2764\ufe0fb"
    assert characters.unbroken(text).findall(text) == ["a", "b"]
