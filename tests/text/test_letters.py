from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.layout import Document
from hashiya.text.letters import count_letters, next_letter, previous_letter

BEH, MEEM, LAM, ALEF, FATHA, SHADDA, TATWEEL = "\u0628\u0645\u0644\u0627\u064e\u0651\u0640"
ZWJ, ZWNJ, RLM, ALM, SHY = "\u200d\u200c\u200f\u061c\u00ad"


def pieces(text: str) -> list[str]:
    """The letters of a text, stepped over from its start."""
    found, offset = [], 0
    while offset < len(text):
        following = next_letter(text, offset)
        found.append(text[offset:following])
        offset = following
    return found


def pieces_backwards(text: str) -> list[str]:
    found, offset = [], len(text)
    while offset > 0:
        before = previous_letter(text, offset)
        found.append(text[before:offset])
        offset = before
    return found[::-1]


@pytest.mark.parametrize(
    "letters",
    [
        [BEH + FATHA + SHADDA, MEEM, BEH + FATHA],
        [LAM, ALEF],  # one cell, but the clitic must come off
        [LAM + FATHA, ALEF],
        [BEH, TATWEEL, TATWEEL + FATHA, MEEM],
        [BEH + ZWNJ, MEEM + ZWJ, ALEF + RLM + ALM + SHY, "x"],
        ["e\u0301", " ", "1\u20e3", "\u00ab"],
        [MEEM, "\u06dd", "\u0661", "\u0600", "\u0662"],  # verse and number signs are seen
        [MEEM, "\r", "\n", BEH, "\u2029", MEEM],
        ["\U0001f468\U0001f3fd", MEEM],  # a skin tone
        ["\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f525"],  # a family
        ["\u2764\ufe0f\u200d\U0001f525", MEEM],
        [MEEM + ZWJ, "\U0001f525"],
        ["\U0001f1f8\U0001f1fe", "\U0001f1f9\U0001f1f7", "\U0001f1f8", MEEM],  # two flags and a half
        ["\U0001f1f8" + RLM, "\U0001f1fe"],
        ["\U0001f3f4\U000e0067\U000e007f", "x"],  # a flag of tags
    ],
)
def test_letters_come_with_what_is_attached_to_them_in_both_directions(letters: list[str]) -> None:
    text = "".join(letters)
    assert pieces(text) == letters
    assert pieces_backwards(text) == letters


def test_marks_without_a_letter_before_them_are_stepped_over_together() -> None:
    text = FATHA + SHADDA + BEH
    assert next_letter(text, 0) == 2
    assert previous_letter(text, 3) == 2
    assert previous_letter(text, 2) == 0


def test_a_step_from_inside_a_letter_ends_at_the_letter_s_edge() -> None:
    text = MEEM + BEH + FATHA + SHADDA + MEEM
    assert next_letter(text, 2) == 4
    assert previous_letter(text, 3) == 1


def test_there_is_no_step_past_the_ends_of_the_text() -> None:
    assert next_letter(BEH, 1) == 1
    assert previous_letter(BEH, 0) == 0
    assert next_letter("", 0) == previous_letter("", 0) == 0


def test_counting_leaves_out_what_is_attached() -> None:
    text = f"x{BEH}{FATHA}{SHADDA} {LAM}{ALEF}{RLM}\u06dd\n"
    assert count_letters(text, 1, len(text)) == 6  # beh, space, lam, alef, the verse sign, the line feed
    assert count_letters(text, 2, 4) == 0
    assert count_letters(text, 3, 3) == 0


@settings(max_examples=60)
@given(
    st.text(
        st.sampled_from(
            f"{BEH}{LAM}{ALEF}{FATHA}{ZWJ}{RLM} x\u0600"
            "\U0001f468\U0001f525\u2764\ufe0f\U0001f3fd\U0001f1f8\U0001f1fe"
        ),
        max_size=12,
    )
)
def test_a_cell_is_never_cut_save_between_the_letters_of_a_ligature(text: str) -> None:
    text = MEEM + text  # marks at the start of a paragraph go with the letter behind them
    edges = set(accumulate(map(len, pieces(text))))
    for row in Document(text, 80).iter_rows():
        for cell in row.cells:
            for edge in edges & set(range(cell.start + 1, cell.end)):
                assert text[edge] == ALEF
