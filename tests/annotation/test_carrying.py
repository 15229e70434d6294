from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hashiya.annotation.annotation import Annotation, changed, moved, timestamp
from hashiya.annotation.carrying import carried, is_same
from hashiya.annotation.edits import Edit
from hashiya.text.spans import Span
from tests.session.marking import made

TEXT = "قال حسام نجار ذلك"
ORIGINAL = made(TEXT, "نجار")
NOTED = changed(ORIGINAL, note="صحفي")
THEIRS = changed(NOTED, label="EVENT", attributes={"kind": "person"})
MOVED = moved(ORIGINAL, TEXT, "0" * 64, Span(4, 13))


def after(edit: Edit | None) -> Annotation:
    assert edit is not None
    assert edit.after is not None
    return edit.after


def test_an_edit_of_the_version_that_its_author_saw_is_made_as_it_is() -> None:
    assert carried(Edit(ORIGINAL, NOTED), ORIGINAL) == Edit(ORIGINAL, NOTED)
    assert carried(Edit(None, ORIGINAL), None) == Edit(None, ORIGINAL)
    assert carried(Edit(NOTED, None), NOTED) == Edit(NOTED, None)


def test_a_change_that_is_taken_back_is_a_further_revision() -> None:
    edit = carried(Edit(NOTED, ORIGINAL), NOTED)
    assert edit is not None
    assert edit.before == NOTED
    assert (after(edit).note, after(edit).rev) == ("", 3)


def test_a_version_that_came_back_in_a_later_revision_counts_as_the_one_that_was_seen() -> None:
    later = replace(ORIGINAL, rev=7)
    edit = carried(Edit(ORIGINAL, NOTED), later)
    assert edit is not None
    assert edit.before == later
    assert (after(edit).note, after(edit).rev) == ("صحفي", 8)
    assert carried(Edit(ORIGINAL, None), later) == Edit(later, None)


def test_another_authors_change_of_another_part_stays() -> None:
    edit = carried(Edit(NOTED, ORIGINAL), THEIRS)
    assert edit is not None
    assert edit.before == THEIRS
    assert (after(edit).note, after(edit).label, after(edit).attributes) == ("", "EVENT", {"kind": "person"})
    assert after(edit).rev == THEIRS.rev + 1


def test_the_offsets_and_the_quotation_of_one_author_are_never_mixed_with_those_of_another() -> None:
    elsewhere = moved(ORIGINAL, TEXT, "1" * 64, Span(0, 3))
    edit = Edit(ORIGINAL, MOVED)
    assert carried(edit, elsewhere) is edit
    both = after(carried(edit, changed(ORIGINAL, note="محلل")))
    assert (both.span, both.text, both.rival, both.note) == (Span(4, 13), "حسام نجار", MOVED.rival, "محلل")


@pytest.mark.parametrize(
    ("edit", "present"),
    [
        (Edit(ORIGINAL, NOTED), changed(ORIGINAL, note="محلل")),
        (Edit(NOTED, ORIGINAL), changed(NOTED, note="محلل")),
        (Edit(ORIGINAL, NOTED), None),
        (Edit(ORIGINAL, None), THEIRS),
        (Edit(None, ORIGINAL), THEIRS),
    ],
    ids=["same part", "same part, taken back", "removed", "removal of a change", "addition of another"],
)
def test_what_only_a_person_can_decide_is_given_back_as_it_was_meant(
    edit: Edit, present: Annotation | None
) -> None:
    assert carried(edit, present) is edit


@pytest.mark.parametrize(
    ("edit", "present"),
    [
        (Edit(ORIGINAL, None), None),
        (Edit(None, ORIGINAL), replace(ORIGINAL, rev=3)),
        (Edit(ORIGINAL, NOTED), changed(changed(ORIGINAL), note="صحفي")),
        (Edit(ORIGINAL, NOTED), THEIRS),
    ],
    ids=["removed", "added", "changed", "changed beside another change"],
)
def test_nothing_is_left_to_do_where_it_is_done(edit: Edit, present: Annotation | None) -> None:
    assert carried(edit, present) is None


def test_versions_are_the_same_whenever_they_were_made() -> None:
    assert is_same(ORIGINAL, changed(ORIGINAL))
    assert not is_same(ORIGINAL, NOTED)
    assert not is_same(ORIGINAL, None)
    assert is_same(None, None)


MINE, YOURS, NOW = (datetime(2026, 1, day, tzinfo=UTC) for day in (2, 3, 4))


@pytest.mark.parametrize(("mine", "theirs", "expected"), [(MINE, YOURS, YOURS), (YOURS, MINE, YOURS)])
def test_a_carried_edit_has_the_time_of_the_last_change(
    mine: datetime, theirs: datetime, expected: datetime
) -> None:
    edit = Edit(NOTED, changed(NOTED, status="rejected", now=mine))
    assert after(carried(edit, changed(NOTED, label="EVENT", now=theirs))).modified == timestamp(expected)


def test_a_carried_edit_that_takes_back_is_modified_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.annotation.carrying.timestamp", lambda: timestamp(NOW))
    noted = changed(ORIGINAL, note="صحفي", now=MINE)
    edit = Edit(noted, replace(ORIGINAL, modified=timestamp(MINE)))
    assert after(carried(edit, changed(noted, label="EVENT", now=YOURS))).modified == timestamp(NOW)
    assert after(carried(edit, changed(noted, now=YOURS))).modified == timestamp(NOW)
