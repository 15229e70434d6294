"""An older store file takes the place of the newer one: nothing that was saved and is shown goes with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.session.working_copy import WorkingCopy
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.restoring import restore
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.session.marking import refreshed, store_of, undo
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.store.tinydb.article_store import ArticleStore

TEXT = "أوضح اللواء علي النعسان أن زيارة موسكو مهمة."


class Desk(NamedTuple):
    """Two analysts' working_copies at one store file, opened before anything was marked."""

    article: Article
    working_copy: WorkingCopy
    other: WorkingCopy
    path: Path

    def store(self) -> ArticleStore:
        """The file as a program sees it that was not open."""
        return Store(self.path.parent).open(self.article)

    def add(self, note: str, working_copy: WorkingCopy | None = None) -> Annotation:
        annotation = new_annotation(
            store_of(self.working_copy).key, self.article.sha256, TEXT, Span(0, 4), "ACTOR", note=note
        )
        self.make(Edit(None, annotation), working_copy)
        return annotation

    def make(self, edit: Edit, working_copy: WorkingCopy | None = None) -> Annotation | None:
        """One of the two makes an edit, and both see it."""
        made = (working_copy or self.working_copy).commit([edit])
        self.settle()
        return made[0].after

    def settle(self) -> list[Message]:
        """Lets both save and see everything; gives what they were told."""
        said = []
        for _ in range(3):
            for working_copy in (self.working_copy, self.other):
                assert working_copy.flush()
                working_copy.receive()
                arrival = refreshed(working_copy).changes
                said += [arrival.notice] if arrival else []
        return said

    def notes(self) -> list[str]:
        """The notes on the disk, which are those that both show."""
        stored = sorted(each.note for each in self.store().load().annotations)
        for working_copy in (self.working_copy, self.other):
            assert sorted(each.note for each in working_copy.annotations) == stored
        return stored

    def asked(self) -> list[tuple[str | None, str | None]]:
        return [
            (found.mine.note if found.mine else None, found.theirs.note if found.theirs else None)
            for found in self.store().load().conflicts
        ]


@pytest.fixture
def desk(store: Store, article_of: Callable[..., Article]) -> Iterator[Desk]:
    article = article_of(TEXT)
    first, second = (WorkingCopy(Store(store.folder).open(article), lambda: None) for _ in range(2))
    yield Desk(article, first, second, store_of(first).path)
    assert first.close()
    assert second.close()


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])
    restore(path)


def lose(path: Path) -> None:
    path.unlink()
    restore(path)


def put_back_by_hand(path: Path) -> None:
    path.write_bytes(backup_of(path).read_bytes())


RESTORING = pytest.mark.parametrize("restoring", [damage, lose, put_back_by_hand])
OLDER = Message("session.written_again", count=1)


@RESTORING
def test_the_last_label_is_written_again(desk: Desk, restoring: Callable[[Path], None]) -> None:
    desk.add("first")
    desk.add("last")
    restoring(desk.path)
    assert [each.note for each in desk.store().load().annotations] == ["first"]
    assert OLDER in desk.settle()
    assert desk.notes() == ["first", "last"]
    assert desk.asked() == []


@RESTORING
def test_the_last_note_is_written_again(desk: Desk, restoring: Callable[[Path], None]) -> None:
    mine = desk.add("before")
    desk.make(Edit(mine, changed(mine, note="after")))
    restoring(desk.path)
    desk.settle()
    assert desk.notes() == ["after"]
    assert desk.asked() == []


@RESTORING
def test_a_conflict_that_was_kept_is_kept_again(desk: Desk, restoring: Callable[[Path], None]) -> None:
    mine = desk.add("before")
    desk.make(Edit(mine, changed(mine, note="theirs")), desk.other)
    desk.make(Edit(mine, changed(mine, note="mine")))
    restoring(desk.path)
    assert desk.asked() == []
    desk.settle()
    assert desk.notes() == ["theirs"]
    assert desk.asked() == [("mine", "theirs")]


def test_an_earlier_version_from_elsewhere_loses_nothing_that_came_later(desk: Desk) -> None:
    first = desk.add("first")
    early = desk.path.read_bytes()
    desk.make(Edit(first, changed(first, note="first again")), desk.other)
    for number in range(3):
        desk.add(f"later {number}", desk.other if number % 2 else desk.working_copy)
    desk.path.write_bytes(early)
    desk.settle()
    assert desk.notes() == ["first again", "later 0", "later 1", "later 2"]
    assert desk.asked() == []


def test_what_a_program_wrote_to_a_new_file_stands_beside_what_was_in_the_former_one(desk: Desk) -> None:
    desk.add("first")
    desk.path.unlink()
    backup_of(desk.path).unlink(missing_ok=True)
    stranger = new_annotation(
        desk.store().key, desk.article.sha256, TEXT, Span(5, 11), "EVENT", note="stranger"
    )
    apply(desk.store(), [Edit(None, stranger)])
    desk.settle()
    assert desk.notes() == ["first", "stranger"]


def test_a_version_that_was_never_seen_here_is_asked_about(desk: Desk) -> None:
    """As when a folder is synchronised with another computer, whose version of the file wins."""
    mine = desk.add("before")
    unseen = desk.path.read_bytes().replace(b'"before"', b'"written elsewhere"')
    desk.make(Edit(mine, changed(mine, note="mine")))
    desk.path.write_bytes(unseen)
    desk.settle()
    assert desk.notes() == ["written elsewhere"]
    assert desk.asked() == [("mine", "written elsewhere")]


def test_what_another_removes_stays_removed_and_comes_back_by_undo(desk: Desk) -> None:
    mine = desk.add("mine")
    kept = desk.add("kept")
    desk.make(Edit(mine, None), desk.other)
    assert desk.notes() == ["kept"]
    undo(desk.other)
    desk.settle()
    assert desk.notes() == ["kept", "mine"]
    desk.make(Edit(kept, None), desk.other)
    assert desk.notes() == ["mine"]
    assert desk.asked() == []


def test_what_was_removed_and_stands_in_the_older_file_is_there_again(desk: Desk) -> None:
    mine = desk.add("mine")
    desk.add("kept")
    desk.make(Edit(mine, None))
    put_back_by_hand(desk.path)
    assert Message("session.others_did", changes=(Message("session.added", count=1),)) in desk.settle()
    assert desk.notes() == ["kept", "mine"]


def test_removals_are_on_record_by_id_without_any_words(desk: Desk) -> None:
    mine = desk.add("secret words")
    desk.make(Edit(mine, None))
    tables = json.loads(desk.path.read_bytes())
    [record] = tables["removed"].values()
    assert sorted(record) == ["id", "removed", "rev"]
    assert (record["id"], record["rev"]) == (mine.id, 1)
    undo(desk.working_copy)
    desk.settle()
    assert json.loads(desk.path.read_bytes())["removed"] == {}


def test_the_only_label_is_written_again(desk: Desk) -> None:
    mine = desk.add("mine")
    desk.make(Edit(mine, None))
    empty = desk.path.read_bytes()
    label = new_annotation(mine.article, desk.article.sha256, TEXT, Span(0, 4), "ACTOR", note="only")
    desk.working_copy.commit([Edit(None, label)])
    assert desk.working_copy.flush()
    desk.path.write_bytes(empty)
    desk.settle()
    assert desk.notes() == ["only"]


def test_a_note_that_was_stored_in_a_later_revision_than_it_was_made_in_is_written_again(desk: Desk) -> None:
    mine = desk.add("")
    desk.settle()
    # the colleague writes a note and takes it back, of which this reader sees nothing
    desk.other.commit([Edit(mine, changed(mine, note="theirs"))])
    undo(desk.other)
    assert desk.other.flush()
    desk.working_copy.commit([Edit(mine, changed(mine, note="mine"))])
    assert desk.working_copy.flush()
    desk.working_copy.receive()
    assert [(each.note, each.rev) for each in desk.working_copy.annotations] == [("mine", 4)]
    damage(desk.path)
    desk.settle()
    assert desk.notes() == ["mine"]
