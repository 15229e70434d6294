from __future__ import annotations

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.session.replay import on_top_of
from tests.session.marking import made

TEXT = "قال حسام نجار ذلك"
ORIGINAL = made(TEXT, "نجار")
NOTED = changed(ORIGINAL, note="صحفي")


def test_a_change_is_taken_back_in_a_new_revision() -> None:
    edit = on_top_of(Edit(NOTED, ORIGINAL), NOTED, None)
    assert edit is not None
    assert edit.before == NOTED
    assert edit.after is not None
    assert (edit.after.note, edit.after.rev) == ("", 3)


def test_what_another_program_changed_besides_stays() -> None:
    theirs = changed(NOTED, label="EVENT", attributes={"kind": "person"})
    edit = on_top_of(Edit(NOTED, ORIGINAL), theirs, None)
    assert edit is not None
    assert edit.after is not None
    assert (edit.after.note, edit.after.label, edit.after.attributes) == ("", "EVENT", {"kind": "person"})
    assert edit.after.rev == theirs.rev + 1


def test_what_another_program_set_instead_is_not_overwritten() -> None:
    theirs = changed(ORIGINAL, note="محلل")
    assert on_top_of(Edit(NOTED, ORIGINAL), theirs, None) is None


def test_a_change_to_what_another_program_removed_brings_nothing_back() -> None:
    assert on_top_of(Edit(NOTED, ORIGINAL), None, None) is None


def test_an_addition_is_taken_back_as_it_is_now() -> None:
    assert on_top_of(Edit(ORIGINAL, None), NOTED, None) == Edit(NOTED, None)


def test_what_is_gone_need_not_be_removed() -> None:
    assert on_top_of(Edit(ORIGINAL, None), None, None) is None


def test_what_was_removed_comes_back_as_it_was_then() -> None:
    assert on_top_of(Edit(None, ORIGINAL), None, NOTED) == Edit(None, NOTED)
    assert on_top_of(Edit(None, ORIGINAL), None, None) == Edit(None, ORIGINAL)


def test_what_is_there_need_not_be_added() -> None:
    assert on_top_of(Edit(None, ORIGINAL), NOTED, ORIGINAL) is None
