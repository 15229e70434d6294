from __future__ import annotations

from hashiya.layout import Document
from hashiya.session.selection import Selection
from hashiya.session.word_index import WordIndex
from hashiya.text.spans import Span

TEXT = "one two three four"
ONE, TWO, THREE, FOUR = Span(0, 3), Span(4, 7), Span(8, 13), Span(14, 18)
WORDS = WordIndex(Document(TEXT, 40))


def test_extending_goes_out_and_back_over_the_word_it_began_at() -> None:
    selection = Selection()
    assert selection.begin_extending(TWO, WORDS) == TWO
    selection.extend_to(FOUR)
    assert selection.span == Span(4, 18)
    assert selection.begin_extending(FOUR, WORDS) == FOUR
    selection.extend_to(ONE)
    assert selection.span == Span(0, 7)


def test_a_passage_is_extended_from_its_last_word() -> None:
    selection = Selection()
    selection.set(Span(0, 13))
    assert selection.begin_extending(ONE, WORDS) == THREE
    selection.extend_to(FOUR)
    assert selection.span == Span(0, 18)


def test_an_adjusted_edge_stays_while_the_other_end_is_extended() -> None:
    selection = Selection()
    selection.begin_extending(TWO, WORDS)
    selection.extend_to(THREE)
    selection.adjust(TEXT, Span(4, 13), "start", 1, THREE)
    assert (selection.span, selection.selecting) == (Span(5, 13), False)
    selection.extend_to(FOUR)
    assert selection.span == Span(5, 18)


def test_an_edge_leaves_one_letter() -> None:
    selection = Selection()
    selection.adjust(TEXT, Span(0, 1), "end", -1, ONE)
    assert selection.span == Span(0, 1)
    selection.adjust(TEXT, Span(0, 1), "start", 1, ONE)
    assert selection.span == Span(0, 1)


def test_dropping_ends_selecting() -> None:
    selection = Selection()
    selection.start(ONE)
    assert selection.selecting
    selection.drop()
    assert (selection.span, selection.selecting) == (None, False)
    selection.begin_extending(THREE, WORDS)
    selection.extend_to(TWO)
    assert selection.span == Span(4, 13)
