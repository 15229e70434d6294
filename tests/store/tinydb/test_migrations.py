"""Each step from one version of the store file to the next, and what becomes of an older file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.store.records.article_record import SCHEMA
from hashiya.store.tinydb.migrations import STEPS, migrated, schema_of
from tests.refusals import refused, refused_as_damaged
from tests.store.conftest import files_of
from tests.storing import apply

if TYPE_CHECKING:
    from tests.store.conftest import Desk


def legacy(desk: Desk, *changes: dict[str, Any]) -> dict[str, Any]:
    """A file of version 0: TinyDB's default table, one record for each change of a whole one."""
    return {
        "_default": {
            str(number): desk.annotation(number, number + 3).to_record() | change
            for number, change in enumerate(changes, 1)
        }
    }


def put(desk: Desk, layout: dict[str, Any]) -> bytes:
    desk.store.folder.mkdir(exist_ok=True)
    desk.file.write_text(json.dumps(layout), encoding="utf-8")
    return desk.file.read_bytes()


def test_there_is_a_step_from_every_version() -> None:
    assert sorted(STEPS) == list(range(SCHEMA))


@pytest.mark.parametrize(
    ("layout", "schema"),
    [
        ({"_default": {}}, 0),
        ({"_default": {"1": {"label": "A", "start": 0, "end": 1}}}, 0),
        ({"_default": {"1": {"name": "of another program"}}}, None),
        ({"_default": []}, None),
        ({"_default": {}, "other": {}}, None),
        ({}, None),
        ({"article": {"1": {"path": "a.txt"}}}, 1),
        ({"article": {}}, 1),
        ({"article": {"1": {"schema": 1}}}, 1),
        ({"article": {"1": {"schema": 7}}}, 7),
        ({"article": {"1": {"schema": -3}}}, 1),
        ({"article": {"1": {"schema": "x"}}}, 1),
        ({"article": {"1": "x"}}, 1),
        ({"article": []}, 1),
    ],
)
def test_the_version_of_a_file_is_told(layout: dict[str, Any], schema: int | None) -> None:
    assert schema_of(layout) == schema


@pytest.mark.parametrize("schema", [SCHEMA, SCHEMA + 5])
def test_a_file_of_this_or_a_newer_version_is_left_alone(schema: int) -> None:
    layout = {"article": {"1": {"schema": schema}}}
    assert migrated(layout, schema) is layout


def test_from_0_to_1_annotations_get_their_table_and_the_article_a_record() -> None:
    whole = {
        "id": "x",
        "article": "a.txt",
        "sha256": "00",
        "label": "ACTOR",
        "start": 0,
        "end": 3,
        "odd": [1],
    }
    bare = {"label": "EVENT", "start": 4, "end": 5}
    layout = STEPS[0]({"_default": {"1": whole, "7": bare}})
    assert layout["article"] == {"1": {"schema": 1, "path": "a.txt", "sha256": "00"}}
    assert layout["annotations"]["1"] == whole
    identifier = layout["annotations"]["7"].pop("id")
    assert layout["annotations"]["7"] == bare
    assert identifier[14] == "7"
    again = STEPS[0]({"_default": {"7": dict(bare), "8": dict(bare)}})["annotations"]
    assert again["7"]["id"] == identifier != again["8"]["id"]


def test_from_0_to_1_annotations_of_several_articles_are_refused() -> None:
    record = {"label": "A", "start": 0, "end": 1}
    with refused(Message("store.several_articles", table="_default")):
        STEPS[0]({"_default": {"1": record | {"article": "a"}, "2": record | {"article": "b"}}})


def test_an_older_file_is_read_as_it_is_and_kept_when_the_first_change_is_saved(desk: Desk) -> None:
    before = put(desk, legacy(desk, {}, {"confidence": 0.5}))
    article_store = desk.open()
    first, second = article_store.load().annotations
    assert (first.start, second.extra) == (1, {"confidence": 0.5})
    assert desk.store.load("articles/a.txt").annotations == (first, second)
    assert desk.store.entry("articles/a.txt").total == 2
    assert desk.file.read_bytes() == before
    assert [path.name for path in desk.store.folder.iterdir()] == [desk.file.name]
    third = desk.annotation(30, 33)
    apply(article_store, [Edit(None, third)])
    apply(article_store, [Edit(second, None)])
    assert desk.open().load().annotations == (first, third)
    assert json.loads(desk.file.read_text(encoding="utf-8"))["article"]["1"]["schema"] == 1
    kept = desk.file.with_name(desk.file.name + ".schema-0")
    assert kept.read_bytes() == before
    assert files_of(desk.store) == [desk.file.name]


def test_a_database_of_another_program_is_refused_and_left_as_it_is(desk: Desk) -> None:
    before = put(desk, {"_default": {"1": {"name": "Ali"}}})
    for action in (desk.open().load().checked, lambda: apply(desk.open(), [Edit(None, desk.annotation())])):
        with refused_as_damaged(Message("store.not_ours", table="article")):
            action()
    assert desk.file.read_bytes() == before
