from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.layout import Cell, Row
from hashiya.session.line_editor import LineEditor, caret_column, offset_at_column
from hashiya.text.letters import previous_letter
from hashiya.text.spans import Span

BEH, FATHA, MEEM = "\u0628", "\u064e", "\u0645"


def editor(text: str, caret: int | None = None) -> LineEditor:
    made = LineEditor(text)
    if caret is not None:
        made.move_to(caret)
    return made


def test_the_caret_begins_behind_the_text() -> None:
    made = LineEditor("ab")
    assert (made.text, made.caret, made.selection) == ("ab", 2, None)


def test_inserting_moves_the_caret_behind_what_is_typed() -> None:
    made = editor("ac", 1)
    made.insert("b")
    assert (made.text, made.caret) == ("abc", 2)


def test_a_paste_becomes_one_line_without_controls_or_lone_surrogates() -> None:
    made = LineEditor()
    made.insert("a\r\nb\tc\x1b[31m\x00\u2029\udce9\x9bd\u200f")
    assert made.text == "a b c[31m d\u200f"


def test_what_does_not_fit_is_left_out_by_whole_letters() -> None:
    made = LineEditor("x", max_length=3)
    made.insert(f"{BEH}{MEEM}{FATHA}")
    assert (made.text, made.caret) == (f"x{BEH}", 2)
    made.insert(MEEM)
    made.insert(MEEM)
    assert made.text == f"x{BEH}{MEEM}"
    assert LineEditor("abcdef", max_length=3).text == "abc"


def test_typing_over_a_full_line_replaces_what_is_selected() -> None:
    made = LineEditor("abc", max_length=3)
    made.select_all()
    made.insert("xyz")
    assert made.text == "xyz"


def test_backspace_takes_the_mark_first_and_then_its_letter() -> None:
    made = LineEditor(MEEM + BEH + FATHA)
    made.delete_left()
    assert (made.text, made.caret) == (MEEM + BEH, 2)
    made.delete_left()
    assert (made.text, made.caret) == (MEEM, 1)


def test_delete_takes_the_letter_with_its_marks() -> None:
    made = editor(BEH + FATHA + MEEM, 0)
    made.delete_right()
    assert (made.text, made.caret) == (MEEM, 0)
    made.move_end()
    made.delete_right()
    assert made.text == MEEM


def test_deleting_at_the_edges_changes_nothing_and_leaves_nothing_to_undo() -> None:
    made = editor("a", 0)
    made.delete_left()
    made.delete_word_left()
    made.move_end()
    made.delete_right()
    made.delete_word_right()
    made.undo()
    assert (made.text, made.caret) == ("a", 1)


def test_the_caret_steps_over_a_letter_with_its_marks() -> None:
    made = editor(BEH + FATHA + MEEM, 0)
    made.move_next()
    assert made.caret == 2
    made.move_previous()
    assert made.caret == 0


def test_left_is_on_in_right_to_left_text_and_back_in_left_to_right() -> None:
    made = editor("abc", 1)
    made.move_visual_left("rtl")
    assert made.caret == 2
    made.move_visual_right("rtl")
    assert made.caret == 1
    made.move_visual_left("ltr")
    assert made.caret == 0
    made.move_visual_right("ltr")
    assert made.caret == 1


def test_extending_selects_from_where_it_began_in_both_directions() -> None:
    made = editor("abcd", 2)
    made.move_next(extend=True)
    assert (made.selection, made.copy()) == (Span(2, 3), "c")
    made.move_previous(extend=True)
    assert made.selection is None
    made.move_previous(extend=True)
    made.move_home(extend=True)
    assert made.selection == Span(0, 2)


def test_a_move_without_extending_goes_to_the_edge_of_the_selection() -> None:
    made = editor("abcd", 1)
    made.move_to(3, extend=True)
    made.move_previous()
    assert (made.caret, made.selection) == (1, None)
    made.move_to(3)
    made.move_to(1, extend=True)
    made.move_next()
    assert (made.caret, made.selection) == (3, None)


def test_a_letter_typed_before_a_stray_mark_takes_it_in() -> None:
    made = editor(FATHA + BEH, 0)
    made.insert(MEEM)
    assert (made.text, made.caret) == (MEEM + FATHA + BEH, 2)


def test_a_selection_is_replaced_deleted_and_cut_as_a_whole() -> None:
    made = editor("abcd", 1)
    made.move_to(3, extend=True)
    made.insert("X")
    assert (made.text, made.caret) == ("aXd", 2)
    made.select_all()
    assert made.cut() == "aXd"
    assert (made.text, made.caret, made.cut()) == ("", 0, "")
    for delete in (made.delete_left, made.delete_right, made.delete_word_left, made.delete_word_right):
        made.insert("abcd")
        made.move_to(3)
        made.move_to(1, extend=True)
        delete()
        assert (made.text, made.caret) == ("ad", 1)
        made.select_all()
        made.cut()


#        0123456789012
WORDS = "وفد، «سوري» 12"


@pytest.mark.parametrize(
    ("caret", "following", "before"), [(0, 3, 0), (2, 3, 0), (3, 10, 0), (4, 10, 0), (7, 10, 6)]
)
def test_word_moves_go_behind_the_next_word_and_before_the_one_before(
    caret: int, following: int, before: int
) -> None:
    made = editor(WORDS, caret)
    made.move_word_next()
    assert made.caret == following
    made.move_to(caret)
    made.move_word_previous(extend=True)
    assert made.caret == before
    assert made.selection == (Span(before, caret) if before < caret else None)


def test_word_moves_reach_the_ends_where_there_is_no_word() -> None:
    made = editor("a ...", 1)
    made.move_word_next()
    assert made.caret == 5
    made = editor("... a", 4)
    made.move_word_previous()
    assert made.caret == 0


def test_a_word_move_does_not_stop_before_what_belongs_to_the_last_letter() -> None:
    made = editor(f"{BEH}{MEEM}\u200f x", 0)
    made.move_word_next()
    assert made.caret == 3


def test_deleting_words() -> None:
    made = editor(WORDS, 8)
    made.delete_word_left()
    assert (made.text, made.caret) == ("وفد، «ري» 12", 6)
    made.delete_word_right()
    assert (made.text, made.caret) == ("وفد، «» 12", 6)
    made.delete_word_right()
    assert (made.text, made.caret) == ("وفد، «", 6)


def test_undo_takes_back_a_typed_word_at_a_time() -> None:
    made = LineEditor()
    for letter in "ab cd":
        made.insert(letter)
    made.undo()
    assert made.text == "ab "
    made.undo()
    assert made.text == "ab"
    made.undo()
    assert made.text == ""
    made.undo()
    made.redo()
    made.redo()
    assert (made.text, made.caret) == ("ab ", 3)
    made.insert("x")
    made.redo()
    assert made.text == "ab x"


def test_undo_takes_back_a_row_of_deletions_and_brings_the_selection_back() -> None:
    made = LineEditor("abcd")
    made.delete_left()
    made.delete_left()
    made.undo()
    assert (made.text, made.caret) == ("abcd", 4)
    made.select_all()
    made.insert("x")
    made.undo()
    assert (made.text, made.selection) == ("abcd", Span(0, 4))


def test_moving_between_two_letters_parts_them_for_undo() -> None:
    made = LineEditor()
    made.insert("a")
    made.move_home()
    made.insert("b")
    made.undo()
    assert made.text == "a"


def test_a_place_inside_a_letter_is_taken_as_its_start() -> None:
    made = editor(BEH + FATHA + MEEM, 1)
    assert made.caret == 0
    made.move_to(99)
    assert made.caret == 3
    made.move_to(-5)
    assert made.caret == 0


def row(base: str, *cells: tuple[int, int, int]) -> Row:
    """A row of (start, end, width), left to right."""
    made = tuple(Cell(start, end, "x" * width, width) for start, end, width in cells)
    end = max((cell.end for cell in made), default=0)
    return Row(0, 0, end, end, base, made, sum(cell.width for cell in made))  # type: ignore[arg-type]


# five code points, the second and third one cell (a letter with its mark), the fourth two columns wide
RTL = row("rtl", (4, 5, 1), (3, 4, 2), (1, 3, 1), (0, 1, 1))
LTR = row("ltr", (0, 1, 1), (1, 3, 1), (3, 4, 2), (4, 5, 1))
# «ab» inside right-to-left text: offsets 1 and 2 run the other way
MIXED = row("rtl", (3, 4, 1), (1, 2, 1), (2, 3, 1), (0, 1, 1))


@pytest.mark.parametrize(
    ("shown", "columns"),
    [
        (RTL, {0: 4, 1: 3, 3: 1, 4: 0, 5: -1}),
        (LTR, {0: 0, 1: 1, 3: 2, 4: 4, 5: 5}),
        (MIXED, {0: 3, 1: 1, 2: 2, 3: 0, 4: -1}),
    ],
)
def test_the_caret_stands_on_its_letter_and_a_click_finds_it(shown: Row, columns: dict[int, int]) -> None:
    for offset, column in columns.items():
        assert caret_column(shown, offset, shown.end) == column
        assert offset_at_column(shown, column, shown.end) == offset


def test_both_columns_of_a_wide_letter_are_that_letter() -> None:
    assert offset_at_column(RTL, 2, 5) == 3
    assert offset_at_column(LTR, 3, 5) == 3


def test_a_click_beside_the_row_goes_to_the_nearer_end_of_the_text() -> None:
    assert (offset_at_column(RTL, -3, 5), offset_at_column(RTL, 9, 5)) == (5, 0)
    assert (offset_at_column(LTR, -3, 5), offset_at_column(LTR, 9, 5)) == (0, 5)


def test_an_empty_line_has_its_caret_where_text_would_begin() -> None:
    assert caret_column(row("rtl"), 0, 0) == -1
    assert caret_column(row("ltr"), 0, 0) == 0
    assert offset_at_column(row("rtl"), 7, 0) == 0


TYPED = st.text(alphabet="ab اب\u064e\u200d\u200f\U0001f1f8\n\x1b«.", max_size=4)
DELETIONS = ["delete_left", "delete_right", "delete_word_left", "delete_word_right", "cut"]
STEPS = st.one_of(
    st.tuples(st.just("insert"), TYPED),
    st.tuples(
        st.sampled_from([*DELETIONS, "undo", "redo", "select_all"]),
        st.none(),
    ),
    st.tuples(
        st.sampled_from(
            ["move_next", "move_previous", "move_word_next", "move_word_previous", "move_home", "move_end"]
        ),
        st.booleans(),
    ),
    st.tuples(st.just("move_to"), st.integers(-2, 30)),
)


@given(TYPED, st.lists(STEPS, max_size=30))
def test_whatever_is_done_the_caret_stands_before_a_letter_and_undo_leads_back(
    text: str, steps: list[tuple[str, str | bool | int | None]]
) -> None:
    made = LineEditor(text, max_length=12)
    first = made.text
    for name, argument in steps:
        if argument is None:
            getattr(made, name)()
        elif isinstance(argument, bool):
            getattr(made, name)(extend=argument)
        else:
            getattr(made, name)(argument)
        assert len(made.text) <= 12
        assert not set(made.text) & set("\n\x1b")
        for offset in (made.caret, *(made.selection or ())):
            assert offset == len(made.text) or offset == previous_letter(made.text, offset + 1)
    for _ in steps:
        made.undo()
    assert made.text == first
