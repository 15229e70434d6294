"""The same span, label and annotator is one annotation, and nothing that it says is lost silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.codebook.label import DEFAULT
from hashiya.exchange.incoming import Incoming, Read
from hashiya.messages import Message
from hashiya.services.importing import Import

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from tests.store.conftest import Desk

RECORD = {"article": "articles/a.txt", "label": "ACTOR", "start": 4, "end": 22}


def received(desk: Desk, *records: dict[str, Any]) -> Import:
    incoming = Import(desk.store, DEFAULT.names)
    incoming.receive(
        Read([Incoming(line, {**RECORD, **record}) for line, record in enumerate(records, 1)], [])
    )
    return incoming


def stored(desk: Desk) -> list[Annotation]:
    return list(desk.open().load().annotations)


def test_what_only_one_of_two_lines_has_is_in_the_one_annotation(desk: Desk) -> None:
    incoming = received(
        desk,
        {"id": "x", "attributes": {"kind": "person", "canonical": ""}, "note": "first", "own": 1},
        {"id": "y", "attributes": {"canonical": "Ali"}, "note": "second", "other": [2]},
        {"id": "z", "note": "second"},
    )
    assert [(each.place, each.reason) for each in incoming.remarks] == [
        ("2", Message("services.merged_with_line", line=1)),
        ("3", Message("services.same_as_line", line=1)),
    ]
    assert (incoming.save(), incoming.merged, incoming.added) == (1, 1, 1)
    [annotation] = stored(desk)
    assert annotation.id == "x"
    assert annotation.attributes == {"kind": "person", "canonical": "Ali"}
    assert annotation.note == "first\n\nsecond"
    assert annotation.extra == {"own": 1, "other": [2]}


def test_a_value_that_differs_is_refused_and_named(desk: Desk) -> None:
    incoming = received(
        desk,
        {"attributes": {"kind": "person"}},
        {"attributes": {"kind": "group"}},
        {"status": "proposed"},
        {"label": "EVENT"},
    )
    assert [(each.place, each.reason) for each in incoming.refusals] == [
        ("2", Message("services.differs_from_line", key="kind", line=1)),
        ("3", Message("services.differs_from_line", key="status", line=1)),
    ]
    assert incoming.save() == 2
    assert [each.attributes for each in stored(desk)] == [{"kind": "person"}, {}]


def test_a_stored_annotation_gets_what_it_lacks_and_keeps_its_id(desk: Desk) -> None:
    received(desk, {"id": "x", "attributes": {"kind": "person"}}).save()
    incoming = received(desk, {"id": "y", "note": "new"}, {"id": "x", "attributes": {"kind": "group"}})
    assert [each.reason for each in incoming.refusals] == [
        Message("services.differs_from_stored", key="kind", id="x")
    ]
    assert (incoming.save(), incoming.merged) == (0, 1)
    [annotation] = stored(desk)
    assert (annotation.id, annotation.rev, annotation.note) == ("x", 2, "new")
    assert annotation.attributes == {"kind": "person"}


def test_another_annotator_has_an_annotation_of_their_own(desk: Desk) -> None:
    incoming = received(desk, {"annotator": "a"}, {"annotator": "b"}, {"annotator": "b"})
    assert incoming.save() == 2


def test_relations_lead_to_the_annotation_that_their_end_was_merged_with(desk: Desk) -> None:
    received(desk, {"id": "speaker"}).save()
    incoming = received(
        desk,
        {"id": "again"},
        {"id": "q", "label": "QUOTE", "relations": [{"type": "speaker", "target": "again"}]},
        {"id": "r", "label": "QUOTE", "relations": [{"type": "speaker", "target": "speaker"}]},
    )
    incoming.save()
    [quote] = [each for each in stored(desk) if each.label == "QUOTE"]
    assert quote.relations == ({"type": "speaker", "target": "speaker"},)


def test_a_file_whose_ids_are_new_each_time_is_imported_once(desk: Desk) -> None:
    def file(prefix: str) -> list[dict[str, Any]]:
        link = {"type": "speaker", "target": f"{prefix}1"}
        return [{"id": f"{prefix}1"}, {"id": f"{prefix}2", "label": "QUOTE", "relations": [link]}]

    assert received(desk, *file("a")).save() == 2
    again = received(desk, *file("b"))
    assert [each.reason for each in again.remarks] == [Message("services.already_stored")] * 2
    assert (again.save(), again.merged) == (0, 0)


def test_what_another_program_changes_meanwhile_is_not_written_over(desk: Desk) -> None:
    received(desk, {"id": "x"}).save()
    incoming = received(desk, {"note": "mine"})
    received(desk, {"note": "theirs"}).save()
    incoming.save()
    assert [each.place for each in incoming.conflicts] == ["1"]
    assert [each.note for each in stored(desk)] == ["theirs"]
