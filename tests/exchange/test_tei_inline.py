"""TEI P5 with the annotations inside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.exchange import tei, tei_inline
from hashiya.exchange.losses import ANNOTATORS, ATTRIBUTES, CONTROLS, NOTES, OVERLAPS, RELATIONS, Losses
from hashiya.text.spans import Span
from tests.exchange.test_round_trips import HARD, document, spans_over
from tests.exchange.texts import DOCUMENT, TEXT, annotation

if TYPE_CHECKING:
    from hashiya.exchange.document import Document


def written(*documents: Document, losses: Losses | None = None) -> bytes:
    return b"".join(tei_inline.write(documents, Losses() if losses is None else losses))


def test_annotations_are_elements_around_their_words() -> None:
    source = written(DOCUMENT, losses=(losses := Losses())).decode()
    assert '<persName>الوزير</persName>: «<q><rs type="EVENT">زار</rs> وفدٌ موسكو</q>».' in source
    assert losses.counts == {RELATIONS: 1, NOTES: 1, ANNOTATORS: 1}


def test_names_and_kinds_come_back_and_other_attributes_are_lost() -> None:
    known = {"kind": "organisation", "canonical": 'وزارة "الدفاع"'}
    ministry = annotation("m", "ACTOR", "الوزير", attributes=known)
    visit = annotation("v", "EVENT", "زار", attributes={"canonical": "زيارة", "type": "CONSULT", "kind": "x"})
    losses = Losses()
    found = tei.read(written(DOCUMENT._replace(annotations=[ministry, visit]), losses=losses))
    assert losses.counts == {ATTRIBUTES: 2}
    assert found.texts == {"a.txt": TEXT}
    assert [each.record["attributes"] for each in found.incoming] == [known, {"canonical": "زيارة"}]


def test_of_annotations_that_cross_the_later_is_left_out() -> None:
    given = document("x" * 12, [Span(0, 6), Span(4, 9), Span(4, 6), Span(9, 12), Span(9, 12)])
    found = tei.read(written(given, losses=(losses := Losses())))
    assert losses.counts == {OVERLAPS: 1}
    places = [(each.record["start"], each.record["end"]) for each in found.incoming]
    assert places == [(0, 6), (4, 6), (9, 12), (9, 12)]


@pytest.mark.parametrize("text", [HARD, HARD.replace("\r", "")], ids=["CR LF", "LF"])
def test_no_place_moves(text: str) -> None:
    given = document(text, spans_over(text))
    source = written(given, given._replace(key="b.txt"), losses=(losses := Losses()))
    assert CONTROLS not in losses.counts
    assert tei.tells(source)
    found = tei.read(source)
    assert found.texts == {"a.txt": text, "b.txt": text}
    places = {(each.label, each.start, each.end) for each in given.annotations}
    records = [each.record for each in found.incoming]
    assert {(each["label"], each["start"], each["end"]) for each in records} <= places
    assert len(found.incoming) == 2 * len(given.annotations) - losses.counts[OVERLAPS]
    assert {
        (each.record["label"], each.record["start"], each.record["end"]) for each in found.incoming
    } <= places
