"""Brackets and quotation marks at every border of direction (UAX #9 N0, N1, N2), and mirrored (L4)."""

from __future__ import annotations

from itertools import product

import pytest

from hashiya.layout import Direction, lay_out_line
from tests.layout.seen import drawn, order

LETTERS: dict[Direction, str] = {"rtl": "\u0628", "ltr": "a"}
DIRECTIONS: tuple[Direction, Direction] = ("rtl", "ltr")
# pairs of BidiBrackets.txt
PAIRS = (
    "()",
    "[]",
    "{}",
    "\u2045\u2046",
    "\u207d\u207e",
    "\u27e8\u27e9",
    "\uff08\uff09",
    "\u300c\u300d",
    "\u2329\u232a",
    "\u2e55\u2e56",
)
# quotation marks that are mirrored (BidiMirroring.txt) but no brackets, and such as are not
MIRRORED_QUOTES = ("\u00ab\u00bb", "\u2039\u203a", "<>")
UNMIRRORED_QUOTES = ("\u201c\u201d", "\u2018\u2019", "\u201e\u201c", '""', "''", "\ufd3f\ufd3e")
BORDERS = list(product(DIRECTIONS, DIRECTIONS, DIRECTIONS, DIRECTIONS))


def directions_of(text: str, base: Direction, pair: str) -> list[Direction]:
    """Direction of each of the two signs, told by whether it is mirrored or by where it stands."""
    cells = {cell.start: cell.text for cell in lay_out_line(text, base).cells}
    return [
        "ltr" if cells[index] == text[index] else "rtl"
        for index in (text.index(pair[0]), text.rindex(pair[1]))
    ]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(("base", "before", "inside", "after"), BORDERS)
def test_a_pair_of_brackets_goes_with_the_row_or_with_all_that_is_in_and_before_it(
    pair: str, base: Direction, before: Direction, inside: Direction, after: Direction
) -> None:
    # N0 b: what is inside has the row's direction; c 1: it has the other one, and so has what is before; c 2
    expected = inside if inside == before else base
    text = f"{LETTERS[before]}{pair[0]}{LETTERS[inside]}{pair[1]}{LETTERS[after]}"
    assert directions_of(text, base, pair) == [expected, expected]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(("base", "before"), product(DIRECTIONS, DIRECTIONS))
def test_letters_of_both_directions_inside_leave_brackets_to_the_row(
    pair: str, base: Direction, before: Direction
) -> None:
    for inside in ("a\u0628", "\u0628a"):
        text = f"{LETTERS[before]}{pair[0]}{inside}{pair[1]}{LETTERS[before]}"
        assert directions_of(text, base, pair) == [base, base]


@pytest.mark.parametrize("pair", MIRRORED_QUOTES)
@pytest.mark.parametrize(("base", "before", "inside", "after"), BORDERS)
def test_a_quotation_mark_goes_with_both_its_neighbours_or_with_the_row(
    pair: str, base: Direction, before: Direction, inside: Direction, after: Direction
) -> None:
    # they are no pairs to N0: N1 if both neighbours agree, else N2
    text = f"{LETTERS[before]}{pair[0]}{LETTERS[inside]}{pair[1]}{LETTERS[after]}"
    opening = inside if inside == before else base
    closing = inside if inside == after else base
    assert directions_of(text, base, pair) == [opening, closing]


@pytest.mark.parametrize("pair", UNMIRRORED_QUOTES)
def test_curly_and_straight_quotation_marks_are_never_mirrored(pair: str) -> None:
    for base, inside in product(DIRECTIONS, LETTERS.values()):
        texts = drawn(f"{pair[0]}{inside}{pair[1]}", base)
        assert (texts[0], texts[-1]) == (pair[0], pair[1])


def test_a_quotation_in_an_arabic_row_opens_on_the_right() -> None:
    # right to left: alef, space, guillemet, beh, guillemet, full stop
    text = "\u0627 \u00ab\u0628\u00bb."
    assert order(text) == [5, 4, 3, 2, 1, 0]
    assert drawn(text) == ["\ufe8d", " ", "\u00bb", "\ufe8f", "\u00ab", "."]


def test_a_latin_quotation_in_an_arabic_row_keeps_its_marks_outside_it() -> None:
    text = "\u0627 \u00abab cd\u00bb \u0628"
    assert order(text) == [10, 9, 8, 3, 4, 5, 6, 7, 2, 1, 0]
    assert (drawn(text)[2], drawn(text)[8]) == ("\u00bb", "\u00ab")


def test_brackets_around_an_abbreviation_and_a_number() -> None:
    # an Arabic word, NATO in brackets, a year in brackets: all brackets are the row's
    text = "\u0628 (ab) (19)"
    assert order(text) == [10, 8, 9, 7, 6, 5, 3, 4, 2, 1, 0]
    assert [drawn(text)[index] for index in (2, 5, 7, 10)] == [")", "(", ")", "("]


def test_brackets_in_brackets() -> None:
    # the outer pair holds letters of the row; the inner one only others, with a letter of the row before it
    text = "(\u0628 [ab] \u062a)"
    assert order(text) == [9, 8, 7, 6, 4, 5, 3, 2, 1, 0]
    assert [drawn(text)[index] for index in (0, 3, 6, 9)] == [")", "]", "[", "("]


def test_an_inner_pair_that_the_other_direction_holds_goes_with_it() -> None:
    # in a right-to-left row: a Latin letter before and in the inner pair (c 1)
    text = "\u0628 (a [b])"
    assert order(text) == [8, 3, 4, 5, 6, 7, 2, 1, 0]
    assert [drawn(text)[index] for index in (2, 5, 7, 8)] == [")", "[", "]", "("]


def test_a_bracket_without_a_partner_is_a_neutral_sign() -> None:
    # between Latin letters it goes with them, between others with the row
    assert order("\u0628 a)b") == [2, 3, 4, 1, 0]
    assert drawn("\u0628 a)b")[3] == ")"
    assert order("\u0628 a)\u062a") == [4, 3, 2, 1, 0]
    assert drawn("\u0628 a)\u062a")[3] == "("
    # list items
    assert order("1) \u0628") == [3, 2, 1, 0]
    assert drawn("1) \u0628")[1] == "("
    assert order("1) a") == [0, 1, 2, 3]


def test_pairs_that_cross_are_paired_from_the_first_that_closes() -> None:
    # ( [ ): the round ones are a pair, the square one in it is passed over, and ] is left alone (BD16)
    text = "a([b)\u0628]c"
    # round pair: holds the row's direction; "[" between Latin: Latin; "]" between two directions: the row's
    assert directions_of(text, "ltr", "()") == ["ltr", "ltr"]
    assert order(text, "ltr") == [0, 1, 2, 3, 4, 5, 6, 7]
    # in a right-to-left row the round pair goes with the Latin letter before and in it
    assert order(text, "rtl") == [7, 6, 5, 0, 1, 2, 3, 4]
    assert drawn(text, "rtl")[6] == "["


def test_equivalent_angle_brackets_pair_with_each_other() -> None:
    # U+2329 and U+3009 are of canonically equivalent pairs (BD14); both go with the Latin letters
    text = "\u0628 a\u2329b\u3009 \u062a"
    assert order(text) == [7, 6, 2, 3, 4, 5, 1, 0]
    assert (drawn(text)[3], drawn(text)[5]) == ("\u2329", "\u3009")


def test_brackets_behind_an_isolate_look_back_past_it_at_the_last_letter() -> None:
    # a Latin row: a, beh, an isolated Latin word, a bracketed beh: the pair goes with beh in it and before it
    # (N0 c 1), and what is between the two with them
    text = "a\u0628\u2066xy\u2069(\u062a)z"
    assert order(text) == [0, 8, 7, 6, 3, 4, 1, 9]
    assert [drawn(text)[index] for index in (4, 6)] == [")", "("]


def test_an_overridden_bracket_is_no_partner() -> None:
    # RLO ( PDF RLE a ) b: the first bracket is a right-to-left letter (BD14), so the second has none and
    # goes with the Latin letters around it (N1), at level 2; both embeddings are one run of level 1
    text = "\u202e(\u202c\u202ba)b"
    assert order(text, "ltr") == [4, 5, 6, 0]
    assert drawn(text, "ltr") == [")", "a", ")", "b"]


def test_a_mark_on_a_bracket_goes_with_it() -> None:
    # N0: the mark takes the direction of its bracket
    assert lay_out_line("\u0628(\u0301a)").cells[-2:] == ((1, 3, ")\u0301", 1), (0, 1, "\ufe8f", 1))


def test_sixty_three_open_brackets_are_paired_and_sixty_four_are_not() -> None:
    # BD16 stops at a stack of 63. In a right-to-left row: a Latin letter before and in the innermost pair, so
    # that a pair is Latin, and what is no pair but between Latin letters is so too; an Arabic letter behind
    # the closing ones tells: the last of them is a neutral between two directions if it has no partner
    for depth, last in ((63, ")"), (64, "(")):
        text = "a" + "(" * depth + "b" + ")" * depth + "\u0628"
        assert drawn(text, "rtl")[2 * depth + 1] == last


def test_comparison_signs_are_mirrored_like_brackets() -> None:
    assert order("\u0628 < \u062a") == [4, 3, 2, 1, 0]
    assert drawn("\u0628 < \u2264 \u2a85")[2::2] == [">", "\u2265", "\u2a86"]
