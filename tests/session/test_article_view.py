"""Opening, moving and selecting; what is made of a selection is in test_reader_marking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashiya.codebook.label import DEFAULT
from hashiya.layout import Place
from hashiya.messages import Message
from hashiya.session.change import Change
from hashiya.session.commands import annotating, searching, selecting, view
from hashiya.session.labelling import label
from hashiya.session.motions import MOTIONS
from hashiya.session.reader import Reader
from hashiya.session.working_copy import SAVED
from hashiya.store.repository.reading import Reading
from hashiya.text.spans import Span
from tests.session.marking import caret, put, selected, span_of
from tests.session.texts import heights, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.article.article import Article
    from hashiya.store.tinydb.store import Store
    from tests.conftest import ReaderOf

TEXT = (
    "زيارة وفد عسكري\n"
    "\n"
    "أوضح الوزير أن «العلاقات مع روسيا “قديمة ‘وراسخة’ جدا” منذ عقود»، وقال نجار ذلك. ثم غادر الجميع.\n"
    "\n"
    "Third paragraph, written in English.\n"
)
# each number is a row of its own where rows have four columns, and the word on row n is n
ROWS = " ".join(f"{number:04}" for number in range(100))


def from_to(text: str, first: str, last: str) -> str:
    return text[span_of(text, first).start : span_of(text, last).end]


def changes_of(reader: Reader) -> list[Change]:
    changes: list[Change] = []
    reader.listen(changes.append)
    return changes


def rows_in_sight(reader: Reader) -> list[int]:
    return [place.row for place in reader.viewport.lines if place is not None]


# --- opening


def test_a_new_article_opens_at_its_first_word_and_is_unread(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    assert caret(reader) == "زيارة"
    assert (reader.working_copy.status, reader.working_copy.saving, reader.working_copy.read_only) == (
        "unread",
        SAVED,
        None,
    )
    assert reader.target == span_of(TEXT, "زيارة")
    assert (reader.selection, reader.selecting, reader.subject, reader.current) == (None, False, None, None)


def test_an_article_is_in_progress_from_its_first_mark_on(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    label(reader, "ACTOR")
    assert reader.working_copy.status == "in progress"
    reader.undoing.undo()
    assert reader.working_copy.status == "in progress"


def test_an_article_opens_where_one_was_reading(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "نجار")
    view.done(reader)
    assert reader.close()
    again = reader_of(TEXT)
    assert (caret(again), again.working_copy.status) == ("نجار", "done")


def test_an_article_that_became_shorter_opens_at_its_last_word(
    reader_of: ReaderOf, store: Store, article_of: Callable[..., Article]
) -> None:
    store.open(article_of(TEXT)).save_reading(Reading(len(TEXT), "in progress"))
    assert caret(reader_of("واحد اثنان.")) == "اثنان"


def test_text_before_the_first_word_is_in_sight_when_an_article_opens(reader_of: ReaderOf) -> None:
    reader = reader_of("———\n\nكلمة")
    reader.resize(80, 10)
    assert reader.viewport.top == Place(0, 0)


def test_a_remembered_place_comes_to_the_upper_third_of_the_window(
    reader_of: ReaderOf, store: Store, article_of: Callable[..., Article]
) -> None:
    store.open(article_of(ROWS)).save_reading(Reading(50 * 5, "in progress"))
    reader = reader_of(ROWS)
    reader.resize(4, 12)
    assert rows_in_sight(reader) == list(range(46, 58))


# --- texts without a word


@pytest.mark.parametrize("text", ["", "\n\n", "——…\n" * 40])
def test_in_a_text_without_words_every_command_is_harmless(reader_of: ReaderOf, text: str) -> None:
    reader = reader_of(text)
    reader.resize(40, 10)
    for motion in (*MOTIONS, "page_up", "page_down"):
        reader.move(motion)
        reader.move(motion, extend=True)
    reader.toggle_selecting()
    selecting.word(reader)
    selecting.sentence(reader)
    selecting.paragraph(reader)
    selecting.inside(reader)
    reader.adjust("end", 1)
    reader.adjust("start", -1)
    reader.go_to(0)
    label(reader, "ACTOR")
    annotating.remove(reader)
    annotating.following(reader)
    annotating.previous(reader)
    reader.search("…")
    searching.next_match(reader)
    reader.drop_selection()
    reader.set_measure(30)
    reader.resize(20, 3)
    assert (reader.caret, reader.selection, reader.target) == (None, None, None)
    assert len(reader.annotations) == 0
    assert reader.close()


def test_an_empty_text_is_read_to_its_end(reader_of: ReaderOf) -> None:
    assert reader_of("").viewport.percent == 100


def test_without_a_caret_motions_move_the_page(reader_of: ReaderOf) -> None:
    reader = reader_of("\n" * 100)
    reader.resize(40, 10)
    tops = []
    for motion in ("down", "page_down", "up", "end", "page_up", "start", "left"):
        reader.move(motion)
        tops.append(reader.viewport.top.paragraph)
    assert tops == [1, 9, 8, 90, 82, 0, 0]


def test_signs_can_be_selected_and_labelled_where_there_is_no_word(reader_of: ReaderOf) -> None:
    reader = reader_of("———")
    reader.select(Span(1, 2))
    label(reader, "EVENT")
    reader.select(Span(0, 1))
    label(reader, "EVENT")
    assert [annotation.span for annotation in reader.annotations] == [Span(0, 1), Span(1, 2)]
    reader.go_to(0)
    assert reader.current is None
    for annotation in reader.annotations:
        annotating.following(reader)
        assert reader.current == annotation.id


# --- moving


def test_the_arrow_follows_the_direction_of_the_paragraph(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "نجار")
    reader.move("left")
    assert caret(reader) == "ذلك"
    put(reader, "written")
    reader.move("left")
    assert caret(reader) == "paragraph"


def test_a_motion_that_leads_nowhere_leaves_the_caret(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.move("right")
    reader.move("up")
    reader.move("sentence_back")
    assert caret(reader) == "زيارة"


def test_pages_turn_to_the_ends_and_stop_there(reader_of: ReaderOf) -> None:
    reader = reader_of(ROWS)
    reader.resize(4, 10)
    words = []
    for _ in range(14):
        reader.move("page_down")
        words.append(caret(reader))
    assert words[:2] == ["0008", "0016"]
    assert words[-2:] == ["0099", "0099"]
    assert rows_in_sight(reader) == list(range(90, 100))
    for _ in range(14):
        reader.move("page_up")
    assert caret(reader) == "0000"
    assert rows_in_sight(reader) == list(range(10))


def test_stepping_down_turns_half_a_page_at_its_foot(reader_of: ReaderOf) -> None:
    reader = reader_of(ROWS)
    reader.resize(4, 10)
    changes = changes_of(reader)
    for _ in range(10):
        reader.move("down")
    assert [change.page for change in changes] == [False] * 9 + [True]
    assert rows_in_sight(reader) == list(range(5, 15))


def test_a_motion_tells_both_words_and_no_page(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.resize(80, 20)
    changes = changes_of(reader)
    reader.move("left")
    (change,) = changes
    assert set(change.spans) == {span_of(TEXT, "زيارة"), span_of(TEXT, "وفد")}
    assert not change.page
    assert not change.annotations


def test_vertical_motions_keep_their_column_until_another_motion(reader_of: ReaderOf) -> None:
    reader = reader_of("ابجد هوزح\nطيكل\nمنسع فصقر", measure=20)
    reader.resize(9, 10)
    put(reader, "هوزح")
    reader.move("down")
    reader.move("down")
    assert caret(reader) == "فصقر"
    put(reader, "هوزح")
    reader.move("down")
    reader.move("row_end")
    reader.move("down")
    assert caret(reader) == "منسع"
    put(reader, "هوزح")
    reader.move("down")
    reader.resize(9, 8)  # the rows are the same
    reader.move("down")
    assert caret(reader) == "فصقر"
    put(reader, "هوزح")
    reader.move("down")
    selecting.word(reader)  # the caret is on this word now, whatever column it came from
    reader.move("down")
    assert caret(reader) == "منسع"


def test_going_to_an_offset_takes_the_word_there_or_the_next(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.go_to(TEXT.index("،"))
    assert caret(reader) == "وقال"
    reader.go_to(len(TEXT) + 100)
    assert caret(reader) == "English"


def test_scrolling_leaves_the_caret_behind_and_the_next_motion_comes_back(reader_of: ReaderOf) -> None:
    reader = reader_of(ROWS)
    reader.resize(4, 10)
    changes = changes_of(reader)
    reader.scroll(30)
    reader.scroll(0)
    assert changes == [Change(page=True)]
    assert caret(reader) == "0000"
    reader.move("left")
    assert caret(reader) == "0001"
    assert 1 in rows_in_sight(reader)


def test_a_word_longer_than_a_page_can_be_read_through(reader_of: ReaderOf) -> None:
    reader = reader_of("ابجد " + "ن" * 400 + " هوزح")
    reader.resize(4, 10)
    tops = []
    for _ in range(4):
        reader.move("page_down")
        tops.append(reader.viewport.top.row)
    assert tops == [8, 16, 24, 32]
    reader.move("right")
    assert reader.viewport.top.row == 0


def test_percent_tells_how_much_lies_before_the_end_of_the_page(reader_of: ReaderOf) -> None:
    reader = reader_of(ROWS)
    reader.resize(4, 10)
    assert reader.viewport.percent == 10
    reader.scroll(40)
    assert reader.viewport.percent == 50
    reader.move("end")
    assert reader.viewport.percent == 100


# --- the window


def test_rows_take_the_measure_where_there_is_room(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT, measure=60)
    reader.resize(100, 20)
    assert reader.document.width == 60
    reader.resize(45, 20)
    assert reader.document.width == 45
    reader.resize(0, 0)
    assert (reader.document.width, reader.viewport.height) == (1, 1)


@pytest.mark.parametrize(("wished", "given"), [(5, 20), (20, 20), (84, 84), (200, 200), (1000, 200)])
def test_the_measure_keeps_within_bounds(reader_of: ReaderOf, wished: int, given: int) -> None:
    reader = reader_of(TEXT)
    reader.set_measure(wished)
    assert reader.measure == given


def test_a_resize_keeps_the_text_at_the_top_and_the_caret(reader_of: ReaderOf) -> None:
    reader = reader_of(ROWS)
    reader.resize(4, 10)
    reader.go_to(50 * 5)
    reader.scroll(3)
    top = reader.viewport.row(reader.viewport.top).start
    word = caret(reader)
    for width in (9, 39, 14, 4):
        reader.resize(width, 10)
        row = reader.viewport.row(reader.viewport.top)
        assert row.start <= top < row.next
        assert caret(reader) == word
    assert reader.viewport.row(reader.viewport.top).start == top


def test_a_resize_brings_the_caret_back_into_sight(reader_of: ReaderOf) -> None:
    reader = reader_of(ROWS)
    reader.resize(39, 10)  # eight words in a row
    reader.move("page_down")
    reader.move("end")
    changes = changes_of(reader)
    reader.resize(4, 3)
    assert 99 in rows_in_sight(reader)
    assert [change.page for change in changes] == [True]


# --- selecting with Space


def test_space_selects_the_word_and_motions_extend_it(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "الوزير")
    reader.toggle_selecting()
    assert reader.selecting
    assert selected(reader) == "الوزير"
    reader.move("left")
    reader.move("left")
    assert selected(reader) == from_to(TEXT, "الوزير", "العلاقات")
    reader.move("right")
    assert selected(reader) == "الوزير أن"


def test_a_selection_turns_round_its_first_word(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "الوزير")
    reader.toggle_selecting()
    for motion, expected in (
        ("left", "الوزير أن"),
        ("right", "الوزير"),
        ("right", "أوضح الوزير"),
        ("sentence_forward", from_to(TEXT, "الوزير", "ثم")),
        ("start", TEXT[: span_of(TEXT, "الوزير").end]),
        ("end", from_to(TEXT, "الوزير", "English")),
        ("row_start", from_to(TEXT, "الوزير", "Third")),
    ):
        reader.move(motion)
        assert selected(reader) == expected


def test_pages_extend_too(reader_of: ReaderOf) -> None:
    reader = reader_of(ROWS)
    reader.resize(4, 10)
    reader.toggle_selecting()
    reader.move("page_down")
    assert reader.selection == Span(0, 8 * 5 + 4)


@pytest.mark.parametrize("extend", [False, True])
def test_rows_are_gone_down_in_one_column(reader_of: ReaderOf, extend: bool) -> None:
    reader = reader_of("aaaa bbbb cccc\nd\neeee ffff gggg")
    put(reader, "cccc")
    reader.move("down", extend=extend)
    reader.move("down", extend=extend)
    assert caret(reader) == "gggg"


def test_space_again_ends_the_selection_and_the_next_motion_drops_it(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.toggle_selecting()
    reader.move("left")
    reader.toggle_selecting()
    assert not reader.selecting
    assert selected(reader) == "زيارة وفد"
    reader.move("left")
    assert reader.selection is None


def test_dropping_leaves_the_caret_and_then_ends_the_search(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.search("نجار")
    reader.toggle_selecting()
    reader.move("left")
    reader.drop_selection()
    assert (reader.selection, reader.selecting, caret(reader)) == (None, False, "وفد")
    assert reader.finder.query == "نجار"
    reader.drop_selection()
    assert reader.finder.query == ""


# --- selecting with shift


def test_extending_selects_from_the_caret_s_word(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "الوزير")
    reader.move("left", extend=True)
    assert selected(reader) == "الوزير أن"
    assert not reader.selecting
    reader.move("right", extend=True)
    reader.move("right", extend=True)
    assert selected(reader) == "أوضح الوزير"
    reader.move("left")
    assert reader.selection is None
    reader.move("left", extend=True)
    assert selected(reader) == "الوزير أن"


def test_extending_moves_the_end_of_what_is_selected_already(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "نجار")
    reader.move("left", extend=True)  # an earlier selection must leave no trace
    reader.move("right")
    put(reader, "غادر")
    selecting.sentence(reader)
    assert selected(reader) == "ثم غادر الجميع."
    reader.move("right", extend=True)
    assert selected(reader) == "ثم غادر"
    reader.move("left", extend=True)
    reader.move("left", extend=True)
    assert selected(reader) == from_to(TEXT, "ثم", "Third")


def test_extending_what_is_inside_quotation_marks_goes_on_from_its_last_word(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "العلاقات")
    selecting.inside(reader)
    reader.move("left", extend=True)
    assert selected(reader) == from_to(TEXT, "العلاقات", "وقال")


def test_extending_keeps_a_clitic_left_out(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "وقال")
    reader.adjust("start", 1)
    reader.move("left", extend=True)
    assert selected(reader) == "قال نجار"
    reader.adjust("start", 1)
    reader.move("left", extend=True)
    assert selected(reader) == "ال نجار ذلك"


def test_extending_backwards_goes_on_after_a_letter_was_left_out(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "ذلك")
    reader.move("right", extend=True)
    reader.move("right", extend=True)
    reader.adjust("start", 1)
    assert selected(reader) == "قال نجار ذلك"
    reader.adjust("end", 1)
    assert selected(reader) == "قال نجار ذلك."
    reader.move("right", extend=True)
    assert selected(reader) == from_to(TEXT, "عقود", "ذلك") + "."
    reader.move("left", extend=True)
    reader.move("left", extend=True)
    assert selected(reader) == "نجار ذلك."


def test_extending_a_selection_of_signs_keeps_them(reader_of: ReaderOf) -> None:
    text = "واحد —— اثنان"
    reader = reader_of(text)
    reader.select(span_of(text, "——"))
    assert caret(reader) == "واحد"
    reader.move("left", extend=True)
    assert selected(reader) == "—— اثنان"


# --- selecting units


def test_word_sentence_and_paragraph_of_the_caret(reader_of: ReaderOf) -> None:
    reader = reader_of("أول هنا.\n \t ثان هناك. ثالث «بعيد»؟ \nرابع")
    put(reader, "بعيد")
    selecting.word(reader)
    assert (selected(reader), caret(reader)) == ("بعيد", "بعيد")
    selecting.sentence(reader)
    assert (selected(reader), caret(reader)) == ("ثالث «بعيد»؟", "بعيد")
    selecting.paragraph(reader)
    assert selected(reader) == "ثان هناك. ثالث «بعيد»؟"
    put(reader, "ثان")
    selecting.paragraph(reader)
    assert caret(reader) == "بعيد"


def test_a_unit_ends_the_selection_that_motions_extend(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.toggle_selecting()
    selecting.paragraph(reader)
    assert not reader.selecting
    assert selected(reader) == "زيارة وفد عسكري"
    reader.move("left")
    assert reader.selection is None


def test_an_empty_span_is_not_selected(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.select(Span(3, 3))
    assert reader.selection is None


def test_quotation_marks_are_gone_through_from_the_inside_out(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "وراسخة")
    expected = [
        "وراسخة",
        "قديمة ‘وراسخة’ جدا",
        "العلاقات مع روسيا “قديمة ‘وراسخة’ جدا” منذ عقود",
    ]
    for inside in expected:
        selecting.inside(reader)
        assert selected(reader) == inside
        assert caret(reader) == "وراسخة"
        assert reader.notice is None
    selecting.inside(reader)
    assert selected(reader) == expected[-1]
    assert reader.notice == Message("commands.no_outer_marks")


def test_another_selection_begins_again_with_the_innermost_marks(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "جدا")
    selecting.inside(reader)
    selecting.inside(reader)
    selecting.sentence(reader)
    put(reader, "جدا")
    selecting.inside(reader)
    assert selected(reader) == "قديمة ‘وراسخة’ جدا"


def test_outside_of_quotation_marks_there_is_nothing_inside(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "نجار")
    selecting.inside(reader)
    assert reader.selection is None
    assert reader.notice == Message("commands.no_marks")


def test_selecting_inside_long_quotation_marks_leaves_the_page_with_the_caret(reader_of: ReaderOf) -> None:
    text = "قال «اول " + "كلمة " * 200 + "آخر»."
    reader = reader_of(text)
    reader.resize(20, 10)
    put(reader, "اول")
    changes = changes_of(reader)
    selecting.inside(reader)
    assert reader.viewport.top == Place(0, 0)
    assert not any(change.page for change in changes)


# --- letter by letter


@pytest.mark.parametrize("clitic", ["و", "ف", "ب", "ل", "ك"])
def test_one_key_leaves_a_clitic_out(reader_of: ReaderOf, clitic: str) -> None:
    reader = reader_of(f"ثم {clitic}نجار")
    reader.move("end")
    reader.adjust("start", 1)
    assert selected(reader) == "نجار"
    reader.adjust("start", -1)
    assert selected(reader) == f"{clitic}نجار"


def test_the_end_takes_a_comma_in_and_lets_it_go(reader_of: ReaderOf) -> None:
    reader = reader_of("قال نجار، ثم")
    put(reader, "نجار")
    reader.adjust("end", 1)
    assert selected(reader) == "نجار،"
    reader.adjust("end", -1)
    reader.adjust("end", -1)
    assert selected(reader) == "نجا"


def test_marks_and_joiners_go_with_their_letter(reader_of: ReaderOf) -> None:
    meem, fatha, shadda, beh, zwnj = "\u0645\u064e\u0651\u0628\u200c"
    word = meem + fatha + beh + shadda + fatha + zwnj + meem
    reader = reader_of(word)
    reader.adjust("end", -1)
    assert reader.selection == Span(0, 6)
    reader.adjust("end", -1)
    assert reader.selection == Span(0, 2)
    reader.adjust("end", 1)
    reader.adjust("start", 1)
    assert reader.selection == Span(2, 6)


def test_a_selection_keeps_one_letter(reader_of: ReaderOf) -> None:
    reader = reader_of("\u0645\u064e \u0628\u0651\u064e")
    reader.adjust("end", -1)
    assert reader.selection == Span(0, 2)
    reader.adjust("start", 1)
    assert reader.selection == Span(0, 2)
    reader.move("end")
    reader.adjust("end", 1)
    assert reader.selection == Span(3, 6)
    reader.move("start")
    reader.adjust("start", -1)
    assert reader.selection == Span(0, 2)


def test_adjusting_ends_the_selection_that_motions_extend(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.toggle_selecting()
    reader.move("left")
    reader.adjust("end", -1)
    assert selected(reader) == "زيارة وف"
    assert not reader.selecting
    reader.move("left")
    assert reader.selection is None


# --- what the screen is told


def test_going_elsewhere_tells_the_rows_of_the_old_selection(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.resize(80, 30)
    put(reader, "نجار")
    selecting.paragraph(reader)
    selection = reader.selection
    changes = changes_of(reader)
    put(reader, "Third")
    assert selection in changes[-1].spans
    assert span_of(TEXT, "Third") in changes[-1].spans


@pytest.mark.parametrize(
    "command",
    [
        lambda reader: reader.move("left"),
        lambda reader: reader.drop_selection(),
        selecting.word,
        lambda reader: reader.toggle_selecting(),
        lambda reader: reader.adjust("end", -1),
        lambda reader: label(reader, "ACTOR"),
    ],
)
def test_whatever_changes_a_selection_tells_where_it_was(
    reader_of: ReaderOf, command: Callable[[Reader], None]
) -> None:
    reader = reader_of(TEXT)
    reader.resize(80, 30)
    put(reader, "نجار")
    selecting.paragraph(reader)
    selection = reader.selection
    changes = changes_of(reader)
    command(reader)
    assert any(selection in change.spans for change in changes)


# --- invariants

_STEPS = st.lists(
    st.tuples(
        st.sampled_from([*MOTIONS, "page_up", "page_down", *MOTIONS, "space", "inside", "sentence", "size"]),
        st.booleans(),
        st.integers(min_value=-1, max_value=30),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, heights, _STEPS)
def test_the_caret_is_on_a_word_in_sight_and_a_selection_is_never_empty(
    store: Store,
    article_of: Callable[..., Article],
    text: str,
    height: int,
    steps: list[tuple[str, bool, int]],
) -> None:
    article = article_of(text)
    reader = Reader(article, store.open(article), DEFAULT)  # never closed: nothing is on the disk
    reader.resize(20, height)
    every = {
        word
        for paragraph in range(reader.document.paragraph_count)
        for word in reader.words.between(*reader.document.paragraph(paragraph)[:2])
    }
    for name, extend, number in steps:
        if name == "space":
            reader.toggle_selecting()
        elif name == "inside":
            selecting.inside(reader)
        elif name == "sentence":
            selecting.sentence(reader)
        elif name == "size":
            reader.resize(4 + abs(number) % 20, height)
            reader.adjust("end" if extend else "start", 1 if number % 2 else -1)
        else:
            reader.move(name, extend=extend)
            assert (reader.selection is not None) is ((extend or reader.selecting) and bool(every))
        if not every:
            assert reader.caret is None
            continue
        assert reader.caret in every
        rows = {place for place in reader.viewport.lines if place is not None}
        places = (reader.document.place_of(offset) for offset in range(*reader.caret))
        assert rows & set(places)
        if reader.selection is not None:
            assert 0 <= reader.selection.start < reader.selection.end <= len(text)
        if reader.selecting:
            assert reader.selection is not None
            assert reader.selection.overlaps(reader.caret)
