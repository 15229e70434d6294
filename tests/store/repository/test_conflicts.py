"""Edits that cannot stand beside another writer's are kept until a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.repository.conflict import ConflictError, has_same_versions
from tests.store.repository.conftest import KEY, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Outcome
    from tests.store.repository.conftest import Desk


def transaction(*edits: Edit) -> Transaction:
    return new_transaction(KEY, edits, by="", command="test")


def commit(desk: Desk, *edits: Edit) -> Sequence[Outcome]:
    return desk.open().commit(transaction(*edits))


@pytest.fixture
def versions(desk: Desk) -> tuple[Annotation, Annotation, Annotation]:
    """An annotation before both changes, and as each of two writers wants it; theirs is stored."""
    base = desk.add()
    mine, theirs = changed(base, note="mine"), changed(base, note="theirs")
    save(desk.open(), Edit(base, theirs))
    return base, mine, theirs


def test_both_versions_are_kept(desk: Desk, versions: tuple[Annotation, ...]) -> None:
    base, mine, theirs = versions
    (outcome,) = commit(desk, Edit(base, mine))
    assert (outcome.edit, outcome.stored, outcome.asked) == (Edit(base, mine), theirs, True)
    assert desk.annotations() == (theirs,)
    conflict = desk.conflict()
    assert (conflict.base, conflict.mine, conflict.theirs) == (base, mine, theirs)
    assert desk.open().load().refused == {outcome.name: Edit(base, mine)}


def test_a_conflict_is_kept_where_nothing_else_is(desk: Desk) -> None:
    missing = desk.made()
    edit = Edit(missing, changed(missing, note="mine"))
    assert [each.asked for each in commit(desk, edit)] == [True]
    assert [each.mine for each in desk.open().load().checked().conflicts] == [edit.after]
    assert list(desk.view().keys()) == [KEY]


def test_other_edits_of_the_transaction_are_saved(desk: Desk, versions: tuple[Annotation, ...]) -> None:
    base, mine, theirs = versions
    added = desk.made(40, 44)
    (outcome,) = commit(desk, Edit(base, mine), Edit(None, added))
    assert outcome.asked
    assert desk.annotations() == (theirs, added)


def test_a_removal_against_a_change_and_a_change_against_a_removal(desk: Desk) -> None:
    base, gone = desk.add(), desk.add(40, 44)
    theirs = changed(base, note="theirs")
    save(desk.open(), Edit(base, theirs), Edit(gone, None))
    outcomes = commit(desk, Edit(base, None), Edit(gone, changed(gone, note="mine")))
    assert [outcome.asked for outcome in outcomes] == [True, True]
    versions = [(each.mine and each.mine.note, each.theirs) for each in desk.open().load().conflicts]
    assert versions == [(None, theirs), ("mine", None)]


def test_a_refused_edit_is_kept_once(desk: Desk, versions: tuple[Annotation, ...]) -> None:
    base, mine, _ = versions
    names = {outcome.name for _ in range(3) for outcome in commit(desk, Edit(base, mine))}
    assert len(names) == 1
    assert desk.conflict().mine == mine


def test_a_change_that_goes_on_from_a_refused_one_takes_its_place(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    further = changed(mine, note="mine, further")
    commit(desk, Edit(base, mine))
    commit(desk, Edit(mine, further))
    conflict = desk.conflict()
    assert (conflict.base, conflict.mine, conflict.theirs) == (base, further, theirs)


@pytest.mark.parametrize("status", ["rejected", None])
def test_a_change_that_goes_on_from_a_refused_one_can_be_tried_again(
    desk: Desk, versions: tuple[Annotation, ...], status: str | None
) -> None:
    base, mine, theirs = versions
    commit(desk, Edit(base, mine))
    onward = Edit(mine, None if status is None else changed(mine, status=status))
    for _ in range(3):
        (outcome,) = commit(desk, onward)
        assert outcome.asked
        assert desk.annotations() == (theirs,)
        assert (desk.conflict().base, desk.conflict().mine) == (base, onward.after)


def test_a_refused_change_that_is_taken_back_ends_its_conflict(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    (kept,) = commit(desk, Edit(base, mine))
    (outcome,) = commit(desk, Edit(mine, base))
    assert outcome.withdrawn
    snapshot = desk.open().load()
    assert (snapshot.annotations, snapshot.conflicts, snapshot.refused) == ((theirs,), (), {})
    assert not snapshot.has_lost(kept.name)


def test_a_conflict_ends_when_its_version_is_stored_by_whomever(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    commit(desk, Edit(base, mine))
    (kept,) = desk.open().load().refused
    save(desk.open(), Edit(theirs, changed(theirs, note="mine")))
    snapshot = desk.open().load()
    assert (snapshot.conflicts, snapshot.refused) == ((), {})
    assert not snapshot.has_lost(kept)


def test_a_decision_saves_its_edits_and_forgets_the_conflict(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    (kept,) = commit(desk, Edit(base, mine))
    both = changed(theirs, note="theirs and mine")
    desk.open().resolve(desk.conflict(), transaction(Edit(theirs, both)))
    snapshot = desk.open().load()
    assert (snapshot.annotations, snapshot.conflicts) == ((both,), ())
    assert not snapshot.has_lost(kept.name)


def test_a_decision_may_leave_what_is_stored(desk: Desk, versions: tuple[Annotation, ...]) -> None:
    base, mine, theirs = versions
    commit(desk, Edit(base, mine))
    desk.open().resolve(desk.conflict(), transaction())
    assert (desk.annotations(), desk.open().load().conflicts) == ((theirs,), ())


def test_a_decision_on_a_version_that_is_no_longer_stored_is_refused(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    commit(desk, Edit(base, mine))
    seen = desk.conflict()
    once_more = changed(theirs, note="theirs once more")
    save(desk.open(), Edit(theirs, once_more))
    with pytest.raises(ConflictError) as refused:
        desk.open().resolve(seen, transaction(Edit(theirs, mine)))
    assert refused.value.stored == once_more
    assert desk.annotations() == (once_more,)
    assert desk.conflict().theirs == once_more


def test_a_conflict_that_was_noticed_at_another_time_is_the_same(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    commit(desk, Edit(base, mine))
    seen = desk.conflict()._replace(noticed="2026-01-01T00:00:00Z")
    desk.open().resolve(seen, transaction(Edit(theirs, changed(theirs, note="both"))))
    assert desk.open().load().conflicts == ()


def test_a_decision_whose_edits_are_refused_leaves_the_conflict(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    other = desk.add(40, 44)
    commit(desk, Edit(base, mine))
    seen = desk.open().load()
    stale = Edit(changed(other, note="a"), changed(other, note="b"))
    with pytest.raises(ConflictError):
        desk.open().resolve(desk.conflict(), transaction(Edit(theirs, mine), stale))
    left = desk.open().load()
    assert left._replace(conflicts=()) == seen._replace(conflicts=())
    assert all(map(has_same_versions, left.conflicts, seen.conflicts))
    assert len(left.conflicts) == len(seen.conflicts)


def test_a_decision_that_is_tried_again_changes_nothing_and_another_is_refused(
    desk: Desk, versions: tuple[Annotation, ...]
) -> None:
    base, mine, theirs = versions
    commit(desk, Edit(base, mine))
    seen = desk.conflict()
    desk.open().resolve(seen, transaction(Edit(theirs, None)))
    after = desk.open().load()
    desk.open().resolve(seen, transaction(Edit(theirs, None)))
    assert desk.open().load() == after
    with pytest.raises(ConflictError):
        desk.open().resolve(seen, transaction(Edit(theirs, changed(theirs, note="other"))))
    assert desk.annotations() == ()


def test_conflicts_are_told_in_the_order_in_which_they_were_noticed(desk: Desk) -> None:
    made = [desk.add(start, start + 3) for start in (40, 0, 20)]
    save(desk.open(), *(Edit(each, changed(each, note="theirs")) for each in made))
    for each in made:
        commit(desk, Edit(each, changed(each, note="mine")))
    assert [conflict.id for conflict in desk.open().load().conflicts] == [each.id for each in made]
