"""Addresses, handles and hashtags among Arabic words; orders by UAX #9 W and N rules."""

from __future__ import annotations

import pytest

from tests.layout.seen import drawn, order

ALEF, BEH, TEH = "\u0627", "\u0628", "\u062a"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org/b?q=1&c=%D8%A7#d",
        "www.example.com",
        "a.b-c_d@e.sy",
        "http://[2001:db8]:80/x",
        "C:\\a\\b.txt",
        "a/b/c.html",
    ],
)
def test_an_address_of_latin_letters_reads_left_to_right_in_an_arabic_row(address: str) -> None:
    count = len(address)
    assert order(f"{ALEF} {address} {BEH}") == [count + 3, count + 2, *range(2, 2 + count), 1, 0]
    assert "".join(drawn(f"{ALEF} {address} {BEH}")[2:-2]) == address


@pytest.mark.parametrize("end", ["/", ".", "?", "!", ")", ",", ":"])
def test_a_sign_at_the_end_of_an_address_goes_with_the_row(end: str) -> None:
    # a slash after the address, too: between a Latin and an Arabic letter it takes the row's direction (N2)
    assert order(f"{ALEF} ab.cd{end} {BEH}") == [9, 8, 7, 2, 3, 4, 5, 6, 1, 0]
    assert order(f"{ALEF} ab.cd{end}") == [7, 2, 3, 4, 5, 6, 1, 0]


@pytest.mark.parametrize("sign", ["@", "#", "$", "/", ".", "~"])
def test_a_sign_before_a_handle_stands_on_its_right_in_an_arabic_row(sign: str) -> None:
    assert order(f"{ALEF} {sign}ab {BEH}") == [6, 5, 3, 4, 2, 1, 0]
    # in a row that begins with it nothing Arabic is before it; the row is that of its first letter
    assert order(f"{sign}ab {BEH}") == [0, 1, 2, 3, 4]


def test_an_arabic_hashtag_reads_right_to_left_with_its_sign_and_low_lines() -> None:
    assert order(f"#{ALEF}_{BEH}") == [3, 2, 1, 0]
    # in a Latin row the sign stays on the left, and the words between Latin ones turn
    assert order(f"a #{ALEF}_{BEH} b") == [0, 1, 2, 5, 4, 3, 6, 7]
    # shaped on both sides of the low line apart
    assert drawn(f"#{BEH}_{BEH}") == ["#", "\ufe8f", "_", "\ufe8f"]


def test_an_arabic_word_in_an_address_parts_it() -> None:
    text = f"x.org/{BEH}{TEH}/b"
    # in an Arabic row: the slashes are between directions, so each part is a run of its own
    assert order(text, "rtl") == [9, 8, 7, 6, 5, 0, 1, 2, 3, 4]
    # in a Latin row the address keeps its order, with the Arabic word turned in it
    assert order(text) == [0, 1, 2, 3, 4, 5, 7, 6, 8, 9]


def test_an_isolate_keeps_an_address_with_an_arabic_word_whole() -> None:
    text = f"{ALEF} \u2066x/{BEH}{TEH}/b\u2069 {ALEF}"
    assert order(text) == [11, 10, 3, 4, 6, 5, 7, 8, 1, 0]


def test_a_number_in_a_path_after_a_latin_letter_is_latin() -> None:
    assert order(f"{ALEF} a/2025/10 {BEH}") == [12, 11, *range(2, 11), 1, 0]


def test_a_version_and_an_ip_address_after_an_arabic_word_keep_their_dots() -> None:
    # Arabic numbers joined by CS (W4); a second dot in a row parts
    assert order(f"{ALEF} 192.168.0.1") == [*range(2, 13), 1, 0]
    assert order(f"{ALEF} 1..2") == [5, 4, 3, 2, 1, 0]
