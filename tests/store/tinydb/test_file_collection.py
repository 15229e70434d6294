from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.checking import check
from tests.refusals import refused
from tests.store.conftest import files_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk


def file_of(desk: Desk, name: str = "registry") -> Path:
    return desk.store.folder / "collections" / f"{name}.json"


def put_twice(desk: Desk) -> None:
    for number in (1, 2):
        desk.store.collection("registry").put({"a": {"n": number}})


def test_a_collection_is_a_file_beside_the_store_files_that_none_of_these_commands_takes_for_one(
    desk: Desk,
) -> None:
    desk.add()
    put_twice(desk)
    assert json.loads(file_of(desk).read_text(encoding="utf-8")) == {
        "collection": {"1": {"name": "registry", "schema": 1}},
        "records": {"1": {"id": "a", "record": {"n": 2}}},
    }
    assert (files_of(desk.store), desk.store.foreign()) == ([desk.file.name], [])
    assert desk.store.survey() == (["articles/a.txt"], {})
    assert list(check([desk.store], DEFAULT)) == []


def test_what_cannot_be_saved_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put_twice(desk)
    before = file_of(desk).read_bytes()

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    collection = desk.store.collection("registry")
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.Lock.replace", full)
        with refused(Message("store.cannot_save", path=file_of(desk), cause=Message("files.disk_full"))):
            collection.put({"b": {}})
    assert (file_of(desk).read_bytes(), collection.records()) == (before, {"a": {"n": 2}})


@pytest.mark.parametrize("content", ["torn", "", "{}", '{"records": {}}', None])
def test_a_damaged_file_is_read_from_its_backup_not_written_and_put_right_by_a_check(
    desk: Desk, content: str | None
) -> None:
    put_twice(desk)
    if content is None:
        file_of(desk).unlink()
    else:
        file_of(desk).write_text(content)
    collection = desk.store.collection("registry")
    assert collection.records() == {"a": {"n": 1}}
    with refused("store.missing" if content is None else "store.damaged"):
        collection.put({"b": {}})
    (found,) = check([desk.store], DEFAULT)
    assert [(each.where, each.is_restorable) for each in found.remaining] == [(str(file_of(desk)), True)]
    (repaired,) = check([desk.store], DEFAULT, repairs=True)
    assert not repaired.remaining
    assert list(check([desk.store], DEFAULT)) == []
    collection.put({"b": {}})
    assert list(collection.records()) == ["a", "b"]


def test_a_file_of_a_newer_version_is_read_and_not_written(desk: Desk) -> None:
    put_twice(desk)
    content = json.loads(file_of(desk).read_text(encoding="utf-8"))
    content["collection"]["1"]["schema"] = 99
    file_of(desk).write_text(json.dumps(content))
    before = file_of(desk).read_bytes()
    collection = desk.store.collection("registry")
    assert collection.records() == {"a": {"n": 2}}
    with refused("store.newer_version"):
        collection.put({"b": {}})
    assert file_of(desk).read_bytes() == before


@pytest.mark.parametrize(
    "record",
    [{"id": "a", "record": [1]}, {"id": "a"}, {"id": [1], "record": {}}, {"id": "a", "record": None}],
)
def test_a_record_that_is_none_is_damage(desk: Desk, record: dict[str, object]) -> None:
    put_twice(desk)
    content = json.loads(file_of(desk).read_text(encoding="utf-8"))
    content["records"]["1"] = record
    file_of(desk).write_text(json.dumps(content))
    for call in (desk.store.collection("registry").records, lambda: put_twice(desk)):
        with refused("store.damaged"):
            call()
    (found,) = check([desk.store], DEFAULT)
    assert [each.where for each in found.remaining] == [str(file_of(desk))]
