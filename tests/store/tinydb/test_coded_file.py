from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.coded import Coded
from hashiya.annotation.edits import Edit
from hashiya.store import Store
from hashiya.store.tinydb.coded_file import read_coded
from hashiya.store.tinydb.file_names import backup_of
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

KEY = "a.txt"
CODES = {"canonical": "روسيا"}
RUSSIA = Coded("ACTOR", "روسيا", CODES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file whose backup has one annotation with a name, and which has two."""
    store = Store(tmp_path / "annotations")
    for _ in range(2):
        made = new_annotation(KEY, "0" * 64, "زارت روسيا", Span(5, 10), "ACTOR", attributes=CODES)
        apply(store.open_key(KEY), [Edit(None, made)])
    return store.file_of(KEY)


def test_a_file_of_another_layout_is_read_as_a_whole(path: Path) -> None:
    assert read_coded(path, "canonical") == [RUSSIA, RUSSIA]
    tables = json.loads(path.read_bytes())
    for indent in (None, 1):
        path.write_text(json.dumps(tables, indent=indent), encoding="utf-8")
        assert read_coded(path, "canonical") == [RUSSIA, RUSSIA]


@pytest.mark.parametrize(
    "content", ["", "torn", '{"article": {\n"1": {}\n},\n"annotations": {\n"canonical"\n}}\n']
)
def test_of_a_damaged_file_the_backup_is_read(path: Path, content: str) -> None:
    path.write_text(content)
    assert read_coded(path, "canonical") == [RUSSIA]
    backup_of(path).write_text(content)
    assert read_coded(path, "canonical") == ()


def test_of_a_missing_file_the_backup_is_read(path: Path) -> None:
    path.unlink()
    assert read_coded(path, "canonical") == [RUSSIA]
    backup_of(path).unlink()
    assert read_coded(path, "canonical") == ()


def test_a_file_without_the_attribute_or_the_table_has_none(path: Path) -> None:
    assert list(read_coded(path, "kind")) == []
    path.write_text('{"article": {\n"1": {"path": "a.txt", "schema": 1}\n}}\n')
    assert list(read_coded(path, "canonical")) == []
