"""Numbers, dates, amounts and telephone numbers; orders by UAX #9 W1 to W7, N1, N2.

After an Arabic letter European digits are Arabic numbers (W2): commas, full stops, colons and slashes join
them (W4), hyphens and plus signs do not, and percent and currency signs stay with the row (W5, W6).
"""

from __future__ import annotations

import pytest

from tests.layout.seen import drawn, order

ALEF, HEBREW_ALEF = "\u0627", "\u05d0"
RTL_WORD = f"{ALEF} "
# the cells of "alef, space" are seen last
WORD = [1, 0]


@pytest.mark.parametrize(
    "number",
    [
        "1,234.5",  # comma and full stop: CS
        "12:30",
        "2025/10/03",
        "1\u00a0000",  # no-break space: CS
        "1\u202f000",  # narrow no-break space: CS
        "3\u060c5",  # Arabic comma: CS
        "\u0661\u0662:\u0663\u0660",  # Arabic-Indic digits
        "\u0663\u066b\u0661\u0664",  # Arabic decimal separator: AN
        "\u0661\u066c\u0662\u0663\u0664",  # Arabic thousands separator: AN
        "\u06f1\u06f4\u06f0\u06f4/\u06f0\u06f8/\u06f2\u06f7",  # Persian digits
    ],
)
def test_a_number_with_its_separators_reads_left_to_right_alone_and_after_a_word(number: str) -> None:
    count = len(number)
    assert order(number) == list(range(count))
    assert order(RTL_WORD + number) == [*range(2, 2 + count), *WORD]
    assert order(f"ab {number}", "ltr") == list(range(3 + count))


@pytest.mark.parametrize("separator", ["-", "+", "\u2212", " ", "\u2013", ", ", "\u061b"])
def test_what_is_no_separator_parts_two_numbers_after_an_arabic_word(separator: str) -> None:
    length = len(separator)
    text = f"{RTL_WORD}12{separator}34"
    middle = range(4 + length - 1, 3, -1)
    assert order(text) == [4 + length, 5 + length, *middle, 2, 3, *WORD]


@pytest.mark.parametrize("separator", ["-", "+", "\u2212"])
def test_one_sign_joins_european_numbers_where_no_arabic_letter_is_before(separator: str) -> None:
    # ES between two EN (W4)
    assert order(f"12{separator}34") == [0, 1, 2, 3, 4]
    assert order(f"{HEBREW_ALEF} 12{separator}34") == [2, 3, 4, 5, 6, 1, 0]
    # two signs join nothing
    assert order(f"12{separator * 2}34") == [4, 5, 3, 2, 0, 1]
    # nor does one join Arabic-Indic digits
    assert order(f"\u0661{separator}\u0662") == [2, 1, 0]


@pytest.mark.parametrize("sign", ["%", "\u066a", "\u20ac", "$", "\u00a3", "\u00b0", "#", "\u2030", "\u20aa"])
def test_a_percent_or_currency_sign_follows_an_arabic_number_and_belongs_to_a_european_one(sign: str) -> None:
    # behind the number
    assert order(f"{RTL_WORD}50{sign}") == [4, 2, 3, *WORD]
    assert order(f"{HEBREW_ALEF} 50{sign}") == [2, 3, 4, 1, 0]
    assert order(f"50{sign}") == [0, 1, 2]
    # before it
    assert order(f"{RTL_WORD}{sign}50") == [3, 4, 2, *WORD]
    assert order(f"{HEBREW_ALEF} {sign}50") == [2, 3, 4, 1, 0]
    # beside Arabic-Indic digits it is neutral everywhere
    assert order(f"\u0665\u0660{sign}") == [2, 0, 1]


@pytest.mark.parametrize("sign", ["\ufdfc", "\u060b"])
def test_the_rial_and_afghani_signs(sign: str) -> None:
    # rial sign: AL, as afghani: a letter of the row
    assert order(f"{RTL_WORD}50 {sign}") == [5, 4, 2, 3, *WORD]


def test_a_minus_before_an_arabic_number_stands_on_its_right() -> None:
    assert order(f"{RTL_WORD}-5") == [3, 2, *WORD]


def test_a_date_of_words_and_numbers() -> None:
    # "3 alef-beh 2025": the words go right-to-left, each number left-to-right
    text = f"{ALEF} 13 \u0628\u062a 2025"
    assert order(text) == [8, 9, 10, 11, 7, 6, 5, 4, 2, 3, 1, 0]


def test_a_time_span_after_a_word_is_two_times_from_the_right() -> None:
    text = f"{RTL_WORD}10:00-12:30"
    assert order(text) == [8, 9, 10, 11, 12, 7, 2, 3, 4, 5, 6, *WORD]


def test_a_telephone_number_after_a_word_is_read_group_by_group_from_the_right() -> None:
    # + is neutral before an Arabic number, and the spaces part the groups
    assert order(f"{RTL_WORD}+963 11") == [7, 8, 6, 3, 4, 5, 2, *WORD]


def test_a_telephone_number_in_an_isolate_is_as_it_was_written() -> None:
    assert order(f"{RTL_WORD}\u2066+963 11\u2069") == [3, 4, 5, 6, 7, 8, 9, *WORD]


def test_a_telephone_number_of_hyphens_alone_keeps_its_groups() -> None:
    assert order("011-222-333") == list(range(11))
    # in brackets and with a space the row is turned around them
    assert order("(011) 22") == [6, 7, 5, 4, 1, 2, 3, 0]
    assert drawn("(011) 22")[0] == ")"


def test_a_number_between_latin_words_goes_with_them() -> None:
    # W7: after a Latin letter European digits are Latin
    assert order(f"{RTL_WORD}ab 12 c") == [2, 3, 4, 5, 6, 7, 8, *WORD]
    # a number before a Latin word is Arabic after an Arabic letter, so the space has two directions beside it
    assert order(f"{RTL_WORD}5 km") == [4, 5, 3, 2, *WORD]


def test_a_number_glued_to_letters() -> None:
    assert order(f"{ALEF}12{ALEF}") == [3, 1, 2, 0]
    # number and Latin letter are both of level 2, and nothing neutral is between them
    assert order(f"{ALEF}12a") == [1, 2, 3, 0]
    assert order(f"a12{ALEF}") == [0, 1, 2, 3]


def test_signs_of_numbers_begin_a_number_and_take_a_column() -> None:
    # number sign, sign of the year, footnote marker: AN
    for sign in "\u0600\u0601\u0602\u0603\u06dd":
        assert order(f"{RTL_WORD}{sign}\u0661\u0662") == [2, 3, 4, *WORD]


def test_fractions_and_exponents() -> None:
    # one half is neutral, superscript two is a European digit
    assert order(f"{RTL_WORD}\u00bd") == [2, *WORD]
    assert order("5\u00b2") == [0, 1]
    # the fraction slash is CS
    assert order("1\u20442") == [0, 1, 2]
