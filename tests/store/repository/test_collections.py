"""Records that are not annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.messages import Message
from hashiya.store.repository.collection import ChangedError
from tests.refusals import refused
from tests.store.repository.conftest import KEY

if TYPE_CHECKING:
    from hashiya.store.repository.collection import Collection
    from tests.store.repository.conftest import Desk


def registry(desk: Desk) -> Collection:
    return desk.view().collection("registry")


def test_a_collection_is_empty_until_something_is_put(desk: Desk) -> None:
    assert registry(desk).name == "registry"
    assert dict(registry(desk).records()) == {}


def test_records_are_read_by_everyone_in_the_order_in_which_they_were_put(desk: Desk) -> None:
    other = registry(desk)
    assert other.records() == {}
    b: dict[str, Any] = {"id": "not its id", "name": "روسيا", "aliases": ["موسكو"]}
    registry(desk).put({"b": b, "a": {}})
    registry(desk).put({"b": {**b, "rev": 2}})
    for collection in (other, registry(desk)):
        assert list(collection.records()) == ["b", "a"]
        assert collection.records()["b"] == {**b, "rev": 2}
    assert other.records() is other.records()


def test_a_record_is_removed_and_an_unknown_one_needs_no_removal(desk: Desk) -> None:
    registry(desk).put({"a": {"n": 1}, "b": {"n": 2}})
    registry(desk).put({"a": None, "x": None})
    assert registry(desk).records() == {"b": {"n": 2}}
    registry(desk).put({"a": {"n": 3}})
    assert list(registry(desk).records()) == ["b", "a"]


def test_to_put_what_is_there_changes_nothing(desk: Desk) -> None:
    registry(desk).put({"a": {"n": 1}})
    reader = registry(desk)
    before = reader.records()
    registry(desk).put({"a": {"n": 1}, "x": None}, expected={"a": {"n": 1}})
    assert reader.records() is before


def test_who_expects_another_record_is_refused_and_nothing_is_saved(desk: Desk) -> None:
    registry(desk).put({"a": {"n": 1}})
    seen = registry(desk).records()
    registry(desk).put({"a": {"n": 2}})
    with pytest.raises(ChangedError) as refused:
        registry(desk).put({"a": {"n": 3}, "b": {}}, expected={"a": seen["a"]})
    assert (refused.value.id, refused.value.stored) == ("a", {"n": 2})
    with pytest.raises(ChangedError):
        registry(desk).put({"a": {"n": 3}}, expected={"a": None})
    assert registry(desk).records() == {"a": {"n": 2}}
    registry(desk).put({"c": {}}, expected={"a": {"n": 2}, "c": None})
    assert list(registry(desk).records()) == ["a", "c"]


def test_what_was_put_does_not_change_with_what_it_was_made_of(desk: Desk) -> None:
    aliases = ["موسكو"]
    record = {"aliases": aliases}
    collection = registry(desk)
    collection.put({"a": record})
    aliases.append("x")
    record["more"] = []
    assert collection.records() == {"a": {"aliases": ["موسكو"]}}


@pytest.mark.parametrize("record", [{"a": float("inf")}, {"a": {1: 2}}, {"a": object()}, {"a": 10**30}])
def test_what_is_no_json_is_refused(desk: Desk, record: dict[str, Any]) -> None:
    with refused("store.unfit_record"):
        registry(desk).put({"good": {}, "bad": record})
    with refused(Message("store.record_without_id")):
        registry(desk).put({"": {}})
    assert registry(desk).records() == {}


@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a.json", "-a", "a-", "a--b", "a" * 50, "سجل"])
def test_a_name_is_small_latin_letters_digits_and_hyphens(desk: Desk, name: str) -> None:
    with refused(Message("store.no_collection_name", name=name)):
        desk.view().collection(name)


def test_collections_and_articles_do_not_mix(desk: Desk) -> None:
    desk.add()
    mark = desk.view().changes().mark
    registry(desk).put({"a": {}})
    desk.view().collection("registry-2").put({"a": {"n": 2}})
    assert list(desk.view().keys()) == [KEY]
    assert desk.view().changes(mark).keys == frozenset()
    assert registry(desk).records() == {"a": {}}
