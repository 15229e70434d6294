"""Conflicts that are kept until one decides, and what other programs do to an open store."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, NamedTuple

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.working_copy import WorkingCopy
from hashiya.store.tinydb.restoring import restore
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.refusals import id_of
from tests.session.marking import refreshed, undo
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.article.article import Article
    from hashiya.session.following import ExternalChanges
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.tinydb.article_store import ArticleStore

TEXT = "أوضح اللواء علي النعسان أن زيارة موسكو مهمة، وقال حسام نجار ذلك."


class Desk(NamedTuple):
    """A working_copy, its view of the store, and another program's view of the same file."""

    article: Article
    working_copy: WorkingCopy
    mine: ArticleStore
    theirs: ArticleStore

    def annotation(self, start: int = 0, end: int = 4) -> Annotation:
        return new_annotation(self.mine.key, self.article.sha256, TEXT, Span(start, end), "ACTOR")

    def add(self, start: int = 0, end: int = 4) -> Annotation:
        annotation = self.annotation(start, end)
        self.working_copy.commit([Edit(None, annotation)])
        assert self.working_copy.flush()
        return annotation

    def again(self) -> WorkingCopy:
        """The working_copy of someone who opens the article later."""
        return WorkingCopy(Store(self.mine.path.parent).open(self.article), lambda: None)

    def on_disk(self) -> list[Annotation]:
        return list(Store(self.mine.path.parent).open(self.article).load().annotations)

    def conflict(self, mine: str | None, theirs: str | None) -> Conflict:
        """Both change the note of an annotation, or remove it; what the working_copy makes of that."""
        base = self.add()
        apply(self.theirs, [Edit(base, changed(base, note=theirs) if theirs else None)])
        self.working_copy.commit([Edit(base, changed(base, note=mine) if mine else None)])
        assert self.working_copy.flush()
        assert len(self.working_copy.receive().outcomes) == 1
        (conflict,) = self.working_copy.conflicts
        assert conflict.base == base
        assert (conflict.mine.note if conflict.mine else None) == mine
        assert (conflict.theirs.note if conflict.theirs else None) == theirs
        return conflict


@pytest.fixture
def desk(store: Store, article_of: Callable[..., Article]) -> Iterator[Desk]:
    article = article_of(TEXT)
    mine = store.open(article)
    working_copy = WorkingCopy(mine, lambda: None)
    yield Desk(article, working_copy, mine, Store(store.folder).open(article))
    working_copy.close()


def notes(annotations: object) -> list[str]:
    return sorted(annotation.note for annotation in annotations)  # type: ignore[attr-defined]


# --- conflicts


BOTH_CHANGE, I_REMOVE, THEY_REMOVE = ("mine", "theirs"), (None, "theirs"), ("mine", None)


@pytest.mark.parametrize(
    ("versions", "way", "left"),
    [
        (BOTH_CHANGE, "mine", ["mine"]),
        (BOTH_CHANGE, "theirs", ["theirs"]),
        (BOTH_CHANGE, "both", ["mine", "theirs"]),
        (I_REMOVE, "mine", []),
        (I_REMOVE, "theirs", ["theirs"]),
        (I_REMOVE, "both", ["theirs"]),
        (THEY_REMOVE, "mine", ["mine"]),
        (THEY_REMOVE, "theirs", []),
        (THEY_REMOVE, "both", ["mine"]),
    ],
)
def test_a_conflict_shows_both_versions_and_ends_as_one_decides(
    desk: Desk,
    versions: tuple[str | None, str | None],
    way: str,
    left: list[str],
) -> None:
    conflict = desk.conflict(*versions)
    desk.working_copy.decide(conflict, way)
    assert desk.working_copy.conflicts == ()
    assert desk.working_copy.flush()
    desk.working_copy.receive()
    assert notes(desk.working_copy.annotations) == left
    assert notes(desk.on_disk()) == left
    assert desk.working_copy.conflicts == ()
    assert desk.again().conflicts == ()


def test_what_is_kept_of_both_is_a_further_change_or_an_annotation_of_its_own(desk: Desk) -> None:
    conflict = desk.conflict("mine", "theirs")
    (edit,) = desk.working_copy.decide(conflict, "mine")
    assert edit.before == conflict.theirs
    assert edit.after is not None
    assert (edit.after.id, edit.after.rev) == (conflict.id, 3)
    (other,) = desk.working_copy.decide(desk.conflict("mine", "theirs"), "both")
    assert other.before is None
    assert other.after is not None
    assert other.after.id != edit.after.id


def test_a_decision_can_be_taken_back(desk: Desk) -> None:
    desk.working_copy.decide(desk.conflict("mine", "theirs"), "mine")
    assert undo(desk.working_copy)
    assert desk.working_copy.flush()
    assert notes(desk.on_disk()) == ["theirs"]


def test_an_undecided_conflict_is_there_when_the_article_is_opened_again(desk: Desk) -> None:
    before = desk.conflict("mine", "theirs")
    assert desk.working_copy.close()
    assert desk.again().conflicts == (before,)


def test_several_changes_of_what_was_refused_are_one_conflict(desk: Desk) -> None:
    base = desk.add()
    apply(desk.theirs, [Edit(base, changed(base, note="theirs"))])
    first = changed(base, note="first")
    desk.working_copy.commit([Edit(base, first)])
    assert desk.working_copy.flush()
    # made before the first refusal was seen here
    desk.working_copy.commit([Edit(first, changed(first, note="second"))])
    assert desk.working_copy.flush()
    desk.working_copy.receive()
    (conflict,) = desk.working_copy.conflicts
    assert conflict.base == base
    assert conflict.mine is not None
    assert conflict.mine.note == "second"


def test_the_same_change_by_both_is_no_conflict(desk: Desk) -> None:
    base = desk.add()
    apply(desk.theirs, [Edit(base, changed(changed(base), note="same"))])
    desk.working_copy.commit([Edit(base, changed(base, note="same"))])
    assert desk.working_copy.flush()
    desk.working_copy.receive()
    assert desk.working_copy.conflicts == ()
    assert notes(desk.working_copy.annotations) == ["same"]


def test_what_changed_once_more_is_no_longer_what_one_decided_about(desk: Desk) -> None:
    conflict = desk.conflict("mine", "theirs")
    assert conflict.theirs is not None
    apply(desk.theirs, [Edit(conflict.theirs, changed(conflict.theirs, note="theirs again"))])
    desk.working_copy.decide(conflict, "mine")
    assert desk.working_copy.flush()
    assert desk.working_copy.receive().refused == 1
    # the decision is nothing that could be taken back
    assert desk.working_copy.conflicts != ()
    (conflict,) = desk.working_copy.conflicts
    assert conflict.theirs is not None
    assert conflict.theirs.note == "theirs again"
    refreshed(desk.working_copy)
    desk.working_copy.decide(conflict, "mine")
    assert desk.working_copy.flush()
    assert notes(desk.on_disk()) == ["mine"]


def test_a_conflict_that_cannot_be_kept_leaves_the_edit_waiting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = desk.add()
    apply(desk.theirs, [Edit(base, changed(base, note="theirs"))])

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.lock.Lock.replace", full)
        desk.working_copy.commit([Edit(base, changed(base, note="mine"))])
        assert not desk.working_copy.flush()
        assert str(Message("files.disk_full")) in str(desk.working_copy.saving)
    assert desk.working_copy.flush()
    desk.working_copy.receive()
    assert len(desk.working_copy.conflicts) == 1


# --- other programs


def arrival(desk: Desk) -> ExternalChanges:
    found = refreshed(desk.working_copy).changes
    assert found is not None
    assert refreshed(desk.working_copy).changes is None
    return found


def test_what_another_program_does_is_taken_over(desk: Desk) -> None:
    first, second = desk.add(), desk.add(5, 11)
    assert refreshed(desk.working_copy).changes is None
    added = desk.annotation(12, 15)
    changed_first = changed(first, note="theirs")
    apply(desk.theirs, [Edit(None, added), Edit(first, changed_first), Edit(second, None)])
    came = arrival(desk)
    assert came.notice == Message(
        "session.others_did",
        changes=(
            Message("session.added", count=1),
            Message("session.changed", count=1),
            Message("session.removed", count=1),
        ),
    )
    assert {edit.id for edit in came.edits} == {first.id, second.id, added.id}
    assert list(desk.working_copy.annotations) == [changed_first, added]
    # and can be changed further here
    desk.working_copy.commit([Edit(changed_first, changed(changed_first, note="mine"))])
    assert desk.working_copy.flush()
    assert desk.working_copy.receive().outcomes == []
    assert notes(desk.on_disk()) == ["", "mine"]


def test_what_was_stored_when_a_change_was_refused_does_not_come_back_after_it_is_gone(desk: Desk) -> None:
    base = desk.add()
    theirs = changed(base, note="theirs")
    apply(desk.theirs, [Edit(base, theirs)])
    desk.working_copy.commit([Edit(base, changed(base, note="mine"))])
    assert desk.working_copy.flush()
    apply(desk.theirs, [Edit(theirs, None)])
    refreshed(desk.working_copy)
    # only now is it heard that the change was refused
    desk.working_copy.receive()
    refreshed(desk.working_copy)
    assert list(desk.working_copy.annotations) == desk.on_disk() == []


def test_what_is_not_saved_yet_is_left_as_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = desk.add()
    with monkeypatch.context() as patch:
        failure = HashiyaError(Message("files.disk_full"))
        patch.setattr(desk.mine, "commit", lambda *_: (_ for _ in ()).throw(failure))
        waiting = desk.annotation(5, 11)
        desk.working_copy.commit([Edit(None, waiting), Edit(kept, None)])
        assert not desk.working_copy.flush()
        theirs = desk.annotation(12, 15)
        apply(desk.theirs, [Edit(None, theirs)])
        assert [edit.after for edit in arrival(desk).edits] == [theirs]
        assert list(desk.working_copy.annotations) == [waiting, theirs]
    assert desk.working_copy.flush()
    assert refreshed(desk.working_copy).changes is None
    assert desk.on_disk() == [waiting, theirs]


def test_a_store_that_is_taken_away_is_told_of_once_and_can_be_written_again(desk: Desk) -> None:
    annotation = desk.add()
    desk.mine.path.unlink()
    assert arrival(desk).notice == Message("session.store_vanished", path=str(desk.mine.path))
    assert list(desk.working_copy.annotations) == [annotation]
    other = desk.add(5, 11)
    assert desk.on_disk() == [annotation, other]
    assert refreshed(desk.working_copy).changes is None


def test_a_store_damaged_while_open_cannot_be_written_until_it_is_repaired(desk: Desk) -> None:
    first = desk.add()
    second = desk.add(5, 11)
    desk.mine.path.write_text("<<<<<<< HEAD")
    notice = arrival(desk).notice
    assert notice == Message("session.cannot_save_now", cause=desk.working_copy.read_only)
    assert desk.working_copy.read_only
    assert id_of(desk.working_copy.snapshot.advice) == "store.restore_backup"
    assert list(desk.working_copy.annotations) == [first, second]
    restore(desk.mine.path)
    came = arrival(desk)
    assert came.notice == Message(
        "session.and_then",
        first=Message("session.written_again", count=1),
        second=Message("session.can_save_again"),
    )
    snapshot = desk.working_copy.snapshot
    assert (snapshot.read_only, snapshot.advice) == (None, None)
    assert desk.working_copy.flush()
    assert list(desk.working_copy.annotations) == desk.on_disk() == [first, second]
    (kept,) = desk.mine.path.parent.glob("*.corrupt-*")
    assert kept.read_text() == "<<<<<<< HEAD"


def test_a_store_that_cannot_be_read_lets_the_article_be_read(desk: Desk) -> None:
    desk.add()
    desk.mine.path.write_text("torn")
    working_copy = desk.again()
    assert list(working_copy.annotations) == []
    assert id_of(working_copy.read_only) == "store.damaged"
    assert (working_copy.conflicts, working_copy.snapshot.problems) == ((), ())
    assert refreshed(working_copy).changes is None
    working_copy.remember_place(3)
    assert working_copy.close()
    assert desk.mine.path.read_text() == "torn"


def test_records_that_are_no_annotations_are_told_of(desk: Desk) -> None:
    desk.add()
    source = desk.mine.path.read_text(encoding="utf-8").replace('"start": 0', '"start": -1')
    desk.mine.path.write_text(source, encoding="utf-8")
    (problem,) = desk.again().snapshot.problems
    assert id_of(problem.parameters["problem"]) == "annotation.no_span"
