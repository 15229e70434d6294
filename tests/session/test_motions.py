from __future__ import annotations

import pytest
from hypothesis import given, settings

from hashiya.layout import Document, Place
from hashiya.session.motions import (
    MOTIONS,
    MotionContext,
    nearest_word,
    page_column,
    row_indent,
)
from hashiya.session.word_index import WordIndex
from hashiya.text.spans import Span
from tests.session.texts import texts, widths


def stand_on(text: str, word: str, width: int = 40) -> MotionContext:
    """A caret on the only place where a word stands."""
    assert text.count(word) == 1, word
    return stand_at(text, text.index(word), width)


def stand_at(text: str, offset: int, width: int = 40) -> MotionContext:
    document = Document(text, width)
    words = WordIndex(document)
    caret = words.at(offset)
    assert caret is not None
    return MotionContext(document, words, caret)


def goes(stand: MotionContext, *motions: str) -> str | None:
    """The word that motions lead to, one after the other; None where the last leads nowhere."""
    word: Span | None = None
    for motion in motions:
        word = MOTIONS[motion](stand)
        stand.caret = word or stand.caret
        if motion not in ("up", "down"):
            stand.goal = None
    return word.cut(stand.document.text) if word else None


# --- by words

RTL = "كتب الولد، درسا جديدا"
LTR = "The boy wrote, a lesson"


def test_left_goes_forward_where_the_paragraph_runs_right_to_left() -> None:
    assert goes(stand_on(RTL, "الولد"), "left") == "درسا"
    assert goes(stand_on(RTL, "الولد"), "right") == "كتب"


def test_left_goes_back_where_the_paragraph_runs_left_to_right() -> None:
    assert goes(stand_on(LTR, "wrote"), "left") == "boy"
    assert goes(stand_on(LTR, "wrote"), "right") == "a"


def test_the_paragraph_decides_not_the_word() -> None:
    assert goes(stand_on("قال Reuters أمس", "Reuters"), "left") == "أمس"
    assert goes(stand_on("in القاهرة today", "القاهرة"), "left") == "in"


def test_a_paragraph_without_strong_letters_runs_right_to_left() -> None:
    assert goes(stand_on("10 20 30", "20"), "left") == "30"


def test_a_word_is_stepped_over_into_the_next_paragraph() -> None:
    text = "واحد اثنان\n\n———\nثلاثة"
    assert goes(stand_on(text, "اثنان"), "left") == "ثلاثة"
    assert goes(stand_on(text, "ثلاثة"), "right") == "اثنان"


@pytest.mark.parametrize(("word", "motion"), [("كتب", "right"), ("جديدا", "left")])
def test_no_word_lies_beyond_the_ends(word: str, motion: str) -> None:
    assert goes(stand_on(RTL, word), motion) is None


def test_the_ends_of_the_text() -> None:
    text = "——\nأول ثان\n\nثالث أخير.\n…\n"
    assert goes(stand_on(text, "ثان"), "start") == "أول"
    assert goes(stand_on(text, "ثان"), "end") == "أخير"


# --- by sentences

SENTENCES = "قال أحمد ذلك. ثم ذهب؟ نعم ذهب الرجل.\nكان المساء باردا."


def test_the_next_sentence_begins_at_its_first_word() -> None:
    assert goes(stand_on(SENTENCES, "أحمد"), "sentence_forward") == "ثم"
    assert goes(stand_on(SENTENCES, "الرجل"), "sentence_forward") == "كان"
    assert goes(stand_on(SENTENCES, "المساء"), "sentence_forward") is None


def test_the_previous_sentence_is_first_the_caret_s_own() -> None:
    assert goes(stand_on(SENTENCES, "الرجل"), "sentence_back") == "نعم"
    assert goes(stand_on(SENTENCES, "الرجل"), "sentence_back", "sentence_back") == "ثم"
    assert goes(stand_on(SENTENCES, "كان"), "sentence_back") == "نعم"
    assert goes(stand_on(SENTENCES, "قال"), "sentence_back") is None


def test_sentences_to_the_left_and_right_follow_the_paragraph() -> None:
    assert goes(stand_on(SENTENCES, "أحمد"), "sentence_left") == "ثم"
    assert goes(stand_on(SENTENCES, "أحمد"), "sentence_right") == "قال"
    english = "He left early. She stayed on."
    assert goes(stand_on(english, "early"), "sentence_left") == "He"
    assert goes(stand_on(english, "early"), "sentence_right") == "She"


def test_a_sentence_without_a_word_is_passed_over() -> None:
    text = "أول هنا. — … ؟ ثان هناك."
    assert goes(stand_on(text, "أول"), "sentence_forward") == "ثان"


# --- by rows

# two words of four letters in each row of nine columns
PAIRS = "ابجد هوزح طيكل منسع فصقر شتثخ"


def test_the_ends_of_a_row_are_the_first_and_last_word_to_be_read() -> None:
    assert goes(stand_on(PAIRS, "منسع", 9), "row_start") == "طيكل"
    assert goes(stand_on(PAIRS, "طيكل", 9), "row_end") == "منسع"
    assert goes(stand_on("aaaa bbbb cccc dddd", "cccc", 9), "row_end") == "dddd"


def test_up_and_down_go_to_the_word_on_the_same_column() -> None:
    assert goes(stand_on(PAIRS, "طيكل", 9), "down") == "فصقر"
    assert goes(stand_on(PAIRS, "منسع", 9), "down") == "شتثخ"
    assert goes(stand_on(PAIRS, "منسع", 9), "up") == "هوزح"
    assert goes(stand_on(PAIRS, "هوزح", 9), "up") is None
    assert goes(stand_on(PAIRS, "شتثخ", 9), "down") is None


def test_the_column_is_kept_over_a_short_row() -> None:
    text = "ابجد هوزح\nطيكل\nمنسع فصقر"
    assert goes(stand_on(text, "هوزح", 9), "down") == "طيكل"
    assert goes(stand_on(text, "هوزح", 9), "down", "down") == "فصقر"
    assert goes(stand_on(text, "ابجد", 9), "down", "down") == "منسع"


def test_rows_without_a_word_are_passed_over() -> None:
    text = "ابجد\n\n———\n\nهوزح"
    assert goes(stand_on(text, "ابجد"), "down") == "هوزح"
    assert goes(stand_on(text, "هوزح"), "up") == "ابجد"


def test_columns_count_from_the_page_s_left_edge_in_either_direction_of_text() -> None:
    # the Arabic word stands in columns 16 to 20, the Latin ones in 0 to 4, 5 to 9 and 10 to 14
    text = "ابجد\nabcd efgh ijkl"
    assert goes(stand_on(text, "ابجد", 20), "down") == "ijkl"
    document = Document(text, 20)
    (arabic,), (latin,) = document.rows(0), document.rows(1)
    assert (row_indent(document, arabic), row_indent(document, latin)) == (16, 0)
    assert page_column(document, arabic, Span(0, 4)) == 18
    assert page_column(document, latin, Span(text.index("efgh"), text.index(" ijkl"))) == 7


def test_the_nearest_word_is_measured_from_its_edges() -> None:
    text = "abcdefghij kl"
    stand = stand_at(text, 0, 20)
    found = [nearest_word(stand, Place(0, 0), goal) for goal in (0.5, 10.4, 10.6, 19.5)]
    assert [word and word.cut(text) for word in found] == ["abcdefghij", "abcdefghij", "kl", "kl"]


# a word of twenty letters without a space before it: it begins in the first row of ten and ends in the third
LONG = "ن" * 20
CUT = f"ابجد،{LONG} ختام"


def test_a_word_cut_over_rows_belongs_to_the_row_it_begins_in() -> None:
    assert goes(stand_on(CUT, "ختام", 10), "row_start") == "ختام"
    assert goes(stand_on(CUT, "ابجد", 10), "row_end") == LONG


def test_a_word_cut_over_rows_is_met_once_on_the_way_down_and_up() -> None:
    assert goes(stand_on(CUT, "ابجد", 10), "down") == LONG
    assert goes(stand_on(CUT, "ابجد", 10), "down", "down") == "ختام"
    assert goes(stand_on(CUT, "ختام", 10), "up") == LONG


# --- invariants


@settings(max_examples=60)
@given(texts, widths)
def test_every_motion_leads_to_a_word_or_nowhere_and_never_the_wrong_way(text: str, width: int) -> None:
    document = Document(text, width)
    words = WordIndex(document)
    every = [
        word
        for index in range(document.paragraph_count)
        for word in words.between(*document.paragraph(index)[:2])
    ]
    onwards = {"down", "sentence_forward", "row_end", "end"}
    back = {"up", "sentence_back", "row_start", "start"}
    for caret in every[:12]:
        for name, motion in MOTIONS.items():
            word = motion(MotionContext(document, words, caret))
            if word is None:
                assert name not in ("row_start", "row_end", "start", "end")
                continue
            assert word in every
            if name in ("row_start", "row_end"):
                assert document.place_of(word.start) == document.place_of(caret.start)
            if name in onwards:
                assert word.start >= caret.start
            if name in back:
                assert word.start <= caret.start
            if name not in ("row_start", "row_end", "start", "end"):
                assert word != caret


@settings(max_examples=60)
@given(texts, widths)
def test_down_and_then_up_leads_back_to_the_row(text: str, width: int) -> None:
    document = Document(text, width)
    words = WordIndex(document)
    for index in range(document.paragraph_count):
        for caret in words.between(*document.paragraph(index)[:2])[:4]:
            stand = MotionContext(document, words, caret)
            below = MOTIONS["down"](stand)
            if below is None:
                continue
            row, row_below = document.place_of(caret.start), document.place_of(below.start)
            assert row <= row_below
            if row < row_below:
                stand.caret = below
                above = MOTIONS["up"](stand)
                assert above is not None
                assert document.place_of(above.start) == row


def test_down_leaves_a_word_of_many_rows_in_one_step_and_up_comes_back() -> None:
    text = f"من {'ب' * 400_000} هنا\nثم"
    document = Document(text, 20)
    words = WordIndex(document)
    long = words.at(3)
    assert long == Span(3, 400_003)
    below = MOTIONS["down"](MotionContext(document, words, long))
    assert below in (Span(400_004, 400_007), Span(400_008, 400_010))
    assert MOTIONS["up"](MotionContext(document, words, Span(400_004, 400_007))) == long
