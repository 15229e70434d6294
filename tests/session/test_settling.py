"""Settling: decisions on the differences between annotators, in an open article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.agreement.decisions import SETTLED, Choice, Reason, origins_of
from hashiya.agreement.differences import Kind
from hashiya.agreement.matters import State
from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.differing import Differing
from tests.refusals import refused
from tests.session.marking import labelled, look, made, selected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.session.reader import Reader
    from hashiya.session.settling import Settling
    from tests.conftest import ReaderOf

TEXT = "قال لافروف في موسكو إن زيارة الوفد السوري ناجحة.\nوغادر الوفد إلى دمشق يوم الأحد.\n"
NAMES = ("سارة", "omar")


def mark(part: str, label: str = "ACTOR", **fields: Any) -> Annotation:
    relations = fields.pop("relations", ())
    annotation = made(TEXT, part, label, **fields)
    return changed(annotation, sha256="", relations=relations)


def related(annotation: Annotation, target: Annotation, relation: str = "speaker") -> Annotation:
    return changed(annotation, relations=({"type": relation, "target": target.id},))


class Desk:
    """An open article that is being settled, and what its annotators have."""

    def __init__(self, reader: Reader, *versions: Sequence[Annotation]) -> None:
        self.versions = dict(zip(NAMES, versions, strict=False))
        self.reader = reader
        self.open(reader)

    def open(self, reader: Reader) -> None:
        """Settle in a reader that was just opened."""
        self.reader = reader
        reader.resize(80, 20)
        reader.settle(Differing(tuple(self.versions), self.read, by="mona"))
        self.settling.start()
        assert self.settling.wait()

    def read(self, _key: str) -> Mapping[str, Sequence[Annotation]]:
        return self.versions

    @property
    def settling(self) -> Settling:
        assert self.reader.settling is not None
        return self.reader.settling

    def press(self, *keys: str) -> None:
        for key in keys:
            bindings = self.reader.bindings
            table = bindings.settling if self.reader.is_deciding else bindings.correcting
            command = table.at(key)
            assert command is not None, key
            assert command.when(self.reader), key
            command.run(self.reader)

    @property
    def gold(self) -> list[tuple[str, str]]:
        return labelled(self.reader)

    @property
    def states(self) -> list[tuple[Kind | None, State]]:
        return [(each.kind, each.state) for each in self.settling.matters.every]


@pytest.fixture
def desk(reader_of: ReaderOf) -> Desk:
    """Two agree on one annotation and differ on three."""
    return Desk(
        reader_of(TEXT),
        [mark("لافروف"), mark("زيارة", "EVENT"), mark("دمشق"), mark("الوفد السوري")],
        [
            mark("لافروف"),
            mark("زيارة الوفد السوري", "EVENT"),
            mark("الوفد السوري", attributes={"kind": "group"}),
        ],
    )


AGREED = ("ACTOR", "لافروف")


def test_what_all_agree_on_is_taken_at_once_and_the_first_difference_is_meant(desk: Desk) -> None:
    assert desk.gold == [AGREED]
    [gold] = desk.reader.annotations
    assert (gold.annotator, gold.rev) == ("gold", 1)
    assert {origin.annotator for origin in origins_of(gold)} == set(NAMES)
    assert "by" not in gold.extra[SETTLED]
    assert desk.settling.matters.undecided == 3
    assert selected(desk.reader) == "زيارة الوفد السوري"
    then = Message("session.to_settle", count=3)
    assert desk.reader.notice == Message("session.agreed_taken", count=1, then=then)


def test_what_was_agreed_is_one_change_and_not_taken_again_after_an_undo(desk: Desk) -> None:
    desk.reader.undoing.undo()
    assert desk.gold == []
    assert desk.states[0] == (None, State.OPEN)
    desk.reader.undoing.redo()
    assert desk.gold == [AGREED]


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("1", [("EVENT", "زيارة")]),
        ("١", [("EVENT", "زيارة")]),
        ("2", [("EVENT", "زيارة الوفد السوري")]),
        ("b", [("EVENT", "زيارة الوفد السوري"), ("EVENT", "زيارة")]),
        ("0", []),
    ],
)
def test_a_key_takes_a_version_and_goes_on(desk: Desk, key: str, labels: list[tuple[str, str]]) -> None:
    desk.press(key)
    assert desk.gold == [AGREED, *labels]
    assert selected(desk.reader) == "الوفد السوري"


def test_a_settled_annotation_tells_from_whom_by_whom_and_why(desk: Desk) -> None:
    desk.press("r", "r", "1")
    told = desk.reader.annotations[1].extra[SETTLED]
    [source] = [each for each in desk.versions["سارة"] if each.text == "زيارة"]
    assert told == {
        "choice": "taken",
        "from": [{"annotator": "سارة", "id": source.id}],
        "reason": "guideline",
        "by": "mona",
    }
    assert desk.settling.reason is Reason.UNTOLD


def test_each_decision_is_undone_by_itself(desk: Desk) -> None:
    desk.press("1", "2")
    assert len(desk.gold) == 3
    desk.press("u")
    assert desk.gold == [AGREED, ("EVENT", "زيارة")]
    assert selected(desk.reader) == "الوفد السوري"
    desk.press("u")
    assert desk.gold == [AGREED]
    assert desk.settling.matters.undecided == 3


def test_a_decision_replaces_the_one_before(desk: Desk) -> None:
    desk.press("1")
    name = desk.reader.annotations[1].id
    desk.press("shift+tab", "2")
    assert desk.gold == [AGREED, ("EVENT", "زيارة الوفد السوري")]
    assert desk.reader.annotations[1].id == name, "relations to it would end"
    assert len(desk.reader.working_copy.annotations.rejected) == 2
    desk.press("u")
    assert desk.gold == [AGREED, ("EVENT", "زيارة")]
    assert isinstance(desk.reader.notice, Message)
    words = Message("session.quoted", words="زيارة الوفد السوري")
    assert desk.reader.notice.parameters["what"] == Message("session.did_settle", annotations=words)


def test_a_decision_for_nobody_is_remembered(desk: Desk) -> None:
    desk.press("0")
    matter = desk.settling.matters.every[1]
    assert matter.state is State.DECIDED
    assert matter.decision is not None
    assert matter.decision.choice is Choice.NONE


def test_both_versions_of_one_span_become_one_annotation(desk: Desk) -> None:
    desk.press("0", "b")
    [_, both] = desk.reader.annotations
    assert dict(both.attributes) == {"kind": "group"}
    assert [origin.annotator for origin in origins_of(both)] == list(NAMES)


def test_versions_with_values_that_exclude_one_another_are_not_joined(reader_of: ReaderOf) -> None:
    desk = Desk(
        reader_of(TEXT),
        [mark("لافروف", attributes={"kind": "person"})],
        [mark("لافروف", attributes={"kind": "group"})],
    )
    with refused(Message("services.values_exclude", attribute="kind")):
        desk.press("b")
    assert desk.gold == []


def test_decisions_are_there_in_the_next_run(desk: Desk, reader_of: ReaderOf) -> None:
    desk.press("1", "0")
    assert desk.reader.close()
    desk.open(reader_of(TEXT))
    assert desk.gold == [AGREED, ("EVENT", "زيارة")]
    assert desk.settling.matters.undecided == 1
    assert selected(desk.reader) == "دمشق"


def test_a_later_change_keeps_the_decision_and_shows_the_difference_again(
    desk: Desk, reader_of: ReaderOf
) -> None:
    desk.press("1", "1", "1")
    assert desk.settling.matters.undecided == 0
    assert desk.reader.close()
    event = desk.versions["omar"][1]
    desk.versions["omar"][1:2] = [changed(event, attributes={"type": "MEET"})]  # type: ignore[index]
    desk.open(reader_of(TEXT))
    assert ("EVENT", "زيارة") in desk.gold
    assert desk.states[1] == (Kind.BOUNDARY, State.CHANGED)
    assert selected(desk.reader) == "زيارة الوفد السوري"
    desk.press("1")
    assert desk.states[1] == (Kind.BOUNDARY, State.DECIDED)


def test_a_note_or_a_new_revision_is_no_change(desk: Desk, reader_of: ReaderOf) -> None:
    desk.press("1", "1", "1")
    assert desk.reader.close()
    desk.versions["omar"] = [changed(each, note="ملاحظة") for each in desk.versions["omar"]]
    desk.open(reader_of(TEXT))
    assert desk.settling.matters.undecided == 0


def test_annotators_who_come_to_agree_on_what_was_decided_raise_no_question(
    desk: Desk, reader_of: ReaderOf
) -> None:
    desk.press("1", "1", "1")
    assert desk.reader.close()
    first, event, rest = desk.versions["omar"]
    desk.versions["omar"] = [first, changed(mark("زيارة", "EVENT"), id=event.id), rest]
    desk.open(reader_of(TEXT))
    assert desk.settling.matters.undecided == 0
    assert desk.gold.count(("EVENT", "زيارة")) == 1


def test_annotators_who_come_to_agree_on_something_else_are_shown_again(
    desk: Desk, reader_of: ReaderOf
) -> None:
    desk.press("2", "1", "1")
    assert desk.reader.close()
    first, event, rest = desk.versions["omar"]
    desk.versions["omar"] = [first, changed(mark("زيارة", "EVENT"), id=event.id), rest]
    desk.open(reader_of(TEXT))
    assert desk.states[1] == (None, State.CHANGED)
    assert ("EVENT", "زيارة الوفد السوري") in desk.gold
    desk.press("1")
    assert [each for each in desk.gold if each[0] == "EVENT"] == [("EVENT", "زيارة")]


def test_a_decision_whose_annotations_are_all_gone_is_shown_again(desk: Desk, reader_of: ReaderOf) -> None:
    desk.press("1", "1", "1")
    assert desk.reader.close()
    desk.versions["سارة"] = [each for each in desk.versions["سارة"] if each.text != "دمشق"]
    desk.open(reader_of(TEXT))
    assert desk.states[-1] == (Kind.MISSING, State.CHANGED)
    assert ("ACTOR", "دمشق") in desk.gold
    desk.press("0")
    assert ("ACTOR", "دمشق") not in desk.gold
    assert desk.settling.matters.undecided == 0


def test_editing_begins_with_the_first_version_and_gives_the_keys_to_the_page(desk: Desk) -> None:
    desk.press("e")
    assert not desk.reader.is_deciding
    assert desk.reader.current == desk.reader.annotations[1].id
    matter = desk.settling.meant
    assert matter is not None
    assert (matter.state, matter.decision and matter.decision.choice) == (State.DECIDED, Choice.EDITED)
    desk.press("x")
    assert desk.gold == [AGREED]
    desk.press("escape")
    assert desk.reader.is_deciding
    assert selected(desk.reader) == "زيارة الوفد السوري"
    assert desk.settling.matters.every[1].state is State.DECIDED


def test_editing_what_was_decided_begins_with_that(desk: Desk) -> None:
    desk.press("2", "shift+tab", "e")
    assert desk.gold == [AGREED, ("EVENT", "زيارة الوفد السوري")]
    assert desk.reader.annotations[1].extra[SETTLED]["choice"] == "edited"


def test_a_reason_is_given_to_a_decision_that_was_made(desk: Desk) -> None:
    desk.press("1", "shift+tab", "r")
    assert desk.reader.annotations[1].extra[SETTLED]["reason"] == "slip"
    decision = desk.settling.matters.every[1].decision
    assert decision is not None
    assert decision.reason is Reason.SLIP
    desk.press("u")
    assert "reason" not in desk.reader.annotations[1].extra[SETTLED]


def test_the_filter_shows_one_kind_and_what_is_agreed(desk: Desk) -> None:
    shown = []
    for _ in range(6):
        desk.press("f")
        shown.append((desk.settling.matters.filter.id, len(desk.settling.matters.shown)))
    assert shown == [
        ("session.filter_undecided", 3),
        ("session.differs_missing", 1),
        ("session.differs_boundary", 1),
        ("session.differs_attribute", 1),
        ("session.differs_not", 1),
        ("session.filter_differences", 3),
    ]


def test_what_is_agreed_can_be_reviewed_and_left_out(desk: Desk) -> None:
    desk.press(*"fffff")
    assert selected(desk.reader) == "لافروف"
    desk.press("0")
    assert desk.gold == []


def test_an_annotation_that_is_removed_on_the_page_stays_away(desk: Desk, reader_of: ReaderOf) -> None:
    desk.press("e", "escape")
    desk.reader.jump(desk.reader.annotations[0].id)
    command = desk.reader.bindings.page.at("x")
    assert command is not None
    command.run(desk.reader)
    assert desk.reader.close()
    desk.open(reader_of(TEXT))
    assert AGREED not in desk.gold


def test_relations_lead_to_settled_annotations_once_both_ends_are_settled(reader_of: ReaderOf) -> None:
    first, second = mark("لافروف"), mark("لافروف")
    place, elsewhere = mark("موسكو"), mark("في موسكو")
    desk = Desk(
        reader_of(TEXT),
        [first, place, related(related(mark("الوفد السوري", "QUOTE"), first), place)],
        [second, elsewhere, related(mark("الوفد السوري", "QUOTE"), elsewhere)],
    )
    desk.press("2")
    [_, city, quote] = desk.reader.annotations
    assert (city.text, quote.text) == ("في موسكو", "الوفد السوري")
    assert [dict(each) for each in quote.relations] == [{"type": "speaker", "target": city.id}]


def test_a_relation_waits_for_its_other_end(reader_of: ReaderOf) -> None:
    first, second = mark("دمشق"), mark("إلى دمشق")
    desk = Desk(
        reader_of(TEXT),
        [related(mark("زيارة", "QUOTE"), first), first],
        [related(mark("زيارة", "QUOTE"), second), second],
    )
    assert [dict(each) for each in desk.reader.annotations[0].relations] == []
    desk.press("2")
    quote, city = desk.reader.annotations
    assert [dict(each) for each in quote.relations] == [{"type": "speaker", "target": city.id}]
    desk.press("shift+tab", "1") if desk.settling.number > 1 else desk.press("1")
    quote, city = desk.reader.annotations
    assert city.text == "دمشق"
    assert [each["target"] for each in quote.relations] == [city.id]
    desk.press("0")
    [quote] = desk.reader.annotations
    assert quote.relations == ()


def test_another_text_is_no_part(reader_of: ReaderOf) -> None:
    desk = Desk(reader_of(TEXT), [changed(mark("دمشق"), sha256="f" * 64)], [])
    assert desk.settling.matters.every == []
    nothing = Message("session.nothing_to_settle")
    assert desk.reader.notice == Message("session.other_text_left_out", told=nothing, count=1)


def test_annotations_that_cannot_be_read_are_told_of(reader_of: ReaderOf) -> None:
    def read(_key: str) -> Mapping[str, Sequence[Annotation]]:
        raise HashiyaError(Message("session.nothing_selected"))

    reader = reader_of(TEXT)
    reader.settle(Differing(NAMES, read))
    assert reader.settling is not None
    reader.settling.start()
    assert reader.settling.wait()
    assert reader.notice == Message("session.cannot_compare", cause=Message("session.nothing_selected"))
    reader.notice = None
    reader.settling.receive()
    assert reader.notice is None, "it is told once"


def test_a_reader_that_looks_at_the_store_keeps_the_difference_that_is_meant(desk: Desk) -> None:
    desk.press("1", "1")
    assert desk.reader.working_copy.flush()
    look(desk.reader)
    assert selected(desk.reader) == "دمشق"
    assert desk.settling.number == 3


def test_a_relation_that_a_person_ended_does_not_come_back(reader_of: ReaderOf) -> None:
    speaker, other = mark("لافروف"), mark("لافروف")
    desk = Desk(
        reader_of(TEXT),
        [speaker, related(mark("زيارة", "QUOTE"), speaker), mark("دمشق")],
        [other, related(mark("زيارة", "QUOTE"), other)],
    )
    quote = desk.reader.annotations[1]
    assert len(quote.relations) == 1
    desk.reader.working_copy.commit([Edit(quote, changed(quote, relations=()))], "note")
    desk.press("1")
    assert desk.reader.annotations[1].relations == ()


def test_only_the_relation_to_what_was_decided_is_added(reader_of: ReaderOf) -> None:
    def version(city: Annotation) -> list[Annotation]:
        speaker = mark("لافروف")
        quote = related(mark("زيارة", "QUOTE"), speaker)
        links = (*quote.relations, {"type": "place", "target": city.id})
        return [speaker, changed(quote, relations=links), city]

    desk = Desk(reader_of(TEXT), version(mark("دمشق")), version(mark("إلى دمشق")))
    quote = desk.reader.annotations[1]
    desk.reader.working_copy.commit([Edit(quote, changed(quote, relations=()))], "note")
    desk.press("1")
    _, quote, city = desk.reader.annotations
    assert [dict(each) for each in quote.relations] == [{"type": "place", "target": city.id}]


def test_a_relation_of_a_persons_own_ends_with_its_target(reader_of: ReaderOf) -> None:
    desk = Desk(reader_of(TEXT), [mark("لافروف"), mark("دمشق")], [mark("لافروف")])
    desk.press("1")
    speaker, city = desk.reader.annotations
    linked = related(speaker, city, "place")
    desk.reader.working_copy.commit([Edit(speaker, linked)], "note")
    desk.press("shift+tab" if desk.settling.number > 1 else "enter", "0")
    [speaker] = desk.reader.annotations
    assert speaker.relations == ()


def test_annotations_are_compared_again_on_request(desk: Desk) -> None:
    desk.press("1", "1")
    desk.versions["omar"] = [*desk.versions["omar"], mark("دمشق")]
    desk.settling.start()
    assert desk.settling.wait()
    assert desk.gold[-1] == ("ACTOR", "دمشق")
    assert desk.settling.matters.undecided == 0


def test_two_programs_take_what_is_agreed_once(desk: Desk, reader_of: ReaderOf) -> None:
    other = reader_of(TEXT)
    names = tuple(reversed(NAMES))
    other.settle(Differing(names, lambda _: {name: desk.versions[name] for name in names}, by="lina"))
    assert other.settling is not None
    other.settling.start()
    assert other.settling.wait()
    assert len(other.annotations) == 1
    assert desk.reader.working_copy.flush()
    assert other.working_copy.flush()
    for reader in (desk.reader, other):
        look(reader)
        assert len(reader.annotations) == 1
        assert len(reader.working_copy.annotations.rejected) == 1
        assert reader.open_questions == 0


def test_what_is_agreed_in_two_articles_has_two_ids_though_that_of_annotators_is_one(
    desk: Desk, reader_of: ReaderOf
) -> None:
    other = reader_of(TEXT, name="other.txt")
    other.settle(Differing(NAMES, lambda _: desk.versions, by="lina"))
    assert other.settling is not None
    other.settling.start()
    assert other.settling.wait()
    [here], [there] = desk.reader.annotations, other.annotations
    assert here.text == there.text
    assert here.id != there.id


def test_annotators_who_agree_on_all_have_nothing_to_settle(reader_of: ReaderOf) -> None:
    desk = Desk(reader_of(TEXT), [mark("لافروف")], [mark("لافروف")])
    nothing = Message("session.nothing_to_settle")
    assert desk.reader.notice == Message("session.agreed_taken", count=1, then=nothing)
    assert desk.gold == [AGREED]
