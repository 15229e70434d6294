"""Several articles of one repository."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, Transaction, new_transaction
from hashiya.files.file_number import file_number_of
from hashiya.messages import Message
from hashiya.store.repository.entry import Entry
from hashiya.store.repository.reading import Reading
from tests.refusals import id_of, refused
from tests.store.repository.conftest import BACKENDS, KEY, OTHER, save

if TYPE_CHECKING:
    from tests.store.repository.conftest import Desk


MOVING = [name for name in BACKENDS if name != "waiting"]
"""A change of a key does not wait."""


def spanning(**edits: tuple[Edit, ...]) -> Transaction:
    """A transaction of both articles."""
    groups = {{"a": KEY, "b": OTHER}[name]: group for name, group in edits.items()}
    return Transaction(
        "t", MappingProxyType(groups), "", "2026-01-02T03:04:05Z", "test", origin=Origin.IMPORT
    )


def test_a_file_has_one_key_whatever_link_leads_to_it(desk: Desk) -> None:
    (desk.root / "link.txt").symlink_to(desk.root / KEY)
    view = desk.view()
    assert view.key_of(desk.root / KEY) == view.key_of(desk.root / "link.txt") == KEY


def test_a_key_leads_to_its_file_and_never_out_of_the_folder(desk: Desk) -> None:
    (desk.root / "link").symlink_to(desk.root.parent)
    view = desk.view()
    assert view.path_of(KEY) == desk.root / KEY
    assert view.path_of("gone.txt") == desk.root / "gone.txt"
    for key in ("../out.txt", "/etc/hostname", "a\0b", "link/out.txt"):
        assert view.path_of(key) is None


def test_an_article_is_found_under_its_key_and_by_its_text(desk: Desk) -> None:
    article = desk.article()
    assert desk.view().find_key(article) == KEY
    assert not desk.view().is_kept(KEY)
    assert list(desk.view().keys_of_text(article.sha256)) == []
    desk.add()
    assert desk.view().is_kept(KEY)
    assert not desk.view().is_kept(OTHER)
    assert list(desk.view().keys_of_text(article.sha256)) == [KEY]
    desk.add(key=OTHER)
    assert list(desk.view().keys_of_text(article.sha256)) == [KEY, OTHER]
    assert list(desk.view().keys_of_text("0" * 64)) == []


def test_the_keys_are_those_of_which_anything_is_kept_in_order(desk: Desk) -> None:
    view = desk.view()
    view.open_key("never/written.txt").load()
    desk.open(OTHER).save_reading(Reading(3, "done"))
    desk.add()
    assert list(view.keys()) == list(desk.view().keys()) == [KEY, OTHER]


@pytest.mark.parametrize("key", ["../out.txt", "مقال\n.txt", "a/\udce9.txt", "a" * 300, "x.json"])
def test_a_key_may_be_any_name(desk: Desk, key: str) -> None:
    annotation = desk.made()
    save(desk.view().open_key(key), Edit(None, annotation))
    assert list(desk.view().keys()) == [key]
    assert desk.view().load(key).annotations == (annotation,)


def test_an_entry_counts_labels_and_tells_the_status(desk: Desk) -> None:
    assert desk.view().entry(KEY) == Entry(KEY, {}, "unread")
    for start, label in ((0, "ACTOR"), (4, "ACTOR"), (10, "QUOTE")):
        desk.add(start, start + 3, label)
    assert desk.view().entry(KEY) == Entry(KEY, {"ACTOR": 2, "QUOTE": 1}, "in progress")
    desk.open(OTHER).save_reading(Reading(3, "done"))
    first, second = desk.view().entries()
    assert (first.key, first.total) == (KEY, 3)
    assert second == Entry(OTHER, {}, "done")


def test_a_transaction_of_several_articles_is_saved_in_each(desk: Desk) -> None:
    mine, other = desk.made(), desk.made(key=OTHER)
    receipt = desk.view().commit(spanning(a=(Edit(None, mine),), b=(Edit(None, other),)))
    assert (receipt.saved, receipt.outcomes, receipt.failed) == ((KEY, OTHER), {}, {})
    assert (desk.annotations(), desk.annotations(OTHER)) == ((mine,), (other,))


def test_a_receipt_tells_what_was_saved_what_is_a_conflict_and_what_failed(desk: Desk) -> None:
    base, unusable = desk.add(), desk.made(key=OTHER)
    desk.backend.plant(OTHER, {"id": unusable.id})
    theirs = changed(base, note="theirs")
    save(desk.open(), Edit(base, theirs))
    added = desk.made(40, 44)
    mine = Edit(base, changed(base, note="mine"))
    transaction = spanning(
        a=(mine, Edit(None, added)), b=(Edit(None, desk.made(key=OTHER)), Edit(None, unusable))
    )
    receipt = desk.view().commit(transaction)
    assert receipt.saved == (KEY,)
    assert [outcome.edit for outcome in receipt.conflicts[KEY]] == [mine]
    assert id_of(receipt.failed[OTHER].told) == "store.damaged_record"
    assert desk.annotations() == (theirs, added)
    assert desk.annotations(OTHER) == ()
    again = desk.view().commit(transaction)
    assert (again.saved, list(again.failed)) == ((KEY,), [OTHER])
    assert len(desk.open().load().conflicts) == 1


def test_an_inverse_takes_back_what_was_saved_in_every_article(desk: Desk) -> None:
    transaction = spanning(a=(Edit(None, desk.made()),), b=(Edit(None, desk.made(key=OTHER)),))
    desk.view().commit(transaction)
    desk.view().commit(transaction.inverse(by=""))
    assert (desk.annotations(), desk.annotations(OTHER)) == ((), ())


def test_changes_name_the_articles_that_changed_since_a_mark(desk: Desk) -> None:
    view = desk.view()
    nothing = view.changes()
    assert nothing.keys == frozenset()
    desk.add()
    first = view.changes(nothing.mark)
    assert first.keys == {KEY}
    assert view.changes(first.mark).keys == frozenset()
    desk.open(OTHER).save_reading(Reading(3, "done"))
    second = view.changes(first.mark)
    assert second.keys == {OTHER}
    assert view.changes(nothing.mark).keys == view.changes().keys == {KEY, OTHER}
    desk.add(40, 44)
    assert view.changes(second.mark).keys == {KEY}


# --- renaming


@pytest.mark.parametrize("desk", MOVING, indirect=True)
def test_annotations_follow_their_article_to_another_key(desk: Desk) -> None:
    made = desk.add()
    desk.open().save_reading(Reading(3, "done"))
    mark = desk.view().changes().mark
    desk.view().rename(KEY, "new.txt")
    view = desk.view()
    (followed,) = view.load("new.txt").annotations
    assert (followed.id, followed.article, view.load("new.txt").reading.status) == (
        made.id,
        "new.txt",
        "done",
    )
    assert (view.keys(), view.is_kept(KEY), view.followed_to(KEY)) == (["new.txt"], False, "new.txt")
    assert "new.txt" in view.changes(mark).keys


@pytest.mark.parametrize("desk", MOVING, indirect=True)
def test_the_versions_of_a_conflict_follow_too(desk: Desk) -> None:
    base = desk.add()
    save(desk.open(), Edit(base, changed(base, note="theirs")))
    mine = Edit(base, changed(base, note="mine"))
    assert desk.open().commit(new_transaction(KEY, [mine], by="", command="test"))
    desk.view().rename(KEY, "new.txt")
    (conflict,) = desk.view().load("new.txt").conflicts
    assert [each and each.article for each in (conflict.mine, conflict.theirs)] == ["new.txt"] * 2


@pytest.mark.parametrize("desk", MOVING, indirect=True)
def test_who_has_the_former_key_open_can_no_longer_save_and_is_told_the_new_one(desk: Desk) -> None:
    made = desk.add()
    opened = desk.open()
    assert opened.load().annotations == (made,)
    desk.view().rename(KEY, "new.txt")
    told = Message("store.followed", key=KEY, new_key="new.txt")
    with refused(told):
        save(opened, Edit(None, desk.made(0, 3)))
    assert opened.load().read_only == told
    assert len(desk.view().load("new.txt").annotations) == 1


@pytest.mark.parametrize("desk", MOVING, indirect=True)
def test_a_key_that_others_have_or_that_has_nothing_is_refused(desk: Desk) -> None:
    with refused(Message("store.nothing_kept", key=KEY)):
        desk.view().rename(KEY, "new.txt")
    first, second = desk.add(), desk.add(key=OTHER)
    with refused(Message("store.name_taken", key=OTHER)):
        desk.view().rename(KEY, OTHER)
    assert (desk.annotations(), desk.annotations(OTHER)) == ((first,), (second,))


def test_a_snapshot_tells_by_which_number_the_file_system_knew_the_article(desk: Desk) -> None:
    desk.add()
    number = file_number_of(desk.article().path)
    assert desk.view().load(KEY).file_number == number != ""
