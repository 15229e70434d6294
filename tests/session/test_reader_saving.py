"""What is on the disk, and when it cannot be put there."""

from __future__ import annotations

import errno
import json
import os
import threading
from typing import TYPE_CHECKING, NamedTuple

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.commands import annotating, view
from hashiya.session.labelling import label
from hashiya.session.reader import Reader
from hashiya.session.working_copy import SAVED, SAVING
from hashiya.store.tinydb.store import Store
from tests.refusals import refused
from tests.session.marking import caret, labelled, labelled_on_disk, made, on_disk, put, span_of, store_of
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.session.change import Change
    from hashiya.store.repository.reading import Reading
    from hashiya.store.tinydb.article_store import ArticleStore
    from tests.conftest import ReaderOf

TEXT = "أوضح اللواء علي النعسان أن زيارة موسكو مهمة، وقال حسام نجار ذلك."
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Desk(NamedTuple):
    """A reader, its view of the store, and another program's view of the same file."""

    reader: Reader
    mine: ArticleStore
    theirs: ArticleStore


@pytest.fixture
def desk(store: Store, article_of: Callable[..., Article]) -> Iterator[Desk]:
    article = article_of(TEXT)
    mine = store.open(article)
    reader = Reader(article, mine, DEFAULT)
    yield Desk(reader, mine, Store(store.folder).open(article))
    reader.close()


def label_part(reader: Reader, part: str, name: str = "ACTOR") -> Annotation:
    """Labels a part of the text and waits for the disk."""
    reader.select(span_of(reader.text, part))
    label(reader, name)
    assert reader.working_copy.flush()
    annotation = reader.annotations.get(reader.current or "")
    assert annotation is not None
    return annotation


# --- where one was reading


def test_the_place_of_an_article_that_was_marked_is_stored_when_it_is_closed(desk: Desk) -> None:
    label_part(desk.reader, "علي")
    put(desk.reader, "نجار")
    assert desk.reader.close()
    reading = desk.theirs.load().reading
    assert (reading.offset, reading.status) == (TEXT.index("نجار"), "in progress")


def test_who_only_looks_leaves_nothing_in_the_folder_and_finds_the_place_again(
    reader_of: ReaderOf, state_home: Path
) -> None:
    reader = reader_of(TEXT)
    put(reader, "نجار")
    assert reader.close()
    assert not store_of(reader.working_copy).path.parent.exists()
    assert store_of(reader.working_copy).load().reading.status == "unread"
    assert len(list((state_home / "hashiya" / "places").iterdir())) == 1
    assert caret(reader_of(TEXT)) == "نجار"


def test_who_only_looks_at_annotations_leaves_their_file_as_it_was(desk: Desk, reader_of: ReaderOf) -> None:
    label_part(desk.reader, "علي")
    assert desk.reader.close()
    before = desk.mine.path.read_bytes(), desk.mine.path.stat().st_ino
    reader = reader_of(TEXT)
    put(reader, "نجار")
    assert reader.close()
    assert (desk.mine.path.read_bytes(), desk.mine.path.stat().st_ino) == before
    assert caret(reader_of(TEXT)) == "نجار"


@pytest.mark.parametrize("state", ["", "read-only"])
def test_without_a_place_to_keep_it_the_reading_place_is_forgotten_in_silence(
    reader_of: ReaderOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME")
    if state:
        (tmp_path / "a file").write_text("")
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a file"))
    reader = reader_of(TEXT)
    put(reader, "نجار")
    assert reader.close()
    assert not store_of(reader.working_copy).path.parent.exists()
    assert caret(reader_of(TEXT)) == "أوضح"


def test_the_place_is_found_again_with_another_store(
    store: Store, article_of: Callable[..., Article], tmp_path: Path
) -> None:
    article = article_of(TEXT)
    for folder in (store.folder, tmp_path / "elsewhere" / "annotations"):
        reader = Reader(article, Store(folder).open(article), DEFAULT)
        assert (caret(reader) == "أوضح") == (folder == store.folder)
        put(reader, "نجار")
        assert reader.close()
        assert not folder.exists()


def test_an_unchanged_place_is_not_written_again(desk: Desk) -> None:
    label_part(desk.reader, "علي")
    assert desk.reader.caret is not None
    desk.reader.working_copy.remember_place(desk.reader.caret.start)
    assert desk.reader.working_copy.flush()
    before = desk.mine.path.stat()
    desk.reader.working_copy.remember_place(desk.reader.caret.start)
    desk.reader.close()
    assert desk.mine.path.stat().st_ino == before.st_ino


def test_the_status_is_saved_behind_the_readers_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    commit = desk.mine.commit
    monkeypatch.setattr(desk.mine, "commit", lambda *made: commit(*made) if free.wait(30) else ())
    put(desk.reader, "نجار")
    label(desk.reader, "ACTOR")
    view.done(desk.reader)
    assert desk.reader.working_copy.saving == SAVING
    assert desk.theirs.load().reading.status == "unread"
    free.set()
    assert desk.reader.working_copy.flush()
    assert desk.reader.working_copy.saving == SAVED
    assert desk.theirs.load().reading.status == "done"


def test_a_status_set_just_before_leaving_is_saved(desk: Desk) -> None:
    view.done(desk.reader)
    assert desk.reader.close()
    assert desk.theirs.load().reading.status == "done"


def test_a_status_that_could_not_be_saved_is_told_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(reading: Reading) -> None:
        raise FULL

    monkeypatch.setattr(desk.mine, "save_reading", refuse)
    view.done(desk.reader)
    assert not desk.reader.working_copy.flush()
    assert desk.reader.working_copy.saving == Message("session.not_saved", cause=Message("files.disk_full"))
    monkeypatch.undo()
    assert desk.reader.working_copy.flush()
    assert desk.reader.working_copy.saving == SAVED
    assert desk.theirs.load().reading.status == "done"


def test_a_place_that_cannot_be_stored_does_not_keep_one_from_leaving(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(reading: Reading) -> None:
        raise HashiyaError(Message("files.disk_full"))

    label_part(desk.reader, "نجار")
    monkeypatch.setattr(desk.mine, "save_reading", refuse)
    view.done(desk.reader)
    assert not desk.reader.close()
    monkeypatch.undo()
    assert labelled_on_disk(desk.mine) == [("ACTOR", "نجار")]


# --- a disk that fails for a while


def failing(monkeypatch: pytest.MonkeyPatch, store: ArticleStore) -> Callable[[], None]:
    """Makes the store fail from now on until what is returned is called."""
    state: list[Exception] = [FULL]
    commit = store.commit

    def attempt(*transactions: Transaction) -> object:
        if state:
            raise state[0]
        return commit(*transactions)

    monkeypatch.setattr(store, "commit", attempt)
    return state.clear


def test_nothing_is_lost_to_a_disk_that_is_full_for_a_while(
    store: Store, article_of: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = article_of(TEXT)
    article_store = store.open(article)
    recover = failing(monkeypatch, article_store)
    reader = Reader(article, article_store, DEFAULT)
    for part in ("علي", "موسكو"):
        reader.select(span_of(TEXT, part))
        label(reader, "ACTOR")
    reader.undoing.undo()
    assert not reader.working_copy.flush()
    assert reader.working_copy.saving == Message("session.not_saved", cause=Message("files.disk_full"))
    assert labelled(reader) == [("ACTOR", "علي")]
    assert labelled_on_disk(article_store) == []
    recover()
    put(reader, "نجار")
    label(reader, "EVENT")
    assert reader.working_copy.flush()
    assert reader.working_copy.saving == SAVED
    assert labelled_on_disk(article_store) == labelled(reader) == [("ACTOR", "علي"), ("EVENT", "نجار")]
    assert reader.close()


def test_leaving_says_that_changes_are_not_safe_and_tries_once_more(
    store: Store, article_of: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = article_of(TEXT)
    article_store = store.open(article)
    recover = failing(monkeypatch, article_store)
    reader = Reader(article, article_store, DEFAULT)
    label(reader, "ACTOR")
    assert not reader.working_copy.flush()
    recover()
    assert reader.close()
    assert labelled_on_disk(article_store) == [("ACTOR", "أوضح")]


def test_closing_says_when_changes_were_lost(
    store: Store, article_of: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = article_of(TEXT)
    article_store = store.open(article)
    failing(monkeypatch, article_store)
    reader = Reader(article, article_store, DEFAULT)
    label(reader, "ACTOR")
    assert not reader.close()


# --- stores that can only be read


@pytest.fixture(params=["newer", "no permission"])
def read_only(request: pytest.FixtureRequest, reader_of: ReaderOf, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader of a store that was written by a newer hashiya, or whose folder may not be written to."""
    if request.param == "no permission":
        # as the system would answer someone who is not root
        monkeypatch.setattr("os.access", lambda *_: False)
        return reader_of(TEXT)
    first = reader_of(TEXT)
    put(first, "نجار")
    label(first, "ACTOR")
    assert first.close()
    path = store_of(first.working_copy).path
    tables = json.loads(path.read_text(encoding="utf-8"))
    next(iter(tables["article"].values()))["schema"] = 99
    path.write_text(json.dumps(tables), encoding="utf-8")
    return reader_of(TEXT)


@pytest.mark.parametrize(
    "command",
    [
        lambda reader: label(reader, "ACTOR"),
        annotating.remove,
        lambda reader: annotating.write_note(reader, made(TEXT, "نجار"), "note"),
        view.done,
    ],
)
def test_a_store_that_can_only_be_read_is_not_written_and_says_why(
    read_only: Reader, command: Callable[[Reader], None]
) -> None:
    path = store_of(read_only.working_copy).path
    before = path.read_bytes() if path.exists() else None
    annotations = labelled(read_only)
    assert read_only.working_copy.read_only
    with pytest.raises(HashiyaError) as caught:
        command(read_only)
    assert caught.value.told == Message(
        "session.cannot_save", name="article.txt", cause=read_only.working_copy.read_only
    )
    read_only.undoing.undo()
    assert read_only.notice == Message("session.nothing_to", action=Message("commands.undo"))
    assert labelled(read_only) == annotations
    put(read_only, "موسكو")
    assert read_only.close()
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_damaged_store_is_opened_from_its_backup_to_be_read(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    label_part(reader, "نجار")
    label_part(reader, "علي")
    path = store_of(reader.working_copy).path
    good = path.read_bytes()
    path.write_bytes(b"{")
    reader = reader_of(TEXT)
    assert labelled(reader) == [("ACTOR", "نجار")]
    assert reader.working_copy.read_only
    with refused(Message("session.cannot_save", name="article.txt", cause=reader.working_copy.read_only)):
        label(reader, "EVENT")
    assert path.read_bytes() == b"{"
    path.write_bytes(good)


# --- another program at the same file


def test_what_both_add_is_kept(desk: Desk) -> None:
    theirs = new_annotation(desk.theirs.key, "0" * 64, TEXT, span_of(TEXT, "موسكو"), "EVENT")
    label_part(desk.reader, "علي")
    apply(desk.theirs, [Edit(None, theirs)])
    label_part(desk.reader, "نجار")
    assert labelled_on_disk(desk.mine) == [("ACTOR", "علي"), ("EVENT", "موسكو"), ("ACTOR", "نجار")]


def test_a_note_that_both_write_stays_theirs_and_nothing_else_is_lost(desk: Desk) -> None:
    reader = desk.reader
    mine = label_part(reader, "نجار")
    kept = label_part(reader, "علي")
    theirs = changed(mine, note="محلل سياسي")
    apply(desk.theirs, [Edit(mine, theirs)])
    annotating.write_note(reader, mine, "كاتب")
    annotating.write_note(reader, kept, "لواء")
    reader.select(span_of(TEXT, "موسكو"))
    label(reader, "EVENT")
    assert reader.working_copy.flush()
    changes: list[Change] = []
    reader.listen(changes.append)
    reader.outside.receive()
    assert reader.annotations.get(mine.id) == theirs
    assert reader.notice == Message("session.changed_by_others", key="r")
    assert [(change.page, change.annotations) for change in changes] == [(True, True)]
    notes = {record["text"]: record["note"] for record in on_disk(desk.mine)}
    assert notes == {"نجار": "محلل سياسي", "علي": "لواء", "موسكو": ""}
    assert {a.span.cut(TEXT): a.note for a in reader.annotations} == notes
    # and from here on the annotation can be edited again
    annotating.write_note(reader, theirs, "كاتب ومحلل")
    assert reader.working_copy.flush()
    reader.outside.receive()
    assert {record["text"]: record["note"] for record in on_disk(desk.mine)}["نجار"] == "كاتب ومحلل"


def test_edits_on_top_of_a_refused_one_are_refused_with_it(desk: Desk) -> None:
    mine = label_part(desk.reader, "نجار")
    theirs = changed(mine, note="محلل")
    apply(desk.theirs, [Edit(mine, theirs)])
    annotating.write_note(desk.reader, mine, "كاتب")
    annotating.write_note(desk.reader, mine, "كاتب صحفي")
    assert desk.reader.working_copy.flush()
    desk.reader.outside.receive()
    assert list(desk.reader.annotations) == [theirs]
    assert [record["note"] for record in on_disk(desk.mine)] == ["محلل"]


def test_a_note_on_what_they_removed_does_not_bring_it_back(desk: Desk) -> None:
    reader = desk.reader
    mine = label_part(reader, "نجار")
    apply(desk.theirs, [Edit(mine, None)])
    annotating.write_note(reader, mine, "كاتب")
    assert reader.working_copy.flush()
    reader.outside.receive()
    assert len(reader.annotations) == 0
    assert reader.notice == Message("session.removed_by_others", key="r")
    assert reader.subject is None
    assert reader.open_questions == 1
    reader.undoing.undo()  # of the note that was refused
    assert reader.working_copy.flush()
    reader.outside.receive()
    assert reader.notice == Message("session.change_withdrawn")
    assert reader.open_questions == 0
    reader.undoing.undo()  # of the label
    assert reader.notice == Message("session.nothing_to_any_more", action=Message("commands.undo"))
    assert reader.working_copy.flush()
    assert on_disk(desk.mine) == []


def test_a_removal_of_what_they_changed_leaves_it_with_their_change(desk: Desk) -> None:
    reader = desk.reader
    mine = label_part(reader, "نجار")
    theirs = changed(mine, note="محلل")
    apply(desk.theirs, [Edit(mine, theirs)])
    annotating.remove(reader)
    assert reader.working_copy.flush()
    reader.outside.receive()
    assert list(reader.annotations) == [theirs]
    reader.undoing.undo()  # of the removal that was refused
    assert list(reader.annotations) == [theirs]
    assert reader.working_copy.flush()
    assert [record["note"] for record in on_disk(desk.mine)] == ["محلل"]


def test_undoing_a_refused_note_leaves_theirs(desk: Desk) -> None:
    reader = desk.reader
    mine = label_part(reader, "نجار")
    apply(desk.theirs, [Edit(mine, changed(mine, note="محلل"))])
    annotating.write_note(reader, mine, "كاتب")
    assert reader.working_copy.flush()
    reader.outside.receive()
    reader.undoing.undo()
    assert [annotation.note for annotation in reader.annotations] == ["محلل"]
    reader.undoing.redo()
    assert [annotation.note for annotation in reader.annotations] == ["محلل"]
    assert reader.working_copy.flush()
    assert [record["note"] for record in on_disk(desk.mine)] == ["محلل"]


def test_what_both_remove_is_no_conflict(desk: Desk) -> None:
    mine = label_part(desk.reader, "نجار")
    apply(desk.theirs, [Edit(mine, None)])
    annotating.remove(desk.reader)
    assert desk.reader.working_copy.flush()
    desk.reader.notice = None
    desk.reader.outside.receive()
    assert desk.reader.notice is None
    assert on_disk(desk.mine) == []


def test_settling_without_a_conflict_changes_nothing(desk: Desk) -> None:
    label_part(desk.reader, "نجار")
    changes: list[Change] = []
    desk.reader.listen(changes.append)
    desk.reader.outside.receive()
    assert changes == []
    assert caret(desk.reader) == "نجار"
