from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.repository.conflict import conflict_from, refused_record
from tests.storing import apply, keep_refused

if TYPE_CHECKING:
    from tests.store.conftest import Desk


def test_a_refused_change_is_kept_beside_the_annotations_and_survives_other_writes(desk: Desk) -> None:
    base = desk.add()
    mine, theirs = changed(base, note="mine"), changed(base, note="theirs")
    apply(desk.open(), [Edit(base, theirs)])
    keep_refused(desk.open(), base, mine)
    desk.add(0, 3)
    (conflict,) = desk.open().load().conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (base, mine, theirs)
    assert len(desk.open().load().annotations) == 2
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    assert content["conflicts"]["1"]["mine"] == mine.to_record()


def test_a_decision_and_its_edits_are_one_write(desk: Desk) -> None:
    base = desk.add()
    article_store = desk.open()
    keep_refused(article_store, base, changed(base, note="mine"))
    (conflict,) = article_store.load().conflicts
    before = article_store.load().annotations
    ending = new_transaction(article_store.key, [Edit(base, None)], by="", command="")
    article_store.resolve(conflict, ending)
    assert (before, article_store.load().annotations) == ((base,), ())
    assert desk.open().load().conflicts == ()
    backup = desk.file.with_name(desk.file.name + ".bak").read_text(encoding="utf-8")
    assert list(json.loads(backup)["conflicts"]) == ["1"]


def test_what_is_stored_by_now_as_it_was_wanted_is_no_conflict(desk: Desk) -> None:
    base = desk.annotation()
    mine = changed(base, note="mine")
    record = refused_record(Edit(base, mine))
    assert conflict_from("1", record, {base.id: changed(mine)}) is None
    assert conflict_from("1", refused_record(Edit(base, None)), {}) is None
    found = conflict_from("1", record, {})
    assert found is not None
    assert (found.id, found.theirs) == (base.id, None)


@pytest.mark.parametrize("record", [{}, {"mine": None, "base": None}, {"mine": {"id": 3}}, {"mine": "x"}])
def test_a_record_that_tells_of_no_change_is_passed_over(record: dict[str, Any]) -> None:
    assert conflict_from("1", record, {}) is None
