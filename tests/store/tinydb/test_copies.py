"""Copies of a store file that programs make which keep folders alike."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.store.repository.file_health import CopyError
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.repository.file_health import Merged
    from tests.store.conftest import Desk

NAMES = ("{}.sync-conflict-20261128-101112-ABCDEF7.json", "{} (Ali's conflicted copy 2026-11-28).json")


def copied(desk: Desk, name: str = NAMES[0]) -> Path:
    """Copy the store file as it is now."""
    copy = desk.file.with_name(name.format(desk.file.stem))
    shutil.copy(desk.file, copy)
    return copy


def merged(desk: Desk) -> Merged:
    [path] = [path for path, error in desk.store.damage().items() if isinstance(error, CopyError)]
    return desk.store.merge_copy(path)


def remove_file(desk: Desk) -> None:
    desk.file.unlink()
    desk.file.with_name(f"{desk.file.name}.bak").unlink(missing_ok=True)


@pytest.mark.parametrize("name", NAMES)
def test_annotations_that_only_a_copy_has_are_added_once(desk: Desk, name: str) -> None:
    first, other, later = desk.annotation(0, 3), desk.annotation(4, 8), desk.annotation(9, 12)
    apply(desk.open(), [Edit(None, first), Edit(None, other)])
    copy = copied(desk, name)
    remove_file(desk)
    apply(desk.open(), [Edit(None, first), Edit(None, later)])
    added, kept = merged(desk)
    assert (added, desk.open().load().annotations) == (1, (first, other, later))
    assert not copy.exists()
    assert desk.file.with_name(kept).exists()
    assert (desk.store.damage(), desk.store.foreign()) == ({}, [])


def test_what_is_there_is_not_changed_and_what_was_removed_does_not_come_back(desk: Desk) -> None:
    removed, changed_since, left = desk.annotation(0, 3), desk.annotation(4, 8), desk.annotation(9, 12)
    apply(desk.open(), [Edit(None, each) for each in (removed, changed_since, left)])
    copied(desk)
    newer = changed(changed_since, note="later")
    apply(desk.open(), [Edit(removed, None), Edit(changed_since, newer)])
    assert merged(desk).added == 0
    snapshot = desk.open().load()
    assert (snapshot.annotations, snapshot.conflicts) == ((newer, left), ())


def test_two_versions_of_one_annotation_are_both_kept(desk: Desk) -> None:
    base = desk.annotation(0, 3)
    apply(desk.open(), [Edit(None, base)])
    before = desk.file.read_bytes()
    apply(desk.open(), [Edit(base, changed(base, note="there"))])
    copied(desk)
    desk.file.write_bytes(before)
    here = changed(base, note="here")
    apply(desk.open(), [Edit(base, here)])
    assert merged(desk).added == 0
    snapshot = desk.open().load()
    assert snapshot.annotations == (here,)
    [conflict] = snapshot.conflicts
    assert conflict.mine is not None
    assert conflict.mine.note == "there"


def test_a_copy_of_a_file_that_is_gone_takes_its_place(desk: Desk) -> None:
    made = desk.annotation(0, 3)
    apply(desk.open(), [Edit(None, made)])
    copied(desk)
    remove_file(desk)
    assert merged(desk).added == 1
    assert desk.open().load().annotations == (made,)
