"""The reading place and the unfinished note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import Reading
from tests.store.repository.conftest import KEY, save

if TYPE_CHECKING:
    from tests.store.repository.conftest import Desk


def test_the_place_is_remembered_and_the_last_one_counts(desk: Desk) -> None:
    for offset in (3, 70):
        desk.open().save_reading(Reading(offset, "in progress", "2026-01-02T03:04:05Z"))
    assert desk.open().load().reading == Reading(70, "in progress", "2026-01-02T03:04:05Z")
    assert desk.view().keys() == [KEY]


def test_nothing_is_written_if_only_the_time_differs(desk: Desk) -> None:
    desk.open().save_reading(Reading(3, "done", "2026-01-02T03:04:05Z"))
    repository = desk.open()
    before = repository.load()
    mark = desk.view().changes().mark
    desk.open().save_reading(Reading(3, "done", "2026-05-06T07:08:09Z"))
    assert repository.load() is before
    assert not desk.view().changes(mark).keys


def test_an_article_with_annotations_is_not_unread(desk: Desk) -> None:
    assert desk.open().load().reading.status == "unread"
    base = desk.add()
    assert desk.open().load().reading.status == "in progress"
    save(desk.open(), Edit(base, None))
    assert desk.open().load().reading.status == "unread"


def test_a_draft_is_kept_with_the_version_that_its_author_saw(desk: Desk) -> None:
    base = desk.add()
    draft = Draft(base, "قارن ب")
    desk.open().save_draft(draft)
    assert desk.open().load().draft == draft
    save(desk.open(), Edit(base, changed(base, note="other")))
    assert desk.open().load().draft == draft
    desk.open().save_draft(None)
    assert desk.open().load().draft is None


def test_a_draft_outlives_its_annotation(desk: Desk) -> None:
    base = desk.add()
    desk.open().save_draft(Draft(base, "x"))
    save(desk.open(), Edit(base, None))
    assert desk.open().load().draft == Draft(base, "x")


def test_place_and_draft_stand_beside_the_annotations(desk: Desk) -> None:
    base = desk.add()
    desk.open().save_reading(Reading(9, "done"))
    desk.open().save_draft(Draft(base, "x"))
    added = desk.add(40, 44)
    snapshot = desk.open().load()
    assert snapshot.annotations == (base, added)
    assert (snapshot.reading.offset, snapshot.reading.status) == (9, "done")
    assert snapshot.draft == Draft(base, "x")


def test_reading_in_another_encoding_leaves_that_of_the_annotations_on_record(desk: Desk) -> None:
    desk.add()
    otherwise = desk.article()._replace(encoding="cp1256", sha256="0" * 64)
    desk.view().open(otherwise).save_reading(Reading(3, "done"))
    snapshot = desk.open().load()
    assert (snapshot.encoding, snapshot.sha256) == ("utf-8", desk.article().sha256)
    save(desk.view().open(otherwise), Edit(None, desk.made(40, 44)))
    snapshot = desk.open().load()
    assert (snapshot.encoding, snapshot.sha256) == ("cp1256", "0" * 64)
