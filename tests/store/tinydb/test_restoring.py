from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.store.tinydb.restoring import has_good_backup, restore
from tests.refusals import parameters_of, refused
from tests.store.conftest import files_of

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
    assert desk.open().load().annotations == (first,)
    assert files_of(desk.store) == [desk.file.name]


def test_the_backup_takes_the_place_of_a_file_that_is_gone(desk: Desk) -> None:
    first = desk.add()
    desk.add(0, 3)
    desk.file.unlink()
    assert restore(desk.file) is None
    assert desk.open().load().annotations == (first,)


def test_a_file_that_can_be_read_is_not_touched(desk: Desk) -> None:
    desk.add()
    desk.add(0, 3)
    before = desk.file.read_bytes()
    with refused(Message("store.not_damaged", path=desk.file)):
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
    with refused("store.damaged") as caught:
        restore(desk.file)
    assert parameters_of(caught.value.told)["path"] == backup
    backup.unlink()
    with refused(Message("store.no_backup", path=desk.file)):
        restore(desk.file)
    assert desk.file.read_text(encoding="utf-8") == "torn"


def test_damaged_files_kept_within_one_second_are_all_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add()
    desk.add(0, 3)
    then = (2026, 1, 2, 3, 4, 5, 0, 2, 0)
    monkeypatch.setattr("hashiya.store.tinydb.former_files.time.gmtime", lambda: then)
    for content in ("one", "two", "three"):
        desk.file.write_text(content)
        restore(desk.file)
    stem = f"{desk.file.name}.corrupt-20260102T030405Z"
    kept = {path.name: path.read_text() for path in desk.store.folder.glob("*.corrupt-*")}
    assert kept == {stem: "one", f"{stem}-2": "two", f"{stem}-3": "three"}


def test_at_no_moment_of_a_repair_is_the_file_missing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add()
    desk.add(0, 3)
    desk.file.write_text("torn")

    def killed(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.Lock.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            restore(desk.file)
    assert desk.file.read_text() == "torn"
    restore(desk.file)
    assert len(desk.open().load().annotations) == 1


def test_without_hard_links_the_damaged_file_is_copied(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add()
    desk.add(0, 3)
    desk.file.write_text("torn")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("hashiya.files.atomic_file.os.link", refuse)
    kept = restore(desk.file)
    assert kept is not None
    assert kept.read_text() == "torn"


def test_a_folder_in_the_place_of_the_file_is_moved_aside(desk: Desk) -> None:
    first = desk.add()
    desk.add(0, 3)
    desk.file.unlink()
    desk.file.mkdir()
    kept = restore(desk.file)
    assert kept is not None
    assert kept.is_dir()
    assert desk.open().load().annotations == (first,)
