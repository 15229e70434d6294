from __future__ import annotations

import errno
import json
import os
import threading
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.repository.conflict import ConflictError
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import Reading
from tests.refusals import id_of, refused
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk


def edit_file(path: Path, change: Any) -> None:
    """Change a store file behind the program's back, as an editor would."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_asking_touches_nothing(desk: Desk) -> None:
    article_store = desk.open()
    assert article_store.load().annotations == ()
    assert article_store.load().reading == Reading(0, "unread", "")
    assert not article_store.load().read_only
    assert article_store.load().sha256 == ""
    assert not desk.store.folder.exists()


def test_what_is_applied_is_there_for_the_next_program(desk: Desk) -> None:
    annotation = desk.annotation()
    assert apply(desk.open(), [Edit(None, annotation)]) == (annotation,)
    assert desk.open().load().annotations == (annotation,)
    described = {"path": "articles/a.txt", "sha256": desk.article.sha256, "encoding": "utf-8", "schema": 1}
    described["inode"] = str(desk.article.path.stat().st_ino)
    assert json.loads(desk.file.read_text(encoding="utf-8")) == {
        "article": {"1": described},
        "annotations": {"1": annotation.to_stored_record()},
    }


def test_annotations_are_sorted_by_start_end_and_id(desk: Desk) -> None:
    spans = [(5, 9), (0, 30), (5, 7), (0, 3), (5, 7)]
    made = [desk.annotation(*span) for span in spans]
    stored = apply(desk.open(), [Edit(None, annotation) for annotation in made])
    assert [(each.start, each.end) for each in stored] == [(0, 3), (0, 30), (5, 7), (5, 7), (5, 9)]
    assert stored[2:4] == (made[2], made[4])


def test_nothing_new_is_the_same_tuple(desk: Desk) -> None:
    desk.add()
    article_store = desk.open()
    assert article_store.load().annotations is article_store.load().annotations


def test_changes_removals_and_their_inverses(desk: Desk) -> None:
    before = desk.add()
    after = changed(before, label="EVENT", note="ملاحظة")
    article_store = desk.open()
    assert apply(article_store, [Edit(before, after)]) == (after,)
    assert article_store.load().by_id.get(before.id) == after
    assert apply(article_store, [Edit(after, None)]) == ()
    assert article_store.load().by_id.get(before.id) is None
    assert apply(article_store, [Edit(after, None).inverse(), Edit(before, after).inverse()]) == (before,)
    assert desk.open().load().annotations == (before,)


def test_what_one_program_adds_and_changes_lies_there_as_changed(desk: Desk) -> None:
    article_store = desk.open()
    before, other = desk.annotation(), desk.annotation(0, 3)
    apply(article_store, [Edit(None, before), Edit(None, other)])
    after = changed(before, label="EVENT", note="n")
    apply(article_store, [Edit(before, after)])
    assert desk.open().load().annotations == (other, after)


def test_an_edit_that_is_done_already_can_be_applied_again(desk: Desk) -> None:
    before = desk.add()
    after = changed(before, note="n")
    written = desk.file.stat().st_ino
    article_store = desk.open()
    apply(article_store, [Edit(None, before)])
    assert desk.file.stat().st_ino == written
    for edit in (Edit(before, after), Edit(before, after), Edit(after, None), Edit(after, None)):
        apply(article_store, [edit])
    assert article_store.load().annotations == ()


def test_two_programs_that_add_lose_nothing(desk: Desk) -> None:
    one, two = desk.open(), desk.open()
    one.load().annotations, two.load().annotations
    first, second, third = desk.annotation(0, 3), desk.annotation(4, 22), desk.annotation(30, 33)
    apply(one, [Edit(None, first)])
    assert apply(two, [Edit(None, second)]) == (first, second)
    assert one.load().annotations == (first, second)
    assert apply(one, [Edit(None, third), Edit(second, None)]) == (first, third)


def test_an_annotation_that_changed_meanwhile_is_a_conflict_that_keeps_both(desk: Desk) -> None:
    before = desk.add()
    mine, other = desk.open(), desk.open()
    mine.load()
    theirs = changed(before, note="theirs")
    apply(other, [Edit(before, theirs)])
    edit = Edit(before, changed(before, note="mine"))
    with refused(Message("store.annotation_changed", id=before.id), ConflictError) as caught:
        apply(mine, [Edit(None, desk.annotation(0, 3)), edit])
    assert isinstance(caught.value, ConflictError)
    assert (caught.value.edit, caught.value.stored) == (edit, theirs)
    assert mine.load().annotations == (theirs,)
    with pytest.raises(ConflictError):
        apply(mine, [Edit(before, None)])
    apply(other, [Edit(theirs, None)])
    with refused(Message("store.annotation_removed", id=before.id), ConflictError):
        apply(mine, [edit])
    assert desk.open().load().annotations == ()


def test_an_id_that_is_taken_is_a_conflict(desk: Desk) -> None:
    stored = desk.add()
    with pytest.raises(ConflictError):
        apply(desk.open(), [Edit(None, changed(stored, note="other"))])
    assert desk.open().load().annotations == (stored,)


def test_unknown_fields_survive_an_edit(desk: Desk) -> None:
    before = desk.add()

    def change(content: Any) -> None:
        content["annotations"]["1"]["confidence"] = 0.5
        content["article"]["1"]["source"] = "wire"
        content["later"] = {"1": {"x": 1}}

    edit_file(desk.file, change)
    article_store = desk.open()
    (before,) = article_store.load().annotations
    assert before.extra == {"confidence": 0.5}
    apply(article_store, [Edit(before, changed(before, note="n"))])
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    assert content["annotations"]["1"]["confidence"] == 0.5
    assert content["article"]["1"]["source"] == "wire"
    assert content["later"] == {"1": {"x": 1}}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("start", -5),
        ("end", 0),
        ("start", 1.5),
        ("start", "4"),
        ("start", True),
        ("end", None),
        ("label", ""),
    ],
)
def test_a_record_that_is_no_annotation_is_told_of_and_kept(desk: Desk, key: str, value: Any) -> None:
    bad, good = desk.add(), desk.add(30, 33)
    edit_file(desk.file, lambda content: content["annotations"]["1"].update({key: value}))
    article_store = desk.open()
    assert article_store.load().annotations == (good,)
    (problem,) = article_store.load().problems
    assert (problem.id, problem.parameters["number"]) == ("store.record_problem", "1")
    assert bad.id in str(problem)
    apply(article_store, [Edit(None, desk.annotation(0, 3))])
    assert json.loads(desk.file.read_text(encoding="utf-8"))["annotations"]["1"][key] == value
    with refused(Message("store.damaged_record", place=str(desk.file), id=bad.id)):
        apply(article_store, [Edit(None, bad)])


def test_a_record_without_an_offset_is_told_of_and_kept(desk: Desk) -> None:
    desk.add()
    edit_file(desk.file, lambda content: content["annotations"]["1"].pop("start"))
    article_store = desk.open()
    assert article_store.load().annotations == ()
    assert id_of(article_store.load().problems[0].parameters["problem"]) == "annotation.key_missing"
    apply(article_store, [Edit(None, desk.annotation())])
    assert len(json.loads(desk.file.read_text(encoding="utf-8"))["annotations"]) == 2


def test_an_id_given_twice_is_told_of_and_neither_is_lost(desk: Desk) -> None:
    stored = desk.add()
    edit_file(
        desk.file, lambda content: content["annotations"].update({"7": stored.to_record() | {"note": "x"}})
    )
    article_store = desk.open()
    assert article_store.load().annotations == (stored,)
    twice = Message("store.id_twice", id=stored.id)
    assert article_store.load().problems[0].parameters["problem"] == twice
    apply(article_store, [Edit(None, desk.annotation())])
    assert set(json.loads(desk.file.read_text(encoding="utf-8"))["annotations"]) == {"1", "7", "8"}
    # the one that is shown is the one that is changed
    apply(article_store, [Edit(stored, changed(stored, note="y"))])
    records = json.loads(desk.file.read_text(encoding="utf-8"))["annotations"]
    assert (records["1"]["note"], records["7"]["note"]) == ("y", "x")


def test_a_file_of_a_newer_version_is_read_and_not_written(desk: Desk) -> None:
    stored = desk.add()
    edit_file(desk.file, lambda content: content["article"]["1"].update(schema=2))
    before = desk.file.read_bytes()
    article_store = desk.open()
    assert article_store.load().annotations == (stored,)
    assert id_of(article_store.load().read_only) == "store.newer_version"
    for action in (
        lambda: apply(article_store, [Edit(stored, None)]),
        lambda: article_store.save_reading(Reading(5, "done")),
    ):
        with refused("store.newer_version"):
            action()
    assert desk.file.read_bytes() == before


def test_a_file_of_another_article_is_refused(desk: Desk) -> None:
    desk.add()
    edit_file(desk.file, lambda content: content["article"]["1"].update(path="b.txt"))
    before = desk.file.read_bytes()
    article_store = desk.open()
    with refused(Message("store.other_owner", place=str(desk.file), owner="b.txt", key="articles/a.txt")):
        article_store.load().checked()
    with pytest.raises(HashiyaError):
        apply(article_store, [Edit(None, desk.annotation())])
    assert desk.file.read_bytes() == before
    assert article_store.load().read_only


def test_a_file_damaged_while_open_is_not_written_over(desk: Desk) -> None:
    desk.add()
    article_store = desk.open()
    article_store.load()
    desk.file.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with refused("store.damaged"):
        apply(article_store, [Edit(None, desk.annotation())])
    assert desk.file.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"
    assert id_of(article_store.load().read_only) == "store.damaged"


def test_in_a_read_only_folder_annotations_are_read_and_refused_to_be_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = desk.add()
    before = sorted(path.name for path in desk.store.folder.iterdir())
    opened = os.open

    def read_only(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return opened(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", read_only)
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    article_store = desk.open()
    assert article_store.load().annotations == (stored,)
    assert id_of(article_store.load().read_only) == "store.not_writable"
    with refused(Message("store.cannot_save", path=desk.file, cause=Message("files.read_only_disk"))):
        apply(article_store, [Edit(stored, None)])
    assert article_store.load().annotations == (stored,)
    assert sorted(path.name for path in desk.store.folder.iterdir()) == before


def test_a_file_in_the_place_of_the_folder_is_refused(desk: Desk) -> None:
    desk.store.folder.write_text("mine")
    article_store = desk.open()
    assert article_store.load().read_only
    with pytest.raises(HashiyaError):
        apply(article_store, [Edit(None, desk.annotation())])
    assert desk.store.folder.read_text() == "mine"


def test_the_reading_place_is_remembered_beside_the_annotations(desk: Desk) -> None:
    stored = desk.add()
    desk.open().save_reading(Reading(120, "done", "2026-11-22T12:00:00Z"))
    article_store = desk.open()
    assert article_store.load().reading == Reading(120, "done", "2026-11-22T12:00:00Z")
    assert article_store.load().annotations == (stored,)
    written = desk.file.stat().st_ino
    article_store.save_reading(Reading(120, "done", "2027-01-01T00:00:00Z"))
    assert desk.file.stat().st_ino == written
    article_store.save_reading(Reading(121, "done", "2027-01-01T00:00:00Z"))
    assert desk.open().load().reading.offset == 121


def test_an_article_that_was_only_read_has_a_place_and_no_annotations(desk: Desk) -> None:
    desk.open().save_reading(Reading(7, "in progress", "2026-11-22T12:00:00Z"))
    assert desk.open().load().reading.offset == 7
    assert desk.open().load().annotations == ()
    assert desk.open().load().sha256 == desk.article.sha256


@pytest.mark.parametrize(
    ("record", "reading"),
    [
        ({}, Reading(0, "in progress")),
        ({"offset": -1, "status": "half", "modified": 3}, Reading(0, "in progress")),
        ({"offset": True, "status": "unread"}, Reading(0, "in progress")),
        ({"offset": 5, "status": "done", "modified": "m"}, Reading(5, "done", "m")),
    ],
)
def test_a_place_that_makes_no_sense_gets_its_defaults(desk: Desk, record: Any, reading: Reading) -> None:
    desk.add()
    edit_file(desk.file, lambda content: content.update(reading={"1": record}))
    assert desk.open().load().reading == reading


def test_a_record_that_fell_into_another_table_is_not_lost(desk: Desk) -> None:
    stored = desk.add()
    edit_file(desk.file, lambda content: content["article"].update({"2": stored.to_record()}))
    desk.open().save_reading(Reading(3, "done"))
    desk.add(5, 9)
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    assert content["article"]["2"] == stored.to_record()
    assert content["article"]["1"]["path"] == "articles/a.txt"


def test_a_note_that_is_not_finished_is_kept_beside_the_note_and_forgotten_when_it_is(desk: Desk) -> None:
    annotation = desk.add()
    assert desk.open().load().draft is None
    desk.open().save_draft(Draft(annotation, "قارن ب"))
    # the version that its author saw stays with it
    apply(desk.open(), [Edit(annotation, changed(annotation, note="x"))])
    assert desk.open().load().draft == Draft(annotation, "قارن ب")
    assert [each.note for each in desk.open().load().annotations] == ["x"]
    desk.open().save_draft(None)
    assert desk.open().load().draft is None


def test_an_unfinished_note_that_an_earlier_program_kept_is_on_the_annotation_as_it_is(desk: Desk) -> None:
    annotation = desk.add()
    desk.open().save_draft(Draft(annotation, "قارن ب"))
    edit_file(desk.file, lambda content: content["drafts"]["1"].pop("base"))
    assert desk.open().load().draft == Draft(annotation, "قارن ب")
    edit_file(desk.file, lambda content: content["drafts"]["1"].update({"base": {"id": 3}}))
    assert desk.open().load().draft is None


def test_threads_that_save_at_once_lose_nothing(desk: Desk) -> None:
    article_store = desk.open()
    made = [desk.annotation(index, index + 2) for index in range(24)]

    def save(some: list[Annotation]) -> None:
        for annotation in some:
            apply(article_store, [Edit(None, annotation)])

    workers = [threading.Thread(target=save, args=(made[index::4],)) for index in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert article_store.load().annotations == desk.open().load().annotations == tuple(made)


def test_a_lone_surrogate_in_a_note_is_saved_and_comes_back(desk: Desk) -> None:
    annotation = changed(desk.annotation(), note="x\udce9")
    apply(desk.open(), [Edit(None, annotation)])
    desk.file.read_text(encoding="utf-8")
    assert desk.open().load().annotations == (annotation,)


def test_what_is_replaced_while_it_is_read_is_not_missed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.add()
    article_store = desk.open()
    follow = article_store._removals.follow
    second = desk.annotation(0, 3)

    def another_writes() -> None:
        monkeypatch.undo()
        apply(desk.open(), [Edit(None, second)])
        follow()  # which reads the file again

    monkeypatch.setattr(article_store._removals, "follow", another_writes)
    assert article_store.load().annotations == (first,)
    assert article_store.load().annotations == (second, first)
