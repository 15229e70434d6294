from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.errors import HashiyaError
from hashiya.store.restoring import has_good_backup, restore

if TYPE_CHECKING:
    from tests.store.conftest import Desk


def test_the_backup_takes_the_place_of_a_damaged_file_which_is_kept(desk: Desk) -> None:
    first = desk.add()
    desk.add(0, 3)
    desk.file.write_text("torn", encoding="utf-8")
    kept = restore(desk.file)
    assert kept is not None
    assert kept.read_text(encoding="utf-8") == "torn"
    assert kept.name.startswith(f"{desk.file.name}.corrupt-")
    assert desk.open().annotations() == (first,)
    assert desk.store.files() == [desk.file]


def test_the_backup_takes_the_place_of_a_file_that_is_gone(desk: Desk) -> None:
    first = desk.add()
    desk.add(0, 3)
    desk.file.unlink()
    assert restore(desk.file) is None
    assert desk.open().annotations() == (first,)


def test_a_file_that_can_be_read_is_not_touched(desk: Desk) -> None:
    desk.add()
    desk.add(0, 3)
    before = desk.file.read_bytes()
    with pytest.raises(HashiyaError, match="not damaged"):
        restore(desk.file)
    assert desk.file.read_bytes() == before


def test_a_damaged_backup_is_none(desk: Desk) -> None:
    desk.add()
    assert not has_good_backup(desk.file)
    desk.add(0, 3)
    assert has_good_backup(desk.file)
    backup = desk.file.with_name(desk.file.name + ".bak")
    backup.write_text("torn", encoding="utf-8")
    desk.file.write_text("torn", encoding="utf-8")
    assert not has_good_backup(desk.file)
    with pytest.raises(HashiyaError, match=r"\.bak is damaged"):
        restore(desk.file)
    backup.unlink()
    with pytest.raises(HashiyaError, match="no backup"):
        restore(desk.file)
    assert desk.file.read_text(encoding="utf-8") == "torn"
