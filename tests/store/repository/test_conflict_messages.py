"""A refused edit is told with the version that is stored now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit
from hashiya.messages import Message, speak
from hashiya.store.repository.conflict import ConflictError

if TYPE_CHECKING:
    from tests.store.repository.conftest import Desk


def test_the_stored_version_is_told_by_what_differs(desk: Desk) -> None:
    stored = replace(desk.made(), note="سفير", annotator="ليلى", rev=3)
    error = ConflictError(Edit(None, stored), stored)
    assert error.told == Message("store.annotation_changed", id=stored.id)
    parts = (
        stored.label,
        Message("store.with_note", note="سفير"),
        Message("store.revision", number=3),
        stored.modified,
        Message("store.changed_by", annotator="ليلى"),
    )
    assert error.advice == Message("store.edit_again", version=parts)
    speak("ar")
    assert "ملاحظته «سفير»، المراجعة 3" in error.hint


def test_an_empty_note_and_an_unknown_annotator_are_left_out(desk: Desk) -> None:
    stored = replace(desk.made(), note="", annotator="", rev=1)
    parts = (stored.label, Message("store.revision", number=1), stored.modified)
    assert ConflictError(Edit(None, stored), stored).advice == Message("store.edit_again", version=parts)


def test_of_a_removed_annotation_there_is_nothing_to_show(desk: Desk) -> None:
    gone = desk.made()
    error = ConflictError(Edit(gone, None), None)
    assert (error.told, error.advice) == (Message("store.annotation_removed", id=gone.id), None)
