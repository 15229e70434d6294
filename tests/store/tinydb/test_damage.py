"""Damaged and missing store files are read from their backups, and never written over."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.store.repository.file_health import FileHealth
from hashiya.store.repository.reading import Reading
from hashiya.store.tinydb.restoring import restore
from hashiya.store.tinydb.store_file import DamagedError
from tests.refusals import id_of, parameters_of, refused
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from tests.store.conftest import Desk

NOT_OURS = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"
GOOD = '{"article": {"1": {"path": "articles/a.txt"}}, "annotations": {"1": {"id": "x"'
DAMAGED = {
    "truncated": GOOD.encode(),
    "extra data": (GOOD + "}}}}}").encode(),
    "torn in the middle": (GOOD + "\0\0\0\0" + '"}}}').encode(),
    "merge conflict": NOT_OURS.encode(),
    "trailing comma": (GOOD + ",}}}").encode(),
    "list": b"[]",
    "number": b"7",
    "null": b"null",
    "table is a list": b'{"article": {"1": {}}, "annotations": []}',
    "record is text": b'{"article": {"1": {}}, "annotations": {"1": "x"}}',
    "zeros": bytes(4096),
    "blank": b" \n\n",
    "empty": b"",
    "UTF-16": (GOOD + "}}}").encode("utf-16"),
    "windows-1256": GOOD.encode() + ', "note": "ملاحظة"}}}'.encode("cp1256"),
    "deep": b"[" * 100_000,
    "huge number": (GOOD + ', "start": ' + "9" * 5000 + "}}}").encode(),
    "key twice": (GOOD + ', "id": "y"}}}').encode(),
    "NaN": (GOOD + ', "start": NaN}}}').encode(),
}


def backup_of(desk: Desk) -> Path:
    return desk.file.with_name(desk.file.name + ".bak")


@pytest.fixture
def first(desk: Desk) -> Annotation:
    """The annotation that the backup holds; the file holds another besides."""
    annotation = desk.add()
    desk.add(0, 3)
    return annotation


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_read_from_its_backup_and_cannot_be_written(
    desk: Desk, first: Annotation, content: bytes
) -> None:
    desk.file.write_bytes(content)
    before = {path.name: path.read_bytes() for path in desk.store.folder.glob("*.json*")}
    article_store = desk.open()
    assert article_store.load().annotations == (first,)
    snapshot = article_store.load()
    assert snapshot.is_older
    assert id_of(snapshot.read_only) == "store.damaged"
    assert parameters_of(snapshot.advice)["backup"] == backup_of(desk)
    for _ in range(2):
        with refused("store.damaged", DamagedError):
            apply(article_store, [Edit(first, None)])
        with refused("store.damaged", DamagedError):
            article_store.save_reading(Reading(9, "done"))
    assert {path.name: path.read_bytes() for path in desk.store.folder.glob("*.json*")} == before
    assert desk.store.survey() == (["articles/a.txt"], {})
    entry = desk.store.entry("articles/a.txt")
    assert (entry.counts, entry.problem) == ({"ACTOR": 1}, snapshot.read_only)


def test_a_missing_file_is_read_from_its_backup_and_cannot_be_written(desk: Desk, first: Annotation) -> None:
    desk.file.unlink()
    article_store = desk.open()
    assert article_store.load().annotations == (first,)
    assert article_store.load() is article_store.load()
    assert article_store.load().read_only == Message("store.missing", path=desk.file)
    with refused("store.missing", DamagedError):
        apply(article_store, [Edit(None, desk.annotation())])
    assert not desk.file.exists()


def test_a_damaged_file_without_a_good_backup_is_refused(desk: Desk) -> None:
    desk.add()
    desk.file.write_text(NOT_OURS)
    for content in (None, "torn too"):
        if content is not None:
            backup_of(desk).write_text(content)
        article_store = desk.open()
        for _ in range(2):
            with refused("store.damaged"):
                article_store.load().checked()
        assert id_of(article_store.load().read_only) == "store.damaged"
    keys, without_owner = desk.store.survey()
    assert list(keys) == []
    assert id_of(without_owner[desk.file].told) == "store.damaged"


def test_a_file_that_is_put_right_can_be_written_again(desk: Desk, first: Annotation) -> None:
    good = desk.file.read_bytes()
    desk.file.write_text(NOT_OURS)
    article_store = desk.open()
    assert len(article_store.load().annotations) == 1
    desk.file.write_bytes(good)
    assert len(article_store.load().annotations) == 2
    assert (article_store.load().is_older, article_store.load().read_only) == (False, None)
    apply(article_store, [Edit(first, None)])
    assert len(desk.open().load().annotations) == 1


def test_a_file_damaged_while_open_shows_what_was_read_of_it(desk: Desk, first: Annotation) -> None:
    article_store = desk.open()
    known = article_store.load().annotations
    desk.file.write_text(NOT_OURS)
    assert article_store.load().annotations == known
    assert article_store.load().is_older
    with pytest.raises(DamagedError):
        apply(article_store, [Edit(first, None)])
    restore(desk.file)
    assert article_store.load().annotations == (first,)
    assert not article_store.load().is_older
    apply(article_store, [Edit(first, changed(first, note="n"))])


def test_a_damaged_file_that_is_taken_away_with_its_backup_is_nothing(desk: Desk, first: Annotation) -> None:
    desk.file.write_text(NOT_OURS)
    article_store = desk.open()
    assert article_store.load().annotations == (first,)
    desk.file.unlink()
    backup_of(desk).unlink()
    assert article_store.load().annotations == ()
    assert not article_store.load().is_older


def test_a_file_that_vanished_is_told_of_and_can_be_written_again(desk: Desk, first: Annotation) -> None:
    article_store = desk.open()
    known = article_store.load().annotations
    assert not article_store.load().vanished
    desk.file.unlink()
    assert article_store.load().annotations == known
    assert article_store.load().vanished
    added = desk.annotation(40, 44)
    apply(article_store, [Edit(None, added)])
    assert not article_store.load().vanished
    assert desk.open().load().annotations == (*known, added)


def test_a_change_in_place_of_the_same_size_and_time_is_not_written_over(desk: Desk) -> None:
    annotation = desk.add()
    article_store = desk.open()
    article_store.load()
    status = desk.file.stat()
    source = desk.file.read_bytes()
    with desk.file.open("r+b") as file:
        file.write(source.replace(b'"ACTOR"', b'"EVENT"'))
    os.utime(desk.file, ns=(status.st_atime_ns, status.st_mtime_ns))
    apply(article_store, [Edit(None, desk.annotation(0, 3))])
    stored = desk.open().load().by_id.get(annotation.id)
    assert stored is not None
    assert stored.label == "EVENT"


def test_an_annotation_of_a_newer_version_makes_the_file_one_to_read(desk: Desk) -> None:
    annotation = desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["annotations"]["1"]["schema"] = 2
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    article_store = desk.open()
    assert id_of(article_store.load().read_only) == "store.newer_version"
    with refused("store.newer_version"):
        apply(article_store, [Edit(annotation, None)])


def test_an_edit_that_is_there_already_is_confirmed_on_the_disk_and_not_believed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    annotation = desk.annotation()
    article_store = desk.open()
    with monkeypatch.context() as patch:
        for module in ("lock", "storage"):
            patch.setattr(f"hashiya.store.tinydb.{module}.sync_folder", fail)
        for _ in range(2):  # the first attempt puts the file there, but not for sure
            with refused("store.cannot_save"):
                apply(article_store, [Edit(None, annotation)])
    assert apply(article_store, [Edit(None, annotation)]) == (annotation,)


def test_a_snapshot_says_that_it_is_of_the_backup(desk: Desk) -> None:
    first = desk.add()
    desk.add(0, 3)
    desk.file.write_text("torn")
    snapshot = desk.open().load()
    assert (snapshot.annotations, snapshot.is_older, snapshot.is_known) == ((first,), True, True)
    assert id_of(snapshot.read_only) == "store.damaged"
    assert id_of(snapshot.advice) == "store.restore_backup"
    assert desk.store.restore("articles/a.txt").startswith(f"{desk.file.name}.corrupt-")
    assert not desk.open().load().is_older
    with refused(Message("store.not_damaged", path=desk.file)):
        desk.store.restore("articles/a.txt")


def test_of_a_file_that_cannot_be_read_a_snapshot_tells_what_was_read_before(desk: Desk) -> None:
    stored = desk.add()
    earlier, never = desk.open(), desk.open()
    before = earlier.load()
    desk.file.unlink()
    desk.file.mkdir()
    after = earlier.load()
    assert (after.annotations, after.is_known) == ((stored,), True)
    assert earlier.load() is after
    is_folder = Message("files.cannot_read", path=desk.file, cause=Message("files.is_folder"))
    assert after.read_only == is_folder
    unknown = never.load()
    assert (unknown.annotations, unknown.is_known) == ((), False)
    with refused(is_folder):
        unknown.checked()
    assert before.checked() is before


def test_only_files_that_tell_no_article_and_have_no_backup_are_damage_of_the_store(desk: Desk) -> None:
    desk.add(), desk.add(0, 3)
    desk.file.write_text("torn")
    lost = desk.store.file_of("lost.txt")
    lost.write_text("torn")
    (desk.store.folder / "foreign.json").write_text("torn")
    assert isinstance(desk.store, FileHealth)
    assert list(desk.store.damage()) == [str(lost)]
    assert desk.store.foreign() == [str(desk.store.folder / "foreign.json")]
    entry = desk.store.entry("articles/a.txt")
    assert (entry.counts, id_of(entry.problem)) == ({"ACTOR": 1}, "store.damaged")
