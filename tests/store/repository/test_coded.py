"""The annotations that have an attribute, of which less is read than of others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.coded import Coded
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from tests.store.repository.conftest import KEY, OTHER, save

if TYPE_CHECKING:
    from tests.store.repository.conftest import Desk

CODES = {"canonical": 'علي "النعسان"', "kind": "person"}


def coded(desk: Desk) -> list[Coded]:
    return [each for group in desk.view().coded("canonical") for each in group]


def test_the_annotations_with_the_attribute_are_found_in_every_article(desk: Desk) -> None:
    assert coded(desk) == []
    first = replace(desk.made(), attributes=CODES)
    second = replace(desk.made(label="EVENT", key=OTHER), attributes=CODES, note='the "canonical"\n},')
    save(desk.open(), Edit(None, first), Edit(None, replace(desk.made(), attributes={"kind": "canonical"})))
    save(desk.open(OTHER), Edit(None, replace(desk.made(key=OTHER), note='"canonical"')), Edit(None, second))
    assert sorted(coded(desk)) == [
        Coded("ACTOR", first.text, CODES),
        Coded("EVENT", second.text, CODES),
    ]


def test_an_empty_or_removed_attribute_is_none(desk: Desk) -> None:
    first = replace(desk.made(), attributes=CODES)
    save(desk.open(), Edit(None, first), Edit(None, replace(desk.made(), attributes={"canonical": ""})))
    save(desk.open(), Edit(first, changed(first, attributes={})))
    assert coded(desk) == []


def test_the_versions_of_a_conflict_and_rejected_proposals_do_not_count(desk: Desk) -> None:
    base = desk.add()
    save(desk.open(), Edit(base, changed(base, note="theirs")))
    mine = Edit(base, changed(base, attributes=CODES, note="mine"))
    assert desk.open().commit(new_transaction(KEY, [mine], by="", command=""))
    desk.backend.plant(
        KEY, {**desk.made().to_record(), "attributes": CODES, "status": "rejected", "source": "x"}
    )
    assert coded(desk) == []


def test_what_is_no_annotation_is_passed_over(desk: Desk) -> None:
    desk.backend.plant(KEY, {"id": "1", "label": 7, "text": "x", "attributes": CODES})
    desk.backend.plant(KEY, {"id": "2", "label": "ACTOR", "text": "x", "attributes": ["canonical"]})
    assert coded(desk) == []
