"""Every edit, undo and redo stands on the version that its author saw: nobody's words go unasked."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.session.working_copy import WorkingCopy
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.session.marking import redo, refreshed, undo
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.article.article import Article
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.tinydb.article_store import ArticleStore

TEXT = "أوضح اللواء علي النعسان أن زيارة موسكو مهمة."

Versions = tuple[str | None, str | None, str | None]
"""The notes of the three versions of a conflict (before, mine, theirs); None for no annotation."""


class Desk(NamedTuple):
    """An analyst's working_copy, and a colleague's program at the same file."""

    article: Article
    working_copy: WorkingCopy
    theirs: ArticleStore

    def add(self, note: str = "") -> Annotation:
        annotation = new_annotation(
            self.theirs.key, self.article.sha256, TEXT, Span(0, 4), "ACTOR", note=note
        )
        self.working_copy.commit([Edit(None, annotation)])
        assert self.working_copy.flush()
        return annotation

    def note(self, annotation: Annotation, note: str) -> Annotation:
        """The analyst writes a note on what is shown."""
        [edit] = self.working_copy.commit([Edit(annotation, changed(annotation, note=note))])
        self.settle()
        assert edit.after is not None
        return edit.after

    def colleague(self, base: Annotation, **fields: Any) -> Annotation:
        """The colleague changes an annotation, which is shown here then."""
        theirs = changed(base, **fields)
        apply(self.theirs, [Edit(base, theirs)])
        refreshed(self.working_copy)
        assert self.working_copy.annotations.get(base.id) == theirs
        return theirs

    def settle(self) -> None:
        assert self.working_copy.flush()
        self.working_copy.receive()
        refreshed(self.working_copy)

    def undo(self) -> None:
        undo(self.working_copy)
        self.settle()

    def redo(self) -> None:
        redo(self.working_copy)
        self.settle()

    def notes(self) -> list[str]:
        """The notes on the disk, which are the notes that are shown."""
        stored = sorted(each.note for each in self.theirs.load().annotations)
        assert sorted(each.note for each in self.working_copy.annotations) == stored
        return stored

    def asked(self) -> list[Versions]:
        return [
            tuple(None if each is None else each.note for each in (found.base, found.mine, found.theirs))  # type: ignore[misc]
            for found in self.working_copy.conflicts
        ]

    def question(self) -> Conflict:
        [conflict] = self.working_copy.conflicts
        return conflict


@pytest.fixture
def desk(store: Store, article_of: Callable[..., Article]) -> Iterator[Desk]:
    article = article_of(TEXT)
    working_copy = WorkingCopy(store.open(article), lambda: None)
    yield Desk(article, working_copy, Store(store.folder).open(article))
    working_copy.close()


# --- undo and redo


@pytest.mark.parametrize("is_shown", [True, False], ids=["shown", "not shown yet"])
def test_undoing_a_label_that_a_colleague_wrote_a_note_on_is_asked(desk: Desk, *, is_shown: bool) -> None:
    mine = desk.add()
    if is_shown:
        desk.colleague(mine, note="theirs")
    else:
        apply(desk.theirs, [Edit(mine, changed(mine, note="theirs"))])
    desk.undo()
    assert desk.notes() == ["theirs"]
    assert desk.asked() == [("", None, "theirs")]


def test_redoing_a_removal_of_what_a_colleague_changed_since_is_asked(desk: Desk) -> None:
    mine = desk.add("mine")
    desk.working_copy.commit([Edit(mine, None)])
    desk.undo()
    desk.colleague(desk.working_copy.annotations[0], note="theirs")
    desk.redo()
    assert desk.notes() == ["theirs"]
    assert desk.asked() == [("mine", None, "theirs")]


def test_undoing_a_note_that_a_colleague_wrote_over_is_asked(desk: Desk) -> None:
    mine = desk.note(desk.add(), "mine")
    desk.colleague(mine, note="theirs")
    desk.undo()
    assert desk.notes() == ["theirs"]
    assert desk.asked() == [("mine", "", "theirs")]


def test_undoing_a_note_leaves_a_colleagues_label(desk: Desk) -> None:
    mine = desk.note(desk.add(), "mine")
    desk.colleague(mine, label="EVENT")
    desk.undo()
    assert [(each.label, each.note) for each in desk.working_copy.annotations] == [("EVENT", "")]
    assert desk.asked() == []
    # the label itself would go with the annotation
    desk.undo()
    assert [(each.label, each.note) for each in desk.working_copy.annotations] == [("EVENT", "")]
    assert desk.asked() == [("", None, "")]


def test_own_changes_on_top_of_a_colleagues_are_no_reason_to_take_both_back(desk: Desk) -> None:
    theirs = desk.colleague(desk.add(), note="theirs")
    desk.working_copy.commit([Edit(theirs, changed(theirs, label="EVENT"))])
    desk.undo()
    assert desk.asked() == []
    desk.undo()
    assert desk.notes() == ["theirs"]
    assert desk.asked() == [("", None, "theirs")]


def test_an_undo_that_was_refused_is_taken_back_by_redo(desk: Desk) -> None:
    desk.colleague(desk.add(), note="theirs")
    desk.undo()
    assert len(desk.asked()) == 1
    desk.redo()
    assert desk.asked() == []
    assert desk.notes() == ["theirs"]
    desk.undo()
    assert desk.asked() == [("", None, "theirs")]


def test_undo_goes_on_behind_a_step_that_was_refused(desk: Desk) -> None:
    first = desk.add("first")
    second = desk.add("second")
    desk.colleague(second, note="theirs")
    desk.undo()
    desk.undo()
    assert desk.notes() == ["theirs"]
    assert desk.theirs.load().by_id.get(first.id) is None


def test_undo_on_a_full_disk_is_refused_once_the_disk_takes_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    mine = desk.add()
    desk.colleague(mine, note="theirs")
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.Lock.replace", full)
        undo(desk.working_copy)
        assert not desk.working_copy.flush()
        assert [each.note for each in desk.working_copy.annotations] == ["theirs"]
    desk.settle()
    assert desk.asked() == [("", None, "theirs")]


# --- edits that were begun before another version came


def test_a_note_begun_before_a_colleagues_came_is_a_conflict_of_both(desk: Desk) -> None:
    seen = desk.add()
    desk.colleague(seen, note="theirs")
    desk.note(seen, "mine")
    desk.settle()
    assert desk.notes() == ["theirs"]
    assert desk.asked() == [("", "mine", "theirs")]


def test_a_note_begun_before_a_colleague_changed_the_label_stands_beside_that(desk: Desk) -> None:
    seen = desk.add()
    desk.colleague(seen, label="EVENT")
    desk.note(seen, "mine")
    desk.settle()
    assert [(each.label, each.note) for each in desk.theirs.load().annotations] == [("EVENT", "mine")]
    assert desk.asked() == []


def test_a_note_begun_before_a_colleague_removed_the_annotation_is_asked(desk: Desk) -> None:
    seen = desk.add()
    apply(desk.theirs, [Edit(seen, None)])
    refreshed(desk.working_copy)
    desk.note(seen, "mine")
    desk.settle()
    assert desk.notes() == []
    assert desk.asked() == [("", "mine", None)]


def test_an_edit_of_what_is_stored_is_made_though_an_earlier_one_waits_to_be_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    seen = desk.add()
    theirs = desk.colleague(seen, note="theirs")
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.Lock.replace", full)
        desk.working_copy.commit([Edit(seen, None)])
        desk.working_copy.commit([Edit(theirs, changed(theirs, note="theirs and mine"))])
        assert not desk.working_copy.flush()
    desk.settle()
    assert desk.notes() == ["theirs and mine"]
    assert desk.asked() == [("", None, "theirs and mine")]


def test_a_refused_note_that_is_written_again_is_one_question_and_ends_when_taken_back(desk: Desk) -> None:
    seen = desk.add()
    desk.colleague(seen, note="theirs")
    refused = desk.note(seen, "first")
    desk.note(refused, "second")
    desk.settle()
    assert desk.asked() == [("", "second", "theirs")]
    desk.undo()
    assert desk.asked() == [("", "first", "theirs")]
    desk.undo()
    assert desk.asked() == []
    assert desk.notes() == ["theirs"]
    desk.redo()
    assert desk.asked() == [("", "first", "theirs")]


def test_a_question_ends_for_good_when_the_refused_version_is_stored(desk: Desk) -> None:
    seen = desk.add()
    theirs = desk.colleague(seen, note="theirs")
    desk.note(seen, "mine")
    desk.settle()
    agreed = desk.note(theirs, "mine")
    assert desk.asked() == []
    desk.note(agreed, "another")
    assert desk.asked() == []


# --- decisions


@pytest.mark.parametrize(
    ("way", "left"),
    [
        ("mine", ["mine"]),
        ("theirs", ["theirs"]),
        ("both", ["mine", "theirs"]),
    ],
)
def test_a_decision_that_is_taken_back_opens_its_question_again(
    desk: Desk, way: str, left: list[str]
) -> None:
    seen = desk.add()
    desk.colleague(seen, note="theirs")
    desk.note(seen, "mine")
    desk.settle()
    for _ in range(2):
        desk.working_copy.decide(desk.question(), way)
        desk.settle()
        assert desk.notes() == left
        desk.undo()
        assert desk.notes() == ["theirs"]
        assert desk.asked() == [("", "mine", "theirs")]
        desk.redo()
        assert desk.notes() == left
        assert desk.asked() == []
        desk.undo()


def test_a_removal_that_was_decided_and_taken_back_is_asked_again(desk: Desk) -> None:
    desk.colleague(desk.add(), note="theirs")
    desk.undo()
    desk.working_copy.decide(desk.question(), "mine")
    desk.settle()
    assert desk.notes() == []
    desk.undo()
    assert desk.notes() == ["theirs"]
    assert desk.asked() == [("", None, "theirs")]


@pytest.mark.parametrize("way", ["mine", "theirs", "both"])
def test_a_version_that_was_not_shown_is_not_decided_about(desk: Desk, way: str) -> None:
    seen = desk.add()
    theirs = desk.colleague(seen, note="theirs")
    desk.note(seen, "mine")
    desk.settle()
    shown = desk.question()
    apply(desk.theirs, [Edit(theirs, changed(theirs, note="newer"))])
    desk.working_copy.decide(shown, way)
    assert desk.asked() == []
    assert desk.working_copy.flush()
    assert desk.working_copy.receive().refused == 1
    desk.settle()
    assert desk.notes() == ["newer"]
    assert desk.asked() == [("", "mine", "newer")]


# --- the disk


def test_edits_that_a_failure_left_in_the_file_are_taken_up_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    mine = desk.add()
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.sync_folder", fail)
        patch.setattr("hashiya.store.tinydb.storage.sync_folder", fail)
        [first] = desk.working_copy.commit([Edit(mine, changed(mine, note="first"))])
        assert not desk.working_copy.flush()
        assert first.after is not None
        desk.working_copy.commit([Edit(first.after, changed(first.after, note="second"))])
        assert not desk.working_copy.flush()
    desk.settle()
    assert desk.notes() == ["second"]
    assert desk.asked() == []


def test_a_decision_that_reached_the_disk_before_it_failed_is_taken_once_and_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    seen = desk.add()
    desk.colleague(seen, note="theirs")
    desk.note(seen, "mine")
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.sync_folder", fail)
        patch.setattr("hashiya.store.tinydb.storage.sync_folder", fail)
        desk.working_copy.decide(desk.question(), "mine")
        assert not desk.working_copy.flush()
        desk.working_copy.receive()
    assert desk.working_copy.flush()
    assert desk.working_copy.receive().refused == 0
    desk.settle()
    assert desk.notes() == ["mine"]
    assert desk.asked() == []
    desk.undo()
    assert desk.asked() == [("", "mine", "theirs")]
