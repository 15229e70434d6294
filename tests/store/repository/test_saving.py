"""What is committed is read again, by whoever opens the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.repository.conflict import Outcome
from hashiya.store.repository.snapshot import Snapshot
from tests.refusals import id_of, parameters_of, refused
from tests.store.repository.conftest import KEY, OTHER, save

if TYPE_CHECKING:
    from tests.store.repository.conftest import Desk


def test_an_article_of_which_nothing_is_kept_is_empty_and_can_be_written(desk: Desk) -> None:
    assert desk.open().load() == Snapshot(KEY)
    assert desk.open().key == KEY
    assert desk.view().keys() == []


def test_what_was_committed_is_read_by_everyone_in_order_of_place(desk: Desk) -> None:
    mine, other = desk.open(), desk.open()
    other.load()
    later, earlier, inner = desk.made(40, 44), desk.made(0, 12, "QUOTE"), desk.made(0, 3, "EVENT")
    save(mine, *(Edit(None, each) for each in (later, earlier, inner)))
    for repository in (mine, other, desk.open()):
        assert repository.load().annotations == (inner, earlier, later)
    assert desk.view().load(KEY).annotations == (inner, earlier, later)
    assert desk.view().load(KEY).by_id == {each.id: each for each in (inner, earlier, later)}
    assert desk.view().open_key(KEY).load().annotations == (inner, earlier, later)


def test_every_field_comes_back_as_it_was(desk: Desk) -> None:
    annotation = replace(
        desk.made(annotator="سعاد"),
        note="«ملاحظة»\n\u200f\udce9",
        status="proposed",
        attributes={"canonical": "علي النعسان", "deep": [{"a": [1, 2.5, None, True]}]},
        relations=({"type": "speaker", "target": "x"},),
        extra={"confidence": 0.5},
    )
    save(desk.open(), Edit(None, annotation))
    assert desk.annotations() == (annotation,)


def test_a_snapshot_is_the_same_object_until_something_changes_and_never_changes_itself(desk: Desk) -> None:
    first = desk.add()
    repository = desk.open()
    before = repository.load()
    assert repository.load() is before
    second = desk.add(40, 44)
    after = repository.load()
    assert after is not before
    assert (before.annotations, after.annotations) == ((first,), (first, second))
    assert after.annotations[0] is before.annotations[0]


def test_a_snapshot_names_the_text_and_the_encoding(desk: Desk) -> None:
    desk.add()
    snapshot = desk.open().load()
    assert (snapshot.sha256, snapshot.encoding) == (desk.article().sha256, "utf-8")
    assert not snapshot.is_decoded_otherwise
    otherwise = desk.article()._replace(encoding="cp1256")
    assert desk.view().open(otherwise).load().is_decoded_otherwise


def test_several_transactions_are_saved_as_one(desk: Desk) -> None:
    first = desk.made()
    second = changed(first, note="n")
    adding, noting = (
        new_transaction(KEY, [edit], by="", command="test")
        for edit in (Edit(None, first), Edit(first, second))
    )
    assert not desk.open().commit(adding, noting)
    assert desk.annotations() == (second,)


def test_edits_of_other_articles_are_left_out(desk: Desk) -> None:
    other = new_transaction(OTHER, [Edit(None, desk.made(key=OTHER))], by="", command="test")
    assert not desk.open().commit(other)
    assert (desk.annotations(), desk.annotations(OTHER)) == ((), ())


def test_a_transaction_that_is_tried_again_changes_nothing(desk: Desk) -> None:
    base = desk.add()
    added, noted = desk.made(40, 44), changed(base, note="n")
    transaction = new_transaction(KEY, [Edit(None, added), Edit(base, noted)], by="", command="test")
    for _ in range(3):
        assert not desk.open().commit(transaction)
        assert desk.annotations() == (noted, added)


def test_a_chain_is_taken_up_where_an_attempt_left_it(desk: Desk) -> None:
    first = desk.add()
    second = changed(first, note="a")
    third = changed(second, note="b")
    save(desk.open(), Edit(first, second))
    save(desk.open(), Edit(first, second), Edit(second, third))
    assert desk.annotations() == (third,)


def test_what_cannot_be_kept_is_refused_and_nothing_else_of_it_is_saved(desk: Desk) -> None:
    kept = desk.add()
    good, bad = desk.made(40, 44), replace(desk.made(50, 54), attributes={"a": float("nan")})
    with pytest.raises(HashiyaError, match="not finite"):
        save(desk.open(), Edit(None, good), Edit(None, bad))
    assert desk.annotations() == (kept,)


def test_an_inverse_takes_a_transaction_back(desk: Desk) -> None:
    base = desk.add()
    edits = [Edit(base, changed(base, note="n")), Edit(None, desk.made(40, 44))]
    transaction = new_transaction(KEY, edits, by="", command="test")
    assert not desk.open().commit(transaction)
    inverse = transaction.inverse(by="")
    for _ in range(2):
        (outcome,) = desk.open().commit(inverse)
        (annotation,) = desk.annotations()
        assert (annotation.id, annotation.note, annotation.rev) == (base.id, "", 3)
        assert outcome.stored is not None
        # what waits for its store is taken back anew, at another time
        assert replace(outcome.stored, modified=annotation.modified) == annotation
        assert not outcome.asked


def test_a_record_that_is_no_annotation_is_told_of_kept_and_its_id_taken(desk: Desk) -> None:
    good = desk.add()
    unusable = desk.made(50, 54)
    desk.backend.plant(KEY, {"id": unusable.id, "label": "ACTOR", "start": 9, "end": 3})
    snapshot = desk.open().load()
    assert (snapshot.annotations, set(snapshot.unusable)) == ((good,), {unusable.id})
    (problem,) = snapshot.problems
    assert problem.parameters["problem"] == Message(
        "annotation.no_span", annotation=Message("annotation.of_id", id=unusable.id), start=9, end=3
    )
    with refused("store.damaged_record") as caught:
        save(desk.open(), Edit(None, desk.made(0, 3)), Edit(None, unusable))
    assert parameters_of(caught.value.told)["id"] == unusable.id
    assert desk.annotations() == (good,)
    added = desk.add(40, 44)
    assert desk.open().load().unusable == {unusable.id}
    assert desk.annotations() == (good, added)
    assert not desk.open().load().has_lost(unusable.id, 1)


def test_annotations_of_a_newer_version_are_read_and_not_changed(desk: Desk) -> None:
    newer = replace(desk.made(), schema=99)
    desk.backend.plant(KEY, newer.to_stored_record())
    snapshot = desk.open().load()
    assert snapshot.annotations == (newer,)
    assert id_of(snapshot.read_only) == "store.newer_version"
    with refused("store.newer_version"):
        save(desk.open(), Edit(None, desk.made(0, 3)))
    assert desk.annotations() == (newer,)


def test_two_annotators_may_mark_the_same_words_with_the_same_label(desk: Desk) -> None:
    first, second = desk.made(annotator="سعاد"), desk.made(annotator="نجار")
    save(desk.open(), Edit(None, first))
    save(desk.open(), Edit(None, second))
    assert {(each.annotator, each.span) for each in desk.annotations()} == {
        ("سعاد", first.span),
        ("نجار", first.span),
    }


def test_a_removed_annotation_is_on_record_until_it_is_there_again(desk: Desk) -> None:
    base = desk.add()
    save(desk.open(), Edit(base, None))
    snapshot = desk.open().load()
    assert snapshot.annotations == ()
    assert snapshot.removed == {base.id: base.rev}
    assert not snapshot.has_lost(base.id, base.rev)
    assert snapshot.has_lost(base.id, base.rev + 1)
    assert snapshot.has_lost("never seen")
    again = changed(base, note="again")
    save(desk.open(), Edit(None, again))
    assert desk.open().load().removed == {}


def test_what_became_of_a_carried_edit_is_told(desk: Desk) -> None:
    base = desk.add()
    theirs = changed(base, note="theirs")
    save(desk.open(), Edit(base, theirs))
    mine = Edit(base, changed(base, status="rejected"))
    (outcome,) = desk.open().commit(new_transaction(KEY, [mine], by="", command="test"))
    (stored,) = desk.annotations()
    assert (stored.note, stored.status) == ("theirs", "rejected")
    assert stored.rev > theirs.rev
    assert outcome == Outcome(mine, stored)


def test_a_rejected_proposal_is_kept_apart_from_the_annotations(desk: Desk) -> None:
    annotation = desk.add()
    rejected = replace(desk.made(40, 44), status="rejected", extra={"source": "actors", "score": 0.9})
    save(desk.open(), Edit(None, rejected))
    for snapshot in (desk.open().load(), desk.view().load(KEY)):
        assert snapshot.annotations == (annotation,)
        assert snapshot.rejected == (rejected,)
        assert snapshot.by_id == {each.id: each for each in (annotation, rejected)}
    assert desk.view().entry(KEY).counts == {"ACTOR": 1}


def test_an_annotation_that_a_person_rejected_stays_an_annotation(desk: Desk) -> None:
    annotation = replace(desk.made(), status="rejected")
    save(desk.open(), Edit(None, annotation))
    assert desk.annotations() == (annotation,)
    assert desk.open().load().rejected == ()
