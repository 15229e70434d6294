from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, Transaction
from hashiya.codebook.label import DEFAULT
from hashiya.exchange.incoming import Incoming, Read
from hashiya.exchange.jsonl import read
from hashiya.exchange.unsaved import write
from hashiya.messages import Message
from hashiya.services.importing import Import
from hashiya.store.tinydb.article_store import ArticleStore
from tests.refusals import id_of
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.store.repository.conflict import Outcome
    from tests.store.conftest import Desk

RECORD = {"article": "articles/a.txt", "label": "ACTOR", "start": 4, "end": 22}


def received(desk: Desk, *records: dict[str, Any]) -> Import:
    incoming = Import(desk.store, DEFAULT.names)
    incoming.receive(Read([Incoming(line, record) for line, record in enumerate(records, 1)], []))
    return incoming


@pytest.fixture
def committed(monkeypatch: pytest.MonkeyPatch) -> list[Transaction]:
    """The transactions that stores are given."""
    transactions: list[Transaction] = []
    commit = ArticleStore.commit

    def note(self: ArticleStore, *given: Transaction) -> Sequence[Outcome]:
        transactions.extend(given)
        return commit(self, *given)

    monkeypatch.setattr(ArticleStore, "commit", note)
    return transactions


def test_records_become_annotations_in_one_transaction(desk: Desk, committed: list[Transaction]) -> None:
    incoming = received(desk, RECORD, {**RECORD, "start": 30, "end": 40, "label": "QUOTE"})
    assert (incoming.refusals, desk.open().load().annotations) == ([], ())
    assert incoming.save() == 2
    assert [(each.label, each.start) for each in desk.open().load().annotations] == [
        ("ACTOR", 4),
        ("QUOTE", 30),
    ]
    (transaction,) = committed
    assert (transaction.origin, transaction.command) == (Origin.IMPORT, "import")
    assert [edit.after for edit in transaction.edits["articles/a.txt"]] == list(
        desk.open().load().annotations
    )


def test_an_import_into_several_articles_is_one_transaction(desk: Desk, committed: list[Transaction]) -> None:
    desk.article.path.with_name("b.txt").write_text("قال نعم", encoding="utf-8")
    incoming = received(desk, RECORD, {**RECORD, "article": "articles/b.txt", "start": 0, "end": 3})
    assert incoming.save() == 2
    assert len({transaction.id for transaction in committed}) == 1
    assert committed[0].edits.keys() == {"articles/a.txt", "articles/b.txt"}


def test_offsets_of_a_text_with_other_line_ends_are_carried_over(desk: Desk) -> None:
    path = desk.article.path.with_name("lines.txt")
    path.write_bytes("قال\r\nقال\r\nقال\r\n".encode())
    text = "قال\nقال\nقال\n"
    records = [
        {"article": "articles/lines.txt", "label": "ACTOR", "start": at, "end": at + 3} for at in (0, 4, 8)
    ]
    incoming = Import(desk.store, DEFAULT.names)
    lines = [Incoming(line, record) for line, record in enumerate(records, 1)]
    incoming.receive(Read(lines, [], {"articles/lines.txt": text}))
    assert (incoming.refusals, incoming.remarks, incoming.save()) == ([], [], 3)
    made = desk.store.load("articles/lines.txt").annotations
    assert [(each.start, each.text, each.rev) for each in made] == [(at, "قال", 1) for at in (0, 5, 10)]


def test_an_article_that_no_record_names_is_found_by_the_name_of_the_file(desk: Desk) -> None:
    record = {"label": "ACTOR", "start": 4, "end": 22}
    incoming = Import(desk.store, DEFAULT.names)
    incoming.receive(Read([Incoming(1, record), Incoming(2, record | {"text": "x"})], []), stem="a")
    told = Message("services.placed_by_stem", path="articles/a.txt")
    assert [(each.place, each.reason) for each in incoming.remarks] == [("1", told), ("2", told)]
    assert [each.place for each in incoming.refusals] == ["2"]
    assert incoming.save() == 1
    assert [each.start for each in desk.open().load().annotations] == [4]


def test_two_articles_with_the_name_of_the_file_are_not_chosen_from(desk: Desk) -> None:
    other = desk.article.path.parent.parent / "other"
    other.mkdir()
    (other / "a.txt").write_text("قال نعم", encoding="utf-8")
    incoming = Import(desk.store, DEFAULT.names)
    incoming.receive(Read([Incoming(1, {"label": "ACTOR", "start": 0, "end": 3})], []), stem="a")
    assert [id_of(each.reason) for each in incoming.refusals] == ["services.article_unnamed"]


def test_what_is_wrong_is_told_by_its_line(desk: Desk) -> None:
    incoming = received(desk, RECORD, {**RECORD, "label": "NONE"}, {"label": "ACTOR"})
    assert [(refusal.place, id_of(refusal.reason)) for refusal in incoming.refusals] == [
        ("2", "exchange.label_unknown"),
        ("3", "services.article_unnamed"),
    ]


def test_what_is_there_already_is_told_and_not_added(desk: Desk) -> None:
    assert received(desk, RECORD).save() == 1
    again = received(desk, RECORD)
    assert [remark.reason for remark in again.remarks] == [Message("services.already_stored")]
    assert again.save() == 0


def test_the_articles_that_were_opened_are_known_for_their_notices(desk: Desk) -> None:
    desk.article.path.write_bytes("قال الرئيس إن الوفد عاد من موسكو".encode("cp1256"))
    incoming = received(desk, {"article": "articles/a.txt", "label": "ACTOR", "start": 0, "end": 3})
    (article,) = incoming.articles
    assert (article.encoding, len(article.notices)) == ("cp1256", 1)


def test_an_annotation_that_another_program_added_first_is_kept_beside_it(desk: Desk) -> None:
    incoming = received(desk, {**RECORD, "id": "x", "note": "mine"})
    theirs = received(desk, {**RECORD, "id": "x", "note": "theirs"})
    assert (theirs.save(), incoming.save()) == (1, 0)
    (conflict,) = incoming.conflicts
    assert conflict == ("1", Message("services.conflict_with_change", id="x"))
    store = desk.open()
    assert [each.note for each in store.load().annotations] == ["theirs"]
    assert [each.mine.note for each in store.load().conflicts if each.mine] == ["mine"]


def test_unsaved_edits_are_made_in_a_transaction_each_alone(desk: Desk, committed: list[Transaction]) -> None:
    stored, other = desk.add(), desk.add(30, 40)
    theirs = changed(other, note="theirs")
    apply(desk.open(), [Edit(other, theirs)])
    edits = [Edit(stored, changed(stored, note="mine")), Edit(other, changed(other, note="mine"))]
    incoming = Import(desk.store, DEFAULT.names)
    incoming.receive(read(b"".join(write(edits))))
    assert incoming.edits.save() == 1
    assert [refusal.place for refusal in incoming.edits.refusals] == ["2"]
    assert [each.note for each in desk.open().load().annotations] == ["mine", "theirs"]
    assert [transaction.origin for transaction in committed] == [Origin.IMPORT]
