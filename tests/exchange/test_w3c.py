"""Web Annotation in JSON-LD."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.exchange import w3c
from hashiya.exchange.losses import Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, MINISTER, QUOTE

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def written() -> bytes:
    losses = Losses()
    source = b"".join(w3c.write([DOCUMENT], losses))
    assert not losses
    return source


def test_an_annotation_has_its_label_note_quotation_and_place() -> None:
    collection = json.loads(written())
    assert collection["type"] == "AnnotationCollection"
    minister = collection["first"]["items"][0]
    assert minister["id"] == "urn:uuid:m"
    assert [(each["purpose"], each["value"]) for each in minister["body"]] == [
        ("tagging", "ACTOR"),
        ("commenting", "من هو؟"),
    ]
    assert minister["creator"] == {"type": "Person", "name": "سلمى"}
    assert minister["target"]["source"] == "a.txt"
    quotation, place = minister["target"]["selector"]
    assert (quotation["exact"], place["start"], place["end"]) == ("الوزير", MINISTER.start, MINISTER.end)


def test_nothing_is_lost_on_the_way_back() -> None:
    found = w3c.read(written())
    assert [Annotation.from_record(each.record) for each in found.incoming] == list(DOCUMENT.annotations)
    assert found.refusals == []


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda item: item,
        lambda item: [item],
        lambda item: {"@context": CONTEXT, "type": "AnnotationPage", "items": [item]},
        lambda item: {"type": "AnnotationCollection", "first": {"items": [item]}},
    ],
)
def test_an_annotation_is_found_alone_in_an_array_a_page_and_a_collection(wrapped: Any) -> None:
    item = json.loads(written())["first"]["items"][1]
    (incoming,) = w3c.read(json.dumps(wrapped(item)).encode()).incoming
    assert Annotation.from_record(incoming.record) == QUOTE


def test_an_annotation_of_another_program_is_read_as_far_as_it_goes() -> None:
    item = {
        "@context": CONTEXT,
        "id": "http://example.org/anno23",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "ACTOR"},
        "target": {"source": "a.txt", "selector": {"type": "TextQuoteSelector", "exact": "الوزير"}},
    }
    (incoming,) = w3c.read(json.dumps(item).encode()).incoming
    assert incoming.record == {"article": "a.txt", "text": "الوزير", "label": "ACTOR", "annotator": ""}


def test_what_has_no_target_is_refused_by_its_number() -> None:
    found = w3c.read(b'[{"type": "Annotation", "body": "x"}, 1]')
    told = Message("exchange.not_web_annotation")
    assert found.refusals == [(1, told), (2, told)]
    (refusal,) = w3c.read(b"[").refusals
    assert refusal.line == 1


def test_the_standard_is_known_by_its_name() -> None:
    assert w3c.tells(written())
    assert not w3c.tells(b'[{"a": 1}]')
