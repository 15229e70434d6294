"""Rows that a member has spoilt with another program are told, and hide nothing of anybody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.edits import Edit
from hashiya.store.postgresql.repository import TeamRepository
from tests.refusals import id_of, refused
from tests.store.repository.conftest import save

if TYPE_CHECKING:
    from tests.postgresql import TeamDatabase

SPOILT = ["torn", "[1]", "3", "null", '"x"', '{"a": 1, "a": 2}', "[" * 5000]


@pytest.fixture
def sara(database: TeamDatabase) -> TeamRepository:
    """An annotator's repository with two articles and a collection, as a manager reads it."""
    login = database.add("sara")
    own = TeamRepository(database.address(login), "sara")
    made = Annotation(id="1", label="ACTOR", start=0, end=3, text="علي", annotator="sara")
    for number, key in enumerate(("a.txt", "b.txt")):
        named = replace(made, id=f"{number}", article=key, attributes={"canonical": key})
        save(own.open_key(key), Edit(None, named))
    own.collection("actors").put({"a": {"name": "x"}})
    return TeamRepository(database.address(database.add("layla", "manager", "layla")), "sara")


@pytest.mark.parametrize("counts", [*SPOILT, '{"ACTOR": "x"}', '{"ACTOR": [1]}', '{"ACTOR": null}'])
def test_a_list_names_the_article_whose_counts_are_spoilt_and_has_all_others(
    database: TeamDatabase, sara: TeamRepository, counts: str
) -> None:
    database.rows("UPDATE hashiya.work SET counts = %s WHERE article = 1", [counts], login="postgres")
    first, second = sara.entries()
    assert (first.key, id_of(first.problem), first.total) == ("a.txt", "store.damaged", 0)
    assert (second.key, second.problem, second.total) == ("b.txt", None, 1)
    assert sara.entry("a.txt") == first


@pytest.mark.parametrize("records", [*SPOILT, '{"a": 1}', '{"a": [1]}', '{"a": null}', '{"a": "x"}'])
def test_a_spoilt_collection_is_neither_read_nor_written(
    database: TeamDatabase, sara: TeamRepository, records: str
) -> None:
    database.rows("UPDATE hashiya.collection SET generation = 9, records = %s", [records])
    with refused("store.damaged"):
        sara.collection("actors").records()
    with refused("store.damaged"):
        sara.collection("actors").put({"b": {}})
    assert database.rows("SELECT records FROM hashiya.collection") == [(records,)]


@pytest.mark.parametrize("record", SPOILT)
def test_a_spoilt_annotation_hides_no_code_of_another(
    database: TeamDatabase, sara: TeamRepository, record: str
) -> None:
    database.rows("UPDATE hashiya.annotation SET record = %s WHERE article = 1", [record])
    found = [coded.attributes for group in sara.coded("canonical") for coded in group]
    assert found == [{"canonical": "b.txt"}]
    assert id_of(sara.load("a.txt").read_only) == "store.damaged"
