"""Undo that lasts: over restarts, over articles, and of what several articles share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, new_transaction
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session import labelling
from hashiya.session.commands import annotating, deciding
from hashiya.session.reader import Reader
from hashiya.store.journal_file import JournalFile, journal_file_in
from hashiya.store.tinydb import group_saving
from hashiya.workspace import journal as journals
from hashiya.workspace.journal import Journal
from hashiya.workspace.workspace import Workspace
from tests.refusals import refused
from tests.session.marking import labelled, labelled_on_disk, span_of, store_of
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.article.article import Article
    from hashiya.store.tinydb.store import Store

TEXT = "أوضح اللواء علي النعسان أن زيارة موسكو مهمة."


class Desk:
    """A folder that is opened by one run of the program after the other."""

    def __init__(self, store: Store, article_of: Callable[..., Article]) -> None:
        self.store = store
        self.articles = {name: article_of(TEXT, name) for name in ("a.txt", "b.txt")}
        self._readers: list[Reader] = []
        self.start()

    def start(self) -> None:
        """Begins another run."""
        self.close()
        self.workspace = Workspace(self.store, lambda: journal_file_in(self.store.folder))

    def open(self, name: str = "a.txt", annotator: str = "") -> Reader:
        article = self.articles[name]
        reader = Reader(
            article, self.store.open(article), DEFAULT, annotator=annotator, workspace=self.workspace
        )
        reader.outside.follow(lambda: None)
        assert reader.working_copy.flush()
        reader.outside.receive()
        self._readers.append(reader)
        return reader

    def close(self) -> None:
        for reader in self._readers:
            assert reader.close()
        self._readers.clear()

    def stored(self, name: str = "a.txt") -> list[tuple[str, str]]:
        return labelled_on_disk(self.store.open(self.articles[name]))


@pytest.fixture
def desk(store: Store, article_of: Callable[..., Article]) -> Iterator[Desk]:
    desk = Desk(store, article_of)
    yield desk
    desk.close()


def label(reader: Reader, part: str, name: str = "ACTOR") -> None:
    reader.select(span_of(TEXT, part))
    labelling.label(reader, name)
    assert reader.working_copy.flush()


NOTHING_TO_UNDO = Message("session.nothing_to", action=Message("commands.undo"))
NOTHING_TO_REDO = Message("session.nothing_to", action=Message("commands.redo"))


def undo(reader: Reader) -> Message | str | None:
    reader.notice = None
    reader.undoing.undo()
    assert reader.working_copy.flush()
    return reader.notice


def redo(reader: Reader) -> Message | str | None:
    reader.notice = None
    reader.undoing.redo()
    assert reader.working_copy.flush()
    return reader.notice


def change_in(notice: Message | str | None, expected: str = "session.undone") -> object:
    """The description of the change that a message of undo or redo is about; the time is in it."""
    assert isinstance(notice, Message)
    assert notice.id == expected
    assert re.fullmatch(r"(20\d\d-\d\d-\d\d )?\d\d:\d\d", str(notice.parameters["time"]))
    return notice.parameters["what"]


def labelled_as(label: str, words: str) -> Message:
    annotations = Message("session.quoted", words=words)
    return Message("session.did_label", label=label, annotations=annotations)


def test_undo_goes_on_in_the_next_run_and_says_what_it_takes_back(desk: Desk) -> None:
    reader = desk.open()
    label(reader, "علي")
    label(reader, "موسكو", "EVENT")
    annotating.write_note(reader, reader.annotations[0], "لواء")
    desk.start()
    reader = desk.open()
    assert change_in(undo(reader)) == Message(
        "session.did_note", annotations=Message("session.quoted", words="علي")
    )
    assert change_in(undo(reader)) == labelled_as("EVENT", "موسكو")
    assert desk.stored() == labelled(reader) == [("ACTOR", "علي")]
    desk.start()
    reader = desk.open()
    assert change_in(undo(reader)) == labelled_as("ACTOR", "علي")
    assert undo(reader) == NOTHING_TO_UNDO
    assert desk.stored() == labelled(reader) == []


def test_redo_goes_on_in_the_next_run_unless_something_was_made_since(desk: Desk) -> None:
    reader = desk.open()
    label(reader, "علي")
    label(reader, "موسكو", "EVENT")
    undo(reader)
    undo(reader)
    desk.start()
    reader = desk.open()
    assert change_in(redo(reader), "session.redone") == labelled_as("ACTOR", "علي")
    assert desk.stored() == [("ACTOR", "علي")]
    label(reader, "زيارة")
    desk.start()
    assert redo(desk.open()) == NOTHING_TO_REDO


def test_undo_goes_on_when_an_article_is_opened_again(desk: Desk) -> None:
    reader = desk.open("a.txt")
    label(reader, "علي")
    assert reader.close()
    label(desk.open("b.txt"), "موسكو")
    assert change_in(undo(desk.open("a.txt"))) == labelled_as("ACTOR", "علي")
    assert desk.stored("a.txt") == []
    assert desk.stored("b.txt") == [("ACTOR", "موسكو")]


def test_a_change_of_another_article_is_taken_back_only_when_asked_twice(desk: Desk) -> None:
    label(desk.open("a.txt"), "علي")
    desk.start()
    reader = desk.open("b.txt")
    offer = undo(reader)
    assert change_in(offer, "session.nothing_to_here") == labelled_as("ACTOR", "علي")
    assert isinstance(offer, Message)
    assert offer.parameters["key"] == "u"
    assert desk.stored("a.txt") == [("ACTOR", "علي")]
    assert change_in(undo(reader)) == labelled_as("ACTOR", "علي")
    assert desk.stored("a.txt") == []
    assert undo(reader) == NOTHING_TO_UNDO
    offer = redo(reader)
    assert change_in(offer, "session.nothing_to_here") == labelled_as("ACTOR", "علي")
    assert isinstance(offer, Message)
    assert offer.parameters["key"] == "ctrl+r"
    redo(reader)
    assert desk.stored("a.txt") == [("ACTOR", "علي")]


@pytest.mark.parametrize("edits_a_line", [200, 1])
def test_what_changed_several_articles_is_taken_back_in_all_of_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, edits_a_line: int
) -> None:
    monkeypatch.setattr(journals, "_EDITS_A_LINE", edits_a_line)
    edits = {
        name: (
            Edit(
                None,
                new_annotation(name, article.sha256, TEXT, span_of(TEXT, "موسكو"), "ACTOR"),
            ),
        )
        for name, article in desk.articles.items()
    }
    transaction = new_transaction("a.txt", (), by="", command="import", origin=Origin.IMPORT)
    transaction = type(transaction)(
        transaction.id, edits, "", transaction.at, transaction.command, transaction.origin
    )
    desk.workspace.commit_elsewhere("a.txt", transaction)
    desk.store.open(desk.articles["a.txt"]).commit(transaction)
    assert desk.stored("a.txt") == desk.stored("b.txt") == [("ACTOR", "موسكو")]
    desk.start()
    reader = desk.open("a.txt")
    both = Message("session.annotations_of", words=Message("session.quoted", words="موسكو"), count=2)
    imported = Message("session.did_import", annotations=both)
    assert change_in(undo(reader)) == Message("session.in_articles", what=imported, count=2)
    assert desk.stored("a.txt") == desk.stored("b.txt") == labelled(reader) == []
    redo(reader)
    assert desk.stored("a.txt") == desk.stored("b.txt") == labelled(reader) == [("ACTOR", "موسكو")]


def test_a_decision_is_taken_back_in_the_next_run(desk: Desk) -> None:
    from hashiya.annotation.annotation import changed

    reader = desk.open()
    label(reader, "علي")
    assert reader.working_copy.flush()
    [base] = reader.annotations
    apply(desk.store.open(desk.articles["a.txt"]), [Edit(base, changed(base, note="theirs"))])
    annotating.write_note(reader, base, "mine")
    assert reader.working_copy.flush()
    reader.outside.receive()
    [question] = reader.questions
    deciding.decide(deciding.AtQuestion(reader, question), "mine")
    assert reader.working_copy.flush()
    desk.start()
    reader = desk.open()
    assert [each.note for each in reader.annotations] == ["mine"]
    assert change_in(undo(reader)) == Message(
        "session.did_decide", annotations=Message("session.quoted", words="علي")
    )
    reader.outside.receive()
    assert [each.note for each in reader.annotations] == ["theirs"]
    [question] = reader.questions
    assert dict(question.versions)["mine"].note == "mine"  # type: ignore[union-attr]


def test_another_annotators_changes_stay(desk: Desk) -> None:
    label(desk.open(annotator="سلمى"), "علي")
    desk.start()
    assert undo(desk.open(annotator="كريم")) == NOTHING_TO_UNDO
    assert desk.stored() == [("ACTOR", "علي")]


def test_without_its_journal_only_the_ability_to_undo_is_lost(desk: Desk) -> None:
    label(desk.open(), "علي")
    journal = desk.workspace.journal
    assert journal is not None
    desk.close()
    assert isinstance(journal.log, JournalFile)
    journal.log.path.write_bytes(b"\x00torn")
    desk.start()
    reader = desk.open()
    assert undo(reader) == NOTHING_TO_UNDO
    assert labelled(reader) == [("ACTOR", "علي")]
    label(reader, "موسكو")
    desk.start()
    assert change_in(undo(desk.open())) == labelled_as("ACTOR", "موسكو")


def test_before_earlier_runs_are_read_undo_says_that_they_are(desk: Desk) -> None:
    article = desk.articles["a.txt"]
    label(desk.open(), "علي")
    desk.start()
    reader = Reader(article, desk.store.open(article), DEFAULT, workspace=desk.workspace)
    with refused("session.history_being_read"):
        reader.undoing.undo()
    assert reader.close()


def test_a_transaction_that_could_not_be_saved_is_not_in_the_journal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("full")

    reader = desk.open()
    with monkeypatch.context() as patch:
        patch.setattr(store_of(reader.working_copy), "commit", full)
        reader.select(span_of(TEXT, "علي"))
        labelling.label(reader, "ACTOR")
        assert not reader.working_copy.flush()
        assert desk.workspace.journal is not None
        assert desk.workspace.journal.read() == ()
    assert reader.working_copy.flush()
    assert len(desk.workspace.journal.read()) == 1


def test_a_journal_that_cannot_be_written_keeps_nothing_from_being_saved(desk: Desk) -> None:
    desk.workspace.journal = Journal(JournalFile(desk.articles["a.txt"].path / "no folder" / "x.jsonl"))
    label(desk.open(), "علي")
    desk.close()
    assert desk.stored() == [("ACTOR", "علي")]


def test_saving_in_other_articles_tells_how_far_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_saving, "_FIRST", 1)
    monkeypatch.setattr("hashiya.session.repository_queue._TELL_EVERY", 0.0)
    reader = desk.open("a.txt")
    seen: list[Message] = []
    reader.working_copy.background.queue.told = lambda: seen.append(reader.working_copy.saving)
    keys = ("b.txt", "c.txt", "d.txt")
    edits = {
        key: [Edit(None, new_annotation(key, "0" * 64, TEXT, span_of(TEXT, "موسكو"), "ACTOR"))]
        for key in keys
    }
    reader.working_copy.commit_over(edits, "annotation.everywhere")
    assert reader.working_copy.flush()
    assert seen == [Message("session.saving_articles", done=done, count=3) for done in (0, 1, 2, 3)]
    assert reader.working_copy.saving == Message("session.saved")
