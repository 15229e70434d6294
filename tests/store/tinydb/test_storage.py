from __future__ import annotations

import errno
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document, Table

from hashiya.files.regular import FileContent, read_file
from hashiya.messages import Message
from hashiya.store.tinydb import record_lines as record_lines_module
from hashiya.store.tinydb import storage as storage_module
from hashiya.store.tinydb import store_file as store_file_module
from hashiya.store.tinydb.record_lines import encode_record
from hashiya.store.tinydb.record_table import RecordTable
from hashiya.store.tinydb.storage import AtomicStorage
from hashiya.store.tinydb.store_file import read_store_file
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path


ARTICLE = {"1": {"path": "a.txt", "schema": 1}}


class Database(TinyDB):
    table_class: type[Table] = RecordTable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"article": ARTICLE, "annotations": {"1": {"id": "a"}, "3": {"id": "b"}}}))
    return path


def table(path: Path) -> RecordTable:
    return Database(path, storage=AtomicStorage).table("annotations")  # type: ignore[return-value]


def on_disk(path: Path) -> Any:
    return json.loads(path.read_text())["annotations"]


def test_tinydb_works_on_it_as_on_any_storage(path: Path) -> None:
    database = Database(path, storage=AtomicStorage)
    assert database.tables() == {"article", "annotations"}
    records = database.table("annotations")
    assert records.insert({"id": "c"}) == 4
    assert records.get(where("id") == "c") == {"id": "c"}
    records.insert(Document({"id": "d"}, doc_id=9))
    records.remove(doc_ids=[1])
    assert on_disk(path) == {"3": {"id": "b"}, "4": {"id": "c"}, "9": {"id": "d"}}
    # and plain TinyDB reads what was written
    with TinyDB(path) as plain:
        assert [record["id"] for record in plain.table("annotations").all()] == ["b", "c", "d"]
    database.drop_tables()
    assert json.loads(path.read_text()) == {}


def test_a_record_cannot_be_changed_in_place_behind_the_encoded_one(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(AttributeError):
        table(path).update({"id": "z"}, doc_ids=[1])
    assert path.read_bytes() == before


def test_records_are_replaced_in_their_places_by_id(path: Path) -> None:
    records = table(path)
    records.change([{"id": "b", "n": 1}, {"id": "c"}, {"id": "c", "n": 2}], removed=["a"])
    assert on_disk(path) == {"3": {"id": "b", "n": 1}, "4": {"id": "c", "n": 2}}


def test_what_another_writer_saved_is_read_and_found(path: Path) -> None:
    mine, other = table(path), table(path)
    assert mine.count(where("id") == "c") == 0
    other.change([{"id": "c"}])
    assert mine.count(where("id") == "c") == 1
    mine.change([{"id": "d"}])
    assert [record["id"] for record in on_disk(path).values()] == ["a", "b", "c", "d"]


def test_a_change_within_the_same_size_and_time_is_noticed(path: Path) -> None:
    mine = table(path)
    assert mine.records()["1"] == {"id": "a"}
    status = path.stat()
    replacement = path.with_name("new")
    replacement.write_bytes(path.read_bytes().replace(b'"a"', b'"z"'))
    os.utime(replacement, ns=(status.st_atime_ns, status.st_mtime_ns))
    replacement.replace(path)
    assert mine.records()["1"] == {"id": "z"}


def test_a_number_that_another_program_writes_differently_is_a_change(path: Path) -> None:
    records = table(path)
    for value in ("1", "true", "1.0"):
        path.write_text(
            json.dumps({"article": ARTICLE, "annotations": {"1": {"id": "a"}}}).replace('"a"', value)
        )
        assert json.dumps(dict(records.all()[0])) == f'{{"id": {value}}}'


def test_only_what_changed_is_encoded_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[str] = []

    def note(number: str, record: Any) -> bytes:
        encoded.append(number)
        return encode_record(number, record)

    monkeypatch.setattr(record_lines_module, "encode_record", note)
    mine, other = table(path), table(path)
    mine.change([{"id": "c"}])
    encoded.clear()
    mine.change([{"id": "d"}])
    assert encoded == ["5"]
    other.change([{"id": "e"}])
    encoded.clear()
    mine.change([{"id": "f"}])
    assert encoded == ["7"]  # what the other writer added has its line in the file


def test_a_file_that_vanished_is_written_again_from_what_was_read(path: Path) -> None:
    mine = table(path)
    mine.records()
    path.unlink()
    assert set(mine.records()) == {"1", "3"}
    mine.change([{"id": "c"}])
    assert [record["id"] for record in on_disk(path).values()] == ["a", "b", "c"]


def test_a_folder_that_vanished_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "store" / "s.json"
    mine = table(path)
    mine.change([{"id": "a"}])
    shutil.rmtree(path.parent)
    mine.change([{"id": "b"}])
    assert [record["id"] for record in on_disk(path).values()] == ["a", "b"]


def test_a_file_that_is_gone_while_its_backup_is_there_is_not_taken_as_empty(path: Path) -> None:
    path.rename(path.with_name("s.json.bak"))
    assert set(table(path).records()) == {"1", "3"}
    with refused(Message("store.missing", path=path)):
        table(path).change([{"id": "c"}])
    assert not path.exists()


@pytest.mark.parametrize("content", ["", "{", '{"article": {}, "annotations": []}'])
def test_a_damaged_file_is_never_written(path: Path, content: str) -> None:
    path.write_text(content)
    with refused("store.damaged"):
        table(path).change([{"id": "c"}])
    assert path.read_text() == content


def test_a_failure_to_save_changes_nothing_and_can_be_repaired_by_trying_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = table(path)
    before = path.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with refused(Message("store.cannot_save", path=path, cause=Message("files.disk_full"))) as caught:
            mine.change([{"id": "c"}])
    assert caught.value.advice == Message("files.free_space")
    assert path.read_bytes() == before
    assert set(mine.records()) == {"1", "3"}
    mine.change([{"id": "c"}])
    assert on_disk(path)["4"] == {"id": "c"}


def test_a_folder_that_is_not_synced_for_sure_counts_as_not_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = table(path)

    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.sync_folder", fail)
        with refused("store.cannot_save"):
            mine.change([{"id": "c"}])
    # the content may be there or not after a power cut; what is there now is what is shown
    assert {number: dict(record) for number, record in mine.records().items()} == on_disk(path)


def test_reading_makes_no_file_and_needs_no_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("reading took the lock")

    monkeypatch.setattr(storage_module, "exclusive", refuse)
    assert set(table(path).records()) == {"1", "3"}
    assert table(path.with_name("none.json")).records() == {}
    assert [each.name for each in path.parent.iterdir()] == ["s.json"]


def test_a_transaction_is_one_write_and_an_error_takes_it_back(path: Path) -> None:
    storage = AtomicStorage(path)
    database = Database(storage=lambda: storage)
    records = database.table("annotations")
    before = storage.generation
    with storage.transaction():
        records.change([{"id": "c"}])  # type: ignore[attr-defined]
        records.insert({"id": "d"})
        assert on_disk(path).keys() == {"1", "3"}
        assert len(records) == 4
    assert on_disk(path).keys() == {"1", "3", "4", "5"}
    assert storage.generation == before + 2  # read once, written once

    def fail_after_a_change() -> None:
        with storage.transaction():
            records.insert({"id": "e"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_a_change()
    assert on_disk(path).keys() == {"1", "3", "4", "5"}
    assert len(records) == 4


def test_what_a_killed_writer_left_is_swept_and_nothing_else(path: Path) -> None:
    table(path).change([{"id": "c"}])
    locks = path.with_name(".locks")
    for name in ("s.json.12ab", "s.json.12ab.former", "t.json.12ab.former", "mine"):
        (locks / name).touch()
    table(path).change([{"id": "d"}])
    assert sorted(each.name for each in locks.iterdir()) == ["mine", "t.json.12ab.former"]
    assert sorted(each.name for each in path.parent.iterdir()) == [".locks", "s.json", "s.json.bak"]


def test_what_a_mounted_folder_cuts_short_is_read_whole_by_another_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table(path).change([{"id": "c"}])

    def cut(each: Path, *arguments: Any, **options: Any) -> FileContent:
        found = read_file(each, *arguments, **options)
        return found._replace(data=found.data[:-20]) if each == path else found

    monkeypatch.setattr(store_file_module, "read_file", cut)
    assert [record["id"] for record in table(path).records().values()] == ["a", "b", "c"]
    assert read_store_file(path) is not None
    assert list(path.with_name(".locks").iterdir()) == []


def test_under_the_lock_a_mounted_folder_that_shows_an_old_file_is_not_believed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = table(path), table(path)
    old = read_file(path, 10_000)
    other.change([{"id": "c"}])

    def stale(each: Path, *arguments: Any, **options: Any) -> FileContent:
        return old if each == path else read_file(each, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(store_file_module, "read_file", stale)
        assert set(mine.records()) == {"1", "3"}
        mine.change([{"id": "d"}])
    assert [record["id"] for record in on_disk(path).values()] == ["a", "b", "c", "d"]


def test_after_the_last_number_the_free_ones_between_are_taken(path: Path) -> None:
    last = "9" * 15
    path.write_text(json.dumps({"article": ARTICLE, "annotations": {"2": {"id": "a"}, last: {"id": "b"}}}))
    records = table(path)
    records.change([{"id": "c"}, {"id": "d"}])
    records.set_numbered(None, {"id": "e"})
    expected = {"2": "a", last: "b", "1": "c", "3": "d", "4": "e"}
    assert {number: record["id"] for number, record in on_disk(path).items()} == expected
    assert read_store_file(path) is not None


@pytest.mark.parametrize("identifier", [[1], {"a": 1}, None, 7])
def test_a_record_whose_id_is_no_text_is_kept_where_it_is(path: Path, identifier: Any) -> None:
    odd = {"id": identifier}
    path.write_text(json.dumps({"article": ARTICLE, "annotations": {"1": odd, "2": {"id": "b"}}}))
    table(path).change([{"id": "c"}], removed=["b"])
    assert on_disk(path) == {"1": odd, "2": {"id": "c"}}
